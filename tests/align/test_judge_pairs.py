"""Training pairs made by script: what a maker changes is where it says, and what is held back stays held back."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pytest

from embeddings.pieces import Pieced
from training.judge import within
from training.judge.changes import MAKERS, Edit, applied, drifted
from training.judge.corpus import BIBLES, Altered, Parallel, Verse, demetr, plain, verses
from training.judge.forms import FORMS, coordinated, fronted, other_form, recast
from training.judge.lexicon import Lexicon
from training.judge.pairs import Source, altered_spans, groups
from training.judge.stack import cases

ENGLISH = [
    "The old minister will not sign the new treaty in May, said two friends of the family.",
    "He bought seven large boats in Lisbon, and the captain paid 1,250 euros for each.",
    "Farmers must leave the northern valley before the river rises again.",
    "In Lisbon, the small harbour is open, but Amsterdam should close its harbour in winter.",
]
SPANISH = [
    "El ministro no firmará el nuevo tratado en mayo, dijeron dos amigos de la familia.",
    "Compró siete barcos grandes en Lisboa, y el capitán pagó 1.250 euros por cada uno.",
    "Los agricultores deben abandonar el valle del norte antes de que el río crezca.",
    "En Lisboa, el puerto pequeño está abierto, pero Ámsterdam debería cerrar el suyo en invierno.",
]


VERSES = [
    Verse(("The captain sold seven boats to the farmers.", "Seven boats did the captain sell to the farmers.")),
    Verse(("Leave the valley before the river rises.", "Go out of the valley before the river comes up.")),
]


class NoEncoder:
    """Stands in for the encoder: no word is one piece, so none has neighbours."""

    word_mark = 0

    def __init__(self) -> None:
        self.pieces = self

    def cut(self, _text: str) -> Pieced:
        """Return two pieces, whatever the text."""
        return Pieced(np.array([1, 2], np.int32), np.zeros((2, 2), np.int64))


@pytest.fixture(scope="module")
def lexicon() -> Callable[[str], Lexicon]:
    found = {"en": Lexicon("en", ENGLISH, NoEncoder()), "es": Lexicon("es", SPANISH, NoEncoder())}  # type: ignore[arg-type]
    found["en"].abroad, found["es"].abroad = [found["es"]], [found["en"]]
    return found.__getitem__


def test_edits_are_done_where_they_say() -> None:
    text = "Two boats left the harbour."
    made = applied(text, [Edit(0, 3, "Ten"), Edit(10, 15, "")])
    assert made.text == "Ten boats the harbour."
    assert [made.text[slice(*span)] for span in made.changed] == ["Ten"]
    assert [text[slice(*span)] for span in made.base_changed] == ["Two", "left "]


@pytest.mark.parametrize("kind", sorted(set(MAKERS) - {"related", "voice"}))
def test_every_maker_changes_words_and_says_which(kind: str, lexicon: Callable[[str], Lexicon]) -> None:
    chance = Random(1)  # noqa: S311  # no secret
    made = 0
    for code, texts in (("en", ENGLISH), ("es", SPANISH)):
        for text in texts * 5:
            edits = MAKERS[kind][0](text, lexicon(code), None, chance)
            version = applied(text, edits)
            if version.text == text:  # a word drawn for itself, which `drifted` draws again
                continue
            made += 1
            kept = [text[slice(*span)] for span in version.base_changed]
            assert kept or version.changed
            for start, end in version.changed:
                assert version.text[start:end].strip()
    assert made >= 4


def test_a_word_put_in_is_often_one_that_stands_before_the_same_word_elsewhere(
    lexicon: Callable[[str], Lexicon],
) -> None:
    chance = Random(10)  # noqa: S311  # no secret
    text = "They signed the treaty."
    found = [applied(text, MAKERS["add_word"][0](text, lexicon("en"), None, chance)).text for _ in range(60)]
    assert found.count("They signed the new treaty.") > 10


def test_a_denial_is_taken_out_or_put_in(lexicon: Callable[[str], Lexicon]) -> None:
    chance = Random(2)  # noqa: S311  # no secret
    found = {applied(text, MAKERS["denial"][0](text, lexicon("en"), None, chance)).text for text in ENGLISH[:1] * 20}
    assert any("will sign" in text for text in found)
    open_ = {applied(text, MAKERS["denial"][0](text, lexicon("en"), None, chance)).text for text in ENGLISH[2:3] * 9}
    assert any("must not" in text for text in open_)


def test_what_is_left_out_is_never_made(lexicon: Callable[[str], Lexicon]) -> None:
    chance = Random(3)  # noqa: S311  # no secret
    without = frozenset(set(MAKERS) - {"number"})
    kinds = {made[0] for _ in range(30) if (made := drifted(ENGLISH[1], lexicon("en"), None, chance, without))}
    assert kinds == {"number"}


def test_other_forms_keep_figures_names_and_denials(lexicon: Callable[[str], Lexicon]) -> None:
    chance = Random(4)  # noqa: S311  # no secret
    forms = {other_form(ENGLISH[1], lexicon("en"), None, chance) for _ in range(60)}
    assert len(forms) > 10
    assert all("250" in form for form in forms)
    assert len(FORMS) >= 8
    denied = {other_form(ENGLISH[0], lexicon("en"), None, chance).lower() for _ in range(60)}
    assert all("not" in form or "n't" in form or "no" in form for form in denied)


def test_words_that_and_holds_together_change_places(lexicon: Callable[[str], Lexicon]) -> None:
    chance = Random(7)  # noqa: S311  # no secret
    text = "The minister praised farmers and captains in Lisbon."
    assert coordinated(text, lexicon("en"), None, chance) == "The minister praised captains and farmers in Lisbon."
    mixed = "The minister met friends and Amsterdam paid."
    assert coordinated(mixed, lexicon("en"), None, chance) == mixed


def test_who_did_it_becomes_the_one_to_whom_it_was_done(lexicon: Callable[[str], Lexicon]) -> None:
    chance = Random(12)  # noqa: S311  # no secret
    for text, turned in (
        ("Lisbon was visited by Ortiz.", "Lisbon visited Ortiz."),
        ("Ortiz visited Lisbon.", "Ortiz was visited by Lisbon."),
    ):
        edits = MAKERS["voice"][0](text, lexicon("en"), None, chance)
        assert applied(text, edits).text == turned


def test_figures_change_places(lexicon: Callable[[str], Lexicon]) -> None:
    chance = Random(13)  # noqa: S311  # no secret
    text = "It rose from 12 to 45 in May."
    found = {applied(text, MAKERS["roles"][0](text, lexicon("en"), None, chance)).text for _ in range(30)}
    assert "It rose from 45 to 12 in May." in found


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Ortiz visited Lisbon in May.", "Lisbon was visited by Ortiz in May."),
        ("They met the head of Siemens.", "They met Siemens's head."),
        ("Prices rose 5%.", "Prices rose 5 percent."),
        ("The talks began.", "The talks started."),
    ],
)
def test_the_same_is_said_by_another_construction(text: str, other: str, lexicon: Callable[[str], Lexicon]) -> None:
    chance = Random(14)  # noqa: S311  # no secret
    assert other in {recast(text, lexicon("en"), None, chance) for _ in range(40)}


def test_pairs_within_a_language_are_faithful_and_drifted_alike(lexicon: Callable[[str], Lexicon]) -> None:
    chance = Random(15)  # noqa: S311  # no secret
    pairs = [Parallel(one, "en", other, "es") for one, other in zip(ENGLISH, SPANISH, strict=True)]
    altered = (
        ("critical_id8_negation", "He bought no boats in Lisbon."),
        ("minor_id1_repeat2", "He bought boat boats."),
    )
    sentence = Altered(SPANISH[1], "es", "He bought boats in Lisbon.", "In Lisbon he bought boats.", altered)
    given = Source([sentence], pairs, pairs, pairs, {}, {"en": lexicon("en"), "es": lexicon("es")}, None, VERSES)
    found = [pair for _, group in zip(range(60), within.groups(given, chance), strict=False) for pair in group]
    drifts = [pair for pair in found if pair.drifted > 0.5]
    assert 0.35 < len(drifts) / len(found) < 0.65
    assert all(pair.original != pair.rendering for pair in found)
    across = [pair for pair in found if {*SPANISH} & {*pair[:2]} and {*ENGLISH} & {*pair[:2]}]
    assert 0 < len(across) < 0.15 * len(found)
    assert any({*pair[:2]} == {*VERSES[0].renderings} for pair in found if not pair.drifted)


def test_verses_are_what_several_bibles_say_in_like_words(tmp_path: Path) -> None:
    told = {
        "web": [
            "The captain sold seven boats to them all.",
            "Short it is.",
            "The river rises in the northern valley now.",
        ],
        "bbe": [
            "Seven boats were sold by the captain` to them.",
            "Long it is.",
            "Nothing of this has been said by any man.",
        ],
    }
    for name in BIBLES:
        texts = told.get(name.removeprefix("pythonbible_"), [])
        whole = " ".join(texts)
        begins = [whole.index(text) for text in texts]
        places = [begins, [begin + len(text) for begin, text in zip(begins, texts, strict=True)]]
        tables = [
            "{" + "".join(f"{number}: {at}, " for number, at in enumerate(each, start=1)) + "}" for each in places
        ]
        (tmp_path / name).mkdir()
        (tmp_path / name / "plain_text_readers_bible.py").write_text(
            f'bible = Bible("""{whole}""", {", ".join(tables)}, {{}})', encoding="utf-8"
        )
    (only,) = verses(tmp_path)
    assert only.renderings == (
        "The captain sold seven boats to them all.",
        "Seven boats were sold by the captain’ to them.",
    )


def test_the_last_words_are_put_first(lexicon: Callable[[str], Lexicon]) -> None:
    chance = Random(9)  # noqa: S311  # no secret
    text = "The minister praised farmers and captains in the harbour."
    assert fronted(text, lexicon("en"), None, chance) == "In the harbour, the minister praised farmers and captains."


def test_a_word_that_nobody_translated_comes_from_another_language(lexicon: Callable[[str], Lexicon]) -> None:
    chance = Random(8)  # noqa: S311  # no secret
    edits = [edit for _ in range(20) for edit in MAKERS["foreign"][0](ENGLISH[2], lexicon("en"), None, chance)]
    assert edits
    assert {edit.text for edit in edits} <= set(lexicon("es").vocabulary) - set(lexicon("en").counts)


def test_where_two_texts_differ() -> None:
    faithful, altered = "The bridge was closed on Monday.", "The bridge was not closed on Sunday."
    before, after = altered_spans(faithful, altered)
    assert [faithful[slice(*span)] for span in before] == ["Monday"]
    assert [altered[slice(*span)] for span in after] == ["not", "Sunday"]


def test_text_in_tokens_is_printed_as_text() -> None:
    assert plain("Das ist , wie gesagt , gut .") == "Das ist, wie gesagt, gut."
    assert plain("今日 は 晴れ です 。") == "今日は晴れです。"


@pytest.fixture
def kept_and_learnt(tmp_path: Path) -> Path:
    path = tmp_path / "demetr.jsonl"
    rows = [
        {
            "split": split,
            "category": category,
            "severity": category.split("_")[0],
            "language": "spanish",
            "source": f"Frase {number}.",
            "reference": f"Sentence {number}.",
            "faithful": f"This is sentence {number}.",
            "drifted": f"This is no sentence {number}.",
        }
        for number in range(20)
        for split in ["dev" if number % 4 == 3 else "train"]
        for category in ("critical_id8_negation", "minor_id1_repeat2", "base_id35_reference")
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_no_sentence_is_learnt_from_and_measured(kept_and_learnt: Path) -> None:
    kept, learnt = ({each.source for each in demetr(kept_and_learnt, kept=kept)} for kept in (True, False))
    assert kept
    assert learnt
    assert not kept & learnt
    assert not {f"Frase {number}." for number in range(3, 20, 4)} & (kept | learnt)
    assert {case.original for case in cases(kept_and_learnt)} | {case.rendering for case in cases(kept_and_learnt)}


def test_pairs_are_turned_round_and_a_drift_against_itself_is_faithful(
    kept_and_learnt: Path, lexicon: Callable[[str], Lexicon]
) -> None:
    given = Source(
        demetr(kept_and_learnt, kept=False), [], [], [], {}, {code: lexicon(code) for code in ("en", "es")}, None, []
    )
    chance = Random(5)  # noqa: S311  # no secret

    class OfDemetr(Random):
        """A chance that always draws groups of DEMETR."""

        def choices(self, population: list[str], *args: object, **options: object) -> list[str]:  # type: ignore[override]
            drawn = chance.choices(population, *args, **options)  # type: ignore[arg-type]
            return ["demetr"] if "demetr" in population else drawn

    made = groups(given, OfDemetr(6))
    examples = [each for _ in range(20) for each in next(made)]
    drifted_first = [each for each in examples if each.drifted == 1 and "no sentence" in each.original]
    drifted_last = [each for each in examples if each.drifted == 1 and "no sentence" in each.rendering]
    assert drifted_first
    assert drifted_last
    both = [each for each in examples if "no sentence" in each.original.lower() and "no" in each.rendering.lower()]
    assert any(each.drifted == 0 for each in both)
