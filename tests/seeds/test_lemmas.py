"""Dictionary forms in several languages; a language without a list changes nothing."""

import pytest

from seeds.lemmas import is_known, lemma


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
