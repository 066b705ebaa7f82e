"""How far people agree: the articles of PolNeAR that several annotators marked, by kind of disagreement.

usage: python -m training.ceiling --corpora DIR --scorer FILE

One annotator is taken as gold and another scored as if he were a program; then sayso on the same
articles, against the first annotator.  What a program can reach at best is about what another person does.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import Any

from sayso.encoder.session import Encoder
from training import polnear
from training.errors import find_errors
from training.evaluate import load_scorer, predict, scorable

_REPORTS = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|add(?:ed|s|ing)?|according|ask\w*|wr[io]t\w*|tweet\w*"
    r"|not(?:ed|es|ing)|stat(?:ed|es|ing)|report\w*|announc\w*|claim\w*|argu\w*|explain\w*|insist\w*|warn\w*)\b"
)
_THINKS = re.compile(
    r"\b(?:th(?:ink|inks|ought|inking)|believ\w*|want\w*|expect\w*|hop(?:e|es|ed|ing)|know\w*|fe(?:el|els|lt)"
    r"|plan\w*|see\w*|saw|fear\w*|wish\w*|decid\w*|consider\w*|support\w*|oppos\w*)\b"
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    arguments = parser.parse_args()
    scorer, encoder = load_scorer(arguments.scorer), Encoder()
    for split in ("train", "dev"):
        articles = [one for one in polnear.load(arguments.corpora, split) if one.by_others]
        data = arguments.corpora / "polnear"
        texts = scorer.load_docs(split, data)
        gold, other = (scorer.load_gold(split, data, annotator) for annotator in (0, 1))
        names = {one.name for one in articles}
        gold = {name: each for name, each in gold.items() if name in names}
        found = scorable(predict(encoder, articles))
        seen = " (which it was trained on)" if split == "train" else ""
        print(f"PolNeAR {split}: {len(articles)} articles marked by several")
        for who, side in (("another annotator", other), (f"sayso{seen}", found)):
            scores = scorer.score(texts, gold, side)
            full, content = scores["attribution"]["full"], scores["tokens"]["content"]
            print(f"  {who:34} full P {full['p']:.3f} R {full['r']:.3f} F1 {full['f1']:.3f}, ", end="")
            print(f"content tokens F1 {content['f1']:.3f}  (n {scores['gold']})")
        people = {
            name: [{**one, "within": None, "id": at} for at, one in enumerate(other[name])] for name in names
        }
        _print_kinds("two annotators differ", scorer, articles, gold, people)
        _print_kinds("sayso differs", scorer, articles, gold, found)


def _print_kinds(
    head: str, scorer: Any, articles: list[polnear.Article], gold: dict[str, Any], side: dict[str, Any]
) -> None:
    """Counts of what differs, by kind of error and of cue."""
    errors = list(find_errors(scorer, articles, gold, side))
    counts = Counter((error.kind, _kind_of_cue(error.cue)) for error in errors)
    print(f"  {head}, {len(errors)} times:")
    for (kind, cue), count in sorted(counts.items(), key=lambda item: -item[1]):
        print(f"    {count:4}  {kind:8} {cue}")


def _kind_of_cue(cue: str) -> str:
    if _REPORTS.search(cue):
        return "says"
    if _THINKS.search(cue):
        return "thinks or wants"
    return "without a cue" if cue == "(none)" else "other cues"


if __name__ == "__main__":
    main()
