"""The picture in the README: one story of the example coverage, as the terminal shows it.

usage: python docs/picture.py docs/record.svg
"""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from pathlib import Path

import sayso
from sayso.cli.consoles import Console
from sayso.cli.pages import print_reading
from sayso.example import coverage_files

STORY = "2025-03-31-farwater-deal-stalls.txt"
STATEMENTS = 9


def main() -> None:
    """Write the picture to the file named on the command line."""
    text = next(file for file in coverage_files() if file.name == STORY).read_text(encoding="utf-8")
    reading = sayso.read(text)
    document = replace(reading.document, source=STORY, outlet="Farwater Press", published="2025-03-31")
    console = Console()
    console.record, console.file, console.width = True, io.StringIO(), 92
    print_reading(console, replace(reading, document=document, statements=reading.statements[:STATEMENTS]))
    picture = console.export_svg(title=f"sayso read {STORY}")
    # Nothing is fetched to show it: the viewer's own monospaced font will do.
    picture = re.sub(r"@font-face\s*{.*?}|<!--.*?-->", "", picture, flags=re.DOTALL)
    Path(sys.argv[1]).write_text(
        picture.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas").replace(
            "<text ", '<text xml:space="preserve" '
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
