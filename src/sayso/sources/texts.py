"""A text and what is known of it become a `Document`, or an error that says why not."""

from __future__ import annotations

from sayso.data import Document
from sayso.errors import SourceError
from sayso.sources.fields import refuse_unwritable
from sayso.sources.given import MOST_BYTES, NOTHING_GIVEN, Given
from sayso.sources.headlines import headline_of
from sayso.sources.languages import language_of
from sayso.sources.showing import located, shown, size_shown

_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"


def document_from_text(
    text: str,
    *,
    source: str = "-",
    given: Given = NOTHING_GIVEN,
    language: str | None = None,
    max_bytes: int = MOST_BYTES,
) -> Document:
    """The document whose text is `text`, unchanged.

    `given` says what the text can't; its title is otherwise the first line, where that reads as a
    headline.  `language` is an ISO 639-1 code, found out where None.  `max_bytes` limits the size
    of the text as UTF-8.  Raises SourceError where the text is empty, too long, or holds NUL
    characters or lone surrogates, and UsageError where `given` holds what can't be kept.
    """
    with located("the text" if source == "-" else shown(source)):
        return make_document(
            text, source=source, given=given.checked(), language=language, max_bytes=max_bytes
        )


def make_document(
    text: str,
    *,
    source: str,
    given: Given,
    max_bytes: int,
    ref: str | None = None,
    language: str | None = None,
) -> Document:
    """As `document_from_text`, with `given` that is checked; its errors don't say where they happened."""
    if not text.strip().strip(_INVISIBLE).strip():
        raise SourceError("is empty")
    refuse_unwritable(text, what="the text")
    size = len(text) if text.isascii() else len(text.encode("utf-8"))
    if size > max_bytes:
        raise too_long(size, max_bytes)
    return Document(
        text=text,
        source=source,
        ref=ref,
        title=headline_of(text) if given.title is None else given.title,
        outlet=given.outlet,
        author=given.author,
        published=given.published,
        url=given.url,
        language=language or language_of(text),
    )


def too_long(size: int | None, max_bytes: int) -> SourceError:
    """The error of what has `size` bytes (None: more than were counted), over the limit `max_bytes`."""
    limit = size_shown(max_bytes)
    what = f"has {size_shown(size)}, more than {limit}" if size else f"has more than {limit}"
    return SourceError(what, remedy="raise the limit with --max-size")
