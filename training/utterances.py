"""Learns the changes to `e5` by which renderings of one utterance lie together, and near misses apart.

`python -m training.utterances --folds FOLDER` writes embeddings/utterance_adapter.safetensors and, into FOLDER, changes
that have not seen a third of the stories each: training/statements.py takes its evidence from those. Data, our own:
that of training/statements.py. A batch is the quotes of two stories and some commonplaces. The score of two quotes is
the cosine of the mean vector of the one that says less with the other's, or with that of its best run of clauses; a
logistic loss over all pairs of the batch, with scale and bias learnt (Zhai et al. 2023, "SigLIP"), takes those of one
statement for one. Only the upper half of the layers learns, so what goes into it is computed once.
"""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

import embeddings
from align.parts import runs, token_spans
from embeddings.adapter import UTTERANCES, Changes
from embeddings.bert import MATRICES
from embeddings.bundles import digest
from embeddings.flat import FlatEncoder
from embeddings.packing import batches
from training.told import FOLDS, commonplaces, folds, told

SEED: Final = 0
STEPS: Final = 100
WARM: Final = 15
RATE: Final = 1e-3
RANK: Final = 4
FIRST: Final = 6  # the lowest layer that learns
DROPPED: Final = 0.1
STORIES: Final = 2
QUOTES: Final = 48
COMMONPLACES: Final = 4
# Pairs of one statement are few: each counts as so many.
ONE_STATEMENT: Final = 3.0
SCALE: Final = 20.0
BIAS: Final = -16.0
TOKENS: Final = 4096
LONGEST: Final = 200
RUNS: Final = 20

Span = tuple[int, int]


class Lines:
    """The quotes as the upper layers see them: tokens, what the lower layers make of them, and the runs of clauses."""

    def __init__(self, texts: Sequence[str], flat: FlatEncoder) -> None:
        begin, end = flat.marks
        cut = flat.pieces.cut_all(texts)
        self._bert = flat.bert
        self._ids = [np.array([begin, *each.ids[:LONGEST], end], dtype=np.int32) for each in cut]
        self._said = [torch.from_numpy(ids[1:-1] != flat.pieces.word_mark) for ids in self._ids]
        self._low: dict[int, Tensor] = {}
        for batch, hidden in self._bert.hidden(self._ids, FIRST):
            start = 0
            for row in batch.rows.tolist():
                self._low[row] = hidden[start : start + len(self._ids[row])].float().clone()
                start += len(self._ids[row])
        offsets = [each.offsets[:LONGEST] for each in cut]
        self.runs = [
            list(dict.fromkeys(token_spans(runs(text), own[said.numpy()])))[:RUNS]
            for text, own, said in zip(texts, offsets, self._said, strict=True)
        ]
        self.says = torch.tensor([float(flat.information[ids[1:-1]].sum()) for ids in self._ids])

    def vectors(self, places: Sequence[int], changes: Changes) -> list[Tensor]:
        """Return the token vectors of some quotes after the last layer, unit length."""
        ids = [self._ids[place] for place in places]
        found: dict[int, Tensor] = {}
        for batch in batches(ids, TOKENS):
            hidden = torch.cat([self._low[places[row]] for row in batch.rows])
            for number, layer in enumerate(self._bert.layers[FIRST:], FIRST):
                linear = _Changed(changes, number)
                mixed = self._bert.attention(linear(hidden, layer.attend, "attend"), batch.groups)
                hidden = self._bert.norm(linear(mixed, layer.attended, "attended") + hidden, layer.attended_norm)
                wide = functional.gelu(linear(hidden, layer.widen, "widen"))
                hidden = self._bert.norm(linear(wide, layer.narrow, "narrow") + hidden, layer.narrow_norm)
            start = 0
            for row in batch.rows.tolist():
                inner = hidden[start + 1 : start + len(ids[row]) - 1][self._said[places[row]]]
                found[row] = functional.normalize(inner.float(), dim=1)
                start += len(ids[row])
        return [found[row] for row in range(len(ids))]

    def scores(self, places: Sequence[int], changes: Changes) -> Tensor:
        """Return float32 [n, n]: how like the quote of each pair that says less is to the other, or a part of it."""
        tokens = self.vectors(places, changes)
        whole = functional.normalize(torch.stack([each.mean(0) for each in tokens]), dim=1)
        parts = [_means(each, self.runs[place]) for each, place in zip(tokens, places, strict=True)]
        owner = torch.tensor([number for number, own in enumerate(parts) for _ in range(len(own))])
        cosines = whole @ torch.cat(parts).T
        best = torch.full((len(places), len(places)), -1.0)
        best = best.scatter_reduce(1, owner[None].expand(len(places), -1), cosines, "amax")
        says = self.says[list(places)]
        return torch.maximum(whole @ whole.T, torch.where(says[:, None] <= says[None], best, best.T))


class _Changed:
    """A layer's linear maps with the changes beside them; bfloat16, as the encoder runs where the processor has it."""

    def __init__(self, changes: Changes, number: int) -> None:
        self._changes = changes
        self._number = number

    def __call__(self, values: Tensor, weights: tuple[Tensor, Tensor], place: str) -> Tensor:
        """Return the values through the layer's own weights, plus the values, some dropped, through the changes."""
        down, up = (self._changes[f"{self._number}.{place}.{end}"].bfloat16() for end in ("down", "up"))
        low = values.bfloat16()
        own = functional.linear(low, *(each.bfloat16() for each in weights))
        return own + functional.linear(functional.linear(functional.dropout(low, DROPPED), down), up)


def _means(tokens: Tensor, spans: Sequence[Span]) -> Tensor:
    sums = torch.cat([torch.zeros(1, tokens.shape[1]), tokens.cumsum(0)])
    starts, ends = (torch.tensor([span[end] for span in spans]) for end in (0, 1))
    return functional.normalize((sums[ends] - sums[starts]) / (ends - starts)[:, None], dim=1)


def first_changes(flat: FlatEncoder) -> dict[str, Tensor]:
    """Return changes that change nothing yet, float32, ready to learn."""
    found = {}
    for number, layer in enumerate(flat.bert.layers[FIRST:], FIRST):
        for place in MATRICES:
            out, width = getattr(layer, place)[0].shape
            found[f"{number}.{place}.down"] = torch.randn(RANK, width) / width**0.5
            found[f"{number}.{place}.up"] = torch.zeros(out, RANK)
    return {name: values.requires_grad_() for name, values in found.items()}


def learn(lines: Lines, quotes: Sequence[Mapping[str, Any]], unseen: set[str], flat: FlatEncoder) -> dict[str, Tensor]:
    """Return the changes learnt from the quotes of all stories but the `unseen`; the last quotes are commonplaces."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311  # no secret
    changes = first_changes(flat)
    scale, bias = (torch.tensor(value, requires_grad=True) for value in (SCALE, BIAS))
    groups = [{"params": list(changes.values()), "weight_decay": 0.01}, {"params": [scale, bias], "lr": 0.1}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98), weight_decay=0.0)
    stories: dict[str, list[int]] = {}
    for place, quote in enumerate(quotes):
        stories.setdefault(quote["story"], []).append(place)
    common = stories.pop("commonplaces")
    seen = sorted(set(stories) - unseen)
    statement = [quote["statement"] or quote["id"] for quote in quotes]
    losses = []
    for step in range(STEPS):
        optimizer.param_groups[0]["lr"] = RATE * min((step + 1) / WARM, 1.0) * max(1 - step / STEPS, 0.02)
        places = [place for story in chance.sample(seen, STORIES) for place in stories[story]]
        places = chance.sample(places, min(QUOTES, len(places))) + chance.sample(common, COMMONPLACES)
        same = torch.tensor([[statement[one] == statement[other] for other in places] for one in places])
        pairs = torch.triu(torch.ones_like(same), 1)
        answers = same[pairs].float()
        likely = (scale * lines.scores(places, changes) + bias)[pairs]
        counts = 1 + (ONE_STATEMENT - 1) * answers
        loss = functional.binary_cross_entropy_with_logits(likely, answers, counts, reduction="sum") / counts.sum()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch's
        torch.nn.utils.clip_grad_norm_(changes.values(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 10 == 9:
            click.echo(f"step {step + 1}: loss {np.mean(losses[-10:]):.4f}", err=True)
    return {name: values.detach().half() for name, values in changes.items()}


@click.command(epilog="Example: python -m training.utterances --folds a-folder")
@click.option("--folds", "folder", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--only", type=click.IntRange(0, FOLDS), help="Learn this fold alone; 3 is what ships.")
def main(folder: Path, only: int | None) -> None:
    """Learn the changes of each fold, and those of all stories, and write them as float16."""
    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    files = told()
    quotes = [quote for file in files for quote in file]
    unseen = [*folds(quotes), set[str]()]
    quotes += commonplaces()
    flat = embeddings.token_encoder(dtype="float32").requires_grad_(requires_grad=False).flat
    if flat is None:
        raise TypeError("e5 has lost its flat form")
    with torch.no_grad():
        lines = Lines([quote["text"] for quote in quotes], flat)
    for number in range(FOLDS + 1) if only is None else [only]:
        path = UTTERANCES.file if number == FOLDS else folder / f"{number}.safetensors"
        save_file(learn(lines, quotes, unseen[number], flat), path)
        click.echo(f"{path}: SHA-256 {digest(path)}", err=True)


if __name__ == "__main__":
    main()
