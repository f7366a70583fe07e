"""The archive's tables: those of the rooms, each row with the number of the batch that wrote it."""

from collections.abc import Mapping
from typing import Final

import polars as pl
import pyarrow as pa

from align.schema import DRIFTS, LINKS, RENDERINGS, STATEMENTS, VERDICTS_TABLE
from seeds.schema import ARTICLES, FILES, ORIGINS, QUOTES, REVISIONS, SENTENCES, SIGNS, Table

# What an archive of this build holds; `align.archive.migrations` leads here from what older builds wrote.
SCHEMA_VERSION: Final = 3

BATCH: Final = "batch"
SPEAKER_WORDS: Final = "speaker_words"
_NUMBER: Final = pl.Int64()
_TEXT: Final = pl.String()


def _with(table: Table, *, statement: bool = False) -> Table:
    columns: dict[str, pl.DataType] = dict(table.columns)
    if statement:
        columns["statement_id"] = _TEXT
    return Table(table.name, (*table.key, BATCH), {**columns, BATCH: _NUMBER})


# Sentences that no quote covers, as the quotes that they would be: they may render a statement yet.
LOOSE: Final = Table("loose", QUOTES.key, QUOTES.columns)

# Rows of these are written once and never change.
GROWING: Final[Mapping[str, Table]] = {
    table.name: _with(table) for table in (FILES, ARTICLES, REVISIONS, SIGNS, ORIGINS, SENTENCES, QUOTES, LOOSE, LINKS)
}

# Rows of these say how a statement stood after a batch: those of the statement's latest batch count. `joined` holds the
# sentences that render a statement and that no quote covers, as the rows of quotes that they became.
STANDING: Final[Mapping[str, Table]] = {
    table.name: _with(table, statement=True)
    for table in (
        STATEMENTS,
        RENDERINGS,
        DRIFTS,
        VERDICTS_TABLE,
        Table("joined", QUOTES.key, QUOTES.columns),
    )
}

# What each quote of a season brings to the evidence, packed (`align.archive.sketches`): a memory that spares time. Rows
# may be missing, and compaction drops those of earlier seasons.
SKETCHES: Final = Table(
    "sketches",
    ("quote_id",),
    {
        "quote_id": _TEXT,
        "day": _NUMBER,
        "models": _TEXT,
        "shapes": pl.List(_NUMBER),
        "vectors": pl.Binary(),
        "weights": pl.Binary(),
        "lengths": pl.List(_NUMBER),
        "distant": pl.Boolean(),
        "figures": pl.List(pl.Float64()),
        "cities": pl.List(_TEXT),
    },
)
PASSING: Final[Mapping[str, Table]] = {SKETCHES.name: _with(SKETCHES)}

# A batch exists once its row stands here. `dtype` is what its encoders computed in, "" where they had nothing to do or
# an older build wrote it. `versions` and `rows` are JSON: by table, its version and the rows added.
BATCHES: Final = Table(
    "batches",
    (BATCH,),
    {
        BATCH: _NUMBER,
        "started": _TEXT,
        "finished": _TEXT,
        "schema_version": _NUMBER,
        "model": _TEXT,
        "dtype": _TEXT,
        "versions": _TEXT,
        "rows": _TEXT,
    },
)


def plain_text(rows: pa.Table) -> pa.Table:
    """Return rows with texts as `string`, of which LanceDB makes indexes; polars gives `large_string`."""
    fields = (
        each.with_type(pa.string())
        if pa.types.is_large_string(each.type)
        else each.with_type(pa.list_(pa.string()))
        if each.name == SPEAKER_WORDS
        else each
        for each in rows.schema
    )
    return rows.cast(pa.schema(fields))


def vectors_table(model: str, dimension: int) -> Table:
    """Return the table of one model's vectors: float32 [dimension] for each text_id.

    Beside it stands what a search is narrowed by, so that LanceDB looks at nothing else: the article and its day
    (`align.ageing.days_of`), the text's language, the words of who speaks (as printed, by name and by office), and
    whether it is a quote or a sentence that no quote covers.
    """
    name = "vectors_" + "".join(character if character.isalnum() else "_" for character in model)
    kind = pl.Array(pl.Float32(), dimension)
    beside = {
        "article_id": _TEXT,
        "day": _NUMBER,
        "language": _TEXT,
        SPEAKER_WORDS: pl.List(_TEXT),
        "quoted": pl.Boolean(),
    }
    return Table(name, ("text_id",), {"text_id": _TEXT, "vector": kind, **beside, BATCH: _NUMBER})
