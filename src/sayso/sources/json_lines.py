"""A .jsonl file: a document on every line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sayso.data import Document
from sayso.errors import SourceError
from sayso.sources.fields import clean_field, json_object, kind_of
from sayso.sources.given import Given, Options
from sayso.sources.showing import located, shown, writable
from sayso.sources.text_files import open_regular
from sayso.sources.texts import make_document, too_long

SUFFIXES = (".jsonl", ".ndjson")

_CHUNK = 1 << 20
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def json_lines(path: Path, options: Options) -> Iterator[Document | SourceError]:
    """The document of each line of the file at `path`; for a line that is none, the error, and then the next.

    Lines are read one by one, each to `options.max_bytes`; blank ones are skipped.  Raises
    SourceError where the file can't be read at all.
    """
    source = writable(path)
    file, _ = open_regular(path)
    empty = True
    with file:
        for number, line in _lines(file, options.max_bytes):
            if number == 1 and isinstance(line, bytes):
                if line.startswith(_WIDE):
                    raise SourceError("is not UTF-8, as .jsonl must be", remedy="save it as UTF-8")
                line = line.removeprefix(codecs.BOM_UTF8)
            if isinstance(line, bytes) and not line.strip():
                continue
            empty = False
            try:
                with located(f"{shown(source)}, line {number}"):
                    document = _document(line, source, options)
            except SourceError as error:
                yield error
            else:
                yield document
    if empty:
        raise SourceError("is empty")


def _lines(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | SourceError]]:
    """Each line with its number, from 1; the error in place of one over `limit` bytes."""
    number = 0
    while line := _next_line(file, limit):
        number += 1
        if len(line.rstrip(b"\r\n")) <= limit:
            yield number, line
        else:
            _skip_rest_of_line(file, line)
            yield number, too_long(None, limit)


def _next_line(file: BinaryIO, limit: int) -> bytes:
    try:
        return file.readline(limit + 2)
    except OSError as error:
        raise SourceError(f"can't be read on: {(error.strerror or 'the device fails').lower()}") from error


def _skip_rest_of_line(file: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = _next_line(file, _CHUNK)


def _document(line: bytes | SourceError, source: str, options: Options) -> Document:
    if isinstance(line, SourceError):
        raise line
    try:
        text = line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise SourceError(f"is not UTF-8 (byte {error.start:,})", remedy="save it as UTF-8") from error
    said = json_object(text)
    if not isinstance(said.get("text"), str):
        what = f"text is {kind_of(said['text'])}, not text" if "text" in said else "has no text"
        raise SourceError(what, remedy='write {"text": "…"}')
    ref = said.get("id")
    if isinstance(ref, int) and not isinstance(ref, bool):
        ref = str(ref)
    ours = Given(**{name: clean_field(name, said.get(name)) for name in Given.__dataclass_fields__})
    return make_document(
        said["text"],
        source=source,
        ref=clean_field("id", ref),
        given=options.given.over(ours),
        max_bytes=options.max_bytes,
    )


def lines_in(path: Path) -> int:
    """How many lines the file at `path` has, blank ones too.  Raises OSError where it can't be read."""
    count, last = 0, b"\n"
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            count += chunk.count(b"\n")
            last = chunk[-1:]
    return count + (last != b"\n")
