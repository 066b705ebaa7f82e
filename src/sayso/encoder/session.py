"""The model in memory: windows in, scores out.  Loaded when first used, once per process."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sayso.encoder.tokens import Tokens, load_tokenizer, tokenize
from sayso.encoder.windows import Window, cut
from sayso.errors import ModelError
from sayso.text.quotations import Quotation

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

MODEL_FOLDER = Path(__file__).parent / "model"
# Ids of the tokens that open and close every window in the vocabulary of BERT.
_OPEN, _CLOSE = 101, 102
# Tokens per run: small enough for the activations to stay in the processor's cache.  Measured
# on PolNeAR dev: 1,024 reads as fast as any larger size and needs the least memory.
BATCH = 1_024


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window's tokens (its two end tokens left out of `tags`).

    `tags`: float32 [tokens, 7]; `links`: [tokens + 2, tokens + 2] would be large, so its
    factors are given: `query`, `key`, float32 [tokens + 2, width], whose product scores how
    strongly a token (row) points at another (column).
    """

    tags: np.ndarray
    query: np.ndarray
    key: np.ndarray


class Encoder:
    """A tokenizer and an ONNX session that belong together.

    Raises ModelError where the files are missing or broken.
    """

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int | None = None) -> None:
        self._session = _open_session(folder / "model.onnx", threads)
        self._tokenizer: Tokenizer = load_tokenizer(folder / "tokenizer.json")
        self.digest = str(json.loads((folder / "model.json").read_text(encoding="utf-8"))["digest"])

    def tokenize(self, text: str, quotations: list[Quotation]) -> Tokens:
        """The tokens of `text`, with signs of shape, paragraph and quotation."""
        return tokenize(self._tokenizer, text, quotations)

    def score(self, texts: Iterable[Tokens]) -> Iterator[tuple[int, Window, Scores]]:
        """The scores of all windows of all texts, each with its text's index.

        Windows of like length run together, so they come in order of length, not of the text.
        """
        windows = [
            (index, tokens, window) for index, tokens in enumerate(texts) for window in cut(tokens.paragraphs)
        ]
        windows.sort(key=lambda entry: entry[2].end - entry[2].context)
        group: list[tuple[int, Tokens, Window]] = []
        for entry in windows:
            if group and (entry[2].end - entry[2].context + 2) * (len(group) + 1) > BATCH:
                yield from self._run(group)
                group = []
            group.append(entry)
        if group:
            yield from self._run(group)

    def _run(self, group: list[tuple[int, Tokens, Window]]) -> Iterator[tuple[int, Window, Scores]]:
        lengths = np.array([window.end - window.context + 2 for _, _, window in group], dtype=np.int32)
        ids = np.zeros((len(group), int(lengths.max())), dtype=np.int32)
        signs = np.zeros_like(ids)
        for row, (_, tokens, window) in enumerate(group):
            last = lengths[row] - 1
            part = slice(window.context, window.end)
            ids[row, 0], ids[row, last] = _OPEN, _CLOSE
            ids[row, 1:last] = tokens.ids[part]
            signs[row, 1:last] = tokens.signs[part]
        feed = {"ids": ids, "signs": signs, "lengths": lengths}
        tags, query, key = self._session.run(["tags", "query", "key"], feed)
        for row, (index, _, window) in enumerate(group):
            used = slice(0, lengths[row])
            yield index, window, Scores(tags[row, 1 : lengths[row] - 1], query[row, used], key[row, used])


@cache
def shared_encoder() -> Encoder:
    """The package's own model, loaded once per process."""
    return Encoder()


def _open_session(path: Path, threads: int | None) -> onnxruntime.InferenceSession:
    import onnxruntime

    if not path.is_file():
        raise ModelError("the model's file is missing", where=str(path), remedy="install sayso again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or min(4, os.cpu_count() or 1)
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # windows differ in length: an arena would only grow
    # Threads that wait by spinning cost processor time and win next to nothing here.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises many kinds, all of them a broken file
        raise ModelError(
            "the model's file is broken", where=str(path), remedy="install sayso again"
        ) from error
