"""How the shared scorer pairs attributions: their words as tokens, and which of ours it keeps."""

from __future__ import annotations

from types import ModuleType
from typing import Any

Attributions = list[dict[str, Any]]


def in_tokens(scorer: ModuleType, text: str, attributions: Attributions) -> Attributions:
    """Attributions with the spans of each role as the indices of the tokens that they cover."""
    tokens = scorer.tokens(text)
    return [
        {**one, **{role: scorer.covered(one[role], tokens) for role in scorer.ROLES}} for one in attributions
    ]


def kept(scorer: ModuleType, gold: Attributions, ours: Attributions) -> list[int]:
    """Indices of those of `ours` that the scorer keeps; both sides in tokens.

    It leaves out a statement whose words lie inside a rightly found one that it lies within.
    """
    place = {one["id"]: index for index, one in enumerate(ours)}

    def outermost(index: int) -> int:
        while ours[index]["within"] is not None:
            index = place[ours[index]["within"]]
        return index

    tops = [index for index in range(len(ours)) if outermost(index) == index]
    right = {tops[p] for _, p in scorer.match(gold, [ours[index] for index in tops])}
    return [
        index
        for index in range(len(ours))
        if (top := outermost(index)) == index
        or top not in right
        or not ours[index]["content"] <= ours[top]["content"]
    ]


def same_source(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two attributions in tokens share a word of their sources, or neither has one: a full match."""
    return bool(one["source"] & other["source"] or not (one["source"] or other["source"]))
