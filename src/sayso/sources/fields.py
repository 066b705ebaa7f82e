"""The fields that a line of .jsonl, a sidecar or a page gives: checked before anything is kept."""

from __future__ import annotations

import json
import re
from typing import Any

from sayso.errors import SourceError
from sayso.sources.dates import normal_date
from sayso.sources.showing import shown

_LONGEST = 10_000  # characters; a title or name that is longer is something else
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)
_KINDS = {
    dict: "an object",
    list: "a list",
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "text",
}


def clean_field(name: str, value: object) -> str | None:
    """The value of the field `name` on one line and without outer blanks; None where it says nothing.

    Raises SourceError, naming the field, where the value isn't text, holds what no text may, is
    overlong, a date that is none, or an address that isn't one of the web.
    """
    if value is None:
        return None
    if not isinstance(value, str):
        raise SourceError(f"{name} is {kind_of(value)}, not text")
    refuse_unwritable(value, what=name)
    value = _CONTROLS.sub(" ", value).strip()
    if len(value) > _LONGEST:
        raise SourceError(f"{name} has {len(value):,} characters, more than {_LONGEST:,}")
    if not value:
        return None
    if name == "published":
        return _published(value)
    if name == "url" and (scheme := _SCHEME.match(value)) and scheme[1].lower() not in ("http", "https"):
        raise SourceError(
            f"url {shown(value)!r} is not an address of the web", remedy="it begins with https://"
        )
    return value


def _published(value: str) -> str:
    normal = normal_date(value)
    if normal is None:
        raise SourceError(
            f"published {shown(value)!r} is not a date",
            remedy="write it as 2025-02-24 or 2025-02-24T10:00:00+00:00",
        )
    return normal


def refuse_unwritable(value: str, *, what: str) -> None:
    """Raise SourceError where `value` holds a NUL character or a lone surrogate, naming its offset."""
    offset = value.find("\0")
    if offset >= 0:
        raise SourceError(f"{what} holds a NUL character at offset {offset:,}", remedy="remove it")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        code = f"U+{ord(value[error.start]):04X}"
        raise SourceError(
            f"{what} holds a lone surrogate ({code}) at offset {error.start:,}", remedy="remove it"
        ) from error


def kind_of(value: object) -> str:
    """What a JSON value is, in words."""
    return "null" if value is None else _KINDS.get(type(value), type(value).__name__)


def json_object(text: str) -> dict[str, Any]:
    """The JSON object that `text` holds.

    Raises SourceError where it is no JSON, no object, nested too deeply, or names a key twice.
    """
    try:
        value = json.loads(
            text, object_pairs_hook=_without_doubles, parse_constant=_refuse_constant, parse_int=_number
        )
    except json.JSONDecodeError as error:
        place = f"at column {error.colno}" if error.lineno == 1 else f"at line {error.lineno}"
        cut = (
            "; it seems to be cut off"
            if error.pos >= len(text.rstrip()) or "Unterminated" in error.msg
            else ""
        )
        fault = error.msg.removesuffix(" at")  # 'Unterminated string starting at'
        raise SourceError(f"is not JSON: {fault[:1].lower()}{fault[1:]} {place}{cut}") from error
    except RecursionError as error:
        raise SourceError("is JSON nested too deeply") from error
    if not isinstance(value, dict):
        raise SourceError(f"is {kind_of(value)}, not a JSON object", remedy='write {"text": "…"}')
    return value


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise SourceError(f"names {shown(key)!r} twice")
        found[key] = value
    return found


def _refuse_constant(name: str) -> None:
    raise SourceError(f"is not JSON: {name} is no JSON value")


def _number(digits: str) -> int:
    if len(digits) > 40:
        raise SourceError(f"holds a number of {len(digits):,} digits")
    return int(digits)
