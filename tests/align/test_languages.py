"""Every language file of the drift checks can be read; one that lacks a part is named with the part."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from align import languages as room
from seeds.exceptions import LanguageDataError

FOLDER = Path(room.__file__).parent
CODES = sorted(path.stem for path in FOLDER.glob("*.toml"))
CLASSES = {"certainty", "condition", "possibility", "obligation", "hedge", "approximation", "conditional", "none"}


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Put a language file of the test's own, `xy`, in place of those that ship."""
    monkeypatch.setattr(room, "files", lambda _: tmp_path)
    for cached in (room.languages, room.language):
        cached.cache_clear()

    def write(content: str) -> None:
        (tmp_path / "xy.toml").write_text(content, encoding="utf-8")

    yield write
    for cached in (room.languages, room.language):
        cached.cache_clear()


@pytest.mark.parametrize("code", CODES)
def test_every_language_file_loads(code: str) -> None:
    known = room.language(code)
    assert known is not None
    assert known.code == code
    assert known.negation_cues
    assert known.modality
    assert {kind for kinds in known.modality.values() for kind in kinds.split()} <= CLASSES
    assert {kind.rstrip("?") for kinds in known.modal_answers.values() for kind in kinds.split()} <= CLASSES
    assert set(known.time_finals.values()) <= {"past", "present", "future"}
    assert all(len(pair) == 2 for pair in known.opposites)


@pytest.mark.parametrize("code", [None, "", "xx", "EN"])
def test_a_language_without_a_file_is_none(code: str | None) -> None:
    assert room.language(code) is None


@pytest.mark.parametrize(
    "part", ["negation", "modality", "intensity", "tense", "opposition", "person", "gender", "words"]
)
def test_a_missing_part_is_named_with_its_file(written: Callable[[str], None], part: str) -> None:
    whole = (FOLDER / "en.toml").read_text(encoding="utf-8")
    written(re.sub(rf"(?ms)^\[{part}(\.\w+)?\]\n.*?(?=^\[|\Z)", "", whole))
    with pytest.raises(LanguageDataError, match=rf"align/languages/xy\.toml: no \[{part}\]"):
        room.language("xy")


@pytest.mark.parametrize(("part", "key"), [("negation", "cues"), ("tense", "past"), ("words", "function")])
def test_a_missing_key_is_named_with_its_part(written: Callable[[str], None], part: str, key: str) -> None:
    whole = (FOLDER / "en.toml").read_text(encoding="utf-8")
    written(re.sub(rf"(?ms)^(\[{part}\]\n.*?)^{key} = \[[^\n]*\]\n", r"\1", whole, count=1))
    with pytest.raises(LanguageDataError, match=rf"xy\.toml.*{part}.*{key}"):
        room.language("xy")


@pytest.mark.parametrize("code", ["cs", "hi", "nl", "pl", "xx"])
def test_a_language_without_a_file_has_at_most_its_denials_and_small_words(code: str) -> None:
    known = room.neutral(code)
    assert (known.code, known.modality, known.times, known.ends, known.gender) == (code, {}, {}, {}, {})
    assert bool(known.negation_cues) == (code != "xx")
    assert bool(known.function) == (code != "xx")
    assert not known.function & known.negation_cues


def test_a_language_file_that_is_no_toml_is_named(written: Callable[[str], None]) -> None:
    written('name = "Broken\n')
    with pytest.raises(LanguageDataError, match=r"xy\.toml: not TOML"):
        room.language("xy")
