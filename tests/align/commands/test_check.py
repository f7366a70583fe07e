"""What `align check` says of a quote and of a draft, and the status it leaves."""

from pathlib import Path

from tests.align.commands.calling import ARTICLES, DRIFT, EFE, RENDERING, Run, lines


def test_words_that_stand_in_the_sources_are_verbatim(shipped: Run) -> None:
    result = shipped("check", "an act conforming with the regulations of international law", ARTICLES)
    assert result.exit_code == 0, result.output
    assert "VERBATIM" in result.stdout.upper()


def test_a_check_comes_out_as_a_claim_review(shipped: Run) -> None:
    result = shipped("check", "would be consistent with international law", ARTICLES, "--format", "jsonld")
    (found,) = lines(result)
    assert result.exit_code == 1
    assert found["@type"] == "ClaimReview"
    assert found["reviewRating"]["alternateName"] in ("reworded", "altered")
    original = found["itemReviewed"]["appearance"]["isBasedOn"]
    assert original["isPartOf"]["identifier"].startswith(ARTICLES)


def test_a_changed_quote_is_held_against_its_original_and_the_words_are_named(shipped: Run) -> None:
    result = shipped("check", "would be consistent with international law", ARTICLES, "--json")
    (found,) = lines(result)
    assert result.exit_code == 1
    assert found["verdict"] in ("reworded", "altered")
    assert found["original"]["kind"] == "direct"
    assert found["drift"]
    texts = {path: Path(path).read_text(encoding="utf-8") for path in [found["original"]["path"]]}
    for drift in found["drift"]:
        assert set(drift) >= DRIFT
        assert found["quote"][drift["start"] : drift["end"]] == drift["words"]
        against = texts[found["original"]["path"]][drift["against_start"] : drift["against_end"]]
        assert against == drift["against_words"]


def test_what_nobody_said_is_not_found(shipped: Run) -> None:
    result = shipped("check", "we will send a million men", ARTICLES, "--json")
    (found,) = lines(result)
    assert result.exit_code == 1
    assert (found["verdict"], found["original"], found["statement_id"]) == ("not found", None, None)
    assert found["reason"]


def test_a_line_of_check_has_the_keys_of_the_contract(shipped: Run) -> None:
    (found,) = lines(shipped("check", "would be consistent with international law", ARTICLES, "--json"))
    assert set(found) >= {"quote", "verdict", "faithfulness", "statement_id", "original", "drift", "reason"}
    assert set(found["original"]) >= RENDERING


def test_a_quote_in_anothers_mouth_is_altered(shipped: Run) -> None:
    words = "an act conforming with the regulations of international law"
    assert shipped("check", words, ARTICLES, "--speaker", "Kim Jong-kwi").exit_code == 0
    result = shipped("check", words, ARTICLES, "--speaker", "Vladimir Putin", "--json")
    (found,) = lines(result)
    assert (result.exit_code, found["verdict"]) == (1, "altered")
    assert "speaker" in {drift["category"] for drift in found["drift"]}


def test_the_article_named_as_the_original_is_what_a_quote_is_held_against(shipped: Run) -> None:
    words = "would be consistent with international law"
    (found,) = lines(shipped("check", words, EFE, f"{ARTICLES}/1-summary-site.txt", "--original", EFE, "--json"))
    assert found["original"]["path"] == EFE
    assert found["verdict"] == "verbatim"


def test_strict_passes_the_same_words(shipped: Run) -> None:
    words = "an act conforming with the regulations of international law"
    assert shipped("check", words, ARTICLES, "--strict").exit_code == 0


def test_every_quote_of_a_draft_gets_a_verdict(shipped: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "The deputy minister, Kim Jong-gyu, said it would be “an act conforming with the regulations of international "
        "law”.\n\n“We will send a million men and a fleet of ships,” said Kim Jong-un.\n",
        encoding="utf-8",
    )
    result = shipped("check", "--article", str(draft), ARTICLES, "--json")
    assert [found["verdict"] for found in lines(result)] == ["verbatim", "not found"]
    assert result.exit_code == 1


def test_a_draft_is_no_source_of_its_own_quotes(run: Run, wire: Path) -> None:
    result = run("check", "--article", f"{wire}/madrid.txt", str(wire), "--json")
    (found,) = lines(result)
    assert (result.exit_code, found["verdict"]) == (1, "altered")
    assert found["original"]["path"] == f"{wire}/busan.txt"
