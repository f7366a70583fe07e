"""A checked quote as schema.org ClaimReview: what a fact-checker's page carries for search engines, as JSON-LD."""

import json
from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from align.checking import Checked
from align.stories import Story

# Verdicts that are a judgement; the others say that there is none, and carry no number.
_JUDGED: Final = ("verbatim", "faithful", "reworded", "altered")

# Written as escapes, so that the object can stand in a page's script element, and stays on one line for every reader.
_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\x85\u2028\u2029"}


def claim_review(one: Checked, story: Story) -> str:
    """Return one line of JSON-LD: a ClaimReview of the quote, with the Quotation that it was held against.

    `ratingValue` is the faithfulness, from 0 to 1, of a verdict that judges; `alternateName` the verdict. Who publishes
    the review adds `author`, `url` and `datePublished`.
    """
    claim: dict[str, Any] = {"@type": "Quotation", "text": one.quote}
    if one.original is not None:
        claim["isBasedOn"] = _quotation(one.original, story)
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": one.verdict}
    if one.verdict in _JUDGED:
        rating |= {"ratingValue": one.faithfulness, "worstRating": 0, "bestRating": 1}
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": one.quote,
        "reviewRating": rating,
        "reviewBody": "; ".join(dict.fromkeys((one.reason, *(drift.explanation for drift in one.drift)))),
        "itemReviewed": {"@type": "Claim", "appearance": claim},
    }
    return json.dumps(review, ensure_ascii=False, allow_nan=False).translate(_ESCAPES)


def _quotation(quote: Mapping[str, Any], story: Story) -> dict[str, Any]:
    """The original as a Quotation in its NewsArticle; what is not known is left out."""
    article = story.articles.row(by_predicate=pl.col("article_id") == quote["article_id"], named=True)
    agency = article["provider"] or article["source"] or article["credit"]
    return _known(
        {
            "@type": "Quotation",
            "text": quote["text"],
            "inLanguage": quote["language"] or article["language"],
            "spokenByCharacter": quote["speaker"] and {"@type": "Person", "name": quote["speaker"]},
            "isPartOf": _known(
                {
                    "@type": "NewsArticle",
                    "headline": article["title"],
                    "identifier": article["path"],
                    "datePublished": article["published"],
                    "sourceOrganization": agency and {"@type": "Organization", "name": agency},
                }
            ),
        }
    )


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
