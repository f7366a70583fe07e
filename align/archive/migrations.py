"""What leads an archive of an older build forward, a step a schema version.

A step changes tables in place, as LanceDB's own transactions, and nobody sees it before the row in `batches` that pins
the new versions. A writer that dies between runs it again: each step may run twice.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import polars as pl

from align.archive.tables import SCHEMA_VERSION, plain_text
from align.archive.vectors import placed
from seeds.schema import QUOTES


def moments(database: Any, names: set[str]) -> None:  # noqa: ANN401  # LanceDB's own
    """1 to 2: a sidecar's moments get the T of ISO 8601, as all others; with a space they sorted before them."""
    if "articles" in names:
        written = "published LIKE '____-__-__ %'"
        database.open_table("articles").update(where=written, values_sql={"published": "replace(published, ' ', 'T')"})


def texts(database: Any, names: set[str]) -> None:  # noqa: ANN401
    """1 to 2: texts are `string`: of `large_string`, as polars gives them, LanceDB makes no index."""
    for name in names - {"batches"}:
        rows = database.open_table(name).to_arrow()
        if (plain := plain_text(rows)).schema != rows.schema:
            database.create_table(name, data=plain, mode="overwrite")


def types(database: Any, _names: set[str]) -> None:  # noqa: ANN401
    """2 to 3: a batch says what its encoders computed in; of earlier ones it is not known."""
    batches = database.open_table("batches")
    if "dtype" not in batches.schema.names:
        batches.add_columns({"dtype": "''"})


def places(database: Any, names: set[str]) -> None:  # noqa: ANN401
    """2 to 3: beside a vector stand its article, day, language and speaker, by which a search is narrowed."""
    tables = [name for name in names if name.startswith("vectors_")]
    missing = [name for name in tables if "day" not in database.open_table(name).schema.names]
    if not missing:
        return
    articles = pl.DataFrame(
        database.open_table("articles").search().select(["article_id", "published"]).limit(None).to_arrow()
    )
    quotes, loose = (
        QUOTES.check(pl.DataFrame(database.open_table(name).to_arrow())) if name in names else QUOTES.frame()
        for name in ("quotes", "loose")
    )
    for name in missing:
        vectors = placed(pl.DataFrame(database.open_table(name).to_arrow()), quotes, loose, articles)
        database.create_table(name, data=plain_text(vectors.to_arrow()), mode="overwrite")


# By the version that a step starts from: what it does, in order. One for each version below SCHEMA_VERSION.
MIGRATIONS: Final[Mapping[int, tuple[Callable[[Any, set[str]], None], ...]]] = {
    1: (texts, moments),
    2: (types, places),
}


def carry_forward(database: Any, names: set[str], version: int) -> None:  # noqa: ANN401
    """Run the steps from a schema version to this build's.

    Args:
        database: a LanceDB connection, held by one writer.
        names: the tables that are there.
        version: what the archive was written by.
    """
    for step in range(version, SCHEMA_VERSION):
        for change in MIGRATIONS[step]:
            change(database, names)
