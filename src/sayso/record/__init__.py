"""Keeping: what was read, how it is found again and corrected."""
