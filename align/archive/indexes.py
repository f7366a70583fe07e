"""Keeps an archive searchable as it grows: scalar indexes on ids, days and speakers, one on each model's vectors.

A table without an index is read from end to end, which is quicker while it is small. An index covers the rows that were
there when it was made; LanceDB reads later ones beside it until it is extended.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from lancedb.index import BTree, IvfFlat

# Rows from which a table is indexed, and the part of it that may lie outside its indexes before they are extended.
LEAST_ROWS: Final = 5_000
LEAST_VECTORS: Final = 20_000
OUTSIDE: Final = 0.2
# LanceDB drops versions of over a week where it tidies, without being asked: this keeps them.
EVER: Final = timedelta(days=36_500)

SCALAR: Final[Mapping[str, tuple[str, ...]]] = {
    "files": ("file_id",),
    "articles": ("article_id", "published"),
    "origins": ("article_id",),
    "quotes": ("quote_id", "article_id", "speaker_key"),
    "loose": ("quote_id",),
    "renderings": ("statement_id",),
    "drifts": ("statement_id",),
    "verdicts": ("statement_id",),
}
VECTOR: Final = "vector"


def indexed(table: Any, name: str) -> None:  # noqa: ANN401  # LanceDB's own
    """Make the indexes that a table lacks, once it is large enough, and extend those it has outgrown.

    Args:
        table: open at its latest version, held by one writer.
        name: the table's name.
    """
    of_vectors = VECTOR in table.schema.names
    rows = table.count_rows()
    wanted = (VECTOR,) if of_vectors else SCALAR.get(name, ())
    if not wanted or rows < (LEAST_VECTORS if of_vectors else LEAST_ROWS):
        return
    made = {config.columns[0]: config for config in table.list_indices()}
    for column in wanted:
        if column not in made:
            # The vectors are of unit length: their inner product is their cosine.
            table.create_index(column, config=IvfFlat(distance_type="dot") if of_vectors else BTree())
    if any(config.num_unindexed_rows > OUTSIDE * rows for config in made.values()):
        table.optimize(cleanup_older_than=EVER)
