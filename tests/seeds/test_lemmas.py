"""Dictionary forms in several languages; a language without a list changes nothing."""

from pathlib import Path

import pytest
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from seeds.lemmas import is_known, lemma
from seeds.word_lists import WordLists


@pytest.mark.parametrize(
    ("word", "code", "form"),
    [("said", "en", "say"), ("dijeron", "es", "decir"), ("Häuser", "de", "haus"), ("городах", "ru", "город")],
)
def test_a_form_leads_to_its_word(word: str, code: str, form: str) -> None:
    assert lemma(word, code) == form


def test_a_language_without_a_list_keeps_its_words() -> None:
    assert lemma("말했다", "ko") == "말했다"
    assert is_known("말했다", "ko") is None


def test_a_list_tells_words_from_broken_ones() -> None:
    assert is_known("government", "en") is True
    assert is_known("governm", "en") is False
    assert not is_known("", "en")


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own; the list of Scottish Gaelic is a small one."""
    monkeypatch.setenv("WIREALIGN_CACHE", str(tmp_path))
    return tmp_path / "words"


def test_a_list_on_disk_says_what_simplemma_says(lists: Path) -> None:
    theirs = DefaultDictionaryFactory(cache_max_size=0).get_dictionary("gd")
    for _ in range(2):  # made, then read back
        ours = WordLists().get_dictionary("gd")
        assert len(ours) == len(theirs)
        assert {word: ours.get(word) for word in theirs} == dict(theirs)
        assert [ours.get(word) for word in ("", "qqq", "\U0010ffff", "\0", next(iter(theirs)) + "\t")] == [None] * 5
    assert [file.suffix for file in lists.iterdir()] == [".words"]


@pytest.mark.parametrize("damage", [b"", b"broken\tline\n", None])
def test_a_damaged_list_is_made_anew(lists: Path, damage: bytes | None) -> None:
    WordLists().get_dictionary("gd")
    (file,) = lists.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-100] if damage is None else damage)
    assert len(WordLists().get_dictionary("gd")) > 1_000
    assert file.read_bytes() == whole


def test_without_a_cache_folder_the_lists_are_held_in_memory(lists: Path) -> None:
    lists.parent.joinpath("words").write_text("a file where the folder should be")
    assert len(WordLists().get_dictionary("gd")) > 1_000


@pytest.mark.parametrize(
    ("word", "form"), [("maßnahmen", "maßnahme"), ("schließung", "schließung"), ("wasser", "wasser")]
)
def test_a_word_whose_sharp_s_was_folded_is_found(word: str, form: str) -> None:
    assert is_known(word.casefold(), "de")
    assert lemma(word.casefold(), "de") == form.casefold()
