"""The files of a folder that may hold documents, recursively and in name order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import SourceError
from sayso.sources import html, json_lines
from sayso.sources.showing import located, shown, writable
from sayso.sources.text_files import unreadable

KNOWN = (".txt", ".text", ".md", *html.SUFFIXES, *json_lines.SUFFIXES)

# Texts, but not of news: what lies beside saved pages and collections.
_NO_NEWS = (
    ".json .csv .tsv .xml .rdf .xsl .css .js .mjs .map .ts .svg .yaml .yml .toml .ini .cfg .conf .log .lock "
    ".py .sh .bat .r .ipynb .sql .bib .tex .diff .patch .part .tmp .bak"
)
_BESIDE = frozenset(_NO_NEWS.split())


def walk(folder: Path) -> Iterator[Path | SourceError]:
    """The files in `folder` and the folders in it, sorted by relative path.

    What can't be looked at comes as a SourceError in its place.  Left out: hidden files, data and
    code by their names, pipes, sockets and devices.  Links are followed, and each folder is visited
    once, so that links in a circle do no harm.
    """
    seen: set[tuple[int, int]] = set()
    waiting: list[Iterator[Path]] = [iter([folder])]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
            continue
        try:
            with located(shown(writable(path))):
                status = _status(path)
                if not stat.S_ISDIR(status.st_mode):
                    if _may_hold_documents(path, status):
                        yield path
                elif (status.st_dev, status.st_ino) not in seen:
                    seen.add((status.st_dev, status.st_ino))
                    waiting.append(iter(_entries(path)))
        except SourceError as error:
            yield error


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def _entries(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        raise unreadable(folder, error) from error
    return [folder / name for name in names]


def _may_hold_documents(path: Path, status: os.stat_result) -> bool:
    return stat.S_ISREG(status.st_mode) and path.suffix.lower() not in _BESIDE


def is_known(path: Path) -> bool:
    """Whether the name of the file says that it holds documents; otherwise its content must tell."""
    return path.suffix.lower() in KNOWN
