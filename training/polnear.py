"""PolNeAR 1.0 (Newell, Margolin and Ruths, LREC 2018): reading its articles and annotations."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from training.annotated import Annotated, Attribution

PUBLISHED_AT = "https://github.com/networkdynamics/PolNeAR"
ROLES = ("source", "cue", "content")

Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Article:
    """One article: its text and each annotator's attributions ({role: spans}), the first one's apart."""

    name: str
    text: str
    attributions: list[dict[str, Spans]]
    by_others: list[list[dict[str, Spans]]] = field(default_factory=list)

    def annotated(self) -> list[Annotated]:
        """This article for training, once for each annotator: they mark no attribution inside another,
        and no other roles.
        """
        unknown = frozenset({"addressee", "occasion", "inner"})
        return [
            Annotated(self.name, self.text, [Attribution(a, None, unknown) for a in attributions])
            for attributions in (self.attributions, *self.by_others)
        ]


def load(corpora: Path, split: str) -> list[Article]:
    """The articles of `split` ('train' or 'dev').

    Raises SystemExit with a hint where the corpus is not there.
    """
    folder = corpora / "polnear" / split
    if not (folder / "text").is_dir():
        raise SystemExit(
            f"no PolNeAR corpus at {folder}: it is published at {PUBLISHED_AT}; "
            "put it there or name its parent with CORPORA=DIR"
        )
    annotations = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations[path.stem.rsplit("_", 1)[0]].append(path)
    return [
        Article(path.stem, path.read_bytes().decode("utf-8"), *_read_all(annotations[path.stem]))
        for path in sorted((folder / "text").glob("*.txt"))
        if annotations[path.stem]
    ]


def _read_all(paths: list[Path]) -> tuple[list[dict[str, Spans]], list[list[dict[str, Spans]]]]:
    first, *others = map(_read_annotation, paths)
    return first, others


def _read_annotation(path: Path) -> list[dict[str, Spans]]:
    """Attributions of one brat file; those without a content are left out."""
    spans: dict[str, Spans] = {}
    events = []
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) < 2:
            continue
        if line.startswith("T"):
            pieces = columns[1].split(" ", 1)[1].split(";")
            spans[columns[0]] = [(int(a), int(b)) for a, b in (piece.split() for piece in pieces)]
        elif line.startswith("E"):
            events.append(columns[1].split()[1:])
    found = []
    for arguments in events:
        attribution: dict[str, Spans] = {role: [] for role in ROLES}
        for argument in arguments:
            role, reference = argument.split(":")
            role = role.rstrip("0123456789").lower()
            if role in attribution:
                attribution[role] += spans[reference]
        if attribution["content"]:
            found.append({role: sorted(spans) for role, spans in attribution.items()})
    return found


# Nearly all of PolNeAR has American double marks.  Other styles are the same text with other
# marks, one character for one, so that the annotation's offsets hold.
_STYLES = (
    str.maketrans("“”", '""'),
    str.maketrans("“”‘’", "‘’“”"),
    str.maketrans("“”", "«»"),
    str.maketrans("“”", "„“"),
    str.maketrans("“”‘’", "''\"'"),
)
_STYLE_WEIGHTS = (4, 2, 1, 1, 1)


def other_marks(text: str, choice: random.Random) -> str:
    """`text` with its quotation marks in another style, character for character."""
    curly = "“" in text
    if not curly and text.count('"') >= 2:
        pieces = text.split('"')
        if len(pieces) % 2 == 0:
            return text
        text = "".join(p + ("“" if i % 2 == 0 else "”") for i, p in enumerate(pieces[:-1])) + pieces[-1]
        if choice.random() < 0.4:
            return text
    style = choice.choices(_STYLES, _STYLE_WEIGHTS)[0]
    if style.get(8217) == ord("”"):
        style = {**style, 8217: 8217}  # an apostrophe stays one
    return text.translate(style)
