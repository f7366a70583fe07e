"""Sign-offs and relay phrases in eleven languages: each is found at its words, with its chain."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

import seeds

STORIES: Final = tomllib.loads((Path(__file__).parent / "data" / "stories.toml").read_text("utf-8"))
CASES: Final = [
    (code, case)
    for code, cases in tomllib.loads((Path(__file__).parent / "data" / "relays.toml").read_text("utf-8")).items()
    for case in cases
]


@pytest.mark.parametrize(("code", "case"), CASES, ids=[f"{code}-{case['copy'][-40:]}" for code, case in CASES])
def test_who_passed_the_story_on_is_found_with_the_chain(
    articles: Callable[..., pl.DataFrame], code: str, case: dict[str, Any]
) -> None:
    text = f"{STORIES[code]}\n\n{case['copy']}"
    copy = articles(text).with_columns(language=pl.lit(code))
    found, origins = seeds.signs(copy)
    handed = found.filter(pl.col("sign").is_in(["sign-off", "relay-phrase"]))
    words = [text[start:end] for start, end in handed.select("start", "end").iter_rows()]
    assert words == [case["words"]] if "words" in case else len(words) == 1
    assert origins["relay_chain"].to_list() == [case["chain"]]


def test_each_language_has_six_and_more() -> None:
    counts = {code: sum(code == each for each, _ in CASES) for code in STORIES}
    assert min(counts.values()) >= 6


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The pilots’ union told AFP that nobody had asked them."),
        ("en", "Reuters photographers were kept off the quay."),
        ("es", "«No sabemos nada», dijo el práctico a EFE."),
        ("es", "El alcalde concedió una entrevista a la agencia EFE."),
        ("fr", "« On ne sait rien », a dit un pilote à l’AFP."),
        ("pt", "«Não sabemos nada», disse um piloto à agência Lusa."),
        ("de", "„Wir wissen nichts“, sagte ein Lotse der Deutschen Presse-Agentur."),
        ("de", "Das sagte er gegenüber der Agentur AFP."),
        ("de", "Das sagte ein Lotse der Nachrichtenagentur AP."),
        ("es", "Lo dijo el director de la agencia EFE."),
        ("fr", "C’est ce qu’a dit le directeur de l’agence AFP."),
        ("pt", "Foi o que disse o presidente da agência Lusa."),
        ("it", "Lo ha detto il direttore dell’agenzia Ansa."),
        ("ru", "Об этом сообщил глава агентства ТАСС."),
        ("ar", "وقال مدير وكالة الأناضول إنه سعيد."),
        ("it", "«Non sappiamo nulla», ha detto un pilota all’ANSA."),
        ("ru", "Об этом ТАСС сообщили в пресс-службе порта."),
        ("ko", "연합뉴스 기자가 부두를 찾았다."),
        ("ja", "共同通信の記者が岸壁を訪れた。"),
        ("zh", "新华社记者王芳来到码头。"),
    ],
)
def test_who_only_spoke_to_an_agency_was_not_relayed(
    articles: Callable[..., pl.DataFrame], code: str, sentence: str
) -> None:
    found, _ = seeds.signs(articles(f"{sentence} {STORIES[code]}").with_columns(language=pl.lit(code)))
    assert found.height == 0


def test_what_an_agency_is_called_is_no_verb(articles: Callable[..., pl.DataFrame]) -> None:
    """Of an agency that somebody owns nothing is relayed: "State" reports in another sentence."""
    found, _ = seeds.signs(articles(f"{STORIES['en']} It is the state agency KCNA that the ministry owns."))
    assert found.height == 0
