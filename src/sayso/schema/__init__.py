"""The JSON Schema of what sayso prints: contract 1, as draft 2020-12."""

from __future__ import annotations

from typing import Any


def reading_schema() -> dict[str, Any]:
    """The schema that every object printed by `sayso read --json` obeys.

    Returns a new dictionary at each call, so a caller may change its own.
    """
    import json
    from importlib.resources import files

    text = files(__name__).joinpath("reading-1.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
