"""Learns the judge's network from groups of pairs, seeded, with checkpoints that a later run goes on from.

A second process makes the pairs and reads their texts, some chunks ahead of the one that learns.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import process_time
from typing import Any, Final, NamedTuple

import click
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from align.drift.judge.network import Judge, started
from align.drift.judge.reading import Read, batches, read, together
from embeddings.flat import FlatEncoder
from training.judge.changes import Span
from training.judge.pairs import Example, Source

SEED: Final = 11
CHUNK: Final = 48  # groups that are read together
TOKENS: Final = 3072  # of both sides in one step, padding among them
RATE: Final = 2.5e-4  # of the layers that e5 gave
FRESH_RATE: Final = 1e-3  # of the parts that know nothing yet
WARM: Final = 80
FALL: Final = 1500  # the last steps, in which the rates fall to nothing; a run may go on before them
AVERAGED: Final = 0.005  # what the last step counts in the running mean of the weights
AHEAD: Final = 2  # chunks made before they are asked for
TOKEN_SHARE: Final = 0.5  # of the tokens' loss in the whole
SMOOTHED: Final = 0.03


Groups = Callable[[Source, Random, frozenset[str]], Iterator[list[Example]]]


class Course(NamedTuple):
    """What is learnt: what makes its pairs, how many steps, and the share of the rates.

    `begun` are the weights that it starts from; without them it starts from the layers of `e5`. `tokens` are those of
    both sides in one step, padding among them. Where `averaged`, what is learnt is the running mean of the weights
    (Polyak and Juditsky 1992).
    """

    groups: Groups
    steps: int
    rate: float = 1.0
    fall: int = FALL
    begun: dict[str, Tensor] | None = None
    without: frozenset[str] = frozenset()
    tokens: int = TOKENS
    averaged: bool = False


def learn(given: Source, flat: FlatEncoder, course: Course, checkpoint: Path | None) -> Judge:
    """Return the network after a course; goes on from `checkpoint` where there is one, and writes there."""
    torch.manual_seed(SEED)
    judge = started(flat.bert)
    if course.begun is not None:
        judge.load_state_dict(course.begun)
    optimizer = torch.optim.AdamW(_parts(judge, course.rate), betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    steps = course.steps
    mean = {name: values.clone() for name, values in judge.state_dict().items()} if course.averaged else {}
    step, chunk = 0, 0
    if checkpoint is not None and checkpoint.is_file():
        state = torch.load(checkpoint, weights_only=True)
        judge.load_state_dict(state["judge"])
        optimizer.load_state_dict(state["optimizer"])
        mean = state["mean"]
        step, chunk = state["step"], state["chunk"]
    losses: list[tuple[float, float]] = []
    began = process_time()
    for made in _chunks(given, flat, course, chunk):
        for examples in made.batches:
            if step >= steps:
                break
            _set_rates(optimizer, step, course)
            losses.append(_step(judge, optimizer, examples, made.texts, flat))
            step += 1
            _grow(mean, judge, step)
            if step % 50 == 0:
                pair, token = np.mean(losses[-50:], axis=0)
                click.echo(
                    f"step {step}: pairs {pair:.4f} tokens {token:.4f} ({process_time() - began:.0f} s)", err=True
                )
        chunk += 1
        if step >= steps:
            break
        if checkpoint is not None and chunk % 5 == 0:
            _keep(checkpoint, judge, mean, optimizer, step, chunk)
    if checkpoint is not None:
        _keep(checkpoint, judge, mean, optimizer, step, chunk)
    judge.load_state_dict(mean or judge.state_dict())
    return judge


@torch.no_grad()
def _grow(mean: dict[str, Tensor], judge: Judge, step: int) -> None:
    """Move the running mean of the weights towards those of a step."""
    for name, values in judge.state_dict().items() if mean else ():
        mean[name].lerp_(values, max(1 / (step + 1), AVERAGED))


def _parts(judge: Judge, share: float) -> list[dict[str, Any]]:
    fresh = [values for name, values in judge.named_parameters() if not name.startswith(("layers.", "entered."))]
    given = [values for name, values in judge.named_parameters() if name.startswith(("layers.", "entered."))]
    rates = share * RATE, share * FRESH_RATE
    return [{"params": part, "lr": rate, "most": rate} for part, rate in zip((given, fresh), rates, strict=True)]


def _set_rates(optimizer: torch.optim.Optimizer, step: int, course: Course) -> None:
    falling = (course.steps - step) / course.fall
    for part in optimizer.param_groups:
        part["lr"] = part["most"] * min((step + 1) / WARM, 1.0, falling)


def _keep(
    path: Path, judge: Judge, mean: dict[str, Tensor], optimizer: torch.optim.Optimizer, step: int, chunk: int
) -> None:
    part = path.with_suffix(".part")
    state = {
        "judge": judge.state_dict(),
        "mean": mean,
        "optimizer": optimizer.state_dict(),
        "step": step,
        "chunk": chunk,
    }
    torch.save(state, part)
    part.rename(path)


class _Chunk(NamedTuple):
    batches: list[list[Example]]
    texts: dict[str, Read]


def _chunks(given: Source, flat: FlatEncoder, course: Course, first: int) -> Iterator[_Chunk]:
    """Yield the chunks from the first on, without end, made by a process of their own."""
    # A fork has the texts and the encoder without being sent them.
    with get_context("fork").Pool(1, _begin, (given, flat, course)) as pool:
        waiting = deque(pool.apply_async(_chunk, (number,)) for number in range(first, first + AHEAD))
        while True:
            yield waiting.popleft().get()
            waiting.append(pool.apply_async(_chunk, (first + AHEAD,)))
            first += 1


_HELD: dict[str, Any] = {}


def _begin(given: Source, flat: FlatEncoder, course: Course) -> None:
    torch.set_num_threads(1)
    _HELD.update(given=given, flat=flat, course=course)


def _chunk(number: int) -> _Chunk:
    # Each chunk has a chance of its own, so that a run that goes on sees what one in a piece would.
    chance = Random(SEED * 100_003 + number)  # noqa: S311  # no secret
    made = _HELD["course"].groups(_HELD["given"], chance, _HELD["course"].without)
    examples = [each for group in islice(made, CHUNK) for each in group]
    texts = read([text for each in examples for text in each[:2]], _HELD["flat"])
    # Each text's own rows: what crosses to the other process is a tensor's whole store.
    texts = {text: replace(each, vectors=each.vectors.clone()) for text, each in texts.items()}
    lengths = [(len(texts[each.original]), len(texts[each.rendering])) for each in examples]
    found = list(batches(lengths, _HELD["course"].tokens))
    chance.shuffle(found)
    return _Chunk([[examples[place] for place in places] for places in found], texts)


def _step(
    judge: Judge, optimizer: torch.optim.Optimizer, examples: list[Example], texts: dict[str, Read], flat: FlatEncoder
) -> tuple[float, float]:
    pairs = together([(texts[each.original], texts[each.rendering]) for each in examples], flat)
    with torch.autocast("cpu", torch.bfloat16):
        pair, *tokens = judge(pairs)
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
