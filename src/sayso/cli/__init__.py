"""The command line: `sayso`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command that the command line names, and leave with its exit code."""
    try:
        from sayso.cli.app import sayso

        sayso()
    except KeyboardInterrupt:
        sys.exit(130)
