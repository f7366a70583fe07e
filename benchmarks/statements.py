"""Measures statements on our own set: quotes of one statement are joined, and nothing else is."""

import itertools
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import embeddings
from align.grouping import statements
from benchmarks.figures import Figures, note
from seeds.quoting.resolution import speaker_columns
from seeds.schema import ARTICLES, ORIGINS, QUOTES, SENTENCES

DATA: Final = Path(__file__).resolve().parent / "data" / "statements.json"
SECOND: Final = DATA.with_name("second.json")
# Nothing is learnt from this one.
THIRD: Final = DATA.with_name("third.json")
RELAYS: Final = DATA.with_name("relays.json")
LOOSE: Final = DATA.with_name("loose.json")


def our_statements(figures: Figures) -> None:
    """Pairwise F1 on statements and near misses: a set that the weights were learnt from, one they have not seen."""
    print("our own statements, pairs of quotes; learnt from")
    _set(figures, DATA, "statements")
    print("another author's, not learnt from")
    _set(figures, THIRD, "third")


def _set(figures: Figures, path: Path, name: str) -> None:
    quotes = json.loads(path.read_text(encoding="utf-8"))["quotes"]
    grouped = statements(*tables(quotes), embeddings.load("use"))
    groups = grouped.renderings.group_by("statement_id").agg("quote_id")["quote_id"].to_list()
    by_statement: dict[str, list[str]] = {}
    for quote in quotes:
        if quote["statement"]:
            by_statement.setdefault(quote["statement"], []).append(quote["id"])
    ours, answers = _together(groups), _together(by_statement.values())
    right = len(ours & answers)
    precision, recall = right / max(len(ours), 1), right / max(len(answers), 1)
    note(figures, f"{name}-precision", precision)
    note(figures, f"{name}-recall", recall)
    note(figures, f"{name}-f1", 2 * precision * recall / max(precision + recall, 1e-9))


def tables(quotes: Sequence[dict[str, Any]]) -> tuple[Any, Any, Any, Any]:
    """Return quotes, sentences (none), articles and origins: an article for each quote."""
    rows = [
        {
            "quote_id": quote["id"],
            "article_id": quote["id"],
            "kind": quote["kind"],
            "text": quote["text"],
            "clean": quote["text"],
            "start": 0,
            "end": len(quote["text"]),
            "segment": 1,
            "language": quote["language"],
            **(speaker_columns(quote["speaker"], quote["language"]) if quote["speaker"] else {}),
            "role": quote.get("role"),
        }
        for quote in quotes
    ]
    articles = [
        {
            "article_id": quote["id"],
            "path": quote["id"],
            "text": quote["text"],
            "clean": quote["text"],
            "clean_map": [],
            "language": quote["language"],
            "published": quote["published"],
        }
        for quote in quotes
    ]
    origins = [{"article_id": quote["id"], "relay_chain": [], "signs_score": 0.0} for quote in quotes]
    return QUOTES.frame(rows), SENTENCES.frame(), ARTICLES.frame(articles), ORIGINS.frame(origins)


def _together(groups: Iterable[Sequence[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in itertools.combinations(group, 2)}
