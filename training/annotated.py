"""An annotated article, from whichever corpus."""

from __future__ import annotations

from dataclasses import dataclass, field

Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Attribution:
    """One annotated attribution.

    `spans`: character spans by role ('source', 'cue', 'content', and where known 'addressee', 'occasion').
    `within`: index in the article of the attribution that this one lies directly within.
    `unknown`: the roles of which the annotation says nothing ('inner': which others lie within it).
    """

    spans: dict[str, Spans]
    within: int | None = None
    unknown: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Annotated:
    """One article and its attributions; `nested` where those within contents are annotated too."""

    name: str
    text: str
    attributions: list[Attribution] = field(default_factory=list)
    nested: bool = False
