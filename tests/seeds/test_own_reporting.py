"""Copy written in the first place in its language, by its own reporters, scores below every translated article."""

from pathlib import Path
from typing import Final

import pytest

import seeds

SEEDS: Final = Path(seeds.__file__).parent
OWN: Final = Path(__file__).parent / "data" / "own"


def scores(paths: list[Path]) -> dict[str, float]:
    copy = seeds.read(paths)
    _, origins = seeds.signs(copy.articles)
    names = dict(copy.articles.select("article_id", "path").iter_rows())
    return {Path(names[row["article_id"]]).name: row["signs_score"] for row in origins.to_dicts()}


def test_own_reporting_scores_below_every_translated_article() -> None:
    translated = [path for path in sorted(SEEDS.joinpath("articles").glob("*.txt")) if not path.name.startswith("1-")]
    own = scores(sorted(OWN.glob("*.txt")))
    assert len(own) == 10
    assert max(own.values()) < min(scores(translated).values()), own


@pytest.mark.parametrize("path", sorted(OWN.glob("*.txt")), ids=lambda path: path.name)
def test_own_reporting_has_one_false_sign_at_most_and_no_guess(path: Path) -> None:
    copy = seeds.read([path])
    found, origins = seeds.signs(copy.articles)
    assert found.height <= 1, found.to_dicts()
    assert origins["guessed_language"].to_list() == [None]
    assert copy.articles["language"].to_list() == [path.name[:2]]
