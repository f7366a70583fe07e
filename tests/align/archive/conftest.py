"""Wire copy of a few stories, an encoder that needs no model, and archives of it."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import embeddings
from align.archive import Archive
from align.archive.tables import BATCH, SPEAKER_WORDS, vectors_table
from align.batching import Summary, batch

# Three utterances, each as several desks carry it; in the third story a desk has turned what was said round.
COPY = {
    "01-ap.txt": (
        "LUND (AP) — “The bridge will reopen in May and every lorry may cross it,” said the mayor, Ana Ruiz."
    ),
    "02-efe.txt": (
        "Lund (EFE).- «El puente reabrirá en mayo y todos los camiones podrán cruzarlo», dijo la alcaldesa Ana Ruiz."
    ),
    "03-afp.txt": (
        "Lund (AFP) – « Le pont rouvrira en mai et tous les camions pourront le franchir », a dit la maire, Ana Ruiz."
    ),
    "04-dpa.txt": (
        "Lund (dpa) - „Die Brücke wird im Mai wieder geöffnet und jeder Lastwagen darf "
        "sie befahren“, sagte Bürgermeisterin Ana Ruiz."
    ),
    "05-ap.txt": (
        "OSLO (AP) — “We found 400 cases of the fever in two villages,” the health minister, Per Dahl, told reporters."
    ),
    "06-efe.txt": (
        "Oslo (EFE).- «Encontramos 400 casos de la fiebre en dos pueblos», dijo el ministro de Sanidad, Per Dahl."
    ),
    "07-ap.txt": (
        "GHENT (AP) — “The club has not signed a contract with the striker,” its president, Luc Maes, said on Monday."
    ),
    "08-efe.txt": (
        "Gante (EFE).- «El club ha firmado un contrato con el delantero», dijo el lunes su presidente, Luc Maes."
    ),
    "09-ap.txt": ("TURIN (AP) — “Nobody was hurt when the roof of the market came down,” fire chief Elena Galli said."),
}


@pytest.fixture(scope="session")
def copy() -> dict[str, str]:
    """File names and what stands in them."""
    return COPY


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A folder of the copy."""
    folder = tmp_path / "wire"
    folder.mkdir()
    for name, text in COPY.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive without anything in it."""
    return Archive(tmp_path / "archive", create=True)


@pytest.fixture(scope="session")
def take_in() -> Callable[..., Summary]:
    """Run a batch with the bundled encoder."""
    encoder = embeddings.load("use")
    return lambda paths, archive, **options: batch([str(path) for path in paths], archive, encoder, **options)


@pytest.fixture(scope="session")
def placed_vectors() -> Callable[..., pl.DataFrame]:
    """Make rows of the table of vectors; `beside` are columns of it: by default a quote of an unknown day."""

    def made(names: list[str], vectors: object, dimension: int, **beside: object) -> pl.DataFrame:
        table = vectors_table("words", dimension)
        known = {
            "article_id": "a",
            "day": -1_000_000,
            "language": "en",
            "quoted": True,
            SPEAKER_WORDS: ["ana"],
        } | beside
        kinds = {"vector": table.columns["vector"]}
        frame = pl.DataFrame({"text_id": names, "vector": vectors}, schema_overrides=kinds)
        return frame.with_columns(
            pl.Series(name, value, dtype=table.columns[name])
            if isinstance(value, list) and len(value) == len(names)
            else pl.lit(pl.Series([value], dtype=table.columns[name])).first().alias(name)
            for name, value in known.items()
        ).select(name for name in table.columns if name != BATCH)

    return made
