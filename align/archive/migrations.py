"""What leads an archive of an older build forward, a step a schema version.

A step changes tables in place, as LanceDB's own transactions, and nobody sees it before the row in `batches` that pins
the new versions. A writer that dies between runs it again: each step may run twice.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from align.archive.tables import SCHEMA_VERSION, plain_text


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


# By the version that a step starts from: what it does, in order. One for each version below SCHEMA_VERSION.
MIGRATIONS: Final[Mapping[int, tuple[Callable[[Any, set[str]], None], ...]]] = {1: (texts, moments)}


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
