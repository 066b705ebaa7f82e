"""Scoring the package's reading of PolNeAR with the shared scorer, and showing its errors.

usage: python -m training.evaluate --corpora DIR --scorer FILE [--split dev] [--errors N] [--page FILE]
"""

from __future__ import annotations

import argparse
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from sayso.data import Document, Spans
from sayso.encoder.session import ACCURATE, MODEL_FOLDER, Encoder
from sayso.reading.attributed import Attribution
from sayso.reading.attribution import attribute
from training import errors, polnear


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module.  Raises SystemExit with a hint where the file is not there."""
    if not path.is_file():
        raise SystemExit(f"no scorer at {path}: name it with SCORER=FILE (PolNeAR: {polnear.PUBLISHED_AT})")
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# By article name: attributions in the scorer's form: 'id', 'within' and, by role, [[start, end], …].
Predicted = dict[str, list[dict[str, Any]]]


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def predict(encoder: Encoder, articles: list[polnear.Article]) -> dict[str, list[Attribution]]:
    """Attributions by article name."""
    found: dict[str, list[Attribution]] = {}
    for at in range(0, len(articles), 16):
        part = articles[at : at + 16]
        documents = [Document(text=article.text, source=article.name) for article in part]
        for article, reading in zip(part, attribute(encoder, documents), strict=True):
            found[article.name] = list(reading.attributions)
    return found


def scorable(found: dict[str, list[Attribution]]) -> Predicted:
    """Attributions in the scorer's form."""
    return {
        name: [
            {
                "id": f"s{at}",
                "within": f"s{one.within}" if one.within is not None else None,
                "source": _pairs(one.source),
                "cue": _pairs(one.cue),
                "content": _pairs(one.content),
                "confidence": one.confidence,
            }
            for at, one in enumerate(each)
        ]
        for name, each in found.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--variant", default=ACCURATE)
    parser.add_argument("--errors", type=int, default=0, help="how many wrong attributions to show")
    parser.add_argument("--page", type=Path, help="where to write a page of all errors")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.scorer)
    articles = polnear.load(arguments.corpora, arguments.split)
    found = predict(Encoder(arguments.model, arguments.variant), articles)
    predicted = scorable(found)
    data = arguments.corpora / "polnear"
    texts, gold = scorer.load_docs(arguments.split, data), scorer.load_gold(arguments.split, data)
    scores = scorer.score(texts, gold, predicted)
    _print_scores(scores, arguments.split)
    if not arguments.errors and not arguments.page:
        return
    wrong = list(errors.find_errors(scorer, articles, gold, predicted))
    for line in errors.lines(wrong, arguments.errors):
        print(line)
    if arguments.page:
        errors.write_page(wrong, arguments.page, f"Errors on PolNeAR {arguments.split}")
        print(f"All {len(wrong)} errors, to browse: {arguments.page}")


def _print_scores(scores: dict[str, dict[str, dict[str, float]]], split: str) -> None:
    def row(name: str, figures: dict[str, float]) -> None:
        print(f"  {name:20} precision {figures['p']:.3f}  recall {figures['r']:.3f}  F1 {figures['f1']:.3f}")

    print(f"PolNeAR {split}: {scores['gold']} attributions annotated, {scores['pred']} found")
    for role, figures in scores["tokens"].items():
        row(f"tokens, {role}", figures)
    for match, figures in scores["attribution"].items():
        row(f"attribution, {match}", figures)
    for kind, figures in scores["recall"].items():
        recall = f"content {figures['content']:.3f}  full {figures['full']:.3f}"
        print(f"  recall, {kind:12} n {figures['gold']}  {recall}")


if __name__ == "__main__":
    main()
