"""How long quotes take: articles of eleven languages from files, and the growth with length on hostile input."""

import time
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from joblib import cpu_count

import seeds
from benchmarks.paragraphs import PARAGRAPHS, paragraph_files
from seeds.cleaning import clean
from seeds.reading import article_from_text
from seeds.schema import ARTICLES

SPEED_ARTICLES: Final = 1_000
_LONG: Final = 100_000
ARTICLE_WORDS: Final = 400
# Input that no newsroom sends: a piece that is repeated, its language, and the length that is doubled.
HOSTILE: Final = {
    "straight_marks": ('"', "en", 500_000),
    "open_marks": ("“", "en", 20_000),
    "cues": ("A, said B, ", "en", 20_000),
    "accusations": ("X accused Y of ", "en", 20_000),
    "datelines": ("LIMA, 4 mar (EFE).- ", "es", 20_000),
    "dashes": ("— ", "fr", 20_000),
    "brackets": ("「", "ja", 20_000),
    "particles": ("と述べた「", "ja", 20_000),
    "spaces": (" \u00a0", "de", 20_000),
    "labels": ("Foto: ", "de", 20_000),
}


def write_articles(folder: Path, count: int) -> None:
    """Write `count` articles of about 400 words, one language after the other, each from other paragraphs of it.

    A word of Chinese or Japanese is counted as 1.7 characters.
    """
    copy = {
        folder.name: [
            entry["text"].strip()
            for path in paragraph_files(folder.name)
            for entry in tomllib.loads(path.read_text(encoding="utf-8"))["paragraph"]
            if not entry.get("held", False)
        ]
        for folder in sorted(PARAGRAPHS.iterdir())
    }
    codes = sorted(copy)
    for number in range(count):
        code = codes[number % len(codes)]
        chosen, words, at = [], 0.0, number // len(codes)
        while words < ARTICLE_WORDS:
            paragraph = copy[code][at % len(copy[code])]
            words += len(paragraph) / 1.7 if code in ("zh", "ja") else len(paragraph.split())
            chosen.append(paragraph)
            at += 1
        (folder / f"{number:05}-{code}.txt").write_text("\n\n".join([str(number), *chosen]), encoding="utf-8")


def speed(count: int) -> float:
    """Return the seconds by the clock that reading and quoting files of `count` articles take, detection included."""
    with TemporaryDirectory() as name:
        write_articles(Path(name), count)
        began = time.perf_counter()
        seeds.quotes(seeds.read([name]).articles)
        return time.perf_counter() - began


def growth(piece: str, language: str, size: int) -> float:
    """Return the time that `2 * size` characters of one repeated piece take over the time that `size` take.

    The processor's time, the best of three runs; of one where the text is long.
    """
    seconds = []
    for length in (size, 2 * size):
        text = (piece * (length // len(piece) + 1))[:length]
        article = article_from_text(text, "hostile") | {"language": language}
        frame = ARTICLES.frame([article])
        runs = []
        for _ in range(3 if size < _LONG else 1):
            began = time.process_time()
            clean(text, language)
            seeds.quotes(frame)
            runs.append(time.process_time() - began)
        seconds.append(min(runs))
    return seconds[1] / seconds[0]


def speeds(figures: dict[str, float]) -> None:
    """Print how long articles take, and how the time for hostile input grows with its length."""
    seconds = speed(SPEED_ARTICLES)
    print(
        f"speed: {seconds / SPEED_ARTICLES * 1e3:.1f} ms an article of 400 words by the clock, eleven languages, "
        f"{cpu_count()} processors, reading and detection included; 10,000 in {seconds / SPEED_ARTICLES * 10_000:.0f} s"
    )
    for name, (piece, language, size) in HOSTILE.items():
        figures[f"growth_{name}"] = growth(piece, language, size)
        print(f"growth {name}: {2 * size:,} characters take {figures[f'growth_{name}']:.2f} times what {size:,} take")
