"""Every language and agency file can be read; one that lacks a part is named with the part."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from seeds import knowledge
from seeds.agencies import agencies, mentions
from seeds.exceptions import LanguageDataError

FOLDER = Path(knowledge.__file__).parent / "languages"
CODES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Put a language file of the test's own in place of those that ship: `room(code, content)`."""
    (tmp_path / "languages").mkdir()
    monkeypatch.setattr(knowledge, "files", lambda _: tmp_path)
    for cached in (knowledge.languages, knowledge.language):
        cached.cache_clear()

    yield lambda code, content: (
        (tmp_path / "languages" / f"{code}.toml").write_text(content, encoding="utf-8"),
        None,
    )[1]
    for cached in (knowledge.languages, knowledge.language):
        cached.cache_clear()


def test_there_are_languages() -> None:
    assert "en" in CODES
    assert list(knowledge.languages()) == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_language_file_loads(code: str) -> None:
    known = knowledge.language(code)
    assert known is not None
    assert known.code == code
    assert known.name
    assert known.pairs
    assert known.cues or known.patterns


@pytest.mark.parametrize("code", CODES)
def test_every_pattern_of_a_language_compiles(code: str) -> None:
    known = knowledge.language(code)
    assert known is not None
    for key in ("dates", "numbers", "quotation_marks", "calques", "descriptions"):
        for pattern in known.relay[key]:
            re.compile(pattern)


@pytest.mark.parametrize("code", ["", "xx", "tlh", "EN", "../en"])
def test_a_language_without_a_file_is_none(code: str) -> None:
    assert knowledge.language(code) is None


@pytest.mark.parametrize("part", ["marks", "reporting", "attribution", "phrases", "speakers", "relay"])
def test_a_missing_part_is_named_with_its_file(room: Callable[[str, str], None], part: str) -> None:
    whole = (FOLDER / "en.toml").read_text(encoding="utf-8")
    room("xy", re.sub(rf"(?ms)^\[{part}\].*?(?=^\[|\Z)", "", whole))
    with pytest.raises(LanguageDataError, match=rf"languages/xy\.toml: no \[{part}\]"):
        knowledge.language("xy")


@pytest.mark.parametrize(("part", "key"), [("marks", "pairs"), ("reporting", "verbs"), ("speakers", "pronouns")])
def test_a_missing_key_is_named_with_its_part(room: Callable[[str, str], None], part: str, key: str) -> None:
    whole = (FOLDER / "en.toml").read_text(encoding="utf-8")
    room("xy", re.sub(rf"(?ms)^{key} = \[.*?\]\n(?=\S|\n)", "", whole, count=1))
    with pytest.raises(LanguageDataError, match=rf"languages/xy\.toml.*{part}.*{key}"):
        knowledge.language("xy")


def test_a_language_file_that_is_no_toml_is_named(room: Callable[[str, str], None]) -> None:
    room("xy", 'name = "Broken\n')
    with pytest.raises(LanguageDataError, match=r"languages/xy\.toml: not TOML"):
        knowledge.language("xy")


def test_every_agency_has_a_country_and_languages() -> None:
    assert len(agencies()) > 20
    for agency in agencies().values():
        assert re.fullmatch(r"[A-Z]{2}", agency.country)
        assert agency.languages


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("the Korean Central News Agency (KCNA) said", ["KCNA", "KCNA"]),
        ("Agence France-Presse and Reuters", ["AFP", "Reuters"]),
        ("신문은 연합뉴스 를 인용했다", ["Yonhap"]),
        ("North Korea’s official news agency said", ["KCNA"]),
        ("the Chinese state media said", ["Xinhua"]),
        ("a reuters-like service", []),
        ("the apartment and the map", []),
        ("North Korean soldiers", []),
    ],
)
def test_agencies_are_found_by_name_and_by_description(text: str, named: list[str]) -> None:
    english = knowledge.language("en")
    assert english is not None
    assert [mention.agency.name for mention in mentions(text, english)] == named
