"""How right the package reads our annotated documents, field by field.

usage: python -m training.annotation.evaluate CORPORA [--split dev] [--model FOLDER] [--wrong N]
       python -m training.annotation.evaluate CORPORA --stories
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sayso.data import Document
from sayso.encoder.session import ACCURATE, MODEL_FOLDER, Encoder
from sayso.reading.reader import read_documents
from training.annotation import documents, readings
from training.annotation.differences import Differences
from training.annotation.scoring import Comparison, table

STORIES = documents.FOLDER / "stories.jsonl"


def read(corpora: Path, names: list[str], encoder: Encoder) -> dict[str, Any]:
    """The package's readings of annotated documents, in the form of contract 1, by document id."""
    texts = [documents.load(corpora, name) for name in names]
    found = [
        Document(text.text, source=text.id, title=text.title, outlet=text.outlet, published=text.published)
        for text in texts
    ]
    made = read_documents(found, encoder=encoder)
    return {text.id: one.as_contract() for text, one in zip(texts, made, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--split", default="dev", help="one or several of train, dev, test, with commas")
    parser.add_argument("--stories", action="store_true", help="the story and its retelling, side by side")
    parser.add_argument("--gold", type=Path, default=readings.FILE)
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--variant", default=ACCURATE)
    parser.add_argument("--wrong", type=int, default=0, help="of how many documents to show what is wrong")
    arguments = parser.parse_args()
    splits, wanted = documents.split(), arguments.split.split(",")
    stored = readings.stored(STORIES if arguments.stories else arguments.gold)
    gold = {one["document"]: one for one in stored if arguments.stories or splits[one["document"]] in wanted}
    found = read(arguments.corpora, list(gold), Encoder(arguments.model, arguments.variant))
    texts = {name: documents.load(arguments.corpora, name).text for name in gold}
    comparisons = [Comparison(texts[name], gold[name], found[name]) for name in gold]
    if arguments.stories:
        _print_side_by_side(comparisons)
    else:
        print(f"own annotation, {arguments.split}: {len(gold)} documents")
        for field, (value, count, low, high) in table(comparisons).items():
            print(f"  {field:24} {value:.3f}  n {count:5}  [{low:.3f}, {high:.3f}]")
    for name in list(gold)[: arguments.wrong]:
        print(f"\n{name} (A: annotated, B: found)")
        wrong = Differences(texts[name], gold[name], found[name]).lines()
        print("\n".join(line for line in wrong if not line.startswith("=")))


def _print_side_by_side(comparisons: list[Comparison]) -> None:
    """The figures of the story and of its retelling, with what each is counted over."""
    sides = [table([comparison]) for comparison in comparisons]
    print(f"{'':24}{'the story':>18}{'its retelling':>18}")
    for field in dict.fromkeys(field for side in sides for field in side):
        cells = (side.get(field, (float("nan"), 0, 0.0, 0.0)) for side in sides)
        print(f"{field:24}" + "".join(f"{value:10.3f} n {count:4}" for value, count, _, _ in cells))


if __name__ == "__main__":
    main()
