"""Training the attribution model: which words are cues, and the roles of the others for each cue.

usage: python -m training.attribution --corpora DIR --out FILE.pt [--layers N] [--exits N,N] [--epochs N]
"""

from __future__ import annotations

import argparse
import contextlib
import random
import time
from dataclasses import fields
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from sayso.encoder.tokens import load_tokenizer
from training import polnear
from training.annotated import Annotated
from training.annotation import readings
from training.examples import IGNORED, UNKNOWN, YES, Example, batches, padded, windows_of
from training.network import Heads, Network, Shape, base_folder

SEED = 20250224
# Our own annotated readings are a twentieth of PolNeAR and the only ones with all roles.
OWN_TIMES = 4
# What a word counts in each role of sayso.encoder.scores.ROLES: more where there are few to learn from.
ROLE_WEIGHTS = (1.0, 1.0, 3.0, 3.0, 2.0)
# The model is a running mean of the weights on their way (Polyak and Juditsky, 1992), of which so much stays
# at each step: a mean over the last few hundred.
AVERAGED = 0.997
# How often a cue's mean is taken over some of its words only, as when the model finds it in part.
PARTIAL_CUES = 0.3
FILL = {
    "ids": 0,
    "signs": 0,
    "cues": IGNORED,
    "certain": 0.0,
    "auxiliary": IGNORED,
    "anchors": 0.0,
    "roles": UNKNOWN,
    "distances": 0,
    "paragraphs": 0,
}


def tensors(group: list[Example], device: str) -> dict[str, Tensor]:
    """One batch: every field of its examples, padded, and the mask of its tokens."""
    out = {}
    for field in fields(Example):
        array = padded([getattr(example, field.name) for example in group], FILL[field.name])
        out[field.name] = torch.from_numpy(array).to(device)
    lengths = torch.tensor([len(example.ids) for example in group])
    out["mask"] = (torch.arange(out["ids"].shape[1])[None] < lengths[:, None]).to(device)
    return out


def anchors(marks: Tensor) -> Tensor:
    """Weights of the tokens of each cue: equal, over all of its tokens or some by chance."""
    some = marks * (torch.rand_like(marks) < 0.5)
    few = (torch.rand(marks.shape[:2], device=marks.device) < PARTIAL_CUES) & (some.sum(-1) > 0)
    chosen = torch.where(few[..., None], some, marks)
    return chosen / chosen.sum(-1, keepdim=True).clamp(min=1)


def loss_of(heads: Heads, hidden: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Losses [cues, roles, auxiliary tags] of one exit.

    Roles: binary cross-entropy over every pair of a cue and a token of which the annotation
    speaks, summed, per token that has a role.
    """
    cues = heads.cues(hidden).float()
    cue_each = functional.cross_entropy(
        cues.flatten(0, 1), batch["cues"].flatten(), ignore_index=IGNORED, reduction="none"
    )
    cue_loss = (cue_each * batch["certain"].flatten()).sum() / batch["certain"].sum()
    tags = heads.auxiliary(hidden).float()
    tag_loss = functional.cross_entropy(
        tags.flatten(0, 1), batch["auxiliary"].flatten(), ignore_index=IGNORED
    )
    if not batch["anchors"].shape[1]:
        return torch.stack([cue_loss, cue_loss * 0, tag_loss])
    scores = heads.pairs(hidden, anchors(batch["anchors"]), batch["distances"], batch["paragraphs"]).float()
    roles = batch["roles"]
    weights = torch.tensor(ROLE_WEIGHTS, device=scores.device)
    known = ((roles != UNKNOWN) & (batch["anchors"].sum(-1) > 0)[:, :, None, None]) * weights
    wanted = (roles == YES).float()
    each = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    role_loss = (each * known).sum() / (wanted * known).sum().clamp(min=1)
    return torch.stack([cue_loss, role_loss, tag_loss])


def groups_of(network: Network, rate: float) -> list[dict[str, object]]:
    """Parameters with their learning rates: the heads, being new, learn ten times as fast."""
    new = ("heads.", "signs.")
    fast = [p for name, p in network.named_parameters() if name.startswith(new)]
    slow = [p for name, p in network.named_parameters() if not name.startswith(new)]
    return [{"params": slow, "lr": rate}, {"params": fast, "lr": rate * 10}]


def articles_of(arguments: argparse.Namespace) -> list[Annotated]:
    """All that is trained on: PolNeAR train, and our own annotated readings of the train split."""
    articles = [a for article in polnear.load(arguments.corpora, "train") for a in article.annotated()]
    own = readings.load(arguments.corpora, "train")
    replaced = {article.name for article in own}
    return [a for a in articles if f"polnear/{a.name}" not in replaced] + own * OWN_TIMES


def train(arguments: argparse.Namespace) -> Network:
    torch.manual_seed(SEED + arguments.seed)
    choice = random.Random(SEED + arguments.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    articles = articles_of(arguments)
    network = Network(Shape(layers=arguments.layers, exits=arguments.exits))
    if arguments.start:
        network.load_state_dict(torch.load(arguments.start, weights_only=False)["state"])
    else:
        network.load_base(base_folder())
    network.to(device).train()
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    optimizer = torch.optim.AdamW(groups_of(network, arguments.rate), weight_decay=0.01)
    half = torch.autocast(device, dtype=torch.bfloat16) if arguments.bf16 else contextlib.nullcontext()
    epochs = []
    for _ in range(arguments.epochs):
        examples = [e for article in articles for e in windows_of(tokenizer, article, choice)]
        epochs.append(batches(examples, arguments.batch, choice))
    steps = sum(map(len, epochs))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.0, (steps - step) / (0.94 * steps)))
    )
    weights = torch.tensor([1.0, arguments.role_weight, arguments.auxiliary_weight], device=device)
    deepest = max(arguments.exits)
    began, step, running = time.monotonic(), 0, np.zeros(3)
    for number, epoch in enumerate(epochs, 1):
        for group in epoch:
            batch = tensors(group, device)
            total = torch.zeros((), device=device)
            with half:
                for depth, hidden in network(batch["ids"], batch["signs"], batch["mask"]).items():
                    losses = loss_of(network.heads[str(depth)], hidden, batch)
                    total = total + (losses * weights).sum() * (1.0 if depth == deepest else 0.5)
                    shown = losses
            total.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            average.update_parameters(network)
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            if step % 20 == 0:
                latest = shown.detach().float().cpu().numpy()
                running = latest if step == 20 else 0.8 * running + 0.2 * latest
                seconds = time.monotonic() - began
                print(
                    f"epoch {number} step {step}/{steps} cues {running[0]:.3f} roles {running[1]:.3f} "
                    f"tags {running[2]:.3f}  {seconds:.0f} s, {seconds / step * (steps - step):.0f} s left",
                    flush=True,
                )
        state = {name: tensor.cpu() for name, tensor in average.module.state_dict().items()}
        torch.save({"shape": network.shape, "state": state}, arguments.out)
    return average.module


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to go on from, in place of the base model's")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--exits", type=lambda text: tuple(map(int, text.split(","))), default=(2, 4))
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch", type=int, default=2048, help="tokens per step")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--role-weight", type=float, default=0.5)
    parser.add_argument("--auxiliary-weight", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--no-bf16", dest="bf16", action="store_false", help="32-bit arithmetic throughout")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
