"""The one place where the steps of reading are chained: documents in, readings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.data import Document, Model, Reading, Span, Spans, Statement, StatementKind
from sayso.encoder.session import ACCURATE, FAST, Encoder, shared_encoder
from sayso.reading.attributed import Attribution
from sayso.reading.attribution import attribute
from sayso.reading.behalf import Behalf
from sayso.reading.chains import via_of
from sayso.reading.conversations import addressees_of
from sayso.reading.occasions import find_occasion, read_occasion
from sayso.reading.parties import find_parties
from sayso.reading.recipients import with_recipients
from sayso.reading.repeats import find_repeats
from sayso.text.quotations import Quotation

# Characters of text read together: enough for full batches of windows of like length, little
# enough that memory stays flat over an archive.
BATCH = 60_000


def read_documents(
    documents: Iterable[Document], *, fast: bool = False, encoder: Encoder | None = None
) -> Iterator[Reading]:
    """The reading of each document, in order, a batch at a time.

    Lazy: a document is taken from `documents` only when its batch is due.  `fast` reads with fewer layers,
    less accurately; `encoder` with another model than the package's own.  Raises ModelError where the
    model's files are missing or broken.
    """
    for group in _grouped(documents):
        model = encoder or shared_encoder(FAST if fast else ACCURATE)
        for attributed in attribute(model, group):
            yield _reading(attributed.document, attributed.attributions, attributed.quotations, model.id)


def _grouped(documents: Iterable[Document]) -> Iterator[list[Document]]:
    group: list[Document] = []
    size = 0
    for document in documents:
        group.append(document)
        size += len(document.text)
        if size >= BATCH:
            yield group
            group, size = [], 0
    if group:
        yield group


def _reading(
    document: Document, attributions: Sequence[Attribution], quotations: Sequence[Quotation], model: Model
) -> Reading:
    attributions = with_recipients(document.text, attributions)
    found = find_parties(document, attributions)
    addressees = addressees_of(document.text, attributions, found)
    behalf = Behalf(document.text, attributions, found)
    found = behalf.resolved()
    repeats = find_repeats(document.text, document.title, attributions, found.speakers)
    statements = tuple(
        Statement(
            id=f"s{at + 1}",
            kind=kind_of(document.text, attribution.content, quotations),
            source=attribution.source,
            cue=attribution.cue,
            content=attribution.content,
            speakers=found.speakers[at],
            on_behalf_of=behalf.of(at),
            addressees=addressees[at],
            via=via_of(attributions, found, at),
            occasion=read_occasion(
                document.text,
                attribution.occasion or find_occasion(document.text, attribution),
                document.published,
            ),
            within=f"s{attribution.within + 1}" if attribution.within is not None else None,
            repeats=f"s{repeats[at] + 1}" if at in repeats else None,
            confidence=attribution.confidence,
        )
        for at, attribution in enumerate(attributions)
    )
    return Reading(document=document, parties=found.parties, statements=statements, model=model)


def kind_of(text: str, content: Spans, quotations: Sequence[Quotation]) -> StatementKind:
    """Whether the letters of `content` stand inside quotation marks: all, some or none."""
    inside = outside = False
    for span in content:
        at = span.start
        for quotation in quotations_in(quotations, span):
            outside = outside or _has_words(text, at, quotation.start)
            inside = inside or _has_words(text, max(at, quotation.start), min(span.end, quotation.end))
            at = max(at, quotation.end)
        outside = outside or _has_words(text, at, span.end)
    if inside:
        return StatementKind.MIXED if outside else StatementKind.DIRECT
    return StatementKind.INDIRECT


def quotations_in(quotations: Sequence[Quotation], span: Span) -> Iterator[Quotation]:
    """The quotations that overlap `span`; `quotations` are in order and don't overlap."""
    low, high = 0, len(quotations)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if quotations[middle].end <= span.start else (low, middle)
    while low < len(quotations) and quotations[low].start < span.end:
        yield quotations[low]
        low += 1


def _has_words(text: str, start: int, end: int) -> bool:
    return any(text[at].isalnum() for at in range(start, end))
