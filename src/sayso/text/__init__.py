"""Paragraphs and quotation marks."""
