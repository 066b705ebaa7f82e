"""Accuracy floors: how well the package's own model reads text that it wasn't trained on.

Each floor stands with its origin.  It is never lowered in passing: a change that needs it lower
is a change for the worse, and says so.
"""

import hashlib
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sayso.encoder.session import shared_encoder
from training import polnear
from training.evaluate import load_scorer, predict, scorable

pytestmark = [pytest.mark.shared, pytest.mark.slow]

# The shipped model (see its card) reached .741 full and .792 content F1 on all 84 articles of PolNeAR
# dev on 2026-11-25, and recalls of .935, .869 and .682; one and a half points (three for the recalls) are
# left for other processors' arithmetic.
FLOORS = {("attribution", "full"): 0.725, ("attribution", "content"): 0.777}
RECALL_FLOORS = {"direct": 0.905, "mixed": 0.835, "indirect": 0.65}
# SHA-256 over names, texts and attributions of the articles that the floors were measured on.
CORPUS = "8a3612747b10386e18e2ae1eb5aa055e029405f7bc47bae3f1122d981ede141c"


@pytest.fixture(scope="module")
def articles(shared: Path) -> list[polnear.Article]:
    return polnear.load(shared / "corpora", "dev")


@pytest.fixture(scope="module")
def scores(shared: Path, articles: list[polnear.Article]) -> dict[str, Any]:
    scorer: ModuleType = load_scorer(shared / "tools" / "score_attribution.py")
    data = shared / "corpora" / "polnear"
    found = scorable(predict(shared_encoder(), articles))
    return dict(scorer.score(scorer.load_docs("dev", data), scorer.load_gold("dev", data), found))


def test_the_corpus_is_the_one_that_the_floors_were_measured_on(articles: list[polnear.Article]) -> None:
    content = json.dumps([[a.name, a.text, a.attributions] for a in articles], ensure_ascii=False)
    assert hashlib.sha256(content.encode()).hexdigest() == CORPUS


@pytest.mark.parametrize(("group", "match"), FLOORS)
def test_f1_on_polnear_dev_is_above_its_floor(scores: dict[str, Any], group: str, match: str) -> None:
    assert scores[group][match]["f1"] >= FLOORS[group, match]


@pytest.mark.parametrize("kind", RECALL_FLOORS)
def test_recall_on_polnear_dev_is_above_its_floor(scores: dict[str, Any], kind: str) -> None:
    assert scores["recall"][kind]["full"] >= RECALL_FLOORS[kind]
