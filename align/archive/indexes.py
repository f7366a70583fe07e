"""Keeps an archive searchable as it grows: scalar indexes on ids, days and speakers, one on each model's vectors.

A table without an index is read from end to end, which is quicker while it is small. An index covers the rows that were
there when it was made; LanceDB reads later ones beside it until it is extended.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from lancedb.index import Bitmap, BTree, IvfRq, LabelList

from align.archive.tables import SPEAKER_WORDS

# Rows from which a table is indexed, and the part of it that may lie outside its indexes before they are extended.
LEAST_ROWS: Final = 5_000
LEAST_VECTORS: Final = 20_000
OUTSIDE: Final = 0.2
# Vectors outside are read one by one with every search, 2 kB each; but to extend the index of a million takes longer
# than to read some thousand.
OUTSIDE_VECTORS: Final = 20_000
# LanceDB drops versions of over a week where it tidies, without being asked: this keeps them.
EVER: Final = timedelta(days=36_500)

# Days of sketches that are kept, back from the latest: a batch looks 60 days back, from copy that may be late itself.
SKETCHED_DAYS: Final = 120

SCALAR: Final[Mapping[str, tuple[str, ...]]] = {
    "files": ("file_id",),
    "articles": ("article_id", "published"),
    "revisions": ("item", "moment"),
    "origins": ("article_id",),
    "quotes": ("quote_id", "article_id", "speaker_key"),
    "loose": ("quote_id",),
    "renderings": ("statement_id", "quote_id"),
    "drifts": ("statement_id",),
    "verdicts": ("statement_id",),
    "statements": ("statement_id",),
    "links": ("one", "other"),
    "sketches": ("quote_id",),
}
VECTOR: Final = "vector"
# What a search is narrowed by.
BESIDE_VECTORS: Final[Mapping[str, Any]] = {
    "text_id": BTree(),
    "article_id": BTree(),
    "day": BTree(),
    "language": Bitmap(),
    "quoted": Bitmap(),
    SPEAKER_WORDS: LabelList(),
}

# The index of vectors: inverted lists of one bit a value (RaBitQ, Gao and Long 2024, arXiv:2405.12497), so that a
# search reads 64 bytes of a vector where the vector has 2,048. Of a million 244 lists are made, and 100 looked into;
# the vectors of 20 times as many as are wanted are then read, and their cosines are exact.
_A_LIST: Final = 4_096
_A_PROBE: Final = 10_000
_A_NARROWED_PROBE: Final = 20_000
_LEAST_PROBES: Final = 20
REFINED: Final = 20
# Of a part of the table fewer are about as near as the nearest: half as many are read.
REFINED_NARROWED: Final = 10
# A search that is narrowed to so many vectors reads them all.
FEW: Final = 2_000


def probes(rows: int, *, narrowed: bool) -> int:
    """Return how many lists a search of a table of so many rows looks into.

    Where it is narrowed each list costs more, and what is looked for lies in fewer of them.
    """
    return max(_LEAST_PROBES, rows // (_A_NARROWED_PROBE if narrowed else _A_PROBE))


def indexed(table: Any, name: str) -> None:  # noqa: ANN401  # LanceDB's own
    """Make the indexes that a table lacks, once it is large enough, and extend those it has outgrown.

    Args:
        table: open at its latest version, held by one writer.
        name: the table's name.
    """
    of_vectors = VECTOR in table.schema.names
    rows = table.count_rows()
    wanted = _of_vectors(rows) if of_vectors else dict.fromkeys(SCALAR.get(name, ()), BTree())
    if not wanted or rows < (LEAST_VECTORS if of_vectors else LEAST_ROWS):
        return
    made = {config.columns[0]: config for config in table.list_indices()}
    for column, kind in wanted.items():
        if column not in made:
            table.create_index(column, config=kind)
    most = min(OUTSIDE * rows, OUTSIDE_VECTORS) if of_vectors else OUTSIDE * rows
    if any(config.num_unindexed_rows > most for config in made.values()):
        table.optimize(cleanup_older_than=EVER)


def _of_vectors(rows: int) -> dict[str, Any]:
    # The vectors are of unit length: their inner product is their cosine.
    lists = IvfRq(distance_type="dot", num_partitions=max(1, rows // _A_LIST), sample_rate=64, max_iterations=15)
    return {VECTOR: lists, **BESIDE_VECTORS}
