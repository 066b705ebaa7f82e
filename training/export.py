"""Writing a trained network as an int8 ONNX file that onnxruntime runs without torch.

The graph is built node by node from onnxruntime's fused operators (com.microsoft), so that
no exporter or graph optimiser stands between the weights and what runs; then every matrix
product and embedding is quantised to 8 bits (weights at export, activations while running).

usage: python -m training.export WEIGHTS.pt FOLDER
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from sayso.encoder.windows import CONTEXT, WINDOW
from sayso.reading.confidence import Evidence
from training.network import TAGS, Network, base_folder

FUSED = "com.microsoft"
EPSILON = 1e-12
EMPTY = Evidence(0.5, 0.5, 0.5, 0.5, None, 0.0, 1, 1, 1, 0)


class Graph:
    """Nodes and weights of an ONNX graph under construction; methods return output names."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, array: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(
        self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: object
    ) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], output, domain=domain, **attributes))
        return output

    def linear(self, name: str, source: str, layer: nn.Linear) -> str:
        """Matrix product alone: the bias goes into the fused operator that follows."""
        kernel = self.weight(f"{name}.kernel", layer.weight.detach().numpy().T)
        return self.add("MatMul", [source, kernel], f"{name}.product")

    def bias(self, name: str, layer: nn.Linear) -> str:
        return self.weight(f"{name}.bias", layer.bias.detach().numpy())

    def add_and_normalise(
        self, name: str, source: str, skip: str, layer: nn.Linear, norm: nn.LayerNorm
    ) -> str:
        product = self.linear(name, source, layer)
        scale = self.weight(f"{name}.scale", norm.weight.detach().numpy())
        shift = self.weight(f"{name}.shift", norm.bias.detach().numpy())
        inputs = [product, skip, scale, shift, self.bias(name, layer)]
        return self.add("SkipLayerNormalization", inputs, f"{name}.out", FUSED, epsilon=EPSILON)


def build(network: Network) -> onnx.ModelProto:
    """The network in 32-bit ONNX.

    Inputs: `ids`, `signs` int32 [batch, length], `lengths` int32 [batch] (tokens in each row).
    Outputs: `tags` [batch, length, TAGS], scores; `links` [batch, length, length], the
    probability of each token (row) to point at each token.
    """
    graph, shape = Graph(), network.shape
    hidden = _embeddings(graph, network)
    for index, layer in enumerate(network.layers):
        name = f"layer{index}"
        kernel = graph.weight(f"{name}.attention.kernel", layer.attention.weight.detach().numpy().T)
        inputs = [hidden, kernel, graph.bias(f"{name}.attention", layer.attention), "lengths"]
        mixed = graph.add("Attention", inputs, f"{name}.attention", FUSED, num_heads=shape.heads)
        hidden = graph.add_and_normalise(
            f"{name}.mixed", mixed, hidden, layer.attention_out, layer.attention_norm
        )
        product = graph.linear(f"{name}.inner", hidden, layer.inner)
        inner = graph.add(
            "BiasGelu", [product, graph.bias(f"{name}.inner", layer.inner)], f"{name}.gelu", FUSED
        )
        hidden = graph.add_and_normalise(f"{name}.outer", inner, hidden, layer.outer, layer.outer_norm)
    _heads(graph, network, hidden)
    grid = ["batch", "length"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT32, grid) for name in ("ids", "signs")]
    inputs.append(helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]))
    widths = {"tags": TAGS, "links": "length"}
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, [*grid, w]) for n, w in widths.items()]
    made = helper.make_graph(graph.nodes, "attribution", inputs, outputs, graph.weights)
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(made, opset_imports=versions, ir_version=9)


def _embeddings(graph: Graph, network: Network) -> str:
    words = graph.weight("words", network.words.weight.detach().numpy())
    signs = graph.weight("signs.table", network.signs.weight.detach().numpy())
    places = graph.weight("positions", network.positions.weight.detach().numpy()[: WINDOW + 2])
    zero, one = (graph.weight(f"number{n}", np.array([n], np.int64)) for n in (0, 1))
    size = graph.add("Shape", ["ids"], "size", start=1, end=2)
    used = graph.add("Slice", [places, zero, size, zero, one], "places")
    total = graph.add("Gather", [words, "ids"], "words.looked_up")
    total = graph.add(
        "Add", [total, graph.add("Gather", [signs, "signs"], "signs.looked_up")], "words.signed"
    )
    total = graph.add("Add", [total, used], "words.placed")
    scale = graph.weight("embedding.scale", network.norm.weight.detach().numpy())
    shift = graph.weight("embedding.shift", network.norm.bias.detach().numpy())
    return graph.add("LayerNormalization", [total, scale, shift], "embedded", epsilon=EPSILON, axis=-1)


def _heads(graph: Graph, network: Network, hidden: str) -> None:
    """All heads as one product, then split: one pass over the hidden states."""
    heads = (network.tags, network.query, network.key)
    scale = network.shape.link**-0.5
    weights = [network.tags.weight, network.query.weight * scale, network.key.weight]
    biases = [network.tags.bias, network.query.bias * scale, network.key.bias]
    kernel = graph.weight("heads.kernel", torch.cat(weights).detach().numpy().T)
    bias = graph.weight("heads.bias", torch.cat(biases).detach().numpy())
    product = graph.add("MatMul", [hidden, kernel], "heads.product")
    total = graph.add("Add", [product, bias], "heads")
    sizes = graph.weight("heads.sizes", np.array([head.out_features for head in heads], np.int64))
    graph.nodes.append(helper.make_node("Split", [total, sizes], ["tags", "query", "key"], axis=-1))
    turned = graph.add("Transpose", ["key"], "key.turned", perm=[0, 2, 1])
    graph.add("Softmax", [graph.add("MatMul", ["query", turned], "links.scores")], "links", axis=-1)


def export(weights: Path, folder: Path) -> Path:
    """Write model.onnx, tokenizer.json and model.json (its digest and settings) into `folder`."""
    saved = torch.load(weights, map_location="cpu", weights_only=False)
    network = Network(saved["shape"])
    network.load_state_dict(saved["state"])
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "model.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        onnx.save(build(network), full)
        quantize_dynamic(
            full,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Attention", "Gather"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )
    shutil.copy(base_folder() / "tokenizer.json", folder / "tokenizer.json")
    card = {
        "digest": hashlib.sha256(target.read_bytes()).hexdigest(),
        "base": "all-MiniLM-L6-v2",
        "layers": network.shape.layers,
        "window": WINDOW,
        "context": CONTEXT,
        # Until `training.confidence` has fitted them: no evidence weighs anything.
        "calibration": [0.0] * (len(EMPTY.features()) + 1),
    }
    (folder / "model.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return target


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    target = export(arguments.weights, arguments.folder)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
