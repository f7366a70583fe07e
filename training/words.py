"""Learns the changes to `e5` that link words: `python -m training.words --data FOLDER`, seeded, one thread.

The way of awesome-align (Dou and Neubig 2021), self-training: today's aligner links parallel text that nobody has
aligned, and low-rank changes of layers 1 to 7 (Hu et al. 2022) learn to give those links in one softmax each way,
without the aligner's priors. In a second round the learner's own links are the answers. What keeps the learner from
reading places instead of words: the answers stand still during a round, and the target's places are shifted at random.

Data, FOLDER/retrieval and FOLDER/drift: Tatoeba sentences of 30 languages with English (CC BY 2.0 FR, by way of LASER)
and machine translations that people found without critical errors (CC0, the training part of WMT21's critical error
detection). No line of a set that measures word links is among them.

Figures, before and after: docs/words.md. Takes about ten minutes on one free core.
"""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import click
import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

import embeddings
from align.links import aligned, joined, places
from embeddings.adapter import WORDS, AdaptedEncoder, Changes, changed
from embeddings.bert import MATRICES
from embeddings.bundles import digest
from embeddings.flat import FlatEncoder
from embeddings.model import WireEncoder

SEED: Final = 7
RANK: Final = 16
ROUNDS: Final = 2
STEPS: Final = 100  # of a round
RATE: Final = 4e-4
WARM: Final = 20
TEMPERATURE: Final = 0.1
# From 0, the logarithm, which no wrong answer lets go, to 1, the probability itself (Zhang and Sabuncu 2018).
TRUST: Final = 0.5
FARTHEST: Final = 40  # tokens that the target's places are shifted by, at most
TOKENS: Final = 420  # words of both sides in one step, about
CHUNK: Final = 512  # pairs that are linked at a time
SMALL: Final = 0.35  # share of pairs in small letters
OURS: Final = ("spa", "fra", "kor", "cmn", "jpn", "deu", "rus", "ara", "por", "ita")  # languages of the project
SENTENCES: Final = 450, 220  # of one of them, and of another
UNSPACED: Final = ("jpn", "cmn", "tha")
TRANSLATIONS: Final = {"ja": 1800, "zh": 700, "de": 600, "cs": 300}
_WORD: Final = re.compile(r"\w+(?:['’]\w*)?|[^\w\s]")

Words = list[str]


class Linked(NamedTuple):
    """A pair with the answers that a teacher gave."""

    source: Words
    target: Words
    links: set[tuple[int, int]]


def pairs(data: Path, flat: FlatEncoder) -> list[tuple[Words, Words]]:
    """Return the parallel text in words, shuffled."""
    found = [*_tatoeba(data / "retrieval", flat), *_translations(data / "drift")]
    random.shuffle(found)
    return [_small(pair) if random.random() < SMALL else pair for pair in found]  # noqa: S311  # no secret


def _small(pair: tuple[Words, Words]) -> tuple[Words, Words]:
    return [word.lower() for word in pair[0]], [word.lower() for word in pair[1]]


def _tatoeba(folder: Path, flat: FlatEncoder) -> Iterator[tuple[Words, Words]]:
    for english in sorted(folder.glob("tatoeba.*-eng.eng")):
        code = english.name.split(".")[1].split("-")[0]
        others = english.with_suffix(f".{code}").read_text(encoding="utf-8").splitlines()
        lines = list(zip(english.read_text(encoding="utf-8").splitlines(), others, strict=True))
        random.shuffle(lines)
        for one, other in lines[: SENTENCES[code not in OURS]]:
            source, target = _WORD.findall(one), _pieces(other, flat) if code in UNSPACED else _WORD.findall(other)
            if len(source) > 4 and len(target) > 3:
                yield source, target


def _pieces(text: str, flat: FlatEncoder) -> Words:
    """Return the tokenizer's pieces as words, where a language writes none apart."""
    offsets = flat.pieces.cut(text).offsets
    return [piece for piece in (text[start:end].strip() for start, end in offsets) if piece]


def _translations(folder: Path) -> Iterator[tuple[Words, Words]]:
    for code, most in TRANSLATIONS.items():
        lines = (folder / f"catastrophic-train.en-{code}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [row for row in map(json.loads, lines) if not row["error"]]
        random.shuffle(rows)
        # The Chinese and Japanese side comes in words, with spaces between them.
        split = str.split if code in ("ja", "zh") else _WORD.findall
        sides = ((_WORD.findall(row["source"]), split(row["translation"])) for row in rows)
        yield from [(s, t) for s, t in sides if 4 < len(s) < 45 and 4 < len(t) < 60][:most]


def first_changes() -> dict[str, Tensor]:
    """Return changes that change nothing yet, float32, ready to learn."""
    flat = _flat()
    found = {}
    for number, layer in enumerate(flat.bert.layers[: WORDS.layer]):
        for place in MATRICES:
            out, width = getattr(layer, place)[0].shape
            found[f"{number}.{place}.down"] = torch.randn(RANK, width) / width**0.5
            found[f"{number}.{place}.up"] = torch.zeros(out, RANK)
    return {name: values.requires_grad_() for name, values in found.items()}


def _read(path: Path) -> dict[str, Tensor]:
    return {name: values.float().requires_grad_() for name, values in load_file(path).items()}


def _encoder() -> WireEncoder:
    return embeddings.token_encoder(dtype="float32").requires_grad_(requires_grad=False)


def _flat() -> FlatEncoder:
    flat = _encoder().flat
    if flat is None:
        raise TypeError("e5 has lost its flat form")
    return flat


def linked(texts: list[tuple[Words, Words]], teacher: AdaptedEncoder) -> Iterator[list[Linked]]:
    """Yield batches of pairs with the teacher's links, of like length inside a chunk, without end."""
    while True:
        for first in range(0, len(texts), CHUNK):
            chunk = texts[first : first + CHUNK]
            answers = [Linked(*pair, found.links) for pair, found in zip(chunk, aligned(chunk, teacher), strict=True)]
            answers.sort(key=lambda pair: len(pair.source) + len(pair.target))
            batches: list[list[Linked]] = [[]]
            for pair in answers:
                if sum(len(each.source) + len(each.target) for each in batches[-1]) > TOKENS:
                    batches.append([])
                batches[-1].append(pair)
            random.shuffle(batches)
            yield from batches


def learn(texts: list[tuple[Words, Words]], changes: dict[str, Tensor]) -> None:
    """Change `changes` in place over one round; the teacher is what they were at its start."""
    flat = _flat()
    teacher = AdaptedEncoder(_encoder(), {name: values.detach().clone() for name, values in changes.items()})
    optimizer = torch.optim.AdamW(changes.values(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
    losses = []
    for step, batch in zip(range(STEPS), linked(texts, teacher), strict=False):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min((step + 1) / WARM, 1.0) * max(1 - step / STEPS, 0.02)
        loss = _loss(batch, changes, flat)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch's
        torch.nn.utils.clip_grad_norm_(changes.values(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 25 == 24:
            click.echo(f"step {step + 1}: loss {np.mean(losses[-25:]):.4f}", err=True)


def _loss(batch: list[Linked], changes: Changes, flat: FlatEncoder) -> Tensor:
    """Return the mean over both ways of how unlikely the softmax over the other side makes each token's answers."""
    sources = _vectors([pair.source for pair in batch], changes, flat, 0)
    targets = _vectors([pair.target for pair in batch], changes, flat, random.randint(0, FARTHEST))  # noqa: S311  # no secret
    losses = []
    for pair, (one, rows), (other, columns) in zip(batch, sources, targets, strict=True):
        if not pair.links or not len(rows) or not len(columns):
            continue
        answers = torch.zeros(len(pair.source), len(pair.target), dtype=torch.bool)
        answers[tuple(zip(*pair.links, strict=True))] = True
        answers = answers[rows][:, columns]
        centre = torch.cat([one, other]).mean(0)
        cosines = functional.normalize(one - centre, dim=1) @ functional.normalize(other - centre, dim=1).T
        for scores, right in ((cosines, answers), (cosines.T, answers.T)):
            likely = ((scores / TEMPERATURE).softmax(1) * right).sum(1)[right.any(1)].clamp_min(1e-6)
            losses.append(((1 - likely**TRUST) / TRUST).mean())
    return torch.stack(losses).mean()


def _vectors(texts: list[Words], changes: Changes, flat: FlatEncoder, shift: int) -> list[tuple[Tensor, Tensor]]:
    """Return for each text its tokens' vectors, unit length, and int64 the word that each is of."""
    bert = changed(flat.bert, changes)
    bert.positions = bert.positions[shift:]
    written = [joined(words) for words in texts]
    cut = flat.pieces.cut_all([text for text, _ in written])
    begin, end = flat.marks
    ids = [np.array([begin, *pieced.ids, end], dtype=np.int32) for pieced in cut]
    found: dict[int, Tensor] = {}
    for part, hidden in bert.hidden(ids, WORDS.layer):
        start = 0
        for row in part.rows:
            found[int(row)] = functional.normalize(hidden[start + 1 : start + len(ids[row]) - 1], dim=1)
            start += len(ids[row])
    result = []
    for row, ((text, starts), pieced) in enumerate(zip(written, cut, strict=True)):
        said = pieced.ids != flat.pieces.word_mark
        of = places(text, starts, pieced.offsets)[0]
        result.append((found[row][torch.from_numpy(said)], torch.from_numpy(of[said])))
    return result


@click.command(epilog="Example: python -m training.words --data folder-of-development-data")
@click.option("--data", type=click.Path(file_okay=False, exists=True, path_type=Path), required=True)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), default=WORDS.file, show_default="the package's"
)
@click.option("--only", type=click.IntRange(1, ROUNDS), help="Run this round alone, from what the one before it wrote.")
def main(data: Path, output: Path, only: int | None) -> None:
    """Learn the changes, and write them as float16 after each round."""
    torch.set_num_threads(1)
    for number in [only] if only else range(1, ROUNDS + 1):
        random.seed(SEED + number)
        torch.manual_seed(SEED + number)
        changes = first_changes() if number == 1 else _read(output)
        learn(pairs(data, _flat()), changes)
        save_file({name: values.detach().half() for name, values in changes.items()}, output)
        click.echo(f"round {number}: {output}, SHA-256 {digest(output)}", err=True)


if __name__ == "__main__":
    main()
