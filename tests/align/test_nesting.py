"""A reported clause round quoted words is not compared beside them."""

from pathlib import Path

import seeds
from align.nesting import innermost


def test_the_words_between_marks_stand_for_the_clause_round_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Ana Ruiz, the harbour master, said that the storm was “the worst in a generation” for the port. "
        "She added that the quay would stay closed until Friday.",
        encoding="utf-8",
    )
    quotes = seeds.quotes(seeds.read([tmp_path]).articles)
    kept = innermost(quotes)
    assert ("mixed", "the worst in a generation") in kept.select("kind", "text").rows()
    assert ("indirect", "the quay would stay closed until Friday") in kept.select("kind", "text").rows()
    assert not any("worst" in text for kind, text in kept.select("kind", "text").rows() if kind == "indirect")
    assert any("worst" in text for kind, text in quotes.select("kind", "text").rows() if kind == "indirect")
