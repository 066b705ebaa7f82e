"""To whom something was said, where it stands between a verb and what was said: 'told reporters that …'."""

from __future__ import annotations

import re

from sayso.data import Span, Spans
from sayso.reading.attributed import Attribution

# Verbs that take whom they speak to as their object.
_SPEAKS_TO = re.compile(
    r"\b(?:told|tells?|telling|ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|inform(?:s|ed|ing)?|remind(?:s|ed|ing)?"
    r"|assur(?:e|es|ed|ing)|notif(?:y|ies|ied|ying)|advis(?:e|es|ed|ing)|warn(?:s|ed|ing)?"
    r"|call(?:s|ed|ing)?\s+(?:up)?on|appeal(?:s|ed|ing)?\s+to)$",
    re.IGNORECASE,
)
# Where the noun phrase ends that names them.
_END = re.compile(
    r"[,;:()“”\"\n]|\s+(?:in|at|on|by|during|after|before|from|about|that|to|not|when|while|as|yesterday|today"
    r"|(?:late\s+|early\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_LONGEST = 80


def find_recipients(text: str, attribution: Attribution) -> Spans:
    """The words between a cue and the content behind it that name to whom it was said; none where none do."""
    if not attribution.cue or not attribution.content:
        return ()
    cue = attribution.cue[-1]
    if not _SPEAKS_TO.search(cue.of(text)):
        return ()
    behind = [span.start for span in attribution.content if span.start >= cue.end]
    stop = min([*behind, cue.end + _LONGEST, len(text)])
    ending = _END.search(text, cue.end, stop)
    end = ending.start() if ending else (stop if behind else cue.end)
    words = text[cue.end : end]
    if not words.strip() or not words[0].isspace():
        return ()
    start = cue.end + len(words) - len(words.lstrip())
    return (Span(start, start + len(words.strip())),)
