"""Sign-offs and relay phrases in eleven languages: each is found at its words, with its chain."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

import seeds

STORIES: Final = {
    "en": "The harbour office has closed the bay to ships. Pilots wait on the quay for the wind to fall.",
    "es": "La capitanía ha cerrado la bahía a los barcos. Los prácticos esperan en el muelle a que amaine el viento.",
    "fr": "La capitainerie a fermé la baie aux navires. Les pilotes attendent à quai que le vent tombe.",
    "pt": "A capitania fechou a baía aos navios. Os pilotos esperam no cais que o vento abrande.",
    "de": "Das Hafenamt hat die Bucht für Schiffe gesperrt. Die Lotsen warten am Kai, bis der Wind nachlässt.",
    "it": "La capitaneria ha chiuso la baia alle navi. I piloti attendono sul molo che il vento cali.",
    "ru": "Капитан порта закрыл бухту для судов. Лоцманы ждут на причале, пока стихнет ветер.",
    "ar": "أغلقت سلطة الميناء الخليج أمام السفن. وينتظر المرشدون على الرصيف أن تهدأ الرياح.",
    "zh": "港务局已关闭海湾。引航员在码头等待风力减弱。",
    "ja": "港長は湾を閉鎖した。水先人は岸壁で風がやむのを待っている。",
    "ko": "항만 당국은 만을 폐쇄했다. 도선사들은 부두에서 바람이 잦아들기를 기다린다.",
}
CASES: Final = [
    (code, case)
    for code, cases in tomllib.loads((Path(__file__).parent / "data" / "relays.toml").read_text("utf-8")).items()
    for case in cases
]


@pytest.mark.parametrize(("code", "case"), CASES, ids=[f"{code}-{case['words']}" for code, case in CASES])
def test_who_passed_the_story_on_is_found_with_the_chain(
    articles: Callable[..., pl.DataFrame], code: str, case: dict[str, Any]
) -> None:
    text = f"{STORIES[code]}\n\n{case['copy']}"
    copy = articles(text).with_columns(language=pl.lit(code))
    found, origins = seeds.signs(copy)
    handed = found.filter(pl.col("sign").is_in(["sign-off", "relay-phrase"]))
    assert [text[start:end] for start, end in handed.select("start", "end").iter_rows()] == [case["words"]]
    assert origins["relay_chain"].to_list() == [case["chain"]]


def test_each_language_has_six_and_more() -> None:
    counts = {code: sum(code == each for each, _ in CASES) for code in STORIES}
    assert min(counts.values()) >= 6
