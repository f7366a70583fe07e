"""Tables are indexed once they are large, the indexes grow with them, and what is read is the same."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from align.archive import Archive, indexes, narrowing
from align.archive.searching import search
from align.archive.vectors import EVERYWHERE, Within
from align.batching import Summary
from seeds.schema import FILES

TakeIn = Callable[..., Summary]
WIDTH = 128
Commit = Callable[[range], None]


@pytest.fixture
def early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Indexes are made from a few rows on."""
    monkeypatch.setattr(indexes, "LEAST_ROWS", 3)
    monkeypatch.setattr(indexes, "LEAST_VECTORS", 3)


def covered(archive: Archive, table: str) -> dict[str, tuple[int, int]]:
    """By column, the rows that its index covers and those outside."""
    found = archive._database.open_table(table).list_indices()
    return {each.columns[0]: (each.num_indexed_rows, each.num_unindexed_rows) for each in found}


@pytest.fixture
def commit(archive: Archive, placed_vectors: Callable[..., pl.DataFrame]) -> Commit:
    """Write files and vectors of some numbers as a batch."""
    return lambda numbers: write(archive, numbers, placed_vectors)


def write(archive: Archive, numbers: range, placed_vectors: Callable[..., pl.DataFrame]) -> None:
    # Each statement has a rendering in each sixty numbers: that many are nearest to each.
    said = np.random.default_rng(7).standard_normal((60, WIDTH)).astype(np.float32)
    own = np.random.default_rng(numbers.start).standard_normal((len(numbers), WIDTH)).astype(np.float32)
    vectors = said[[number % 60 for number in numbers]] + 0.5 * own
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    tables = {
        "files": FILES.frame({"file_id": f"f{number}", "path": f"{number}.txt"} for number in numbers),
        "vectors": placed_vectors(
            [f"t{number}" for number in numbers],
            vectors,
            WIDTH,
            day=[number // 10 for number in numbers],
            speaker_words=[["ana", "ruiz", str(number % 3)] for number in numbers],
            quoted=[number % 4 > 0 for number in numbers],
        ),
    }
    with archive.writing():
        archive.commit(tables, started=datetime.now(UTC), model="words", dimension=WIDTH)


@pytest.mark.usefixtures("early")
def test_indexes_are_made_when_a_table_is_large_and_extended_as_it_grows(archive: Archive, commit: Commit) -> None:
    commit(range(2))
    assert covered(archive, "files") == {}
    commit(range(2, 100))
    assert covered(archive, "files") == {"file_id": (100, 0)}
    columns = {"vector", "text_id", "article_id", "day", "language", "speaker_words", "quoted"}
    assert covered(archive, "vectors_words") == dict.fromkeys(columns, (100, 0))
    commit(range(100, 110))
    assert covered(archive, "files") == {"file_id": (100, 10)}
    commit(range(110, 150))
    assert covered(archive, "files") == {"file_id": (150, 0)}
    assert covered(archive, "vectors_words") == dict.fromkeys(columns, (150, 0))
    snapshot = Archive(archive.address).snapshot()
    assert snapshot.table("files", where="file_id IN ('f1', 'f105', 'f149')").height == 3
    assert snapshot.table("files").height == snapshot.written()["files"] == 150


@pytest.mark.usefixtures("early")
def test_the_nearest_by_index_are_the_nearest(archive: Archive, commit: Commit) -> None:
    for start in range(0, 300, 100):
        commit(range(start, start + 100))
    snapshot = archive.snapshot()
    held = snapshot.vectors("words", WIDTH)
    vectors = held["vector"].to_numpy()
    hits = 0
    for row in range(0, 300, 15):
        near = snapshot.nearest("words", WIDTH, vectors[row], 5)
        exact = np.argsort(-(vectors @ vectors[row]))[:5]
        hits += len(set(near["text_id"]) & set(held["text_id"][exact.tolist()]))
        assert near["text_id"][0] == held["text_id"][row]
        assert near["similarity"][0] == pytest.approx(1.0, abs=1e-5)
    assert hits >= 0.95 * 20 * 5
    assert archive.snapshot(1).nearest("words", WIDTH, vectors[250], 5).height == 5


@pytest.mark.usefixtures("early")
@pytest.mark.parametrize(
    ("within", "meant"),
    [
        (Within(days=(3, 6)), lambda number: 3 <= number // 10 <= 6),
        (Within(since=20), lambda number: number // 10 >= 20),
        (Within(speaker="Ruiz 1"), lambda number: number % 3 == 1),
        (Within(quoted=True, days=(0, 4)), lambda number: number % 4 > 0 and number < 50),
        (Within(speaker="nobody’s"), lambda _: False),
        (Within(without=["a"]), lambda _: False),
        (Within(articles=["a"], language="en"), lambda _: True),
    ],
)
@pytest.mark.parametrize("few", [0, 5_000])
def test_a_search_is_narrowed_before_it_looks(
    archive: Archive,
    commit: Commit,
    within: Within,
    meant: Callable[[int], bool],
    few: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(narrowing, "FEW", few)
    for start in range(0, 300, 100):
        commit(range(start, start + 100))
    snapshot = archive.snapshot()
    held = snapshot.vectors("words", WIDTH)
    wanted = [row for row in range(300) if meant(int(held["text_id"][row][1:]))]
    asked = held["vector"].to_numpy()[7]
    near = snapshot.nearest("words", WIDTH, asked, 6, within)
    cosines = held["vector"].to_numpy()[wanted] @ asked
    nearest = [held["text_id"][wanted[place]] for place in np.argsort(-cosines)[:6]]
    assert snapshot.nearest("words", WIDTH, asked, 6, within, exact=True)["text_id"].to_list() == nearest
    # By the index one of the six may be missed, and another stands for it; it is one of those asked for all the same.
    assert len(set(near["text_id"]) & set(nearest)) >= len(nearest) - (few == 0)
    assert near.height == len(nearest)
    assert set(near["text_id"]) <= {held["text_id"][row] for row in wanted}


@pytest.mark.usefixtures("early")
def test_how_much_a_search_is_narrowed_to_is_known_beforehand(archive: Archive, commit: Commit) -> None:
    commit(range(100))
    table = archive._table("vectors_words")
    searched = narrowing.Searched(table)
    for within in (
        Within(days=(3, 6)),
        Within(since=4),
        Within(speaker="Ruiz 1"),
        Within(quoted=True),
        Within(articles=[]),
        Within(without=["a"]),
        Within(without=[]),
        EVERYWHERE,
    ):
        assert searched.share(within) == pytest.approx(table.count_rows(within.condition) / 100), within
    both = Within(days=(0, 4), quoted=True)
    assert searched.share(both) == searched.share(Within(days=(0, 4))) * searched.share(Within(quoted=True))


def test_search_says_the_same_with_and_without_indexes(
    wire: Path, tmp_path: Path, archive: Archive, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    import embeddings

    encoder = embeddings.load("use")
    take_in([wire], archive)
    monkeypatch.setattr(indexes, "LEAST_ROWS", 3)
    monkeypatch.setattr(indexes, "LEAST_VECTORS", 3)
    other = Archive(tmp_path / "indexed", create=True)
    take_in([wire], other)
    assert covered(other, "quotes").keys() == {"quote_id", "article_id", "speaker_key"}
    assert covered(archive, "quotes") == {}
    for words in ("puente abierto en mayo", "400 cases of fever"):
        plain, indexed = (search(each.snapshot(), words, encoder, limit=4) for each in (archive, other))
        columns = ("quote_id", "path", "statement_id")
        assert plain.select(columns).equals(indexed.select(columns))
