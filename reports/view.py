"""What a report shows: the tables of a story joined once, so that every format tells the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby, takewhile
from typing import Any, Final, TypeVar

from align.schema import DRIFTS, RENDERINGS, SEVERITIES, STATEMENTS, VERDICTS_TABLE
from align.stories import Story
from align.version import __version__
from reports.marks import Drift
from reports.passages import BADNESS, Article, Change, Comparison, Passage, Rendering, Sign, Statement
from reports.versions import Item, items, marks
from seeds.exceptions import SchemaError
from seeds.schema import ARTICLES, ERRORS, ORIGINS, QUOTES, SIGNS

# Most statements and articles of the matrix: a table of thousands takes a browser seconds, and nobody reads it.
_ROWS: Final = 100
_COLUMNS: Final = 40

Found = TypeVar("Found")


def count(number: int, noun: str) -> str:
    """Return "1 quote", "2 quotes", "1,500 quotes"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@dataclass(frozen=True)
class Report:
    """All of it. `statements` are every one, worst first; `shared` those with more than one rendering.

    `story` has the tables that it was joined from.
    """

    story: Story = field(repr=False)
    articles: tuple[Article, ...]
    errors: tuple[tuple[str, str], ...]
    passages: tuple[Passage, ...] = field(repr=False)
    statements: tuple[Statement, ...] = field(repr=False)
    model: str = ""
    version: str = __version__
    items: tuple[Item, ...] = ()

    @cached_property
    def shared(self) -> tuple[Statement, ...]:
        """Statements with two renderings or more, worst first."""
        return tuple(statement for statement in self.statements if statement.shared)

    @cached_property
    def alone(self) -> tuple[Passage, ...]:
        """Quotes that render no shared statement, in the order of the articles."""
        taken = {one.passage.quote_id for statement in self.shared for one in statement.everyone}
        return tuple(passage for passage in self.passages if passage.quote_id not in taken)

    @cached_property
    def alone_by_article(self) -> tuple[tuple[Article, tuple[Passage, ...]], ...]:
        """The same quotes under the article that has them."""
        return tuple((article, tuple(quotes)) for article, quotes in groupby(self.alone, lambda each: each.article))

    @cached_property
    def folder(self) -> str:
        """The folder that all articles stand in, with the slash at its end; empty where none is, or one article."""
        folders = [article.path.split("/")[:-1] for article in self.articles]
        alike = takewhile(lambda names: len(set(names)) == 1, zip(*folders, strict=False))
        shared = [names[0] for names in alike]
        return "/".join([*shared, ""]) if len(folders) > 1 else ""

    @cached_property
    def carrying(self) -> tuple[Article, ...]:
        """Articles that carry a shared statement: the columns of the matrix."""
        carrying = {one.passage.article.article_id for statement in self.shared for one in statement.everyone}
        return tuple(article for article in self.articles if article.article_id in carrying)

    @cached_property
    def matrix(self) -> tuple[tuple[Statement, ...], tuple[Article, ...]]:
        """The worst statements and the articles that carry them: as many as a reader can take in at once."""
        rows: list[Statement] = []
        carrying: set[str] = set()
        for statement in self.shared[:_ROWS]:
            more = carrying | {one.passage.article.article_id for one in statement.everyone}
            if rows and len(more) > _COLUMNS:
                break
            rows.append(statement)
            carrying = more
        return tuple(rows), tuple(article for article in self.carrying if article.article_id in carrying)

    @cached_property
    def unsigned(self) -> tuple[Article, ...]:
        """Articles whose sentences were not embedded, because they show no signs of translation."""
        return tuple(article for article in self.articles if not article.embedded and article.mark != "superseded")

    @cached_property
    def verdicts(self) -> dict[str, int]:
        """How many renderings got each verdict, the worst verdict first; the originals are not counted."""
        found = Counter(one.verdict for statement in self.shared for one in statement.renderings)
        return {verdict: found[verdict] for verdict in reversed(BADNESS) if found[verdict]}

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every major and critical drift against an original, the gravest first."""
        found = [
            Change(statement, one, drift)
            for statement in self.shared
            for one in statement.renderings
            for drift in (one.comparisons[0].drifts if one.comparisons else ())
            if drift.severity in ("major", "critical")
        ]
        return tuple(sorted(found, key=lambda change: -change.drift.weight))

    @cached_property
    def like_changes(self) -> tuple[tuple[Change, ...], ...]:
        """The same, those together that change the same words of one statement in the same way."""
        found: dict[tuple[str, ...], list[Change]] = {}
        for each in self.changes:
            drift = each.drift
            words = drift.explanation if drift.change == "manner" else f"{drift.against_words}\n{drift.words}"
            key = (each.statement.statement_id, drift.category, drift.severity, words.casefold())
            found.setdefault(key, []).append(each)
        return tuple(map(tuple, found.values()))

    @cached_property
    def headline(self) -> str:
        """What an editor has to know, in one line."""
        if not self.articles:
            return "Nothing could be read"
        total = sum(self.verdicts.values())
        if not total:
            return (
                "No statement is shared by these articles"
                if len(self.articles) > 1
                else "One article, nothing to share"
            )
        if altered := self.verdicts.get("altered", 0):
            return f"{altered} of {count(total, 'rendering')} altered what was said"
        if unclear := self.verdicts.get("unclear", 0):
            return f"No rendering is known to have altered what was said; {unclear} of {total} cannot be told"
        if reworded := self.verdicts.get("reworded", 0):
            return f"No rendering altered what was said; {reworded} of {total} reworded it"
        return f"No rendering altered what was said: {count(total, 'rendering')}, each faithful"

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """How much was read and found, each in a few words."""
        parts = [f"{count(len(self.articles), 'article')} read", f"{count(len(self.passages), 'quote')} found"]
        if self.shared:
            parts.append(f"{count(len(self.shared), 'statement')} with more than one rendering")
        if self.errors:
            parts.append(f"{count(len(self.errors), 'file')} could not be read")
        return tuple(parts)


def joined(story: Story | Report) -> Report:
    """Return the report of a story; one that was joined already as it is."""
    return story if isinstance(story, Report) else report(story)


def report(story: Story) -> Report:
    """Join the tables of `story`.

    Raises:
        SchemaError: a table lacks a column, or a row names an article or a quote that is not there.
    """
    articles = {article.article_id: article for article in _articles(story)}
    place = {article_id: index for index, article_id in enumerate(articles)}
    found = (_passage(row, articles) for row in _rows(QUOTES.check(story.quotes)))
    passages = {
        passage.quote_id: passage
        for passage in sorted(
            found, key=lambda each: (place[each.article.article_id], each.start, each.end, each.quote_id)
        )
    }
    comparisons = _comparisons(story, passages)
    statements = sorted(_statements(story, passages, comparisons), key=lambda each: each.badness, reverse=True)
    errors = tuple((row["path"], row["reason"]) for row in _rows(ERRORS.check(story.errors)))
    return Report(
        story=story,
        articles=tuple(articles.values()),
        errors=errors,
        passages=tuple(passages.values()),
        statements=tuple(replace(statement, number=number) for number, statement in enumerate(statements, 1)),
        model=story.model,
        items=tuple(items(story, articles)),
    )


def _rows(frame: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - polars loads with the caller's tables
    return iter(frame.iter_rows(named=True))


def _find(table: Mapping[str, Found], key: str, what: str) -> Found:
    if key not in table:
        raise SchemaError(f"{what} {key!r} is in no row of the table it points to.")
    return table[key]


def _label(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _articles(story: Story) -> Iterator[Article]:
    signs: dict[str, list[Sign]] = defaultdict(list)
    for row in sorted(_rows(SIGNS.check(story.signs)), key=lambda row: (row["start"] or 0, row["sign"])):
        signs[row["article_id"]].append(Sign(row["sign"], row["evidence"] or "", row["weight"] or 0.0))
    marked = marks(story)
    origins = {row["article_id"]: row for row in _rows(ORIGINS.check(story.origins))}
    for index, row in enumerate(_rows(ARTICLES.check(story.articles))):
        origin = origins.get(row["article_id"], {})
        yield Article(
            article_id=row["article_id"],
            label=_label(index),
            path=row["path"] or "",
            title=row["title"] or "",
            agency=row["provider"] or row["source"] or row["credit"] or "",
            language=row["language"] or row["declared_language"] or "",
            guessed_language=origin.get("guessed_language") or "",
            published=row["published"] or "",
            relay_chain=tuple(origin.get("relay_chain") or ()),
            score=origin.get("signs_score") or 0.0,
            signs=tuple(signs[row["article_id"]]),
            embedded=row["article_id"] in story.embedded,
            mark=marked.get(row["article_id"], ""),
        )


def _passage(row: Mapping[str, Any], articles: Mapping[str, Article]) -> Passage:
    article = _find(articles, row["article_id"], f"table quotes: article_id of quote {row['quote_id']!r}:")
    return Passage(
        quote_id=row["quote_id"],
        article=article,
        kind=row["kind"] or "",
        text=row["text"] or "",
        start=row["start"],
        end=row["end"],
        segment=row["segment"],
        speaker=row["speaker"] or "",
        speaker_start=row["speaker_start"],
        speaker_key=row["speaker_key"] or "",
        cue=row["cue"] or "",
        language=row["language"] or article.language,
    )


def _comparisons(story: Story, passages: Mapping[str, Passage]) -> dict[str, list[Comparison]]:
    """Every comparison by the quote that was compared: one for each pair that has a verdict or a drift."""
    pairs: dict[tuple[str, str], dict[str, Any]] = {}
    for row in _rows(VERDICTS_TABLE.check(story.verdicts)):
        pairs[row["quote_id"], row["against"]] = row
    drifts: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(DRIFTS.check(story.drifts)):
        drifts[row["quote_id"], row["against"]].append(row)
    found: dict[str, list[Comparison]] = defaultdict(list)
    for quote_id, against_id in dict.fromkeys((*pairs, *drifts)):
        if quote_id == against_id:
            continue
        verdict = pairs.get((quote_id, against_id), {})
        passage = _find(passages, quote_id, "table verdicts or drifts: quote_id")
        against = _find(passages, against_id, "table verdicts or drifts: against")
        found[quote_id].append(
            Comparison(
                passage=passage,
                against=against,
                verdict=verdict.get("verdict") or "unclear",
                faithfulness=verdict.get("faithfulness"),
                reason=verdict.get("reason") or "",
                drifts=_drifts(drifts[quote_id, against_id], passage, against),
            )
        )
    return found


def _drifts(rows: Iterable[Mapping[str, Any]], passage: Passage, against: Passage) -> tuple[Drift, ...]:
    """The drifts of one pair, the gravest first, then as they stand in the text."""

    def place(row: Mapping[str, Any]) -> tuple[int, float, float, str]:
        start = row["start"] if row["start"] is not None else float("inf")
        against_start = row["against_start"] if row["against_start"] is not None else float("inf")
        return -SEVERITIES.index(row["severity"]), against_start, start, row["category"]

    return tuple(
        Drift(
            number=number,
            category=row["category"],
            severity=row["severity"],
            words=row["words"] or "",
            against_words=row["against_words"] or "",
            start=row["start"],
            end=row["end"],
            against_start=row["against_start"],
            against_end=row["against_end"],
            explanation=row["explanation"] or "",
            whole=(row["category"] == "quotation" or row["severity"] == "neutral")
            and (
                _covers(passage, row["start"], row["end"]) or _covers(against, row["against_start"], row["against_end"])
            ),
        )
        for number, row in enumerate(sorted(rows, key=place), 1)
    )


def _covers(passage: Passage, start: int | None, end: int | None) -> bool:
    """Whether [start, end) is the whole passage, but for a mark or a stop at either end."""
    if start is None or end is None or start >= end:
        return False
    return start <= passage.start + 1 and passage.end - 1 <= end


def _statements(
    story: Story, passages: Mapping[str, Passage], comparisons: Mapping[str, list[Comparison]]
) -> Iterator[Statement]:
    rows = {row["statement_id"]: row for row in _rows(STATEMENTS.check(story.statements))}
    members: dict[str, dict[str, float | None]] = defaultdict(dict)
    for row in _rows(RENDERINGS.check(story.renderings)):
        home = _home(row["statement_id"], rows)
        members[home].setdefault(row["quote_id"], row["similarity"])
    place = {quote_id: index for index, quote_id in enumerate(passages)}
    for statement_id, row in rows.items():
        if row["merged_into"]:
            continue
        original = _find(passages, row["original"], f"table statements: original of {statement_id!r}:")
        similarity = members[statement_id]
        others = [_find(passages, quote_id, "table renderings: quote_id") for quote_id in similarity]
        others = sorted((each for each in others if each is not original), key=lambda each: place[each.quote_id])
        yield Statement(
            statement_id=statement_id,
            original=_rendering(original, similarity.get(original.quote_id), comparisons, original),
            why_original=row["why_original"] or "",
            renderings=tuple(_rendering(each, similarity[each.quote_id], comparisons, original) for each in others),
        )


def _home(statement_id: str, rows: Mapping[str, Mapping[str, Any]]) -> str:
    """Follow `merged_into` to the statement that is left."""
    seen = {statement_id}
    while target := _find(rows, statement_id, "table renderings: statement_id")["merged_into"]:
        if target in seen:
            raise SchemaError(f"table statements: {target!r} is merged into itself.")
        seen.add(target)
        statement_id = target
    return statement_id


def _rendering(
    passage: Passage, similarity: float | None, comparisons: Mapping[str, list[Comparison]], original: Passage
) -> Rendering:
    made = sorted(comparisons.get(passage.quote_id, ()), key=lambda each: each.against.quote_id != original.quote_id)
    return Rendering(passage, similarity, tuple(made))
