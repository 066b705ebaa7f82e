"""Training the attribution model: roles of tokens, and which cue each belongs to.

usage: python -m training.attribution --corpora DIR --out FILE.pt [--layers N] [--epochs N]
"""

from __future__ import annotations

import argparse
import contextlib
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.encoder.tokens import load_tokenizer
from training import polnear
from training.examples import IGNORED, Example, batches, padded, windows_of
from training.network import TAGS, Network, Shape, base_folder

SEED = 20250224
NONE = -1


def tensors(group: list[Example], device: str) -> dict[str, Tensor]:
    """One batch: every field of its examples as [batch, length], and the mask."""
    fill = {"ids": 0, "signs": 0, "tags": IGNORED, "cues": NONE, "links": NONE}
    batch = {name: padded([getattr(e, name) for e in group], value) for name, value in fill.items()}
    out = {name: torch.from_numpy(array).to(device) for name, array in batch.items()}
    out["mask"] = out["tags"] != IGNORED
    return out


def loss_of(network: Network, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Cross-entropy of the tags, and of the links (each a mean over its tokens).

    A token of a source or content may point at any token of its cue; one whose cue lies outside
    the window points at the window's first token.
    """
    tags, links = network(batch["ids"], batch["signs"], batch["mask"])
    tag_loss = functional.cross_entropy(
        tags.float().view(-1, TAGS), batch["tags"].view(-1), ignore_index=IGNORED
    )
    chances = functional.log_softmax(links.float(), dim=-1)
    target = (batch["links"][:, :, None] == batch["cues"][:, None, :]) & (batch["links"] != NONE)[:, :, None]
    lost = (batch["links"] != NONE) & ~target.any(dim=-1)
    target[:, :, 0] |= lost
    pointed = chances.masked_fill(~target, -1e4).logsumexp(dim=-1)
    linked = batch["links"] != NONE
    link_loss = -pointed[linked].mean() if linked.any() else tag_loss * 0
    return tag_loss, link_loss


def groups_of(network: Network, rate: float) -> list[dict[str, object]]:
    """Parameters with their learning rates: the heads, being new, learn ten times as fast."""
    new = ("tags.", "query.", "key.", "signs.")
    fast = [p for name, p in network.named_parameters() if name.startswith(new)]
    slow = [p for name, p in network.named_parameters() if not name.startswith(new)]
    return [{"params": slow, "lr": rate}, {"params": fast, "lr": rate * 10}]


def train(arguments: argparse.Namespace) -> Network:
    torch.manual_seed(SEED)
    choice = random.Random(SEED)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    articles = polnear.load(arguments.corpora, "train")
    network = Network(Shape(layers=arguments.layers))
    network.load_base(base_folder())
    network.to(device).train()
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
    began, step, running = time.monotonic(), 0, np.zeros(2)
    for number, epoch in enumerate(epochs, 1):
        for group in epoch:
            with half:
                tag_loss, link_loss = loss_of(network, tensors(group, device))
            (tag_loss + arguments.link_weight * link_loss).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            losses = np.array([tag_loss.item(), link_loss.item()])
            running = losses if step == 0 else 0.98 * running + 0.02 * losses
            step += 1
            if step % 20 == 0:
                seconds = time.monotonic() - began
                print(
                    f"epoch {number} step {step}/{steps} tags {running[0]:.3f} links {running[1]:.3f} "
                    f"{seconds:.0f} s, {seconds / step * (steps - step):.0f} s left",
                    flush=True,
                )
        torch.save({"shape": network.shape, "state": network.state_dict()}, arguments.out)
    return network


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=2048, help="tokens per step")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--link-weight", type=float, default=0.5)
    parser.add_argument("--no-bf16", dest="bf16", action="store_false", help="32-bit arithmetic throughout")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
