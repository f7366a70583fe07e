"""What stands beside a vector, by which a search is narrowed to some days, speakers, languages."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from align.ageing import UNDATED, days_of

# What the speaker column says, in order.
_SPEAKER: Final = ("speaker", "speaker_head", "role")


def placed(vectors: pl.DataFrame, quotes: pl.DataFrame, loose: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return vectors with the columns of `align.archive.tables.vectors_table`, but for `batch`.

    Args:
        vectors: (text_id, vector); rows of other texts than those that follow are left out.
        quotes: `seeds.schema.QUOTES`.
        loose: sentences that no quote covers, as quotes.
        articles: (article_id, published) of all of them.
    """
    days = articles.select("article_id", day=pl.Series(days_of(articles["published"]), dtype=pl.Int64))
    speaker = pl.concat_str(pl.col(_SPEAKER).fill_null(""), separator=" ").str.strip_chars().str.to_lowercase()
    texts = pl.concat(
        frame.select(
            "article_id", "language", text_id="quote_id", speaker=speaker, quoted=pl.lit(quoted, dtype=pl.Boolean)
        )
        for frame, quoted in ((quotes, True), (loose, False))
    )
    known = texts.join(days, on="article_id", how="left").with_columns(pl.col("day").fill_null(UNDATED))
    return vectors.join(known, on="text_id", how="inner", maintain_order="left")


@dataclass(frozen=True)
class Within:
    """What a search is narrowed to; None, or an empty text, narrows nothing.

    Attributes:
        days: the first and the last, as `align.ageing.days_of` counts them; what has no day is in any.
        since: the first day; what has no day is not in it.
        speaker: words that the speaker, as printed or by office, has.
        language: a code, ISO 639-1.
        quoted: only quotes, or only sentences that no quote covers.
    """

    days: tuple[int, int] | None = None
    since: int | None = None
    speaker: str = ""
    language: str | None = None
    quoted: bool | None = None

    @property
    def condition(self) -> str | None:
        """The same as an SQL condition on the columns beside the vectors."""
        found = []
        if self.days is not None:
            found.append(f"((day >= {self.days[0]} AND day <= {self.days[1]}) OR day = {UNDATED})")
        if self.since is not None:
            found.append(f"day >= {self.since}")
        if self.speaker.strip():
            found.append(f"contains(speaker, {_quoted(self.speaker.strip().lower())})")
        if self.language is not None:
            found.append(f"language = {_quoted(self.language)}")
        if self.quoted is not None:
            found.append(f"quoted = {str(self.quoted).lower()}")
        return " AND ".join(found) or None


def _quoted(words: str) -> str:
    """Return a text as SQL writes one."""
    return "'" + words.replace("'", "''") + "'"
