"""The documents of many sources, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from sayso.data import Document
from sayso.errors import SourceError
from sayso.sources import folders, html, json_lines
from sayso.sources.decoding import decoded, looks_binary
from sayso.sources.given import DEFAULTS, Given, Options
from sayso.sources.showing import located, shown, shown_address, writable
from sayso.sources.sidecars import sidecar_of
from sayso.sources.text_files import (
    BEGINNING,
    RAW_FACTOR,
    beginning_of,
    exists_as_folder,
    open_regular,
    read_to,
    standard_input,
)
from sayso.sources.texts import make_document, too_long

STANDARD_INPUT = "-"

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_MOST_COUNTED = 200_000_000  # bytes of .jsonl; counting the lines of more takes too long for a progress bar


def documents(
    sources: Iterable[str | Path] | str | Path, options: Options = DEFAULTS
) -> Iterator[Document | SourceError]:
    """Every document that the sources hold, in order, lazily.

    A source is the path of a text, an HTML file, a .jsonl file (one document a line) or a folder of
    these; an http or https address; or '-', the text on standard input.  Beside a text or HTML
    file, NAME.json may say its title, outlet, author, date of publication and address.

    A source, file or line that can't be read comes as a SourceError *value* in its place, and the
    rest goes on.  Raises UsageError at once where `options.given` holds what can't be kept.
    """
    checked = replace(options, given=options.given.checked())
    listed = [sources] if isinstance(sources, (str, Path)) else sources
    return (document for source in listed for document in _of_source(source, checked))


def _of_source(source: str | Path, options: Options) -> Iterator[Document | SourceError]:
    reading: Iterator[Document | SourceError]
    if source == "":
        yield SourceError("a source has no name", remedy="name a file, folder or address, or '-'")
        return
    if source == STANDARD_INPUT:
        reading, where = _standard_input(options), "standard input"
    elif isinstance(source, str) and _ADDRESS.match(source):
        reading, where = _address(source, options), shown_address(source)
    elif exists_as_folder(Path(source)):
        reading, where = _folder(Path(source), options), shown(writable(source))
    else:
        reading, where = _file(Path(source), options), shown(writable(source))
    try:
        with located(where):
            yield from reading
    except SourceError as error:
        yield error


def _standard_input(options: Options) -> Iterator[Document]:
    file = standard_input()
    beginning = beginning_of(file)
    is_page = html.looks_like_html(beginning)
    data = read_to(file, options.max_bytes * (RAW_FACTOR if is_page else 1), beginning=beginning)
    yield _one(data, STANDARD_INPUT, is_page=is_page, given=options.given, options=options)


def _address(address: str, options: Options) -> Iterator[Document]:
    from sayso.sources.web import fetch

    answer = fetch(address, timeout=options.timeout, max_bytes=options.max_bytes * RAW_FACTOR)
    yield _one(
        answer.body,
        address,
        is_page=answer.is_page,
        charset=answer.charset,
        given=options.given.over(Given(url=answer.address)),
        options=options,
    )


def _folder(folder: Path, options: Options) -> Iterator[Document | SourceError]:
    found = False
    for path in folders.walk(folder):
        if isinstance(path, SourceError):
            found = True
            yield path
        elif folders.is_known(path) or not _is_binary(path):
            found = True
            try:
                with located(shown(writable(path))):
                    yield from _file(path, options)
            except SourceError as error:
                yield error
    if not found:
        raise SourceError("holds nothing to read", remedy="sayso reads text, HTML and .jsonl files")


def _is_binary(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return looks_binary(file.read(BEGINNING))
    except OSError:
        return False  # reading it will say why


def _file(path: Path, options: Options) -> Iterator[Document | SourceError]:
    suffix = path.suffix.lower()
    if suffix in json_lines.SUFFIXES:
        yield from json_lines.json_lines(path, options)
        return
    file, size = open_regular(path)
    with file:
        beginning = beginning_of(file)
        is_page = suffix in html.SUFFIXES or html.looks_like_html(beginning)
        limit = options.max_bytes * (RAW_FACTOR if is_page else 1)
        if size > limit:
            raise too_long(size, limit)
        data = read_to(file, limit, beginning=beginning)
    given = options.given.over(sidecar_of(path))
    yield _one(data, writable(path), is_page=is_page, given=given, options=options)


def _one(
    data: bytes, source: str, *, is_page: bool, given: Given, options: Options, charset: str | None = None
) -> Document:
    """The document that the bytes of a page or a plain text hold."""
    if not is_page:
        return make_document(decoded(data, charset), source=source, given=given, max_bytes=options.max_bytes)
    page = html.page_of(data, charset=charset)
    return make_document(page.text, source=source, given=given.over(page.given), max_bytes=options.max_bytes)


def count_hint(sources: Iterable[str | Path] | str | Path) -> int | None:
    """How many documents may come from the sources; None where counting takes too long.

    Cheap, and no promise: files are counted by their names, .jsonl files by their lines.
    """
    count = budget = 0
    for source in [sources] if isinstance(sources, (str, Path)) else sources:
        if source == STANDARD_INPUT or (isinstance(source, str) and _ADDRESS.match(source)):
            count += 1
            continue
        path = Path(source)
        for file in folders.walk(path) if exists_as_folder(path) else [path]:
            if isinstance(file, SourceError) or file.suffix.lower() not in json_lines.SUFFIXES:
                count += 1
                continue
            try:
                if not file.is_file():
                    raise OSError
                budget += file.stat().st_size
                if budget > _MOST_COUNTED:
                    return None
                count += json_lines.lines_in(file)
            except (OSError, ValueError):
                count += 1
    return count
