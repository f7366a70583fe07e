"""Each rendering held against its original, and a pull-out against the full quote of its own article."""

from collections.abc import Callable
from typing import Any

import pytest

from align.stories import Story

Told = Callable[..., Story]

SEOUL = (
    "“We think the port of Busan will reopen on Friday morning,” harbour master Park Seo-yeon said.\n\n"
    "“Not one sailor has left the ships since the strike began,” she added.\n"
)
MADRID = (
    "top of page\n\nThe port of Busan “would definitely reopen on Friday morning”, harbour master Park Seo-yeon "
    "said.\n\n"
    "“I believe that the port of Busan will  re-\nopen on Friday morning,” Park Seo-yeon said on the 24th.\n\n"
    "Ct (Efe, AFP)\n"
)


@pytest.fixture
def story(told: Told) -> Story:
    return told({"seoul.txt": SEOUL, "madrid.txt": MADRID})


def quote(story: Story, words: str) -> dict[str, Any]:
    (row,) = [row for row in story.quotes.to_dicts() if words in row["clean"]]
    return row


def test_a_rendering_is_held_against_its_original(story: Story) -> None:
    pulled, original = quote(story, "would definitely"), quote(story, "We think")
    assert original["quote_id"] in story.statements["original"].to_list()
    held = {(row["quote_id"], row["against"]): row for row in story.verdicts.to_dicts()}
    assert held[pulled["quote_id"], original["quote_id"]]["verdict"] == "altered"
    assert held[pulled["quote_id"], original["quote_id"]]["reason"]


def test_a_pull_out_is_held_against_the_full_quote_of_its_article_too(story: Story) -> None:
    pulled, full = quote(story, "would definitely"), quote(story, "I believe")
    assert (pulled["quote_id"], full["quote_id"]) in set(story.verdicts.select("quote_id", "against").iter_rows())


def test_two_quotes_in_one_language_cannot_both_be_the_very_words(story: Story) -> None:
    pulled = quote(story, "would definitely")["quote_id"]
    found = [row for row in story.drifts.to_dicts() if row["category"] == "quotation" and row["quote_id"] == pulled]
    against = {row["against"]: row for row in found}
    assert set(against) == {quote(story, words)["quote_id"] for words in ("We think", "I believe")}
    assert "same article" in against[quote(story, "I believe")["quote_id"]]["explanation"]
    assert {row["severity"] for row in found} == {"minor"}


def test_a_pull_out_in_the_very_words_of_the_full_quote_is_no_drift(told: Told) -> None:
    madrid = MADRID.replace("would definitely reopen", "will reopen").replace("re-\nopen", "reopen")
    story = told({"seoul.txt": SEOUL, "madrid.txt": madrid})
    (pulled,) = [row["quote_id"] for row in story.quotes.to_dicts() if row["kind"] == "mixed"]
    full = quote(story, "I believe")["quote_id"]
    held = {(row["quote_id"], row["against"]): row["verdict"] for row in story.verdicts.to_dicts()}
    assert held[pulled, full] == "verbatim"
    assert [row for row in story.drifts.to_dicts() if (row["quote_id"], row["against"]) == (pulled, full)] == []


def test_originals_and_quotes_alone_have_no_verdict(story: Story) -> None:
    judged = set(story.verdicts["quote_id"])
    assert not judged & {quote(story, words)["quote_id"] for words in ("We think", "Not one sailor")}


def test_offsets_of_drifts_slice_to_the_words_in_both_articles(story: Story) -> None:
    quotes = {row["quote_id"]: row for row in story.quotes.to_dicts()}
    texts = dict(story.articles.select("article_id", "text").iter_rows())
    found = story.drifts.to_dicts()
    assert found
    for drift in found:
        for side, name in (("", drift["quote_id"]), ("against_", drift["against"])):
            start, end = drift[f"{side}start"], drift[f"{side}end"]
            assert texts[quotes[name]["article_id"]][start:end] == drift[f"{side}words"]
            assert quotes[name]["start"] <= start <= end <= quotes[name]["end"]


def test_the_drifts_of_a_pull_out_are_named_at_their_words(story: Story) -> None:
    pulled, original = quote(story, "would definitely")["quote_id"], quote(story, "We think")["quote_id"]
    found = {
        (row["category"], row["against_words"], row["words"])
        for row in story.drifts.to_dicts()
        if (row["quote_id"], row["against"]) == (pulled, original)
    }
    assert ("modality", "will", "would") in found
    assert ("intensity", "", "definitely") in found
    assert ("modality", "We think", "") in found


def test_the_article_that_the_user_names_has_the_original(told: Told, tmp_path: Any) -> None:
    story = told({"seoul.txt": SEOUL, "madrid.txt": MADRID}, original=str(tmp_path / "madrid.txt"))
    assert quote(story, "I believe")["quote_id"] in story.statements["original"].to_list()
    assert any("named as the original" in why for why in story.statements["why_original"])


def test_what_a_verb_of_denying_reports_keeps_the_denial(told: Told) -> None:
    said = "“We have not closed the port of Busan this winter,” harbour master Park Seo-yeon said.\n"
    report = "Harbour master Park Seo-yeon denied that the port of Busan had been closed this winter.\n"
    story = told({"seoul.txt": said, "london.txt": report})
    assert not [row for row in story.drifts.to_dicts() if row["category"] == "negation"]


def test_what_a_plain_verb_reports_has_lost_the_denial(told: Told) -> None:
    said = "“We have not closed the port of Busan this winter,” harbour master Park Seo-yeon said.\n"
    report = "Harbour master Park Seo-yeon said that the port of Busan had been closed this winter.\n"
    story = told({"seoul.txt": said, "london.txt": report})
    assert [row["severity"] for row in story.drifts.to_dicts() if row["category"] == "negation"] == ["critical"]
