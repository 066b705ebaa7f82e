"""How right the package reads our annotated documents, field by field.

usage: python -m training.annotation.evaluate CORPORA [--split dev] [--model FOLDER] [--variant accurate]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from sayso.data import Document
from sayso.encoder.session import ACCURATE, MODEL_FOLDER, Encoder
from sayso.reading.reader import read_documents
from training.annotation import documents, readings
from training.annotation.scoring import Comparison, table


def read(corpora: Path, names: list[str], encoder: Encoder) -> dict[str, Any]:
    """The package's readings of annotated documents, in the form of contract 1, by document id."""
    texts = [documents.load(corpora, name) for name in names]
    found = [
        Document(text.text, source=text.id, title=text.title, outlet=text.outlet, published=text.published)
        for text in texts
    ]
    made = read_documents(found, encoder=encoder)
    return {text.id: json.loads(json.dumps(one.as_contract())) for text, one in zip(texts, made, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--gold", type=Path, default=readings.FILE)
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--variant", default=ACCURATE)
    arguments = parser.parse_args()
    splits = documents.split()
    gold = {
        one["document"]: one
        for one in readings.stored(arguments.gold)
        if splits[one["document"]] in arguments.split.split(",")
    }
    found = read(arguments.corpora, list(gold), Encoder(arguments.model, arguments.variant))
    comparisons = [
        Comparison(documents.load(arguments.corpora, name).text, gold[name], found[name]) for name in gold
    ]
    print(f"own annotation, {arguments.split}: {len(gold)} documents")
    for field, (value, count, low, high) in table(comparisons).items():
        print(f"  {field:24} {value:.3f}  n {count:5}  [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()
