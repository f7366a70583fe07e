"""Scores of one run against hand-made answers: a function a bar, so that the benchmark and the tests ask the same."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import align
from align.stories import Story

Row = Mapping[str, Any]

INDIRECT_FOUND = 0.8  # share of the indirect quotes to find ...
INDIRECT_OVERLAP = 0.8  # ... and the token F1 at which one is found
SPEAKERS_RIGHT = 0.9
FALSE_QUOTES = 0.2  # at most this share of the quotes found


@dataclass(frozen=True)
class Bar:
    """One bar: its figure, whether it holds, what missed it, and what else a reader should know."""

    name: str
    figure: str
    passed: bool
    misses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """A story beside its answers. `quotes` maps quote_id to a row with `article`, the id in the answers or None."""

    gold: dict[str, Any]
    story: Story
    articles: dict[str, str]
    quotes: dict[str, Row]

    def of(self, article: str) -> list[Row]:
        """Return the quotes found in one article, by its id in the answers."""
        return [row for row in self.quotes.values() if row["article"] == article]


def load(path: Path) -> dict[str, Any]:
    """Read a file of answers; its key "about" says what each part means."""
    answers: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return answers


def join(story: Story, gold: dict[str, Any]) -> Run:
    """Put a story beside its answers; articles meet by file name, and one that the answers lack stays without an id."""
    ids = {article["file"]: article["id"] for article in gold["articles"]}
    articles = {
        row["article_id"]: ids[Path(row["path"]).name]
        for row in story.articles.iter_rows(named=True)
        if Path(row["path"]).name in ids
    }
    texts = dict(story.articles.select("article_id", "text").iter_rows())
    quotes: dict[str, Row] = {
        row["quote_id"]: {
            **row,
            "article": articles.get(row["article_id"]),
            "printed": texts[row["article_id"]][row["start"] : row["end"]],
        }
        for row in story.quotes.iter_rows(named=True)
    }
    return Run(gold, story, articles, quotes)


def bars(run: Run, again: Run) -> list[Bar]:
    """Return every bar; `again` is the run on the same files in another order."""
    return [
        direct_and_mixed(run),
        indirect(run),
        speakers(run),
        false_quotes(run),
        statements(run),
        apart(run),
        originals(run),
        order(run, again),
        drifts(run),
        verdicts(run),
        same_speaker(run),
        different_speakers(run),
        more_pairs(run),
        relay_chains(run),
        signs(run),
        embedded(run),
    ]


def direct_and_mixed(run: Run) -> Bar:
    """Every one is found: its kind, its start, and its words but for commas and full stops at the end."""
    answers = [quote for quote in run.gold["quotes"] if quote["kind"] != "indirect"]
    misses = []
    for quote in answers:
        exact = any(
            (row["kind"], row["start"], _bare(row["printed"])) == (quote["kind"], quote["start"], _bare(quote["text"]))
            for row in run.of(quote["article"])
        )
        if not exact:
            misses.append(f"{_named(quote)}; nearest: {_shown(_nearest(run, quote))}")
    return Bar("direct and mixed quotes", _of(len(answers) - len(misses), len(answers)), not misses, tuple(misses))


def indirect(run: Run) -> Bar:
    """Enough of them are found: some quote in the same place, of whatever kind, shares enough of the words."""
    answers = [quote for quote in run.gold["quotes"] if quote["kind"] == "indirect"]
    misses = []
    for quote in answers:
        candidates = [row for row in run.of(quote["article"]) if _shared(row, quote)]
        score = max((token_f1(row["printed"], quote["text"]) for row in candidates), default=0.0)
        if score < INDIRECT_OVERLAP:
            misses.append(f"{_named(quote)}; F1 {score:.2f}, nearest: {_shown(_nearest(run, quote))}")
    found = len(answers) - len(misses)
    return Bar("indirect quotes", _of(found, len(answers)), found >= INDIRECT_FOUND * len(answers), tuple(misses))


def speakers(run: Run) -> Bar:
    """The head name is right for enough of the quotes whose speaker is not debatable; a quote not found is wrong.

    Right is a `speaker_head` all of whose words stand in the answer's speaker and whose last word is that of the
    answer's name: "Shen Zhou" and "Zhou" for "commentator Shen Zhou", not "commentator". A short form in brackets is
    a name of its own: "NIS" for "National Intelligence Service (NIS)".
    """
    answers = [quote for quote in run.gold["quotes"] if not quote["speaker_debatable"]]
    misses = []
    for quote in answers:
        row = _nearest(run, quote)
        head = row["speaker_head"] if row else None
        if not same_head(head or "", quote["speaker"]):
            misses.append(f"{_named(quote)}; head {head!r}, not {quote['speaker']!r}")
    right = len(answers) - len(misses)
    return Bar("speakers", _of(right, len(answers)), right >= SPEAKERS_RIGHT * len(answers), tuple(misses))


def same_head(head: str, speaker: str) -> bool:
    """Say whether `head` names `speaker`; the rule stands at `speakers`."""
    words = _words(head)
    names = [re.sub(r"\(.*?\)", " ", speaker), *re.findall(r"\((.*?)\)", speaker)]
    last_words = {_words(name)[-1] for name in names if _words(name)}
    return bool(words) and set(words) <= set(_words(speaker)) and words[-1] in last_words


def false_quotes(run: Run) -> Bar:
    """At most one in five of the quotes found overlaps nothing in the answers.

    A direct or mixed one must overlap a direct, mixed or optional answer: words in quotation marks that the answers do
    not have as such are false even inside an indirect one.
    """
    found = [row for row in run.quotes.values() if row["article"] is not None]
    misses = []
    for row in found:
        marked = row["kind"] != "indirect"
        allowed = [
            *run.gold["optional"],
            *(quote for quote in run.gold["quotes"] if not marked or quote["kind"] != "indirect"),
        ]
        if not any(answer["article"] == row["article"] and _shared(row, answer) for answer in allowed):
            misses.append(_shown(row))
    share = len(misses) / len(found) if found else 0.0
    figure = f"{len(misses)} of {len(found)} found"
    return Bar("false quotes", figure, bool(found) and share <= FALSE_QUOTES, tuple(misses))


def statements(run: Run) -> Bar:
    """Each statement comes out with exactly its members, and no other statement joins quotes of two articles.

    A statement whose members the answers do not know at all is a note, for they do not list every statement.
    """
    answers = run.gold["statements"]
    misses: list[str] = []
    notes: list[str] = []
    chosen: set[str] = set()
    for answer in answers:
        statement, members = _statement(run, answer)
        chosen.add(statement)
        ids = {_identity(run, row) for row in members}
        missing = sorted(set(answer["renderings"]) - ids)
        foreign = [_shown(row) for row in members if _identity(run, row) not in answer["renderings"]]
        if missing or foreign:
            misses.append(f"{answer['id']}: without {missing}, beside {foreign}")
    right = len(answers) - len(misses)
    for statement, members in _groups(run).items():
        if statement in chosen or len({row["article_id"] for row in members}) < 2:
            continue
        known = {row["article_id"] for row in members if _identity(run, row)}
        others = misses if len(known) > 1 else notes
        others.append(f"joined besides: {[_shown(row) for row in members]}")
    figure = f"{_of(right, len(answers))}, {len(misses) - len(answers) + right} joined besides"
    return Bar("statements", figure, not misses, tuple(misses), tuple(notes))


def apart(run: Run) -> Bar:
    """No pair that is not one statement is together."""
    pairs = run.gold["not_the_same_statement"]
    together = [{_identity(run, row) for row in members} for members in _groups(run).values()]
    misses = [f"{first} with {second}" for first, second in pairs if any({first, second} <= ids for ids in together)]
    return Bar("not the same statement", _of(len(pairs) - len(misses), len(pairs)), not misses, tuple(misses))


def originals(run: Run) -> Bar:
    """The original of each statement is the one in the answers."""
    answers = run.gold["statements"]
    named = dict(run.story.statements.select("statement_id", "original").iter_rows())
    misses = []
    for answer in answers:
        statement, _ = _statement(run, answer)
        row = run.quotes.get(named.get(statement, ""))
        if row is None or _identity(run, row) != answer["original"]:
            misses.append(f"{answer['id']}: {_shown(row)}, not {answer['original']}")
    return Bar("originals", _of(len(answers) - len(misses), len(answers)), not misses, tuple(misses))


def order(run: Run, again: Run) -> Bar:
    """Files in another order give the same statements, originals and verdicts, and the originals are still right."""
    one, other = _outcome(run), _outcome(again)
    misses = [
        *(f"only in the first order: {line}" for line in sorted(one - other)),
        *(f"only in the other order: {line}" for line in sorted(other - one)),
        *(f"in the other order, {miss}" for miss in originals(again).misses),
    ]
    figure = f"{len(one ^ other)} of {len(one | other)} outcomes differ"
    return Bar("order of files", figure, bool(one) and not misses, tuple(misses))


def drifts(run: Run) -> Bar:
    """Every drift that must be found is found, in one of its categories and at those words."""
    misses, total = [], 0
    for pair in run.gold["drift"]:
        _, found = _compared(run, pair["original"], pair["rendering"])
        for wanted in pair["must_find"]:
            total += 1
            if not any(_fits(drift, wanted) for drift in found):
                got = [f"{drift['category']} {drift['against_words']!r}→{drift['words']!r}" for drift in found]
                misses.append(
                    f"{pair['original']}→{pair['rendering']}: no {'/'.join(wanted['category'])}"
                    f" {wanted['original']!r}→{wanted['rendering']!r}; found {got}"
                )
    return Bar("drifts", _of(total - len(misses), total), not misses, tuple(misses))


def verdicts(run: Run) -> Bar:
    """The verdict of every pair is one of those allowed."""
    misses = []
    for pair in run.gold["drift"]:
        verdict, _ = _compared(run, pair["original"], pair["rendering"])
        if verdict not in pair["verdict"]:
            misses.append(f"{pair['original']}→{pair['rendering']}: {verdict}, not {' or '.join(pair['verdict'])}")
    total = len(run.gold["drift"])
    return Bar("verdicts", _of(total - len(misses), total), not misses, tuple(misses))


def same_speaker(run: Run) -> Bar:
    """All quotes of each list have one `speaker_key`."""
    misses = []
    for ids in run.gold["same_speaker"]:
        keys = {quote: _speaker_key(run, quote) for quote in ids}
        if None in keys.values() or len(set(keys.values())) > 1:
            misses.append(str(keys))
    total = len(run.gold["same_speaker"])
    return Bar("same speaker", _of(total - len(misses), total), not misses, tuple(misses))


def different_speakers(run: Run) -> Bar:
    """The quotes of each pair have a `speaker_key` each."""
    misses = []
    for first, second in run.gold["different_speakers"]:
        keys = _speaker_key(run, first), _speaker_key(run, second)
        if None in keys or keys[0] == keys[1]:
            misses.append(f"{first} {keys[0]!r}, {second} {keys[1]!r}")
    total = len(run.gold["different_speakers"])
    return Bar("different speakers", _of(total - len(misses), total), not misses, tuple(misses))


def more_pairs(run: Run) -> Bar:
    """`align.compare` gives an allowed verdict to each further rendering in English; others are noted, not judged."""
    pairs = [pair for pair in run.gold["more_pairs"] if pair.get("language", "en") == "en"]
    misses = []
    for pair in pairs:
        quote = _answer(run, pair["original_id"])
        verdict = align.compare(quote["text"], pair["rendering"], original_kind=quote["kind"]).verdict
        if verdict not in pair["verdict"]:
            allowed = " or ".join(pair["verdict"])
            misses.append(f"{pair['original_id']}→“{pair['rendering']}”: {verdict}, not {allowed}")
    notes = [
        f"not judged, a drift bar of its own: {pair['original_id']}→“{pair['rendering']}” ({pair['language']})"
        for pair in run.gold["more_pairs"]
        if pair not in pairs
    ]
    return Bar("more pairs", _of(len(pairs) - len(misses), len(pairs)), not misses, tuple(misses), tuple(notes))


def relay_chains(run: Run) -> Bar:
    """Each article's relay chain is the one in the answers."""
    chains = {
        run.articles[article]: list(chain or [])
        for article, chain in run.story.origins.select("article_id", "relay_chain").iter_rows()
        if article in run.articles
    }
    answers = run.gold["articles"]
    misses = [
        f"{article['file']}: {chains.get(article['id'])}, not {article['relay_chain']}"
        for article in answers
        if chains.get(article["id"]) != article["relay_chain"]
    ]
    return Bar("relay chains", _of(len(answers) - len(misses), len(answers)), not misses, tuple(misses))


def signs(run: Run) -> Bar:
    """Every sign listed is found at its span; signs that are not listed are noted, for more may be there."""
    found = {
        (run.articles[row["article_id"]], row["sign"], row["start"], row["end"]): row["evidence"]
        for row in run.story.signs.iter_rows(named=True)
        if row["article_id"] in run.articles
    }
    listed = {
        (article["id"], sign["sign"], sign["start"], sign["end"]): sign["text"]
        for article in run.gold["articles"]
        for sign in article["signs"]
    }
    misses = [_sign(key, text) for key, text in listed.items() if key not in found]
    notes = [f"not listed: {_sign(key, evidence)}" for key, evidence in found.items() if key not in listed]
    figure = f"{_of(len(listed) - len(misses), len(listed))}, {len(notes)} not listed"
    return Bar("signs", figure, not misses, tuple(misses), tuple(notes))


def embedded(run: Run) -> Bar:
    """The sentences of an article are embedded if signs of translation were found in it, and only then."""
    signed = set(run.story.signs["article_id"])
    misses = []
    for article, file in run.story.articles.select("article_id", "path").iter_rows():
        if (article in signed) != (article in run.story.embedded):
            misses.append(f"{file}: {'signs, not embedded' if article in signed else 'no sign, yet embedded'}")
    total = run.story.articles.height
    return Bar("embedded", _of(total - len(misses), total), bool(total) and not misses, tuple(misses))


def token_f1(one: str, other: str) -> float:
    """Return the F1 of two texts' words, letter case and punctuation aside."""
    first, second = Counter(_words(one)), Counter(_words(other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _groups(run: Run) -> dict[str, list[Row]]:
    """Return the members of each statement; one that was merged counts as the one it went into."""
    merged = {
        statement: target
        for statement, target in run.story.statements.select("statement_id", "merged_into").iter_rows()
        if target is not None
    }
    groups: dict[str, list[Row]] = {}
    for statement, quote in run.story.renderings.select("statement_id", "quote_id").iter_rows():
        groups.setdefault(merged.get(statement, statement), []).append(run.quotes[quote])
    return groups


def _statement(run: Run, answer: Row) -> tuple[str, list[Row]]:
    """Return the statement of ours that has most of an answer's members, the smaller one of equals."""

    def rank(group: tuple[str, list[Row]]) -> tuple[int, int]:
        ids = {_identity(run, row) for row in group[1]}
        return len(ids & set(answer["renderings"])), -len(group[1])

    best = max(_groups(run).items(), key=rank, default=("", []))
    return best if rank(best)[0] else ("", [])


def _identity(run: Run, row: Row) -> str | None:
    """Return the id of the answer that a quote of ours overlaps best; None for an optional one, or for no answer."""
    answers = [
        answer
        for answer in [*run.gold["quotes"], *run.gold["optional"]]
        if answer["article"] == row["article"] and _shared(row, answer)
    ]
    best = max(answers, key=lambda answer: _likeness(row, answer), default=None)
    return best.get("id") if best else None


def _nearest(run: Run, quote: Row) -> Row | None:
    """Return the quote of ours that overlaps an answer best."""
    rows = [row for row in run.of(quote["article"]) if _shared(row, quote)]
    return max(rows, key=lambda row: _likeness(row, quote), default=None)


def _compared(run: Run, original: str, rendering: str) -> tuple[str, Sequence[Row]]:
    """Return verdict and drifts of a pair of answers: as the story has it, else as `align.compare` says."""
    against, quote = _answer(run, original), _answer(run, rendering)
    target, row = _nearest(run, against), _nearest(run, quote)
    if target is not None and row is not None:
        pair = {"quote_id": row["quote_id"], "against": target["quote_id"]}
        verdict = run.story.verdicts.filter(**pair)
        if verdict.height:
            return verdict["verdict"][0], run.story.drifts.filter(**pair).to_dicts()
    comparison = align.compare(
        against["text"], quote["text"], original_kind=against["kind"], rendering_kind=quote["kind"]
    )
    return comparison.verdict, [
        {"category": drift.category, "words": drift.words, "against_words": drift.against_words}
        for drift in comparison.drift
    ]


def _outcome(run: Run) -> set[str]:
    """Return statements, originals and verdicts in words that do not depend on ids or on order."""
    named = dict(run.story.statements.select("statement_id", "original").iter_rows())
    grouped = {
        f"{' + '.join(sorted(_place(row) for row in members))} from {_place(run.quotes[named[statement]])}"
        for statement, members in _groups(run).items()
    }
    judged = {
        f"{_place(run.quotes[row['quote_id']])} {row['verdict']} against {_place(run.quotes[row['against']])}"
        for row in run.story.verdicts.iter_rows(named=True)
    }
    return grouped | judged


def _fits(drift: Row, wanted: Row) -> bool:
    return (
        drift["category"] in wanted["category"]
        and set(_words(wanted["original"])) <= set(_words(drift["against_words"] or ""))
        and set(_words(wanted["rendering"])) <= set(_words(drift["words"] or ""))
    )


def _answer(run: Run, quote_id: str) -> Row:
    answer: Row = next(quote for quote in run.gold["quotes"] if quote["id"] == quote_id)
    return answer


def _speaker_key(run: Run, quote_id: str) -> str | None:
    row = _nearest(run, _answer(run, quote_id))
    return row["speaker_key"] if row else None


def _shared(one: Row, other: Row) -> int:
    shared: int = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return max(0, shared)


def _likeness(one: Row, other: Row) -> float:
    """Return the characters that two spans share, of all that either covers."""
    shared = _shared(one, other)
    covered: int = one["end"] - one["start"] + other["end"] - other["start"] - shared
    return shared / covered


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _bare(text: str) -> str:
    return text.rstrip(" ,.")


def _of(right: int, total: int) -> str:
    return f"{right}/{total}"


def _place(row: Row) -> str:
    return f"{row['article'] or row['article_id']}[{row['start']}:{row['end']}]"


def _named(quote: Row) -> str:
    return f"{quote['id']} {quote['kind']} “{quote['text']}”"


def _shown(row: Row | None) -> str:
    return f"{_place(row)} {row['kind']} “{row['printed']}”" if row else "none"


def _sign(key: tuple[str, str, int, int], text: str) -> str:
    article, sign, start, end = key
    return f"{article}[{start}:{end}] {sign} “{text}”"
