"""Learns the judge's network from groups of pairs, seeded, with checkpoints that a later run goes on from."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from time import process_time
from typing import Any, Final

import click
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from align.drift.judge.network import Judge, started
from align.drift.judge.reading import Read, batches, read, side
from embeddings.flat import FlatEncoder
from training.judge.changes import Span
from training.judge.pairs import Example, Source, groups

SEED: Final = 11
CHUNK: Final = 48  # groups that are read together
TOKENS: Final = 2600  # of both sides in one step
RATE: Final = 2.5e-4  # of the layers that e5 gave
FRESH_RATE: Final = 1e-3  # of the parts that know nothing yet
WARM: Final = 80
FALL: Final = 500  # the last steps, in which the rates fall to nothing; a run may go on before them
TOKEN_SHARE: Final = 0.5  # of the tokens' loss in the whole
SMOOTHED: Final = 0.03


def learn(
    given: Source, flat: FlatEncoder, steps: int, checkpoint: Path | None, without: frozenset[str] = frozenset()
) -> Judge:
    """Return the network after `steps` steps; goes on from `checkpoint` where there is one, and writes there."""
    torch.manual_seed(SEED)
    judge = started(flat.bert)
    optimizer = torch.optim.AdamW(_parts(judge), betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    step, chunk = 0, 0
    if checkpoint is not None and checkpoint.is_file():
        state = torch.load(checkpoint, weights_only=True)
        judge.load_state_dict(state["judge"])
        optimizer.load_state_dict(state["optimizer"])
        step, chunk = state["step"], state["chunk"]
    losses: list[tuple[float, float]] = []
    began = process_time()
    while step < steps:
        # Each chunk has a chance of its own, so that a run that goes on sees what one in a piece would.
        for examples, texts in _chunk(given, flat, Random(SEED * 100_003 + chunk), without):  # noqa: S311  # no secret
            if step >= steps:
                break
            _set_rates(optimizer, step, steps)
            losses.append(_step(judge, optimizer, examples, texts))
            step += 1
            if step % 50 == 0:
                pair, token = np.mean(losses[-50:], axis=0)
                click.echo(
                    f"step {step}: pairs {pair:.4f} tokens {token:.4f} ({process_time() - began:.0f} s)", err=True
                )
        chunk += 1
        if checkpoint is not None and chunk % 5 == 0:
            _keep(checkpoint, judge, optimizer, step, chunk)
    if checkpoint is not None:
        _keep(checkpoint, judge, optimizer, step, chunk)
    return judge


def _parts(judge: Judge) -> list[dict[str, Any]]:
    fresh = [values for name, values in judge.named_parameters() if not name.startswith(("layers.", "entered."))]
    given = [values for name, values in judge.named_parameters() if name.startswith(("layers.", "entered."))]
    return [{"params": given, "lr": RATE, "most": RATE}, {"params": fresh, "lr": FRESH_RATE, "most": FRESH_RATE}]


def _set_rates(optimizer: torch.optim.Optimizer, step: int, steps: int) -> None:
    falling = (steps - step) / FALL
    for part in optimizer.param_groups:
        part["lr"] = part["most"] * min((step + 1) / WARM, 1.0, falling)


def _keep(path: Path, judge: Judge, optimizer: torch.optim.Optimizer, step: int, chunk: int) -> None:
    part = path.with_suffix(".part")
    state = {"judge": judge.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "chunk": chunk}
    torch.save(state, part)
    part.rename(path)


def _chunk(
    given: Source, flat: FlatEncoder, chance: Random, without: frozenset[str]
) -> Iterator[tuple[list[Example], dict[str, Read]]]:
    examples = [each for group in islice(groups(given, chance, without), CHUNK) for each in group]
    texts = read([text for each in examples for text in each[:2]], flat)
    lengths = [(len(texts[each.original]), len(texts[each.rendering])) for each in examples]
    found = list(batches(lengths, TOKENS))
    chance.shuffle(found)
    for places in found:
        yield [examples[place] for place in places], texts


def _step(
    judge: Judge, optimizer: torch.optim.Optimizer, examples: list[Example], texts: dict[str, Read]
) -> tuple[float, float]:
    sides = [side([texts[each[number]] for each in examples]) for number in (0, 1)]
    with torch.autocast("cpu", torch.bfloat16):
        pair, *tokens = judge(*sides)
    truth = torch.tensor([min(max(each.drifted, SMOOTHED), 1 - SMOOTHED) for each in examples])
    weights = torch.tensor([each.weight for each in examples])
    pair_loss = (functional.binary_cross_entropy_with_logits(pair, truth, reduction="none") * weights).sum()
    pair_loss = pair_loss / weights.sum()
    token_loss = torch.stack(
        [
            _token_loss(logits, [texts[each[number]] for each in examples], [each[4 + number] for each in examples])
            for number, logits in enumerate(tokens)
        ]
    ).mean()
    loss = pair_loss + TOKEN_SHARE * token_loss
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]  # torch's
    torch.nn.utils.clip_grad_norm_([values for part in optimizer.param_groups for values in part["params"]], 1.0)
    optimizer.step()
    return pair_loss.item(), token_loss.item()


def _token_loss(logits: Tensor, texts: list[Read], spans: list[tuple[Span, ...] | None]) -> Tensor:
    """Return the mean loss of tokens, of sides of which is known where they drifted; drifted tokens count more."""
    truth, counts = np.zeros((2, *logits.shape), dtype=np.float32)
    for row, (text, where) in enumerate(zip(texts, spans, strict=True)):
        if where is None:
            continue
        counts[row, 1 : len(text) - 1] = 1.0
        for start, end in where:
            hit = (text.offsets[:, 0] < end) & (text.offsets[:, 1] > start)
            hit[[0, -1]] = False
            truth[row, : len(text)][hit] = 1.0
    counts = counts * (1 + 3 * truth)
    found = functional.binary_cross_entropy_with_logits(
        logits, torch.from_numpy(truth), weight=torch.from_numpy(counts), reduction="sum"
    )
    return found / max(float(counts.sum()), 1.0)
