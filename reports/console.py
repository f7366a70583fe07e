"""The report in a terminal: colour where it is one, plain text that reads the same where it is not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from errno import EPIPE
from typing import Final

from rich.console import Console
from rich.text import Text

from align.stories import Story
from align.visible import one_line
from reports.facts import Fact, Saying, facts
from reports.marks import Drift, Run
from reports.passages import Article, Comparison, Passage, Rendering, Statement
from reports.phrases import change, place
from reports.versions import Item
from reports.view import Report, count, joined
from reports.wording import ENGLISH, Wording, wording

# Drifting words stand in braces: square brackets are an editor's own, and common inside quotes.
_OPEN, _CLOSE = "{", "}"

_SEVERITY_STYLES: Final = {"critical": "bold red", "major": "red", "minor": "yellow", "neutral": "dim"}
_VERDICT_STYLES: Final = {
    "verbatim": "green",
    "faithful": "green",
    "reworded": "yellow",
    "altered": "bold red",
    "unclear": "magenta",
    "not found": "bold red",
}
_WIDEST = 110  # longer lines are hard to read
_NARROWEST = 24
# The matrix: columns of the terminal for a statement's number and for an article, letters of a statement that are
# shown, and articles that there is room for.
_NUMBER: Final = 4
_CELL: Final = 5
_SHOWN: Final = 90
_MOST_COLUMNS: Final = 8


class Screen(Console):
    """A console that says so when whoever reads it has left (`| head`), in place of ending the program."""

    def on_broken_pipe(self) -> None:
        """Raise what the write raised: the front door decides."""
        raise BrokenPipeError(EPIPE, "nobody reads standard output any more")


def terminal(story: Story | Report, console: Console | None = None, *, language: str = "en", title: str = "") -> None:
    """Print the report of `story`.

    Text from articles is shown as it stands, but that characters which would act on the terminal are shown by name.

    Args:
        story: the tables of one run, or the report that `reports.report` joined them to.
        console: where to; standard output if none. Lines are at most as wide as it, and never wider than 110 columns.
        language: of the report's own words, a code of `reports.wording.languages`.
        title: what to call it, above everything else.

    Raises:
        ValueError: there is no catalogue of the language.
        SchemaError: a table lacks a column, or a row points to a row that is not there.
    """
    console = console or Screen()
    width = max(min(console.width, _WIDEST), _NARROWEST)
    for line in _lines(joined(story), wording(language), title):
        for text in line.wrap(console, width):
            console.print(text, soft_wrap=True, highlight=False)


@dataclass(frozen=True)
class Line:
    """What to print: `text`, wrapped to stand after `head`, both after `indent` spaces."""

    indent: int
    text: Text
    head: Text = field(default_factory=Text)

    def wrap(self, console: Console, width: int) -> Iterator[Text]:
        """Yield lines at most `width` columns wide, without trailing spaces."""
        room, hang = width - self.indent, self.head.cell_len
        if hang > room // 2:  # no room beside the head: below it
            yield from Line(self.indent, self.head).wrap(console, width)
            yield from Line(self.indent + 2, self.text).wrap(console, width)
            return
        for number, line in enumerate(self.text.wrap(console, room - hang, overflow="fold") or [Text()]):
            whole = Text(" " * self.indent) + (self.head if number == 0 else Text(" " * hang)) + line
            whole.rstrip()
            yield whole


def _lines(shown: Report, say: Wording, title: str) -> Iterator[Line]:
    if title:
        yield Line(0, Text(one_line(title), "bold"))
    yield Line(0, Text(say(shown.headline), "bold"))
    yield Line(0, Text(f"{', '.join(map(say, shown.parts))}."))
    if shown.verdicts:
        yield Line(0, _verdicts(shown.verdicts, say))
    yield from _heading(say("What was read"))
    for article in shown.articles:
        yield from _article(article, say)
    if shown.items:
        yield from _heading(say("Corrections and withdrawals"))
    for item in shown.items:
        yield from _item(item, say)
    yield from _matrix(shown, say)
    if told := facts(shown):
        yield from _heading(say("Facts that disagree"))
        yield from (_fact(fact, say) for fact in told)
    if shown.shared:
        yield from _heading(say("Statements, the worst first"))
        braces = say(f"Words in {_OPEN}braces{_CLOSE} differ between an original and a rendering of it.")
        yield Line(0, Text(braces, "dim"))
    for statement in shown.shared:
        yield from _statement(statement, len(shown.shared), say)
    yield from _rest(shown, say)


def _heading(text: str) -> Iterator[Line]:
    yield Line(0, Text())
    yield Line(0, Text(text.upper(), "bold"))


def _verdicts(verdicts: dict[str, int], say: Wording) -> Text:
    return Text(", ").join(
        Text(say(f"{number:,} {verdict}"), _VERDICT_STYLES[verdict]) for verdict, number in verdicts.items()
    )


def _article(article: Article, say: Wording) -> Iterator[Line]:
    yield Line(2, Text.assemble((article.label, "bold"), "  ", one_line(article.path)))
    about = [article.language, *place(article, say)]
    about.append(say(f"signs of translation {article.score:.2f}" if article.signs else "no signs of translation"))
    if article.guessed_language:
        about.append(say(f"translated from {article.guessed_language}?"))
    yield Line(5, Text(_joined(about), "dim"))


def _item(item: Item, say: Wording) -> Iterator[Line]:
    """The versions of an item, each with what it did to the quotes of the one before."""
    for version in item.versions:
        what = Text(say(version.told), "bold red" if version.standing == "withdrawn" else "")
        yield Line(2, Text.assemble((version.article.label, "bold"), " ", one_line(version.article.path), ": ", what))
        if version.note:
            yield Line(5, Text(one_line(version.note), "dim"))
        for revision in version.revisions:
            yield Line(5, Text(one_line(say(revision.words))))


def _matrix(shown: Report, say: Wording) -> Iterator[Line]:
    """The worst statements by articles, each rendering with the first letter of its verdict, where there is room."""
    rows, columns = shown.matrix
    if not rows or len(columns) > _MOST_COLUMNS:
        return
    yield from _heading(say("Who says what"))
    head = Text.assemble(" " * _NUMBER, *(_padded(article.label, _CELL) for article in columns), style="bold")
    yield Line(2, Text(), head)
    for statement in rows:
        line = _padded(str(statement.number), _NUMBER)
        for article in columns:
            cell = Text()
            for one in statement.everyone:
                if one.passage.article is article:
                    verdict = "original" if one is statement.original else one.verdict
                    cell.append(say(verdict)[0].upper(), _VERDICT_STYLES.get(verdict, "bold"))
            line.append_text(_filled(cell if cell.plain else Text("·", "dim"), _CELL))
        words = one_line(statement.original.passage.text)
        yield Line(2, Text(words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"), line)
    verdicts = ("original", *shown.verdicts)
    yield Line(2, Text(_joined(f"{say(verdict)[0].upper()} {say(verdict)}" for verdict in verdicts), "dim"))


def _fact(fact: Fact, say: Wording) -> Line:
    where = say(f"statement {fact.number}" if fact.number else "outside quotes")
    told = ", ".join(_saying(saying) for saying in (fact.original, *fact.others))
    return Line(2, Text.assemble(told, " ", (f"({where})", "dim")), _padded(say(fact.category), 10))


def _saying(saying: Saying) -> str:
    labels = dict.fromkeys(place.article.label for place in saying.passages)
    return f"“{one_line(saying.words)}” {' '.join(labels)}"


def _statement(statement: Statement, total: int, say: Wording) -> Iterator[Line]:
    yield Line(0, Text())
    yield Line(
        0,
        Text.assemble(
            (say(f"Statement {statement.number} of {total}"), "bold"), ": ", verdict_badge(statement.worst, say)
        ),
    )
    yield from _rendering(
        Text(say("original").upper(), "bold"), statement.original.passage, statement.original_runs, say
    )
    yield Line(4, Text(one_line(say(f"original because: {statement.why_original}")), "dim"))
    for one in statement.renderings:
        yield Line(0, Text())
        yield from _judged(one, statement.original.passage, say)
    for comparison in statement.original.comparisons:
        yield from _compared(comparison, say)


def _judged(one: Rendering, original: Passage, say: Wording) -> Iterator[Line]:
    if not one.comparisons:
        yield from _rendering(verdict_badge("unclear", say), one.passage, (Run(one.passage.text),), say)
        yield Line(4, Text(say("was not compared with the original"), "dim"))
        return
    first, *others = one.comparisons
    verdict = verdict_badge(first.verdict, say)
    if first.faithfulness is not None:
        verdict.append(f" {first.faithfulness:.2f}", "dim")
    yield from _rendering(verdict, one.passage, first.runs, say)
    if first.against is original:
        yield from _findings(first, say)
    else:
        yield from _compared(first, say)
    for comparison in others:
        yield from _compared(comparison, say)


def _compared(comparison: Comparison, say: Wording) -> Iterator[Line]:
    """A comparison with another quote than the original."""
    against = comparison.against
    where = "the full quote in its article" if comparison.same_article else f"the quote in {against.article.path}"
    yield Line(4, Text.assemble(one_line(say(f"against {where}")), ": ", verdict_badge(comparison.verdict, say)))
    yield Line(6, _quoted(against, comparison.against_runs))
    yield from _findings(comparison, say, 6)


def _rendering(tag: Text, passage: Passage, runs: Iterable[Run], say: Wording) -> Iterator[Line]:
    article = passage.article
    yield Line(2, Text.assemble(tag, "  ", (article.label, "bold"), " ", one_line(article.path)))
    speaker = one_line(passage.speaker) or say("speaker not named")
    yield Line(4, Text(_joined([speaker, say(passage.kind), *place(article, say)]), "dim"))
    yield Line(4, _quoted(passage, runs))


def _quoted(passage: Passage, runs: Iterable[Run]) -> Text:
    """The words as printed; quotation marks only where the article has them."""
    words = marked(runs)
    return words if passage.kind == "indirect" else Text("“") + words + Text("”")


def marked(runs: Iterable[Run]) -> Text:
    """Words that differ in braces, one pair for runs that touch."""
    text, inside = Text(), False
    for run in runs:
        if inside != bool(run.drifts):
            text.append(_CLOSE if inside else _OPEN, "dim")
            inside = not inside
        text.append(one_line(run.text), _SEVERITY_STYLES[run.worst.severity] if run.worst else "")
    if inside:
        text.append(_CLOSE, "dim")
    return text


def _findings(comparison: Comparison, say: Wording, indent: int = 4) -> Iterator[Line]:
    if comparison.reason and not comparison.reason_is_shown:
        yield Line(indent, Text(one_line(say(comparison.reason)), "dim"))
    for drift in comparison.drifts:
        yield finding(indent, drift, say)


def finding(indent: int, drift: Drift, say: Wording = ENGLISH) -> Line:
    """Return one drift in words: category and severity, what became of what, and why it matters."""
    severity = _padded(say(drift.severity), 8).append("  ")
    severity.stylize(_SEVERITY_STYLES[drift.severity])
    what, why = one_line(change(drift, say)), one_line(say(drift.explanation))
    named = not drift.explanation or all(words not in why for words in (drift.words, drift.against_words) if words)
    text = Text(f"{what}: " if what and why and named else what if named else "").append(why)
    return Line(indent, text, _padded(say(drift.category), 12).append(" ") + severity)


def _padded(word: str, width: int) -> Text:
    """Return a word with spaces up to a width in columns of the terminal: a Korean syllable takes two."""
    return _filled(Text(word), width)


def _filled(text: Text, width: int) -> Text:
    text.pad_right(max(0, width - text.cell_len))
    return text


def _rest(shown: Report, say: Wording) -> Iterator[Line]:
    """What the statements leave out: quotes of one article, articles that were not embedded, files that failed."""
    yield Line(0, Text())
    if shown.articles and not shown.shared:
        yield Line(0, Text(say("No statement has more than one rendering: there is nothing to compare."), "bold"))
    if shown.alone:
        yield Line(0, Text(say(f"{count(len(shown.alone), 'quote')} in one article only, not shown here.")))
    if shown.unsigned:
        names = ", ".join(f"{article.label} {one_line(article.path)}" for article in shown.unsigned)
        yield Line(0, Text(say(f"No signs of translation, so sentences not embedded (--all embeds them): {names}")))
    if shown.errors:
        yield Line(0, Text(say(f"{count(len(shown.errors), 'file')} could not be read:"), "bold red"))
        for path, reason in shown.errors:
            yield Line(2, Text(f"{one_line(path)}: {one_line(reason)}"))


def verdict_badge(verdict: str, say: Wording = ENGLISH) -> Text:
    """Return a verdict in capitals, coloured by how bad it is."""
    return Text(say(verdict).upper(), _VERDICT_STYLES[verdict])


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(one_line(part) for part in parts if part)
