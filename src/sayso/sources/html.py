"""The article of a web page, by trafilatura (Barbaresi 2021)."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Any

from sayso.errors import SourceError
from sayso.sources.decoding import decoded
from sayso.sources.fields import clean_field
from sayso.sources.given import Given

SUFFIXES = (".html", ".htm", ".xhtml")

_MOST_TAGS = 200_000  # a long page of news has under 10,000; extraction takes 5 seconds for this many
_BEGINS_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.{0,2000}?-->)\s*){0,3}<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})",
    re.IGNORECASE,
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_SEPARATOR = re.compile(r"\s+[|·»:–—-]\s")
_WORD = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)")
_WIDE_STOP = re.compile(r".{4}[。！？।]")
_LONG = 250  # characters; in some languages sentences have no closing mark
_FEWEST_WORDS = 4  # of a sentence; 'All rights reserved.' has fewer
_HTML_TAG = re.compile(r"<html[\s>]", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page (title, blank line, article) and what the page says of itself."""

    text: str
    given: Given


def looks_like_html(beginning: bytes) -> bool:
    """Whether a file that begins with these bytes is a web page."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        beginning = beginning.replace(b"\0", b"")[2:]
    return bool(_BEGINS_HTML.match(beginning.removeprefix(b"\xef\xbb\xbf")))


def page_of(data: bytes, *, charset: str | None = None) -> Page:
    """The article of the page `data`; `charset` is what the server says.

    Raises SourceError where the page is empty, is no text, or holds no article.
    """
    if not data.strip():
        raise SourceError("is empty")
    html = decoded(data, charset or _declared_charset(data)).replace("\0", "")
    if html.count("<") > _MOST_TAGS:
        raise SourceError(f"is a page of more than {_MOST_TAGS:,} tags", remedy="save its article as text")
    html = _XML_DECLARATION.sub("", html, count=1)
    if not _HTML_TAG.search(html):
        html = f"<html><body>{html}</body></html>"  # a fragment is taken for no page otherwise
    found = _extracted(html)
    paragraphs = _paragraphs(found.text if found is not None else None)
    title = _field("title", found.title) if found is not None else None
    if paragraphs and title and _repeats(paragraphs[0], title):
        title, paragraphs = paragraphs[0], paragraphs[1:]
    if not any(map(_is_running_text, paragraphs)):
        raise SourceError("holds no article", remedy="save the article as text and read that")
    given = Given(
        title=title,
        outlet=_field("outlet", found.sitename),
        author=_field("author", found.author),
        published=_field("published", found.date),
        url=_field("url", found.url),
    )
    return Page("\n\n".join([title, *paragraphs] if title else paragraphs), given)


def _declared_charset(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4_096])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else None


def _extracted(html: str) -> Any:
    """What trafilatura finds, or None.  Raises SourceError where it fails."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        return trafilatura.bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            # An extensive search takes any date in the running text; no date is better than a wrong one.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:  # hostile markup fails in many ways inside the parsers
        raise SourceError("is a page that can't be parsed", remedy="save its article as text") from error


def _paragraphs(text: str | None) -> list[str]:
    # A table's row comes as '| cell | cell |'; rulers have no words.
    lines = (_BLANKS.sub(" ", line).strip("| ") for line in (text or "").split("\n"))
    return [line for line in lines if _WORD.search(line)]


def _is_running_text(paragraph: str) -> bool:
    """Whether a paragraph holds a sentence: of a page without an article, menus and captions are left."""
    if len(paragraph) >= _LONG or _WIDE_STOP.search(paragraph):
        return True
    *closed, _ = _SENTENCE_END.split(paragraph)
    return any(len(sentence.split()) >= _FEWEST_WORDS for sentence in closed)


def _repeats(line: str, title: str) -> bool:
    """Whether a line of the article is the title, or the title without the outlet's name at its end."""
    line, title = line.casefold(), _BLANKS.sub(" ", title).casefold()
    return title == line or (title.startswith(line) and bool(_SEPARATOR.match(title, len(line))))


def _field(name: str, value: object) -> str | None:
    """What the page says of itself, where it can be kept: nobody can be asked to mend a page."""
    try:
        return clean_field(name, value)
    except SourceError:
        return None
