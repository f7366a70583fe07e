"""The main job on the articles that ship, held against hand-made answers, and the answers against the articles."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import align
from benchmarks import gold as scores
from benchmarks.gold import Bar, Run

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "seeds" / "articles"
GOLD = scores.load(ROOT / "tests" / "data" / "gold.json")
FILES = [article["file"] for article in GOLD["articles"]]
OWN_REPORTING = ROOT / "tests" / "seeds" / "data" / "own-reporting.txt"


@pytest.fixture(scope="module")
def run() -> Run:
    return scores.join(align.story([ARTICLES / file for file in FILES]), GOLD)


@pytest.fixture(scope="module")
def run_in_reverse() -> Run:
    return scores.join(align.story([ARTICLES / file for file in reversed(FILES)]), GOLD)


def holds(bar: Bar) -> None:
    assert bar.passed, "\n".join([f"{bar.name}: {bar.figure}", *bar.misses])


def test_every_direct_and_mixed_quote_is_found_as_printed(run: Run) -> None:
    holds(scores.direct_and_mixed(run))


def test_four_in_five_indirect_quotes_are_found(run: Run) -> None:
    holds(scores.indirect(run))


def test_nine_in_ten_speakers_are_right(run: Run) -> None:
    holds(scores.speakers(run))


def test_at_most_one_quote_in_five_is_false(run: Run) -> None:
    holds(scores.false_quotes(run))


def test_statements_have_exactly_their_members(run: Run) -> None:
    holds(scores.statements(run))


def test_unlike_quotes_are_kept_apart(run: Run) -> None:
    holds(scores.apart(run))


def test_the_original_of_each_statement_is_the_least_relayed(run: Run) -> None:
    holds(scores.originals(run))


def test_the_order_of_files_changes_nothing(run: Run, run_in_reverse: Run) -> None:
    holds(scores.order(run, run_in_reverse))


def test_the_drifts_that_matter_are_found_at_their_words(run: Run) -> None:
    holds(scores.drifts(run))


def test_every_verdict_is_one_that_an_editor_would_give(run: Run) -> None:
    holds(scores.verdicts(run))


def test_spellings_of_the_vice_ministers_name_are_one_speaker(run: Run) -> None:
    holds(scores.same_speaker(run))


def test_namesakes_are_different_speakers(run: Run) -> None:
    holds(scores.different_speakers(run))


def test_further_renderings_get_their_verdict(run: Run) -> None:
    holds(scores.more_pairs(run))


def test_relay_chains_are_read_from_the_copy(run: Run) -> None:
    holds(scores.relay_chains(run))


def test_signs_of_translation_are_found_at_their_spans(run: Run) -> None:
    holds(scores.signs(run))


def test_only_articles_with_signs_are_embedded(run: Run) -> None:
    holds(scores.embedded(run))


def test_own_reporting_shows_no_signs_and_is_not_embedded() -> None:
    story = align.story([OWN_REPORTING])
    assert story.articles.height == 1
    assert story.signs.to_dicts() == []
    assert story.embedded == ()


@pytest.mark.parametrize(
    ("head", "speaker", "right"),
    [
        ("Shen Zhou", "commentator Shen Zhou", True),
        ("commentator", "commentator Shen Zhou", False),
        ("NIS", "The South Korean National Intelligence Service (NIS)", True),
        ("National Intelligence Service", "The South Korean National Intelligence Service (NIS)", True),
        ("Kim Jong-un", "Kim Jong-gyu", False),
        ("", "KCNA", False),
    ],
)
def test_a_head_is_right_when_it_ends_as_the_name_does(head: str, speaker: str, *, right: bool) -> None:
    assert scores.same_head(head, speaker) is right


def text_of(file: str) -> str:
    return (ARTICLES / file).read_bytes().decode("utf-8")


def test_every_offset_of_the_answers_slices_to_its_words() -> None:
    files = {article["id"]: article["file"] for article in GOLD["articles"]}
    spans = [
        *((article["id"], sign) for article in GOLD["articles"] for sign in article["signs"]),
        *((span["article"], span) for part in ("quotes", "optional", "not_a_quote") for span in GOLD[part]),
    ]
    assert len(spans) > 40
    for article, span in spans:
        assert text_of(files[article])[span["start"] : span["end"]] == span["text"], span


def test_the_answers_speak_of_quotes_that_they_list() -> None:
    listed = {quote["id"] for quote in GOLD["quotes"]}
    named = {quote for quotes in GOLD["same_speaker"] for quote in quotes}
    named |= {quote for key in ("different_speakers", "not_the_same_statement") for pair in GOLD[key] for quote in pair}
    named |= {quote for statement in GOLD["statements"] for quote in statement["renderings"]}
    named |= {pair[side] for pair in GOLD["drift"] for side in ("original", "rendering")}
    named |= {pair["original_id"] for pair in GOLD["more_pairs"]}
    assert named <= listed


def test_articles_toml_describes_the_files_that_ship() -> None:
    described = tomllib.loads((ARTICLES / "articles.toml").read_text(encoding="utf-8"))
    assert list(described) == FILES == sorted(path.name for path in ARTICLES.glob("*.txt"))
    for answer in GOLD["articles"]:
        article = described[answer["file"]]
        assert article.get("title", "") in text_of(answer["file"])
        assert (article["language"], article["relay_chain"]) == (answer["language"], answer["relay_chain"])
        assert article["date"].year in (2024, 2025)


def furnished(text: str, lines: list[str]) -> bool:
    return all(line in text.splitlines() for line in lines)


@pytest.mark.parametrize(
    ("file", "kept"),
    [
        ("1-summary-site.txt", lambda text: furnished(text, ["top of page", "2 min read", "bottom of page"])),
        ("1-summary-site.txt", lambda text: "law...There will" in text and "Kim Jong Gyu" in text),
        ("2-yonhap-relay.txt", lambda text: "on the 26th" in text and "on the 24th" in text),
        (
            "2-yonhap-relay.txt",
            lambda text: "Kim Jong-kwi" in text and "“dispatching troops to assist Russia.”" in text,
        ),
        ("3-efe-afp.txt", lambda text: text.endswith("\n\nCt (Efe, AFP)") and "Friday (10/25/2024)" in text),
        (
            "3-efe-afp.txt",
            lambda text: " Directed to the Ukrainian Front.\n" in text and " State agency KCNA.\n" in text,
        ),
        ("4-unconfirmed.txt", lambda text: furnished(text, ["spot_imgspot_img", "Get in Touch", "Latest Posts"])),
        ("4-unconfirmed.txt", lambda text: "announ\ncement" in text and "Russia\n‘s war of invasion" in text),
        ("4-unconfirmed.txt", lambda text: "\nSeoul: " in text),
        ("5-kcna-confirmation.txt", lambda text: text.endswith("\nRelated Sources:") and "\n\n" not in text),
        ("5-kcna-confirmation.txt", lambda text: "'sacred mission'" in text and re.search(r"\w's ", text) is not None),
    ],
)
def test_articles_keep_what_makes_wire_copy_hard_to_read(file: str, kept: Callable[[str], bool]) -> None:
    text = text_of(file)
    assert kept(text)
    assert not text.endswith("\n")
