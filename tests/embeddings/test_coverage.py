"""A language outside those that a model knows is named, once, and the vector is given."""

import warnings

import polars as pl
import pytest

import embeddings
from embeddings.model import WireEncoder
from tests.embeddings.conftest import LINES

HINDI = "अर्जेंटीना दुनिया में सबसे अच्छी पोलो टीम और खिलाड़ियों के लिए जाना जाता है।"
SWEDISH = "Regeringen bekräftade på torsdagen att hamnen åter skulle öppnas nästa vecka."

PERSIAN = "وزارت امور خارجه روز پنجشنبه اعلام کرد که بندر هفته آینده بازگشایی خواهد شد و چیزی تغییر نکرده است."


@pytest.fixture
def fresh() -> WireEncoder:
    return embeddings.load("use", dtype="float32")


@pytest.mark.parametrize(("text", "language"), [(HINDI, "hi"), (SWEDISH, "sv"), (PERSIAN, "fa")])
def test_it_is_named_by_its_text(fresh: WireEncoder, text: str, language: str) -> None:
    with pytest.warns(embeddings.LanguageWarning, match=f"language '{language}' .*model 'use' is not made for it"):
        assert fresh.encode([text]).shape == (1, 512)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fresh.encode([text])


def test_it_is_named_by_a_tables_column(fresh: WireEncoder) -> None:
    table = pl.DataFrame({"text": ["a", "b", "c"], "language": ["vi", "vi", "pt-BR"]})
    with pytest.warns(embeddings.LanguageWarning, match=r"language 'vi' \(2 texts\)"):
        assert fresh.encode(table).shape == (3, 512)


@pytest.mark.filterwarnings("error")
def test_languages_that_it_knows_cause_no_warning(fresh: WireEncoder) -> None:
    for lines in LINES.values():
        fresh.encode([" ".join(lines)])
    fresh.encode(pl.DataFrame({"text": ["a", "b"], "language": ["ko", None]}))
    fresh.encode(["x" * 1000, "12345 " * 100, "AFP/ANK/YSU/KCNA 2024-10-25 14:05:33 GMT +0900", ""])


def test_duo_says_so_too(duo: WireEncoder) -> None:
    with pytest.warns(embeddings.LanguageWarning, match="model 'duo' is not made for it"):
        duo.encode([HINDI])
