"""Sources read as a user does: what comes, and what is said about what doesn't."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.data import Document
from sayso.errors import SourceError
from sayso.sources import Given, Options, documents

STORY = (
    "Islands refuse to sign the cod pact\n"
    "\n"
    "The fisheries minister of the islands said on Monday that she would not sign the pact.\n"
    "“We were promised a third of the catch,” Marit Solberg told reporters. “We got a tenth.”\n"
)

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Islands refuse to sign the cod pact | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ann Marsh">
<meta property="article:published_time" content="2025-02-24T10:00:00Z">
<link rel="canonical" href="https://harbour.example/cod-pact"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Islands refuse to sign the cod pact</h1>
<p>The fisheries minister of the islands said on Monday that she would not sign the pact, which gives
her boats a tenth of next year's catch in the northern waters.</p>
<p>“We were promised a third,” Marit Solberg told reporters in the harbour. “We got a tenth, and we
heard of it from the newspapers.”</p>
<p>A spokesman for the mainland denied that anybody had promised a third.</p></article>
<footer>All rights reserved</footer></body></html>"""

Read = Callable[..., list[Document]]
Complaint = Callable[..., str]


@pytest.fixture
def read() -> Read:
    """The documents of sources, none of which may fail."""

    def read(*sources: str | Path, options: Options | None = None, **given: str) -> list[Document]:
        found = list(documents(sources, options or Options(given=Given(**given))))
        failures = [str(one) for one in found if isinstance(one, SourceError)]
        assert not failures, f"these could not be read: {failures}"
        return [one for one in found if isinstance(one, Document)]

    return read


@pytest.fixture
def complaint() -> Complaint:
    """What is said about a source that can't be read, on one line."""

    def complaint(source: str | Path, options: Options | None = None) -> str:
        found = list(documents([source], options or Options()))
        assert len(found) == 1, f"one error was expected, not {found}"
        assert isinstance(found[0], SourceError), f"an error was expected, not {found[0]}"
        line = str(found[0])
        assert "\n" not in line, f"an error has one line: {line!r}"
        line.encode("utf-8")
        return line

    return complaint


@pytest.fixture
def story() -> str:
    return STORY


@pytest.fixture
def page() -> str:
    return PAGE
