"""Drifts and articles in plain words, the same in every report."""

from reports.marks import Drift
from reports.passages import Article
from reports.wording import ENGLISH, Wording


def change(drift: Drift, say: Wording = ENGLISH) -> str:
    """Return what happened to the words: “will” → “would”; “I think” left out; “soon” added; empty if none did."""
    match drift.change:
        case "changed":
            return say(f"“{drift.against_words}” → “{drift.words}”")
        case "missing":
            return say(f"“{drift.against_words}” left out")
        case "added":
            return say(f"“{drift.words}” added")
    return ""


def relay(article: Article) -> str:
    """Return the agencies it came through, first to last: KCNA → Yonhap; empty if none is known."""
    return " → ".join(article.relay_chain)


def place(article: Article, say: Wording = ENGLISH) -> list[str]:
    """Return agency, relay chain, date and mark, those that are known; an agency of the chain only there."""
    agency = "" if article.agency in article.relay_chain else article.agency
    return [part for part in (agency, relay(article), article.published, say(article.mark)) if part]
