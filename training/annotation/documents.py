"""The documents that are annotated, by id: their texts, from the corpora, and their place in the split."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from sayso.sources.headlines import headline_of
from training import gum

FOLDER = Path(__file__).parent
# The story that sayso was conceived from, and one of like sentences with other parties, order and wording.
STORIES = ("story/zelensky-nato", "story/retelling")
STORY_PUBLISHED = "2025-02-24"
RETELLING = FOLDER / "retelling.txt"


@dataclass(frozen=True)
class Text:
    """One document to annotate; `published` is ISO 8601, None where unknown."""

    id: str
    text: str
    title: str
    outlet: str | None
    published: str | None


def split() -> dict[str, str]:
    """The split ('train', 'dev' or 'test') of each document, by id, in reading order."""
    with (FOLDER / "split.csv").open(encoding="utf-8", newline="") as file:
        return {row["document"]: row["split"] for row in csv.DictReader(file)}


def load(corpora: Path, document: str) -> Text:
    """A document by its id: 'reuters-232', 'polnear/NAME', 'gum/NAME', 'story/NAME'.

    Raises KeyError where the corpora have no such document.
    """
    corpus, _, name = document.rpartition("/")
    if corpus == "polnear":
        text = (corpora / "polnear/train/text" / f"{name}.txt").read_bytes().decode("utf-8")
        day = name.split("_")[1]
        return Text(document, text, text.splitlines()[0], name.split("_")[0], day)
    if corpus == "gum":
        path = corpora / "gum/train" / f"{name}.conllu"
        text = gum.text_of(path)
        return Text(document, text, headline_of(text), None, gum.date_of(path))
    if corpus == "story":
        path = RETELLING if name == RETELLING.stem else corpora.parent / "stories" / f"{name}.txt"
        text = path.read_bytes().decode("utf-8")
        return Text(document, text, headline_of(text), None, STORY_PUBLISHED)
    for path in sorted((corpora / "reuters").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            if article["id"] == document:
                known = (article["title"], article["outlet"], article["published"])
                return Text(document, article["text"], *known)
    raise KeyError(document)
