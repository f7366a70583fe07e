"""Statements: renderings of one utterance come together, and nothing else does."""

from collections.abc import Callable

import pytest

from align.stories import Story

Told = Callable[..., Story]

PORT = "“We think the port of Busan will reopen on Friday morning,” harbour master Park Seo-yeon said."
PORT_ABROAD = "“I believe that Busan port will be reopened on Friday morning,” Park Seo Yeon, the harbour master, said."
PORT_REPORTED = "Harbour master Park Seo-yeon said that the port of Busan would reopen on Friday morning."
CREW = "“Not one sailor has left the ships since the strike began,” Park Seo-yeon said."
FILLER = (
    "The sea was calm. Ships from three countries are waiting in the bay of the town, and nobody knows for how long."
)


def groups(story: Story) -> set[frozenset[str]]:
    """The statements, each as the cleaned words of its renderings."""
    words = dict(story.quotes.select("quote_id", "clean").iter_rows())
    found: dict[str, set[str]] = {}
    for statement, quote in story.renderings.select("statement_id", "quote_id").iter_rows():
        found.setdefault(statement, set()).add(words[quote])
    return {frozenset(group) for group in found.values()}


def together(story: Story, one: str, other: str) -> bool:
    return any(
        any(one in words for words in group) and any(other in words for words in group) for group in groups(story)
    )


def test_renderings_of_one_utterance_are_one_statement(told: Told) -> None:
    story = told(
        {"a.txt": f"{PORT}\n\n{CREW}\n", "b.txt": f"{FILLER}\n\n{PORT_ABROAD}\n", "c.txt": f"{PORT_REPORTED}\n"},
    )
    assert together(story, "port of Busan will reopen", "Busan port will be reopened")
    assert together(story, "port of Busan will reopen", "port of Busan would reopen")
    assert not together(story, "port of Busan will reopen", "Not one sailor")


def test_the_order_of_the_files_changes_nothing(told: Told) -> None:
    copy = {"a.txt": f"{PORT}\n\n{CREW}\n", "b.txt": f"{PORT_ABROAD}\n", "c.txt": f"{FILLER} {PORT_REPORTED}\n"}
    one, other = told(copy), told(dict(reversed(copy.items())))
    assert groups(one) == groups(other)
    for name in ("statements", "renderings", "verdicts", "drifts"):
        rows = [sorted(map(str, getattr(story, name).rows())) for story in (one, other)]
        assert rows[0] == rows[1], name


def test_every_quote_is_in_one_statement(told: Told) -> None:
    story = told({"a.txt": f"{PORT}\n\n{CREW}\n", "b.txt": f"{PORT_ABROAD}\n"})
    assert story.renderings["quote_id"].n_unique() == story.renderings.height == story.quotes.height
    assert set(story.statements["original"]) <= set(story.quotes["quote_id"])


def test_the_same_words_of_another_speaker_stay_apart(told: Told) -> None:
    words = "“We will not give up a single metre of this land to anybody,”"
    story = told({"a.txt": f"{words} Ana Ruiz said.\n", "b.txt": f"{words} said Colin Drury in Leeds.\n"})
    assert story.statements.height == 2


def test_like_claims_with_other_figures_stay_apart(told: Told) -> None:
    story = told(
        {
            "a.txt": "“The storm destroyed 300 homes in the valley,” said Mayor Ana Ruiz.\n",
            "b.txt": "The storm destroyed 41 homes in the valley, according to the fire service.\n",
        }
    )
    assert story.statements.height == 2


def test_two_forecasts_with_other_figures_of_one_speaker_in_one_article_stay_apart(told: Told) -> None:
    story = told(
        {
            "ja.txt": "韓国銀行の李昌鏞総裁は27日、「政策金利を当面2.5％に据え置く」と表明した。会見で李総裁は"
            "「来年の物価上昇率は2.1％と予想する」と述べた。\n",
            "ko.txt": '이창용 한국은행 총재는 27일 "기준금리를 당분간 연 2.5%로 유지하겠다"고 밝혔다. 이 총재는 '
            '"내년 물가상승률은 2.1%로 예상한다"고 말했다.\n',
            "pt.txt": "O Banco da Coreia vai manter a taxa de juro em 2,5% por agora, afirmou o governador, Rhee "
            'Chang-yong. "Prevemos uma inflação de 2,1% no próximo ano", disse.\n',
        }
    )
    assert together(story, "2.1％", "2,1%")
    assert not together(story, "2.5％", "2.1")
    assert not together(story, "2,5%", "2,1%")


def test_unlike_quotes_are_not_chained_through_one_that_has_both(told: Told) -> None:
    port, crew = (
        "The port of Busan will reopen on Friday morning",
        "not one sailor has left the ships since the strike began",
    )
    story = told(
        {
            "a.txt": f"“{port},” Park Seo-yeon said.\n",
            "b.txt": f"“{port}, and {crew},” Park Seo-yeon said.\n",
            "c.txt": f"“{crew[0].upper()}{crew[1:]},” Park Seo-yeon said.\n",
        }
    )
    assert max(map(len, groups(story))) == 2


def test_a_sentence_without_marks_or_cue_joins_the_statement_that_it_renders(told: Told) -> None:
    sentence = "The port of Busan will reopen on Friday morning."
    story = told(
        {
            "a.txt": f"{PORT}\n\n{FILLER}\n",
            "b.txt": f"Harbour master Park Seo-yeon spoke to the press. {sentence} {FILLER}\n\n(EFE)\n",
        }
    )
    (joined,) = [row for row in story.quotes.to_dicts() if row["clean"] == sentence]
    assert (joined["kind"], joined["cue"]) == ("indirect", None)
    assert together(story, "We think the port", sentence)


def test_a_sentence_takes_the_speaker_quoted_just_before_it(told: Told) -> None:
    sentence = "The port of Busan will reopen on Friday morning."
    story = told({"a.txt": f"{PORT}\n", "b.txt": f"{CREW} {sentence} {FILLER}\n\n(EFE)\n"})
    (joined,) = [row for row in story.quotes.to_dicts() if row["clean"] == sentence]
    assert joined["speaker_head"] == "Park Seo-yeon"


def test_copy_of_which_nothing_but_its_own_head_names_an_agency_is_not_embedded(told: Told) -> None:
    story = told({"a.txt": "SEOUL, Oct. 25 (Yonhap) -- The mayor opened the bridge on Friday morning.\n"})
    assert story.signs["sign"].to_list() == ["dateline"]
    assert story.embedded == ()


def test_a_sentence_of_an_article_without_signs_is_not_embedded_unless_all_are(told: Told) -> None:
    copy = {"a.txt": f"{PORT}\n", "b.txt": f"{CREW} The port of Busan will reopen on Friday morning. {FILLER}\n"}
    assert told(copy).embedded == ()
    story = told(copy, embed_all=True)
    assert len(story.embedded) == 2
    assert together(story, "We think the port", "The port of Busan will reopen on Friday morning.")


@pytest.mark.parametrize("copy", [{}, {"a.txt": f"{FILLER}\n"}, {"a.txt": f"{PORT}\n"}])
def test_a_story_of_none_or_one_has_no_shared_statement(told: Told, copy: dict[str, str]) -> None:
    story = told(copy)
    assert story.statements.height == story.renderings.height == len(copy) * ("Park" in str(copy))
    assert not story.verdicts.height
