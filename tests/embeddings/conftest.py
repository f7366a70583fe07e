"""The bundled encoders, loaded once, in a cache folder of the tests' own; and lines of wire copy in ten languages."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import embeddings
from embeddings.model import WireEncoder

# One statement, a reply to it and a line of weather, so that a language's own lines are told apart.
LINES = {
    "en": (
        "The port will reopen tomorrow, the ministry said.",
        "No container has left the yard.",
        "It rained all day.",
    ),
    "es": ("El puerto reabrirá mañana, dijo el ministerio.", "Ningún contenedor ha salido.", "Llovió todo el día."),
    "fr": (
        "Le port rouvrira demain, a dit le ministère.",
        "Aucun conteneur n'est sorti.",
        "Il a plu toute la journée.",
    ),
    "pt": ("O porto reabrirá amanhã, disse o ministério.", "Nenhum contêiner saiu.", "Choveu o dia inteiro."),
    "de": ("Der Hafen öffne morgen wieder, so das Ministerium.", "Kein Container ging hinaus.", "Es regnete ganztags."),
    "it": (
        "Il porto riaprirà domani, ha detto il ministero.",
        "Nessun container è uscito.",
        "Ha piovuto tutto il giorno.",
    ),
    "ru": ("Порт откроется завтра, сообщило министерство.", "Ни один контейнер не вывезен.", "Весь день шёл дождь."),
    "ar": ("قالت الوزارة إن الميناء سيعاد فتحه غدا.", "لم تغادر أي حاوية الساحة.", "هطل المطر طوال اليوم."),
    "zh": ("该部门表示，港口明天将重新开放。", "没有任何集装箱离开堆场。", "下了一整天的雨。"),
    "ja": ("港は明日再開すると同省は述べた。", "コンテナは一つも出ていない。", "一日中雨が降った。"),
    "ko": ("항구는 내일 다시 열린다고 부처가 밝혔다.", "컨테이너는 하나도 나가지 않았다.", "하루 종일 비가 왔다."),
}


@pytest.fixture(scope="session")
def lines() -> list[str]:
    return [line for language in LINES.values() for line in language]


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get("WIREALIGN_CACHE")
    os.environ["WIREALIGN_CACHE"] = str(folder)
    yield folder
    if before is None:
        del os.environ["WIREALIGN_CACHE"]
    else:
        os.environ["WIREALIGN_CACHE"] = before


@pytest.fixture(scope="session")
def use() -> WireEncoder:
    return embeddings.load("use", dtype="float32")


@pytest.fixture(scope="session")
def duo() -> WireEncoder:
    return embeddings.load("duo", dtype="float32")


@pytest.fixture(scope="session")
def e5(duo: WireEncoder) -> WireEncoder:
    assert duo is not None  # it is the e5 inside `duo`: loading a second one would take twice the memory
    return embeddings.token_encoder(dtype="float32")
