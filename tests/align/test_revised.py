"""A report of copy that was corrected shows the latest version's quotes, and tells what the history changed."""

from pathlib import Path

import pytest

import align
import embeddings
from align.checking import checks, typed
from align.stories import Story

HEAD = "PORT ELLERY (AP) — The northern quay has been shut since the storm in January.\n\n"


def told(folder: Path, *texts: str) -> Story:
    for number, text in enumerate(texts, 1):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return align.story([folder])


def _bare(text: str | None) -> str | None:
    return text.strip(",") if text else None


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """A story, its correction, and its second update."""
    return told(
        tmp_path_factory.mktemp("wire"),
        f"Quay to open in June\n\n{HEAD}“We will open the quay in June,” harbour master Ruth Callaway said.\n\n"
        "“Nobody told us anything about it,” said the docker Colin Drury.\n",
        f"UPDATE 1-Quay to open in June\n\n{HEAD}"
        "“We will open the quay in June,” harbour master Ruth Callaway said.\n\n"
        "“Nobody told us anything about it,” said the skipper Ann Moss.\n",
        f"CORRECTED-UPDATE 2-Quay to open in June\n\n{HEAD}"
        "“We will open the quay in May,” harbour master Ruth Callaway said.\n\n"
        "“The cranes were lent to us by the town,” she said.\n",
    )


def test_only_the_latest_version_renders_statements(corrected: Story) -> None:
    assert sorted(text.strip(",") for text in corrected.quotes["text"]) == [
        "The cranes were lent to us by the town",
        "We will open the quay in May",
    ]
    assert corrected.articles["status"].to_list() == ["superseded", "superseded", "usable"]
    assert corrected.histories["standing"].to_list() == ["superseded", "superseded", "current"]
    assert corrected.histories["act"].to_list() == ["", "update", "correction"]


def test_what_each_version_changed_is_told(corrected: Story) -> None:
    changes = {
        (row["change"], _bare(row["earlier_text"]), _bare(row["text"]), row["earlier_speaker"], row["speaker"])
        for row in corrected.changes.to_dicts()
    }
    nobody = "Nobody told us anything about it"
    master, nobody = "harbour master Ruth Callaway", "Nobody told us anything about it"
    assert changes == {
        ("speaker", nobody, nobody, "the docker Colin Drury", "the skipper Ann Moss"),
        ("reworded", "We will open the quay in June", "We will open the quay in May", master, master),
        ("dropped", nobody, None, "the skipper Ann Moss", None),
        ("added", None, "The cranes were lent to us by the town", None, "she"),
    }


def test_a_version_that_is_named_as_the_original_counts(tmp_path: Path) -> None:
    texts = [
        f"Quay to open in June\n\n{HEAD}“We will open the quay in June,” harbour master Ruth Callaway said.\n",
        f"CORRECTED-Quay to open in June\n\n{HEAD}“We will open the quay in May,” harbour master Ruth Callaway said.\n",
    ]
    told(tmp_path, *texts)
    shown = align.story([tmp_path], original=str(tmp_path / "1.txt"))
    assert shown.quotes.height == 2


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("We will open the quay in June", "an earlier version of"),
        ("Nobody told us anything about it", "an earlier version of"),
        ("We will open the quay in May", None),
    ],
)
def test_a_check_says_that_words_were_corrected(corrected: Story, words: str, reason: str | None) -> None:
    encoder = embeddings.load("use")
    (checked,) = checks(typed(words), corrected, encoder)
    assert (reason in checked.reason) if reason else ("earlier" not in checked.reason)
