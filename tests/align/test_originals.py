"""Which rendering the others are held against, and the reason that a reader is given."""

from typing import Any

import pytest

from align.originals import chosen


def quote(article: str, kind: str = "direct", clean: str = "The strike is over.", at: int = 0) -> dict[str, Any]:
    return {"quote_id": f"{article}:{at}-{at + len(clean)}", "article_id": article, "kind": kind, "clean": clean}


def article(path: str, published: str | None = None) -> dict[str, Any]:
    return {"path": path, "published": published}


def origin(*relays: str, score: float = 0.0) -> dict[str, Any]:
    return {"relay_chain": list(relays), "signs_score": score}


ARTICLES = {
    "efe": article("wire/efe.txt", "2024-10-25"),
    "kcna": article("wire/kcna.txt", "2024-10-26"),
    "own": article("local/own.txt", "2024-10-27"),
}
ORIGINS = {"efe": origin("KCNA", "EFE", score=0.9), "kcna": origin(score=0.0), "own": origin(score=0.0)}


def test_a_quote_alone_is_the_original() -> None:
    assert chosen([quote("efe", "indirect")], ARTICLES, ORIGINS, None) == (0, "the only rendering")


@pytest.mark.parametrize(
    ("quotes", "first", "reason"),
    [
        ([quote("kcna", "indirect"), quote("own", "mixed"), quote("efe", "direct")], 2, "a direct quote"),
        ([quote("kcna", "indirect"), quote("efe", "mixed")], 1, "words quoted inside a sentence"),
        ([quote("efe"), quote("own")], 1, "no relays and no signs of translation"),
        ([quote("own"), quote("kcna")], 1, "the earliest"),
        ([quote("own"), quote("own", clean="The strike is over, and the port is open.")], 1, "the fullest"),
    ],
)
def test_each_step_of_the_order_decides_in_turn(quotes: list[dict[str, Any]], first: int, reason: str) -> None:
    found, why = chosen(quotes, ARTICLES, ORIGINS, None)
    assert found == first
    assert reason in why


def test_fewer_relays_win_where_all_are_relayed() -> None:
    origins = {"efe": origin("KCNA", "EFE"), "own": origin("KCNA")}
    found, why = chosen([quote("efe"), quote("own")], ARTICLES, origins, None)
    assert found == 1
    assert "fewest relays" in why


def test_an_undated_article_counts_as_the_latest() -> None:
    articles = ARTICLES | {"kcna": article("wire/kcna.txt")}
    assert chosen([quote("kcna"), quote("own")], articles, ORIGINS, None)[0] == 1


def test_the_article_that_the_user_names_comes_before_all() -> None:
    quotes = [quote("kcna", "direct"), quote("efe", "indirect"), quote("efe", "mixed", at=90)]
    found, why = chosen(quotes, ARTICLES, ORIGINS, "wire/../wire/efe.txt")
    assert found == 2
    assert "named as the original" in why


def test_a_named_article_without_a_rendering_leaves_it_to_the_evidence() -> None:
    assert chosen([quote("efe"), quote("own")], ARTICLES, ORIGINS, "wire/kcna.txt")[0] == 1


def test_what_nothing_sets_apart_is_settled_alike_in_any_order() -> None:
    one, other = quote("own", at=5), quote("own", at=700)
    assert [one, other][chosen([one, other], ARTICLES, ORIGINS, None)[0]] == [other, one][
        chosen([other, one], ARTICLES, ORIGINS, None)[0]
    ]


def test_an_article_without_a_row_of_origins_counts_as_unrelayed() -> None:
    assert chosen([quote("efe"), quote("own")], ARTICLES, {"efe": ORIGINS["efe"]}, None)[0] == 1
