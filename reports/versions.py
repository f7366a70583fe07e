"""The histories of items in a report: their versions, which of them stands, and what each changed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from align.schema import CHANGES
from align.stories import Story
from seeds.schema import ARTICLES, HISTORIES

if TYPE_CHECKING:
    from reports.passages import Article

# What a version did to the one before, in a word that can stand beside its file.
DONE: Final = {"": "first version", "update": "updated", "correction": "corrected", "refile": "sent again"}


@dataclass(frozen=True)
class Revision:
    """What a version did to one quote: `kind` is "dropped", "added", "reworded" or "speaker"."""

    kind: str
    text: str
    speaker: str
    earlier_text: str
    earlier_speaker: str

    @property
    def words(self) -> str:
        """What was done, in words."""
        match self.kind:
            case "dropped":
                return f"no longer quotes “{self.earlier_text}” ({self.earlier_speaker or 'speaker not named'})"
            case "added":
                return f"now quotes “{self.text}” ({self.speaker or 'speaker not named'})"
            case "speaker":
                before, now = self.earlier_speaker or "nobody", self.speaker or "nobody"
                return f"gives “{self.text}” to {now}, before to {before}"
        return f"“{self.earlier_text}” → “{self.text}”"


@dataclass(frozen=True)
class Version:
    """One version of an item; `done` says what it did to the one before, `note` what it tells editors."""

    article: "Article"
    place: int
    done: str
    standing: str
    note: str
    revisions: tuple[Revision, ...]

    @property
    def told(self) -> str:
        """What it did, and how it stands."""
        return self.done if self.standing == "current" else f"{self.done}, {self.standing}"


@dataclass(frozen=True)
class Item:
    """The versions of one item, the first first."""

    versions: tuple[Version, ...]


def marks(story: Story) -> dict[str, str]:
    """Return by article_id what stands beside every quote of it: "withdrawn", "superseded", "corrected", "updated".

    An article without a mark stands as it was first sent.
    """
    found = {}
    for row in HISTORIES.check(story.histories).iter_rows(named=True):
        if row["standing"] == "current":
            found[row["article_id"]] = DONE.get(row["act"], "") if row["act"] else ""
        else:
            found[row["article_id"]] = row["standing"]
    canceled = ARTICLES.check(story.articles).select("article_id", "status").iter_rows()
    return {name: mark for name, mark in found.items() if mark} | {
        name: "withdrawn" for name, status in canceled if status == "canceled"
    }


def items(story: Story, articles: Mapping[str, "Article"]) -> Iterator[Item]:
    """Yield the items that have a history, in the order in which their last version was read."""
    changes: defaultdict[str, list[Revision]] = defaultdict(list)
    for row in CHANGES.check(story.changes).iter_rows(named=True):
        changes[row["article_id"]].append(
            Revision(
                row["change"],
                row["text"] or "",
                row["speaker"] or "",
                row["earlier_text"] or "",
                row["earlier_speaker"] or "",
            )
        )
    rows = [row for row in HISTORIES.check(story.histories).iter_rows(named=True) if row["article_id"] in articles]
    rows.sort(key=lambda row: (row["item"], row["place"], articles[row["article_id"]].path))
    found = [
        Item(
            tuple(
                Version(
                    articles[row["article_id"]],
                    row["place"],
                    "withdraws it" if row["act"] == "withdrawal" else DONE[row["act"]],
                    row["standing"],
                    row["note"] or "",
                    tuple(changes[row["article_id"]]),
                )
                for row in group
            )
        )
        for _, group in groupby(rows, key=lambda row: row["item"])
    ]
    order = {article_id: place for place, article_id in enumerate(articles)}
    yield from sorted(found, key=lambda item: order[item.versions[-1].article.article_id])
