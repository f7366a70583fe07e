"""What report.json holds: the keys that other programs rely on, and offsets that lead to the words."""

import json
from dataclasses import replace

import pytest

import reports
from align.schema import STATEMENTS
from align.stories import Story
from seeds.exceptions import SchemaError

RENDERING = [
    *("quote_id", "article_id", "path", "kind", "text", "start", "end", "segment", "speaker", "speaker_key", "cue"),
    *("language", "relay_chain", "verdict", "faithfulness", "drift"),
]
DRIFT = [
    *("category", "severity", "against", "against_words", "against_start", "against_end"),
    *("words", "start", "end", "explanation"),
]


def test_the_keys_are_those_of_the_contract(story: Story) -> None:
    document = reports.document(story)
    assert {"articles", "signs", "origins", "errors", "statements"} <= set(document)
    assert {"quotes", "embedded", "not_embedded", "model", "version"} <= set(document)
    for statement in document["statements"]:
        assert list(statement) == ["statement_id", "original", "why_original", "renderings"]
        for rendering in statement["renderings"]:
            assert list(rendering)[: len(RENDERING)] == RENDERING
            assert all(list(drift) == DRIFT for drift in rendering["drift"])
    assert all(list(quote)[:12] == RENDERING[:12] for quote in document["quotes"])


def test_every_offset_leads_to_the_words_in_the_article(story: Story) -> None:
    document = reports.document(story)
    texts = {article["article_id"]: article["text"] for article in document["articles"]}
    homes = {quote["quote_id"]: quote["article_id"] for quote in document["quotes"]}
    checked = 0
    for statement in document["statements"]:
        for rendering in statement["renderings"]:
            text = texts[rendering["article_id"]]
            assert text[rendering["start"] : rendering["end"]] == rendering["text"]
            for drift in rendering["drift"]:
                against = texts[homes[drift["against"]]]
                assert text[drift["start"] or 0 : drift["end"] or 0] == drift["words"]
                assert against[drift["against_start"] or 0 : drift["against_end"] or 0] == drift["against_words"]
                checked += 1
    assert checked == 7


def test_the_original_comes_first_and_has_no_verdict(story: Story) -> None:
    worst = reports.document(story)["statements"][0]
    original, *others = worst["renderings"]
    assert (worst["statement_id"], worst["original"], original["quote_id"]) == ("reopen", "ko.a", "ko.a")
    assert (original["verdict"], original["faithfulness"], original["drift"]) == (None, None, [])
    assert [other["verdict"] for other in others] == ["altered", "faithful", "faithful", "altered"]


def test_a_pull_out_has_the_drifts_of_both_comparisons(story: Story) -> None:
    pull_out = reports.document(story)["statements"][0]["renderings"][1]
    assert [drift["against"] for drift in pull_out["drift"]] == ["ko.a", "ko.a", "en.b", "en.b"]
    assert pull_out["faithfulness"] == 0.41
    assert [each["against"] for each in pull_out["comparisons"]] == ["ko.a", "en.b"]


def test_it_holds_every_quote_every_error_and_who_was_embedded(story: Story) -> None:
    document = reports.document(story)
    assert [quote["quote_id"] for quote in document["quotes"]][-1] == "own.a"
    assert len(document["quotes"]) == 8
    assert document["embedded"] == ["en", "es", "ar"]
    assert document["not_embedded"] == ["ko", "own"]
    assert document["errors"] == [
        {"path": "wire/broken.bin", "reason": "not text: 900 of the first 4,096 bytes are binary"}
    ]
    assert document["origins"][1]["relay_chain"] == ["Yonhap", "AFP"]


def test_it_is_plain_json_and_the_same_each_time(story: Story) -> None:
    document = reports.document(story)
    assert json.loads(json.dumps(document)) == document
    assert json.dumps(reports.document(story)) == json.dumps(document)


def test_a_merged_statement_gives_its_renderings_to_the_one_that_is_left(story: Story) -> None:
    rows = [
        {"statement_id": "yard", "original": "en.c", "why_original": "direct", "merged_into": "reopen"},
        {"statement_id": "reopen", "original": "ko.a", "why_original": "direct"},
    ]
    (statement,) = reports.document(replace(story, statements=STATEMENTS.frame(rows)))["statements"]
    assert [each["quote_id"] for each in statement["renderings"]] == [
        *("ko.a", "en.a", "en.b", "en.c", "es.a", "es.b", "ar.a")
    ]


def test_an_empty_run_has_empty_lists(nothing: Story) -> None:
    document = reports.document(nothing)
    assert all(document[key] == [] for key in ("articles", "signs", "origins", "errors", "quotes", "statements"))


def test_a_row_that_points_nowhere_is_named(story: Story) -> None:
    lost = STATEMENTS.frame(
        [{"statement_id": "yard", "original": "en.z"}, {"statement_id": "reopen", "original": "ko.a"}]
    )
    with pytest.raises(SchemaError, match=r"original of 'yard': 'en\.z'"):
        reports.document(replace(story, statements=lost))


def test_a_table_that_lacks_a_column_is_named(story: Story) -> None:
    with pytest.raises(SchemaError, match="table drifts: column 'severity' is missing"):
        reports.document(replace(story, drifts=story.drifts.drop("severity")))
