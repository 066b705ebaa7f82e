"""Sidecars: what NAME.json says of the file NAME.txt beside it."""

from __future__ import annotations

from pathlib import Path

from sayso.errors import SourceError
from sayso.sources.fields import clean_field, json_object
from sayso.sources.given import Given
from sayso.sources.showing import located, shown, writable
from sayso.sources.text_files import exists_as_file, open_regular, read_to

_MOST_BYTES = 1_000_000


def sidecar_of(path: Path) -> Given:
    """What story.txt.json, or else story.json, says of the file story.txt; nothing where neither exists.

    Fields that sayso doesn't know are left alone.  Raises SourceError, naming the sidecar, where
    it can't be read or a field of it can't be kept.
    """
    for sidecar in (path.with_name(f"{path.name}.json"), path.with_suffix(".json")):
        if sidecar != path and exists_as_file(sidecar):
            with located(shown(writable(sidecar))):
                return _read(sidecar)
    return Given()


def _read(sidecar: Path) -> Given:
    file, _ = open_regular(sidecar)
    with file:
        data = read_to(file, _MOST_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"is not UTF-8 (byte {error.start:,})", remedy="save it as UTF-8") from error
    if not text.strip():
        raise SourceError("is empty", remedy="remove it, or write {}")
    said = json_object(text)
    return Given(**{name: clean_field(name, said.get(name)) for name in Given.__dataclass_fields__})
