"""What stands beside a vector, by which a search is narrowed to some days, speakers, languages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Final

import polars as pl

from align.ageing import UNDATED, days_of
from align.archive.tables import SPEAKER_WORDS

# A character of Chinese or Japanese, or a run of other letters and digits.
_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
# What says who speaks.
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
    printed = pl.concat_str(pl.col(_SPEAKER).fill_null(""), separator=" ")
    speaker = printed.map_elements(words, return_dtype=pl.List(pl.String))
    texts = pl.concat(
        frame.select(
            "article_id",
            "language",
            text_id="quote_id",
            quoted=pl.lit(quoted, dtype=pl.Boolean),
            **{SPEAKER_WORDS: speaker},
        )
        for frame, quoted in ((quotes, True), (loose, False))
    )
    known = texts.join(days, on="article_id", how="left").with_columns(pl.col("day").fill_null(UNDATED))
    return vectors.join(known, on="text_id", how="inner", maintain_order="left")


def words(name: str) -> list[str]:
    """Return the words of a name, each once, without case; of a script that parts no words each character is one."""
    return sorted(set(_WORD.findall(name.casefold())))


@dataclass(frozen=True)
class Within:
    """What a search is narrowed to; None, or an empty text, narrows nothing.

    Attributes:
        days: the first and the last, as `align.ageing.days_of` counts them; what has no day is in any.
        since: the first day; what has no day is not in it.
        speaker: words that the speaker, as printed or by office, has.
        language: a code, ISO 639-1.
        quoted: only quotes, or only sentences that no quote covers.
        articles: only of these articles.
        without: article_ids that do not count.
    """

    days: tuple[int, int] | None = None
    since: int | None = None
    speaker: str = ""
    language: str | None = None
    quoted: bool | None = None
    articles: Sequence[str] | None = None
    without: Sequence[str] = ()

    @property
    def condition(self) -> str | None:
        """The same as an SQL condition on the columns beside the vectors."""
        found = []
        if self.days is not None:
            found.append(f"((day >= {self.days[0]} AND day <= {self.days[1]}) OR day = {UNDATED})")
        if self.since is not None:
            found.append(f"day >= {self.since}")
        if words(self.speaker):
            found.append(f"array_has_all({SPEAKER_WORDS}, [{_listed(words(self.speaker))}])")
        if self.language is not None:
            found.append(f"language = {_quoted(self.language)}")
        if self.quoted is not None:
            found.append(f"quoted = {str(self.quoted).lower()}")
        if self.articles is not None:
            found.append(f"article_id IN ({_listed(self.articles)})" if self.articles else "false")
        if self.without:
            found.append(f"article_id NOT IN ({_listed(self.without)})")
        return " AND ".join(found) or None

    def apart(self) -> "Iterator[Within]":
        """Yield the same as conditions of one kind each."""
        for each in fields(self):
            value = getattr(self, each.name)
            if value != each.default and (value or each.name != "without"):
                yield Within(**{each.name: value})


EVERYWHERE: Final = Within()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(_quoted(name) for name in sorted(names))


def _quoted(words: str) -> str:
    """Return a text as SQL writes one."""
    return "'" + words.replace("'", "''") + "'"
