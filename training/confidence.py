"""Fitting the calibration: how sure to be of an attribution, given the evidence for it.

A logistic regression over PolNeAR dev, which the network wasn't trained on.  Its figures are by
cross-validation: each article is judged by weights that were fitted on the other articles.

usage: python -m training.confidence --corpora DIR --scorer FILE --model FOLDER
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from sayso.data import Document
from sayso.encoder.session import ACCURATE, FAST, Encoder
from sayso.reading.attribution import attribute
from sayso.reading.confidence import Evidence
from training import polnear
from training.evaluate import load_scorer, scorable
from training.matching import in_tokens, kept, same_source

BINS = 15
FOLDS = 10
# Strength of the pull of weights to zero, on standardised features; more than a few hundred
# statements are there for each feature, so it hardly matters.
PULL = 3.0


@dataclass(frozen=True)
class Judged:
    """Features [statements, features], whether each is right, and the number of its article."""

    features: np.ndarray
    right: np.ndarray
    article: np.ndarray


def judge(encoder: Encoder, articles: list[polnear.Article], scorer: ModuleType) -> Judged:
    """The statements that the scorer keeps, with the evidence for them and whether they are full matches."""
    features: list[list[float]] = []
    right: list[bool] = []
    numbers: list[int] = []
    for number, article in enumerate(articles):
        evidence: list[Evidence] = []

        def remember(one: Evidence, into: list[Evidence] = evidence) -> float:
            into.append(one)
            return -float(len(into))

        (found,) = attribute(encoder, [Document(text=article.text, source=article.name)], remember)
        attributions = found.attributions
        kept, full = matches(scorer, article, scorable({article.name: list(attributions)})[article.name])
        for index in sorted(kept):
            if attributions[index].confidence < 0:  # what the layout tells isn't for the calibration
                features.append(evidence[-int(attributions[index].confidence) - 1].features())
                right.append(index in full)
                numbers.append(number)
    return Judged(np.array(features), np.array(right, float), np.array(numbers))


def matches(
    scorer: ModuleType, article: polnear.Article, found: list[dict[str, Any]]
) -> tuple[set[int], set[int]]:
    """Indices of the attributions in `found` that the scorer keeps, and of those that are full matches."""
    gold = in_tokens(scorer, article.text, article.attributions)
    ours = in_tokens(scorer, article.text, found)
    left = kept(scorer, gold, ours)
    pairs = scorer.match(gold, [ours[index] for index in left])
    return set(left), {left[p] for g, p in pairs if same_source(gold[g], ours[left[p]])}


def fit(features: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights, the bias last, by Newton's method on the penalised likelihood."""
    centre, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    scaled = np.c_[(features - centre) / spread, np.ones(len(features))]
    pull = np.full(scaled.shape[1], PULL)
    pull[-1] = 0.0
    weights = np.zeros(scaled.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - right) + pull * weights
        curve = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + np.diag(pull + 1e-9)
        weights -= np.linalg.solve(curve, slope)
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - plain @ centre)


def chances(features: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """What these weights make of these features."""
    odds: np.ndarray = features @ weights[:-1] + weights[-1]
    return np.asarray(1 / (1 + np.exp(-odds)))


def area_under_curve(chance: np.ndarray, right: np.ndarray) -> float:
    """Area under the ROC curve: how often a right one is surer than a wrong one."""
    order = np.argsort(chance, kind="stable")
    rank = np.empty(len(order))
    rank[order] = np.arange(1, len(order) + 1)
    count = right.sum()
    return float((rank[right == 1].sum() - count * (count + 1) / 2) / (count * (len(right) - count)))


def calibration_error(chance: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over BINS bins with equally many statements."""
    bins = np.array_split(np.argsort(chance, kind="stable"), BINS)
    return float(sum(len(b) * abs(chance[b].mean() - right[b].mean()) for b in bins) / len(right))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    arguments = parser.parse_args()
    scorer, articles = load_scorer(arguments.scorer), polnear.load(arguments.corpora, "dev")
    path = arguments.model / "model.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    for variant in (ACCURATE, FAST):
        judged = judge(Encoder(arguments.model, variant), articles, scorer)
        print(f"{variant}: {len(judged.right)} statements, {judged.right.mean():.3f} right; cross-validated:")
        _print_figures(judged)
        card[variant]["calibration"] = [round(float(w), 5) for w in fit(judged.features, judged.right)]
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(f"weights fitted on all of them are in {path}")


def _print_figures(judged: Judged) -> None:
    """Each article judged by weights that were fitted on the other articles."""
    chance = np.zeros(len(judged.right))
    for fold in range(FOLDS):
        held = judged.article % FOLDS == fold
        chance[held] = chances(judged.features[held], fit(judged.features[~held], judged.right[~held]))
    print(f"  expected calibration error {calibration_error(chance, judged.right):.3f}")
    print(f"  area under the ROC curve {area_under_curve(chance, judged.right):.3f}")
    order = np.argsort(-chance, kind="stable")
    for share in (0.1, 0.25, 0.5, 0.75, 0.9, 1.0):
        kept = order[: round(share * len(order))]
        least, right = chance[kept[-1]], judged.right[kept].mean()
        print(f"  the surest {share:.0%}: confidence from {least:.2f}, right {right:.3f}")


if __name__ == "__main__":
    main()
