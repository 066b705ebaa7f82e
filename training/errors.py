"""The package's errors on PolNeAR, as a page that a person can browse and as lines.

Worst first: what it is surest of and the annotator didn't mark, then by the length of what was missed.
"""

from __future__ import annotations

import html
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from training import polnear
from training.matching import in_tokens, kept, same_source

KINDS = {
    "missed": "annotated and not found",
    "edges": "found with a content that overlaps the annotated one by less than half",
    "source": "found with another source",
    "false": "found and not annotated",
}
_AROUND = 160


@dataclass(frozen=True)
class Error:
    """What is wrong with one attribution: `annotated` or `found` is None where that side has none."""

    kind: str
    article: polnear.Article
    annotated: dict[str, Any] | None
    found: dict[str, Any] | None

    @property
    def cue(self) -> str:
        """The cue's words, in lower case."""
        side = self.annotated or self.found or {}
        return " ".join(self.article.text[s:e] for s, e in side.get("cue", [])).lower() or "(none)"


def find_errors(
    scorer: ModuleType, articles: Iterable[polnear.Article], gold: dict[str, Any], predicted: dict[str, Any]
) -> Iterator[Error]:
    """What the scorer counts as wrong in each article."""
    for article in articles:
        right, ours = gold[article.name], predicted[article.name]
        theirs, mine = (in_tokens(scorer, article.text, side) for side in (right, ours))
        left = kept(scorer, theirs, mine)
        pairs = [(g, left[p]) for g, p in scorer.match(theirs, [mine[index] for index in left])]
        matched = {g for g, _ in pairs}
        left = [p for p in left if p not in {p for _, p in pairs}]
        for g, p in pairs:
            if not same_source(theirs[g], mine[p]):
                yield Error("source", article, right[g], ours[p])
        for g in (g for g in range(len(right)) if g not in matched):
            near = (p for p in left if theirs[g]["content"] & mine[p]["content"])
            same = next((p for p in near if theirs[g]["cue"] & mine[p]["cue"]), None)
            if same is None:
                yield Error("missed", article, right[g], None)
            else:
                left.remove(same)
                yield Error("edges", article, right[g], ours[same])
        yield from (Error("false", article, None, ours[p]) for p in left)


def lines(errors: list[Error], count: int) -> Iterator[str]:
    """A random sample (fixed seed) of errors, in words."""
    for error in random.Random(7).sample(errors, min(count, len(errors))):
        yield f"{error.kind}  {error.article.name}"
        for name, side in (("annotated", error.annotated), ("found", error.found)):
            if side:
                parts = (" … ".join(error.article.text[s:e] for s, e in side[role]) for role in polnear.ROLES)
                yield f"  {name:10}" + "  |  ".join(part.replace("\n", " ") for part in parts)


def write_page(errors: list[Error], path: Path, title: str) -> None:
    """Write a page of all errors by kind and cue, each in its sentence; it needs nothing from elsewhere."""
    groups: dict[str, list[Error]] = defaultdict(list)
    for error in errors:
        groups[error.kind].append(error)
    parts = [_HEAD.format(title=html.escape(title))]
    for kind, meaning in KINDS.items():
        group = groups[kind]
        counts = Counter(error.cue for error in group)
        parts.append(f"<h2 id={kind}>{kind}: {len(group)} <small>{meaning}</small></h2>")
        for cue, count in counts.most_common():
            parts.append(f"<details><summary>{html.escape(cue)} <b>{count}</b></summary>")
            parts += [_shown(error) for error in sorted(group, key=_badness) if error.cue == cue]
            parts.append("</details>")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(parts), encoding="utf-8")


def _badness(error: Error) -> float:
    if error.kind == "false":
        return -float((error.found or {}).get("confidence", 0.0))
    return -float(sum(e - s for s, e in (error.annotated or {}).get("content", [])))


def _shown(error: Error) -> str:
    rows = [
        f"<tr><th>{name}<td>{_in_context(error.article.text, side)}"
        for name, side in (("annotated", error.annotated), ("found", error.found))
        if side
    ]
    sure = f", {error.found['confidence']:.2f} sure" if error.found and "confidence" in error.found else ""
    return f"<table><caption>{html.escape(error.article.name)}{sure}</caption>{''.join(rows)}</table>"


def _in_context(text: str, side: dict[str, Any]) -> str:
    """The text around an attribution, its source, cue and content marked."""
    marks = sorted((s, e, role) for role in polnear.ROLES for s, e in side[role])
    start, end = max(0, marks[0][0] - _AROUND), min(len(text), max(e for _, e, _ in marks) + _AROUND)
    out, at = [], start
    for s, e, role in marks:
        if s < at:
            continue
        out.append(html.escape(text[at:s]) + f"<mark class={role}>{html.escape(text[s:e])}</mark>")
        at = e
    return "".join(out) + html.escape(text[at:end])


_HEAD = """<!doctype html><html lang=en><meta charset=utf-8>
<meta name=viewport content="width=device-width"><title>{title}</title><style>
:root {{ color-scheme: light dark; font: 16px/1.45 system-ui, sans-serif }}
body {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
small {{ font-weight: normal; opacity: .7 }}
summary {{ cursor: pointer; padding: .2rem 0 }}
table {{ border-spacing: .5rem; margin: .5rem 0 1rem 1rem }}
caption, th {{ text-align: left; font-size: .85rem; opacity: .7 }}
th {{ vertical-align: top; font-weight: normal }}
mark {{ color: inherit; background: none; border-bottom: .18em solid }}
mark.source {{ border-color: #2a7de1 }}
mark.cue {{ border-color: #d97706 }} mark.content {{ border-color: #15803d }}
</style><h1>{title}</h1>
<p>Source blue, cue amber, content green. Open a cue to see its errors, the worst first.</p>"""
