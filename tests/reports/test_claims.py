"""A checked quote as ClaimReview: the verdict, the original in its article, and nothing that could leave a script."""

import json
from html.parser import HTMLParser
from typing import Any

import reports
from align.checking import Checked
from align.drift.types import Drift
from align.stories import Story

DRIFT = Drift(
    category="modality",
    severity="major",
    words="reopened",
    start=0,
    end=8,
    against_words="생각한다",
    against_start=53,
    against_end=57,
    explanation="the hedge is gone",
)


def checked(story: Story, quote: str, verdict: str, quote_id: str | None, **changed: Any) -> Checked:
    rows = {row["quote_id"]: row for row in story.quotes.iter_rows(named=True)}
    original = {**rows[quote_id], **changed} if quote_id else None
    return Checked(quote, 0, verdict, 0.4, "one major drift", "reopen", original, (DRIFT,) if quote_id else ())


def test_the_review_has_the_verdict_and_the_original_in_its_article(story: Story) -> None:
    review = json.loads(reports.claim_review(checked(story, "It reopened.", "altered", "es.a"), story))
    assert (review["@context"], review["@type"]) == ("https://schema.org", "ClaimReview")
    assert review["claimReviewed"] == "It reopened."
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "altered",
        "ratingValue": 0.4,
        "worstRating": 0,
        "bestRating": 1,
    }
    assert review["reviewBody"] == "one major drift; the hedge is gone"
    assert review["itemReviewed"]["appearance"] == {
        "@type": "Quotation",
        "text": "It reopened.",
        "isBasedOn": {
            "@type": "Quotation",
            "text": "Creemos que el puerto reabrirá mañana",
            "inLanguage": "es",
            "spokenByCharacter": {"@type": "Person", "name": "Park Seo Yeon"},
            "isPartOf": {
                "@type": "NewsArticle",
                "identifier": "wire/es-2.txt",
                "sourceOrganization": {"@type": "Organization", "name": "EFE"},
            },
        },
    }


def test_what_was_not_found_has_no_number_and_no_original(story: Story) -> None:
    review = json.loads(reports.claim_review(checked(story, "It sank.", "not found", None), story))
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "not found"}
    assert review["itemReviewed"]["appearance"] == {"@type": "Quotation", "text": "It sank."}


def test_hostile_words_stay_in_the_script_of_a_page_and_on_their_line(story: Story) -> None:
    said = "</script><script>alert(1)</script><!-- \u2028 \u202e \x00 &lt; \udce9"
    line = reports.claim_review(checked(story, said, "altered", "es.a", speaker=said, text=said), story)

    class Page(HTMLParser):
        tags: list[str] = []  # noqa: RUF012 - one page

        def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002
            self.tags.append(tag)

    page = Page()
    page.feed(f'<script type="application/ld+json">{line}</script>')
    assert page.tags == ["script"]
    assert len(line.splitlines()) == 1
    assert json.loads(line)["itemReviewed"]["appearance"]["isBasedOn"]["text"] == said
