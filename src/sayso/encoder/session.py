"""The model in memory: windows in, scores out.  Loaded when first used, once per process."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sayso.data import Model
from sayso.encoder.scores import PairWeights, Scores
from sayso.encoder.tokens import Layout, Tokens, load_tokenizer, tokenize
from sayso.encoder.windows import Window, cut
from sayso.errors import ModelError

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

MODEL_FOLDER = Path(__file__).parent / "model"
# The graphs of the model: both use the weights in one file; the fast one reads fewer layers.
ACCURATE, FAST = "accurate", "fast"
# Ids of the tokens that open and close every window in the vocabulary of BERT.
_OPEN, _CLOSE = 101, 102
# Windows that may wait for their turn: enough for all threads, few enough for flat memory.
_AHEAD = 32
_OUTPUTS = ["cues", "query", "key", "token", "cue"]


class Encoder:
    """A tokenizer and an ONNX session that belong together.

    `variant` is ACCURATE or FAST.  Raises ModelError where the files are missing or broken.
    """

    def __init__(
        self, folder: Path = MODEL_FOLDER, variant: str = ACCURATE, *, threads: int | None = None
    ) -> None:
        self._session = _open_session(folder / f"{variant}.onnx")
        self._threads = ThreadPoolExecutor(threads or min(8, os.cpu_count() or 1), "sayso-encoder")
        self._tokenizer: Tokenizer = load_tokenizer(folder / "tokenizer.json")
        card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        own = card[variant]
        self.id = Model(version=f"{card['version']}-{variant}", digest=str(own["digest"]))
        self.calibration: tuple[float, ...] = tuple(own["calibration"])
        self.pair_weights = PairWeights(
            *(np.array(own[name], np.float32) for name in ("distance", "paragraph"))
        )

    def tokenize(self, text: str, layout: Layout) -> Tokens:
        """The tokens of `text`, with signs of shape, paragraph and quotation."""
        return tokenize(self._tokenizer, text, layout)

    def score(self, texts: Iterable[Tokens]) -> Iterator[tuple[int, Window, Scores]]:
        """The scores of all windows of all texts, in order, each with its text's index.

        Each window runs by itself: 8-bit activations are scaled by the largest of a run, so that
        windows which run together would change each other's scores; and padding them to one
        length costs more than it wins (PolNeAR dev: 8,000 words per CPU second one by one, 6,300
        in batches of like length).
        """
        waiting: deque[tuple[int, Window, Future[Scores]]] = deque()
        for index, tokens in enumerate(texts):
            for window in cut(tokens.paragraphs):
                waiting.append((index, window, self._threads.submit(self._run, tokens, window)))
                if len(waiting) > _AHEAD:
                    yield _finished(waiting)
        while waiting:
            yield _finished(waiting)

    def _run(self, tokens: Tokens, window: Window) -> Scores:
        part = slice(window.context, window.end)
        count = window.end - window.context + 2
        ids = np.zeros((1, count), dtype=np.int32)
        signs = np.zeros_like(ids)
        ids[0, 0], ids[0, -1] = _OPEN, _CLOSE
        ids[0, 1:-1] = tokens.ids[part]
        signs[0, 1:-1] = tokens.signs[part]
        feed = {"ids": ids, "signs": signs, "lengths": np.array([count], dtype=np.int32)}
        return Scores(*(output[0, 1:-1] for output in self._session.run(_OUTPUTS, feed)))


def _finished(waiting: deque[tuple[int, Window, Future[Scores]]]) -> tuple[int, Window, Scores]:
    index, window, scores = waiting.popleft()
    return index, window, scores.result()


@cache
def shared_encoder(variant: str = ACCURATE) -> Encoder:
    """The package's own model, loaded once per process."""
    return Encoder(variant=variant)


def _open_session(path: Path) -> onnxruntime.InferenceSession:
    import onnxruntime

    if not path.is_file():
        raise ModelError("the model's file is missing", where=str(path), remedy="install sayso again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # several windows at once use the processors better
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # windows differ in length: an arena would only grow
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises many kinds, all of them a broken file
        raise ModelError(
            "the model's file is broken", where=str(path), remedy="install sayso again"
        ) from error
