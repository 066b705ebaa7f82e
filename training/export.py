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

from sayso.encoder.session import ACCURATE, FAST
from sayso.encoder.windows import CONTEXT, WINDOW
from sayso.reading.confidence import Evidence
from training.network import Heads, Network, base_folder

FUSED = "com.microsoft"
EPSILON = 1e-12
# Of the model as a whole: raised with each one that is shipped.
VERSION = 2
# Weights under so many bytes stay in the graph; the others begin at multiples of ALIGNMENT, so that
# they can be mapped into memory.
SMALL, ALIGNMENT = 1_024, 4_096
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


def build(network: Network, depth: int) -> onnx.ModelProto:
    """The network up to the exit at `depth` layers, in 32-bit ONNX.

    Inputs: `ids`, `signs` int32 [batch, length], `lengths` int32 [batch] (tokens in each row).
    Outputs, each [batch, length, …]: `cues`, `query`, `key`, `token`, `cue` (see sayso.encoder.scores).
    """
    graph, shape = Graph(), network.shape
    hidden = _embeddings(graph, network)
    for index, layer in enumerate(network.layers[:depth]):
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
    widths = _heads(graph, network.heads[str(depth)], hidden)
    grid = ["batch", "length"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT32, grid) for name in ("ids", "signs")]
    inputs.append(helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]))
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


def _heads(graph: Graph, heads: Heads, hidden: str) -> dict[str, int]:
    """All heads as one product, then split: one pass over the hidden states.  Their widths by name."""
    layers = {name: getattr(heads, name) for name in ("cues", "query", "key", "token", "cue")}
    kernel = torch.cat([layer.weight for layer in layers.values()]).detach().numpy().T
    bias = torch.cat([layer.bias for layer in layers.values()]).detach().numpy()
    product = graph.add("MatMul", [hidden, graph.weight("heads.kernel", kernel)], "heads.product")
    total = graph.add("Add", [product, graph.weight("heads.bias", bias)], "heads")
    widths = {name: layer.out_features for name, layer in layers.items()}
    sizes = graph.weight("heads.sizes", np.array(list(widths.values()), np.int64))
    graph.nodes.append(helper.make_node("Split", [total, sizes], list(widths), axis=-1))
    return widths


def quantised(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same graph with 8-bit weights, and activations that are quantised while running."""
    with tempfile.TemporaryDirectory() as scratch:
        full, small = Path(scratch) / "full.onnx", Path(scratch) / "small.onnx"
        onnx.save(model, full)
        quantize_dynamic(
            full,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Attention", "Gather"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )
        return onnx.load(small)


class WeightsFile:
    """The weights of several graphs in one file: what two graphs share is there once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._content = bytearray()
        self._places: dict[bytes, int] = {}

    def take(self, model: onnx.ModelProto) -> None:
        """Move the larger weights of `model` here; it then refers to this file."""
        for tensor in model.graph.initializer:
            raw = numpy_helper.to_array(tensor).tobytes()
            if len(raw) < SMALL:
                continue
            if raw not in self._places:
                self._content += bytes(-len(self._content) % ALIGNMENT)
                self._places[raw] = len(self._content)
                self._content += raw
            for field in ("raw_data", "float_data", "int32_data", "int64_data"):
                tensor.ClearField(field)
            tensor.data_location = TensorProto.EXTERNAL
            del tensor.external_data[:]
            values = {"location": self.path.name, "offset": self._places[raw], "length": len(raw)}
            for key, value in values.items():
                tensor.external_data.add(key=key, value=str(value))

    def write(self) -> bytes:
        self.path.write_bytes(self._content)
        return bytes(self._content)


def export(weights: Path, folder: Path) -> None:
    """Write the graphs, their weights, tokenizer.json and model.json (digests, settings) into `folder`."""
    saved = torch.load(weights, map_location="cpu", weights_only=False)
    network = Network(saved["shape"])
    network.load_state_dict(saved["state"])
    folder.mkdir(parents=True, exist_ok=True)
    file = WeightsFile(folder / "weights.bin")
    exits = network.shape.exits
    graphs = {}
    for variant, depth in {ACCURATE: max(exits), FAST: min(exits)}.items():
        graphs[variant] = quantised(build(network, depth))
        file.take(graphs[variant])
    content = file.write()
    card: dict[str, object] = {
        "version": VERSION,
        "base": "all-MiniLM-L6-v2",
        "window": WINDOW,
        "context": CONTEXT,
    }
    for variant, depth in {ACCURATE: max(exits), FAST: min(exits)}.items():
        graph = graphs[variant].SerializeToString()
        (folder / f"{variant}.onnx").write_bytes(graph)
        heads = network.heads[str(depth)]
        card[variant] = {
            "digest": hashlib.sha256(graph + content).hexdigest(),
            "layers": depth,
            "distance": _rounded(heads.distance),
            "paragraph": _rounded(heads.paragraph),
            # Until `training.confidence` has fitted them: no evidence weighs anything.
            "calibration": [0.0] * (len(EMPTY.features()) + 1),
        }
    shutil.copy(base_folder() / "tokenizer.json", folder / "tokenizer.json")
    (folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _rounded(weights: torch.Tensor) -> list[list[float]]:
    return [[round(value, 5) for value in row] for row in weights.tolist()]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    export(arguments.weights, arguments.folder)
    size = sum(path.stat().st_size for path in arguments.folder.iterdir())
    print(f"{arguments.folder}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
