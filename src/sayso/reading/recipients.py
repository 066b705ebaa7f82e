"""To whom something was said, where words beside the statement name them: 'told reporters that …'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.data import Span, Spans
from sayso.reading.attributed import Attribution
from sayso.reading.carriers import sentence_around
from sayso.text.dates import DAY_NAMES

# Verbs that take whom they ask something of as their object, with 'to' and what is asked behind it.
_ASKS = (
    r"(?:ask|urg|encourag|lobb|press|persuad|invit|implor|instruct|order|tell|told|remind|warn|advis|challeng|beg(?:s|g)?\b"
    r"|beseech|plead\w*\s+with|lean\w*\s+on|call\w*\s+(?:up)?on|appeal\w*\s+to|demand\w*\s+of|push|direct|forbid|forbade)\w*"
)
# Verbs that take whom they speak to as their object.
_SPEAKS_TO = re.compile(
    rf"\b(?:{_ASKS}|inform\w*|assur\w*|notif\w*|(?:wr[oi]t\w*|spoke\w*|speak\w*|talk\w*|said|says?|complain\w*|report\w*)\s+to)$",
    re.IGNORECASE,
)
_ASKED = re.compile(rf"\b{_ASKS}$", re.IGNORECASE)
# 'was asked', 'have been told': the subject is the one spoken to.
_WAS_TOLD = re.compile(
    r"\b(?:was|were|been|being|be|is|are)\s+(?:\w+\s+){0,2}"
    r"(?:asked|told|urged|encouraged|invited|instructed|ordered|informed|reminded|warned|advised|pressed|mandated)\b",
    re.IGNORECASE,
)
_ASKED_ABOUT = re.compile(r"(?:when\s+)?asked\b(?!\s+by\b)", re.IGNORECASE)
# Words beside a cue that name to whom: 'speaking to reporters', 'in a letter to the board'.
_BESIDE = re.compile(
    r"\b(?:(?:speaking|talking|writing|tweeting|testifying)\s+(?:to|with|before)|in\s+(?:an?|his|her|their|its)\s+(?:[\w-]+\s+){0,3}"
    r"(?:interview|conversation|telephone\s+call|phone\s+call|call|letter|e-?mail|message|memo|note|text|speech|address|submission"
    r"|response|reply|answer|request|appeal)\s+(?:to|with)|in\s+conversation\s+with|tweeted\s+(?:to|at))\s+",
    re.IGNORECASE,
)
# Where the noun phrase ends that names them.
_END = re.compile(
    r"[,;:()“”\"\n]|\.(?=\s|$)|\s+(?:in|at|on|by|during|after|before|from|about|that|to|not|when|while|as|who|which|yesterday|today|here|earlier|later|this|last|again"
    rf"|said|says|(?:late\s+|early\s+)?{DAY_NAMES})\b",
    re.IGNORECASE,
)
# What is held and not spoken to.
_EVENT = re.compile(
    r"\b(?:conference|briefing|interview|hearing|meeting|seminar)s?(?:\s+here)?$", re.IGNORECASE
)
# The object in front of an infinitive: a few words without a mark.
_OBJECT = re.compile(
    r"(?P<who>[^\s,.;:()“”\"!?]+(?:\s+(?!(?:that|which|who|if|whether|will|would|is|was|were|are)\b)[^\s,;:()“”\"!?]+){0,8}?)"
    r"\s+(?:not\s+)?to\s+(?!be\s+\w+(?:ed|en)\b)[“\"‘']?[a-z]",
)
# … which holds no verb of its own: 'warned Russia plans to attack' names nobody who was warned.
_FINITE = re.compile(
    r"^that\b|\b(?:plans?|needs?|wants?|hopes?|intends?|tries|continues?|begins?|began|has|have|had|is|are|was|were"
    r"|will|would|likely|ready|able|unable|willing|due|set|about|going|\w+ed)$",
    re.IGNORECASE,
)
_LONGEST = 80


def find_recipients(text: str, attribution: Attribution) -> Spans:
    """The words that name to whom this was said; none where none do.

    They stand behind the cue, at the beginning of a content that somebody is asked to bring about, or
    beside the cue in the same sentence.
    """
    if not attribution.cue:
        return ()
    cue = attribution.cue[-1]
    found = next(_candidates(text, attribution, cue), None)
    return (found,) if found is not None else ()


def with_recipients(text: str, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Attributions with the words that name to whom: found by rule, or else what they have."""
    return tuple(
        replace(one, addressees=find_recipients(text, one) or one.addressees) for one in attributions
    )


def without_subject_told(text: str, attribution: Attribution) -> tuple[Spans, Spans]:
    """Source and addressees of an attribution: whose subject 'was told' or,
    'asked about it, said', is no source but spoken to.
    """
    source, cue = attribution.source, attribution.cue
    if not cue or not source:
        return source, attribution.addressees
    told = source[-1].end <= cue[0].start and _WAS_TOLD.match(cue[0].of(text))
    between = any(cue[-1].end <= span.start < source[0].start for span in attribution.content)
    asked = between and _ASKED_ABOUT.match(cue[0].of(text))
    return ((), source) if told or asked else (source, attribution.addressees)


def _candidates(text: str, attribution: Attribution, cue: Span) -> Iterator[Span]:
    if _SPEAKS_TO.search(cue.of(text)) and (behind := _behind_cue(text, attribution, cue)):
        yield behind
    content = next((span for span in attribution.content if span.start >= cue.end), None)
    if content is not None and _ASKED.search(cue.of(text)) and content.start - cue.end <= 2:
        opening = _OBJECT.match(text, content.start, content.end)
        if opening and not _FINITE.search(opening["who"]):
            yield Span(*opening.span("who"))
    anchors = sorted((*attribution.cue, *attribution.source))
    for beside in _BESIDE.finditer(text, *sentence_around(text, anchors[0].start, anchors[-1].end)):
        found = _phrase(text, beside.end(), min(len(text), beside.end() + _LONGEST))
        if found and not found.overlaps(attribution.content):
            yield found


def _behind_cue(text: str, attribution: Attribution, cue: Span) -> Span | None:
    behind = [span.start for span in attribution.content if span.start >= cue.end]
    stop = min([*behind, cue.end + _LONGEST, len(text)])
    if not text[cue.end : stop][:1].isspace():
        return None
    return _phrase(text, cue.end, stop, whole=bool(behind))


def _phrase(text: str, start: int, stop: int, whole: bool = True) -> Span | None:
    """The noun phrase that begins at `start`; up to `stop` where nothing ends it before, if `whole`."""
    while start < stop and text[start].isspace():
        start += 1
    ending = _END.search(text, start, stop)
    end = ending.start() if ending else (stop if whole else start)
    words = text[start:end].rstrip()
    return Span(start, start + len(words)) if words and not _EVENT.search(words) else None
