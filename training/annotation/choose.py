"""Choosing the documents and their split, once: the file split.csv is what holds.

All 104 Reuters articles; the 14 shortest news texts of GUM train; of PolNeAR train the articles of
150 to 420 words that speak most of talks, offers and quarrels.  All of the TWA bid is test, no
PolNeAR article is; of the rest a hash of the id decides.

usage: python -m training.annotation.choose CORPORA > training/annotation/split.csv
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from pathlib import Path

from training import gum

_TALKS = re.compile(
    r"\b(talks?|negotiat\w+|deal|offer\w*|demand\w*|reject\w*|agree\w*|refus\w*|propos\w*|threat\w*|veto|"
    r"compromise|accus\w+|sanction\w*|shutdown|condition)\b",
    re.IGNORECASE,
)
_GUM, _POLNEAR = 14, 36


def main() -> None:
    corpora = Path(sys.argv[1])
    rows = []
    for path in sorted((corpora / "reuters").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)["id"]
            rows.append(
                (document, "test" if path.stem == "usair-piedmont-twa" else _chance(document, test=25))
            )
    news = sorted((corpora / "gum/train").glob("GUM_news_*.conllu"), key=lambda p: len(gum.text_of(p)))
    rows += [(f"gum/{path.stem}", _chance(path.stem, test=30)) for path in news[:_GUM]]
    rows += [(f"polnear/{name}", _chance(name, test=0)) for name in _quarrels(corpora)[:_POLNEAR]]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("document", "split"))
    writer.writerows(rows)


def _chance(document: str, *, test: int) -> str:
    """'test' for `test` of a hundred documents, 'dev' for 15, 'train' for the rest, by a hash of the id."""
    number = int(hashlib.sha256(document.encode()).hexdigest(), 16) % 100
    return "test" if number < test else "dev" if number < test + 15 else "train"


def _quarrels(corpora: Path) -> list[str]:
    """Names of short PolNeAR train articles, those densest in talks and quarrels first."""
    found = []
    for path in (corpora / "polnear/train/text").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        words = len(text.split())
        if 150 <= words <= 420:
            found.append((-len(_TALKS.findall(text)) / words, path.stem))
    return [name for _, name in sorted(found)]


if __name__ == "__main__":
    main()
