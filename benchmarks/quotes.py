"""Quotes against corpora and hand-made paragraphs: each figure with its metric, held against its floor."""

import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from scipy.optimize import linear_sum_assignment

if not __package__:  # run as a file: the folder of this file must not pass for the package `seeds`
    sys.path[0] = str(Path(__file__).resolve().parents[1])

import seeds
from benchmarks.figures import f1
from benchmarks.paragraphs import HELD_BACK, HELD_BACK_SETS, PARAGRAPHS, Tally, paragraph_files, paragraphs, printed
from benchmarks.quote_speed import speeds
from seeds.reading import article_from_text
from seeds.schema import ARTICLES

ROOT: Final = Path(__file__).resolve().parents[1]
FLOORS: Final = ROOT / "benchmarks" / "floors.toml"
POLNEAR: Final = "quotes/polnear-dev.en.jsonl"
WIKINEWS: Final = "quotes/wikinews-dev.de.jsonl"

# A cue of saying, writing or claiming has one of these words in some form, or is one of the phrases below.
SAYING: Final = [
    "say",
    "tell",
    "told",
    "note",
    "add",
    "write",
    "wrote",
    "report",
    "announce",
    "declare",
    "claim",
    "argue",
    "insist",
    "warn",
    "explain",
    "disclose",
    "reveal",
    "confirm",
    "deny",
    "denied",
    "deni",
    "estimate",
    "stress",
    "emphasi",
    "acknowledge",
    "admit",
    "assert",
    "allege",
    "affirm",
    "repl",
    "respond",
    "answer",
    "ask",
    "observe",
    "remark",
    "comment",
    "continue",
    "conclude",
    "recall",
    "reiterate",
    "repeat",
    "predict",
    "promis",
    "pledge",
    "vow",
    "urge",
    "complain",
    "concede",
    "contend",
    "maintain",
    "indicate",
    "mention",
    "tweet",
    "joke",
    "testif",
    "cite",
    "quote",
    "clarif",
    "boast",
    "caution",
    "lament",
    "retort",
    "accus",
    "advis",
    "suggest",
    "propose",
    "state",
    "call",
    "describe",
    "condemn",
    "criticiz",
    "criticis",
    "blast",
    "mock",
    "dismiss",
    "denounce",
    "denounc",
    "label",
    "dub",
    "question",
    "demand",
    "speak",
    "spoke",
    "talk",
    "chant",
    "shout",
    "cry",
    "declin",
    "refus",
    "speculat",
    "hint",
    "imply",
    "threaten",
]
SAYING_PHRASES: Final = (
    "according to",
    "in the words of",
    "put it",
    "point out",
    "pointed out",
    "points out",
    "pointing out",
    "said",
)
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEADING: Final = frozenset({"that", "dass", "daß", "ob", "whether"})
_MARKED: Final = re.compile(r"(?:[“\"„«]|''|(?<!\S)”)[^“”\"„«»]+?(?:[”\"“»]|'')")

Span = tuple[int, int]


@dataclass
class Quote:
    """One quote of an answer or of ours: content spans, speaker span and head, and whether it counts."""

    content: list[Span]
    source: list[Span] = field(default_factory=list)
    head: str = ""
    kind: str = ""
    counts: bool = True


@dataclass
class Document:
    """A text with its answers and what was found in it."""

    name: str
    text: str
    answers: list[Quote]
    found: list[Quote] = field(default_factory=list)

    def tokens(self, spans: Iterable[Span]) -> frozenset[int]:
        """Return the places of the words that the spans cover."""
        ends = [word.end() for word in self._words]
        starts = [word.start() for word in self._words]
        places: set[int] = set()
        for start, end in spans:
            first = int(np.searchsorted(ends, start, side="right"))
            last = int(np.searchsorted(starts, end, side="left"))
            places.update(range(first, last))
        return frozenset(places)

    def __post_init__(self) -> None:
        self._words = list(_WORD.finditer(self.text))

    def first_word(self, tokens: frozenset[int]) -> str:
        """Return the first of some words, in lower case."""
        return self._words[min(tokens)].group().lower() if tokens else ""


def overlap(documents: Sequence[Document]) -> tuple[float, float, float]:
    """Content token overlap.

    Words that lie in some quote found and in some answer. Words of answers that do not count are left out.
    """
    right = found = wanted = 0
    for document in documents:
        answers, ignored = _wanted(document)
        ours = document.tokens(span for quote in document.found for span in quote.content) - ignored
        right += len(ours & answers)
        found += len(ours)
        wanted += len(answers)
    return f1(right, found, wanted)


def one_to_one(documents: Sequence[Document]) -> tuple[float, float, float]:
    """Like `overlap`, each quote found paired with at most one answer and each answer with at most one quote."""
    right = found = wanted = 0.0
    for document in documents:
        pairs = _pairs(document)
        _, ignored = _wanted(document)
        right += sum(len(one & other) for _, _, one, other in pairs)
        found += sum(len(document.tokens(quote.content) - ignored) for quote in document.found)
        wanted += sum(len(document.tokens(quote.content)) for quote in document.answers if quote.counts)
    return f1(right, found, wanted)


def exact(documents: Sequence[Document]) -> tuple[float, float, float]:
    """The same words, but for a leading "that"."""
    right = found = wanted = 0
    for document in documents:
        answers = {_bare(document, quote) for quote in document.answers if quote.counts}
        others = {_bare(document, quote) for quote in document.answers if not quote.counts}
        ours = {_bare(document, quote) for quote in document.found} - (others - answers)
        right += len(ours & answers)
        found += len(ours)
        wanted += len(answers)
    return f1(right, found, wanted)


def quoted(documents: Sequence[Document]) -> tuple[float, float, float]:
    """Direct and mixed.

    Token F1 over the words between quotation marks that the answers attribute, whatever their cue.
    """
    right = found = wanted = 0
    for document in documents:
        marked = document.tokens((match.start(), match.end()) for match in _MARKED.finditer(document.text))
        attributed = document.tokens(span for quote in document.answers for span in quote.content)
        ours = document.tokens(span for quote in document.found if quote.kind != "indirect" for span in quote.content)
        answers = marked & attributed
        right += len(ours & answers)
        found += len(ours)
        wanted += len(answers)
    return f1(right, found, wanted)


def speakers(documents: Sequence[Document]) -> tuple[int, int]:
    """Of the answers with a speaker that a quote was found for: how many of these have that speaker's head."""
    right = total = 0
    for document in documents:
        for quote, answer, one, other in _pairs(document):
            if not answer.source or not answer.counts or len(one & other) < 0.5 * len(other):
                continue
            total += 1
            source = " ".join(document.text[start:end] for start, end in answer.source)
            words, head = _WORD.findall(source.lower()), _WORD.findall(quote.head.lower())
            right += bool(head) and head[-1] in words
    return right, total


def _wanted(document: Document) -> tuple[frozenset[int], frozenset[int]]:
    answers = document.tokens(span for quote in document.answers if quote.counts for span in quote.content)
    others = document.tokens(span for quote in document.answers if not quote.counts for span in quote.content)
    return answers, others - answers


def _bare(document: Document, quote: Quote) -> frozenset[int]:
    tokens = document.tokens(quote.content)
    return tokens - {min(tokens)} if document.first_word(tokens) in _LEADING else tokens


def _pairs(document: Document) -> list[tuple[Quote, Quote, frozenset[int], frozenset[int]]]:
    ours = [document.tokens(quote.content) for quote in document.found]
    answers = [document.tokens(quote.content) if quote.counts else frozenset() for quote in document.answers]
    if not ours or not answers:
        return []
    shared = np.array([[len(one & other) for other in answers] for one in ours])
    rows, columns = linear_sum_assignment(-shared)
    return [
        (document.found[row], document.answers[column], ours[row], answers[column])
        for row, column in zip(rows, columns, strict=True)
        if shared[row, column]
    ]


def is_saying(cue: str) -> bool:
    """Whether a cue of PolNeAR is a verb or phrase of saying, writing or claiming."""
    words = _WORD.findall(cue.lower())
    return any(word.startswith(stem) for word in words for stem in SAYING) or any(
        phrase in cue for phrase in SAYING_PHRASES
    )


def corpus(path: Path, counts: Callable[[str, dict[str, Any]], bool]) -> list[Document]:
    """Read a corpus of JSON lines; `counts` says of a text and an answer whether it counts."""
    documents = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        answers = [
            Quote(
                [(start, end) for start, end in quote["content"]],
                [(start, end) for start, end in quote["source"]],
                kind=quote.get("type", ""),
                counts=counts(text, quote),
            )
            for quote in row["quotes"]
        ]
        documents.append(Document(row["doc"], text, answers))
    return documents


def find(documents: Sequence[Document], language: str) -> None:
    """Run `seeds.quotes` on the documents and put what it finds beside the answers."""
    rows = [
        article_from_text(document.text, document.name) | {"article_id": str(place), "language": language}
        for place, document in enumerate(documents)
    ]
    for quote in seeds.quotes(ARTICLES.frame(rows)).iter_rows(named=True):
        source = [] if quote["speaker_start"] is None else [(quote["speaker_start"], quote["speaker_end"])]
        documents[int(quote["article_id"])].found.append(
            Quote([(quote["start"], quote["end"])], source, printed(quote), quote["kind"])
        )


def report(name: str, documents: Sequence[Document], figures: dict[str, float]) -> None:
    """Print every figure of a corpus, and remember those with a floor under `name`."""
    for label, score in (("overlap", overlap), ("one_to_one", one_to_one), ("exact", exact), ("direct", quoted)):
        precision, recall, value = score(documents)
        figures[f"{name}_{label}"] = value
        print(f"  {label.replace('_', '-'):<11} F1 {value:.3f}  precision {precision:.3f}  recall {recall:.3f}")
    right, total = speakers(documents)
    figures[f"{name}_speakers"] = right / total if total else 0.0
    print(
        f"  speakers    {right}/{total} = {right / max(total, 1):.3f}  (last word of the head in the answer's speaker)"
    )


@click.command(epilog="Example: python benchmarks/quotes.py --data data --misses")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder with quotes/*.jsonl; without it only the paragraphs.",
)
@click.option("--held", is_flag=True, help="The held half of the paragraphs instead of the other.")
@click.option("--language", "only", multiple=True, help="Paragraphs of this language only; may be repeated.")
@click.option("--batch", default="*", show_default=True, help="Paragraphs of this batch only: a file's name.")
@click.option("--misses", is_flag=True, help="Print every miss.")
def main(data: Path | None, *, held: bool, only: tuple[str, ...], batch: str, misses: bool) -> None:
    """Print every figure with its metric, and exit 1 if one is under its floor."""
    figures: dict[str, float] = {}
    if data and not only:
        _corpora(data, figures)
    for folder in sorted(PARAGRAPHS.iterdir()):
        code = folder.name
        if only and code not in only:
            continue
        tally = paragraphs(paragraph_files(code, batch), held=held)
        shown = ", ".join(
            f"{what} {tally.right[what]}/{tally.total[what]}"
            for what in ("direct", "indirect", "speaker", "kind", "true")
        )
        print(f"{code} paragraphs{' (held)' if held else ''}: {shown}")
        for what in ("direct", "indirect", "speaker"):
            figures[f"{code}_{what}"] = tally.share(what)
        for miss in tally.misses if misses else ():
            print(f"    {miss}")
    if not only:
        _held_back(figures)
        speeds(figures)
    kept = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    broken = [
        f"UNDER ITS FLOOR: {name} {figures[name]:.3f}, floor {floor}"
        for name, floor in kept.get("quotes", {}).items()
        if name in figures and figures[name] < floor
    ] + [
        f"OVER ITS CEILING: {name} {figures[name]:.3f}, ceiling {ceiling}"
        for name, ceiling in kept.get("quotes-ceilings", {}).items()
        if name in figures and figures[name] > ceiling
    ]
    for line in broken:
        print(line)
    sys.exit(1 if broken else 0)


def _held_back(figures: dict[str, float]) -> None:
    """Print the paragraphs that no rule was made for, by set and language; keep each set's figures, print no misses."""
    for name, file in HELD_BACK_SETS.items():
        whole = Tally()
        for folder in sorted(HELD_BACK.iterdir()):
            tally = paragraphs([folder / file], held=True)
            shown = ", ".join(f"{what} {tally.right[what]}/{total}" for what, total in tally.total.items())
            print(f"{folder.name} {name}: {shown}")
            for what, total in tally.total.items():
                whole.total[what] += total
                whole.right[what] += tally.right[what]
        for what in ("direct", "indirect", "speaker"):
            figures[f"{name}_{what}"] = whole.share(what)
            print(f"{name}, all languages: {what} {whole.right[what]}/{whole.total[what]} = {whole.share(what):.3f}")


def _corpora(data: Path, figures: dict[str, float]) -> None:
    polnear, wikinews = data / POLNEAR, data / WIKINEWS
    if missing := [str(path) for path in (polnear, wikinews) if not path.is_file()]:
        raise click.UsageError(
            f"no such file: {', '.join(missing)}. --data names a folder that holds {POLNEAR} and {WIKINEWS}."
        )
    documents = corpus(polnear, lambda text, quote: is_saying(" ".join(text[start:end] for start, end in quote["cue"])))
    find(documents, "en")
    counted = sum(quote.counts for document in documents for quote in document.answers)
    print(f"PolNeAR dev, English, {counted} attributions by verbs and phrases of saying")
    report("polnear", documents, figures)
    for document in documents:
        for quote in document.answers:
            quote.counts = True
    print("PolNeAR dev, every attribution")
    report("polnear_unfiltered", documents, figures)
    documents = corpus(wikinews, lambda _, quote: quote["type"] in ("Direct", "Indirect"))
    find(documents, "de")
    print("WikiNews dev, German, direct and indirect")
    report("wikinews", documents, figures)


if __name__ == "__main__":
    main()
