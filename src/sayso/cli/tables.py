"""JSON and CSV, as other programs read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from sayso.cli.terminal import is_terminal, shown

# JSON escapes C0 itself; these would reach a terminal raw, and mean the same when escaped.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# What a spreadsheet takes for the beginning of a formula (tab and return are dropped before it looks).
_FORMULA = re.compile(r"[=+\-@\t\r\n]")


def as_json(value: Any, *, indented: bool = False) -> str:
    """`value` as JSON, non-ASCII kept, on one line unless `indented`."""
    line = json.dumps(value, ensure_ascii=False, indent=2 if indented else None)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def print_json(value: Any, *, indented: bool | None = None) -> None:
    """Print `value` as JSON: indented on a terminal, on one line elsewhere, unless said otherwise."""
    click.echo(as_json(value, indented=is_terminal() if indented is None else indented))


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Print `rows` as CSV (RFC 4180), its header first; no cell begins as a formula would."""
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer)
    on_terminal = is_terminal()
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(column)) for column in columns])
        if buffer.tell() > 65_536:
            _print_part(buffer, on_terminal)
    _print_part(buffer, on_terminal)


def cell(value: Any) -> str:
    """One cell: lists joined by '; ', None empty, text that a spreadsheet would run after an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        value = "; ".join(str(item) for item in value)
    if isinstance(value, (int, float)):
        return str(value)
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _print_part(buffer: Any, on_terminal: bool) -> None:
    part = buffer.getvalue()
    click.echo(shown(part) if on_terminal else part, nl=False)
    buffer.seek(0)
    buffer.truncate()
