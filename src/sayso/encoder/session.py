"""The model in memory: windows in, scores out.  Loaded when first used, once per process."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sayso.encoder.tokens import Layout, Tokens, load_tokenizer, tokenize
from sayso.encoder.windows import Window, cut
from sayso.errors import ModelError

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

MODEL_FOLDER = Path(__file__).parent / "model"
# Ids of the tokens that open and close every window in the vocabulary of BERT.
_OPEN, _CLOSE = 101, 102
# Windows that may wait for their turn: enough for all threads, few enough for flat memory.
_AHEAD = 32


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window.

    `tags`: float32 [tokens, 7], scores of the roles.  `links`: float32 [tokens, tokens + 2],
    the probability of each token to point at each token; the window's two end tokens are among
    the columns.
    """

    tags: np.ndarray
    links: np.ndarray


class Encoder:
    """A tokenizer and an ONNX session that belong together.

    Raises ModelError where the files are missing or broken.
    """

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int | None = None) -> None:
        self._session = _open_session(folder / "model.onnx")
        self._threads = ThreadPoolExecutor(threads or min(8, os.cpu_count() or 1), "sayso-encoder")
        self._tokenizer: Tokenizer = load_tokenizer(folder / "tokenizer.json")
        card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        self.digest = str(card["digest"])
        self.calibration: tuple[float, ...] = tuple(card["calibration"])

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
        tags, links = self._session.run(["tags", "links"], feed)
        return Scores(tags[0, 1:-1], links[0, 1:-1])


def _finished(waiting: deque[tuple[int, Window, Future[Scores]]]) -> tuple[int, Window, Scores]:
    index, window, scores = waiting.popleft()
    return index, window, scores.result()


@cache
def shared_encoder() -> Encoder:
    """The package's own model, loaded once per process."""
    return Encoder()


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
