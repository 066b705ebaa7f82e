"""From the form of contract 1 back to the nouns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sayso.data import Condition, Issue, Model, Move, Occasion, Span, Spans, Term, When


def spans(pairs: Iterable[Iterable[int]]) -> Spans:
    """Spans from their [start, end] pairs."""
    return tuple(Span(*pair) for pair in pairs)


def occasion(form: Mapping[str, Any] | None) -> Occasion | None:
    """An occasion; None where there is none."""
    return None if form is None else Occasion(**{**form, "span": spans(form["span"])})


def model(words: str | None) -> Model | None:
    """The model of which the record keeps version and digest, parted by a blank; None where it keeps none."""
    if words is None:
        return None
    version, _, digest = words.rpartition(" ")
    return Model(version=version, digest=digest)


def issue(form: Mapping[str, Any]) -> Issue:
    """An issue."""
    return Issue(**{**form, "mentions": spans(form["mentions"])})


def move(form: Mapping[str, Any]) -> Move:
    """A move, with its conditions and terms."""
    when = form["when"]
    parts: dict[str, Any] = {
        "actors": tuple(form["actors"]),
        "targets": tuple(form["targets"]),
        "content": spans(form["content"]),
        "conditions": tuple(
            Condition(**{**part, "span": spans(part["span"])}) for part in form["conditions"]
        ),
        "terms": tuple(Term(**{**part, "span": spans(part["span"])}) for part in form["terms"]),
        "when": None if when is None else When(**{**when, "span": spans(when["span"])}),
    }
    return Move(**{**form, **parts})
