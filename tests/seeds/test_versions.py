"""Updates, corrections and withdrawals: what copy says of earlier copy, and which version of an item stands."""

import json
import random
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import seeds
from seeds.reading import article_from_text
from seeds.revising import said_of_earlier
from seeds.schema import ARTICLES
from seeds.versions import with_standing

BODY = (
    "The harbour office of Port Ellery said on Tuesday that the northern quay would open again in {month}. "
    "Divers have taken three sunken barges out of the basin since the storm, and a fourth is to follow this week.\n\n"
    "“We will open the quay in {month},” the harbour master, Ruth Callaway, told reporters. "
    "The owners of eleven ships have asked for a berth, and the town has lent the harbour two cranes."
)


def copy(*articles: dict[str, Any] | str) -> pl.DataFrame:
    """Make an articles table of texts, or of texts with the columns that a format would give."""
    rows = []
    for number, each in enumerate(articles):
        given = {"text": each} if isinstance(each, str) else dict(each)
        rows.append(article_from_text(given.pop("text"), f"{number}.txt", fields=given))
    return ARTICLES.frame(rows)


def standings(articles: pl.DataFrame) -> dict[str, tuple[int, str, str]]:
    """Return by path the place, act and standing of the articles that have a history."""
    found = seeds.histories(seeds.revisions(articles))
    paths = dict(articles.select("article_id", "path").iter_rows())
    return {
        paths[row["article_id"]].removesuffix(".txt"): (row["place"], row["act"], row["standing"])
        for row in found.to_dicts()
    }


@pytest.mark.parametrize(
    ("head", "act", "title"),
    [
        ("UPDATE 2-Quay to open in May", "update", "Quay to open in May"),
        ("CORRECTED-UPDATE 1-Quay to open in May", "correction", "Quay to open in May"),
        ("REFILE-Quay to open in May", "refile", "Quay to open in May"),
        ("Correction: Quay to open in May", "correction", "Quay to open in May"),
        ("Quay to open in May (corrected)", "correction", "Quay to open in May"),
        ("WITHDRAWN - Quay to open in May", "withdrawal", "Quay to open in May"),
        ("(CORRECCIÓN) El muelle abrirá en mayo", "correction", "El muelle abrirá en mayo"),
        ("ACTUALIZACIÓN: El muelle abrirá en mayo", "update", "El muelle abrirá en mayo"),
        ("ANULADA - El muelle abrirá en mayo", "withdrawal", "El muelle abrirá en mayo"),
        ("RECTIFICATIF - Le quai rouvrira en mai", "correction", "Le quai rouvrira en mai"),
        ("Le quai rouvrira en mai (actualisé)", "update", "Le quai rouvrira en mai"),
        ("ANNULATION: Le quai rouvrira en mai", "withdrawal", "Le quai rouvrira en mai"),
        ("CORREÇÃO - O cais abre em maio", "correction", "O cais abre em maio"),
        ("O cais abre em maio (atualizada)", "update", "O cais abre em maio"),
        ("KORREKTUR: Kai öffnet im Mai", "correction", "Kai öffnet im Mai"),
        ("(Aktualisiert) Kai öffnet im Mai", "update", "Kai öffnet im Mai"),
        ("WDH: Kai öffnet im Mai", "refile", "Kai öffnet im Mai"),
        ("++ ANNULLARE ++ Il molo riapre a maggio", "withdrawal", "Il molo riapre a maggio"),
        ("RETTIFICA: Il molo riapre a maggio", "correction", "Il molo riapre a maggio"),
        ("ИСПРАВЛЕНИЕ: Причал откроют в мае", "correction", "Причал откроют в мае"),
        ("Причал откроют в мае (дополнено)", "update", "Причал откроют в мае"),
        ("АННУЛИРОВАНО: Причал откроют в мае", "withdrawal", "Причал откроют в мае"),
        ("تصحيح: الرصيف يفتح في مايو", "correction", "الرصيف يفتح في مايو"),
        ("(محدث) الرصيف يفتح في مايو", "update", "الرصيف يفتح في مايو"),
        ("（更正）码头五月重开", "correction", "码头五月重开"),
        ("【更新】码头五月重开", "update", "码头五月重开"),
        ("【訂正】岸壁は五月に再開", "correction", "岸壁は五月に再開"),
        ("岸壁は五月に再開（差し替え）", "update", "岸壁は五月に再開"),
        ("[정정] 부두 5월 다시 연다", "correction", "부두 5월 다시 연다"),
        ("부두 5월 다시 연다(종합2보)", "update", "부두 5월 다시 연다"),
        ("[기사취소] 부두 5월 다시 연다", "withdrawal", "부두 5월 다시 연다"),
    ],
)
def test_a_slug_says_what_copy_does_to_earlier_copy(head: str, act: str, title: str) -> None:
    said = said_of_earlier(f"{head}\n\n{BODY.format(month='May')}")
    assert (said.act, said.title) == (act, title)


@pytest.mark.parametrize(
    "head",
    [
        "Update your phone before Friday",
        "Correction officers strike in Ohio",
        "Kill fees rise at the harbour's papers",
        "Lead pipes found below the quay",
        "Rückruf: Hersteller warnt vor Brotmesser",
        "Annulation du concert au port",
        "Cancelled - the summer fair",
        "수정 구슬 전시회 열린다",
        "最新船舶抵港",
    ],
)
def test_a_headline_of_such_words_says_nothing_of_earlier_copy(head: str) -> None:
    assert said_of_earlier(f"{head}\n\n{BODY.format(month='May')}").act == ""


@pytest.mark.parametrize(
    ("note", "act"),
    [
        ("(Corrects the month in first paragraph to May, not June)", "correction"),
        ("(This version CORRECTS that the quay opens in May.)", "correction"),
        ("(Adds quotes, background)", "update"),
        ("This story has been corrected to show that the quay opens in May.", "correction"),
        ("(Corrige el mes en el primer párrafo)", "correction"),
        ("(Actualiza con declaraciones)", "update"),
        ("(Corrige le mois au premier paragraphe)", "correction"),
        ("(Corrige o mês no primeiro parágrafo)", "correction"),
        ("(Berichtigt: Monat im ersten Absatz)", "correction"),
        ("(Corregge il mese nel primo paragrafo)", "correction"),
        ("(Исправлен месяц в первом абзаце)", "correction"),
        ("(يصحح اسم الشهر في الفقرة الأولى)", "correction"),
        ("（更正首段月份）", "correction"),
        ("（訂正：第1段落の月を直しました）", "correction"),
        ("(첫 단락의 달을 정정)", ""),
        ("(정정: 첫 단락의 달)", "correction"),
        ("(She corrects proofs for a living.)", ""),
        ("“Corrects nothing,” he said.", ""),
    ],
)
def test_a_note_says_it_too_and_is_kept(note: str, act: str) -> None:
    head, _, body = BODY.format(month="May").partition("\n\n")
    said = said_of_earlier(f"Quay to open in May\n\n{note}\n\n{head}\n\n{body}")
    assert said.act == act
    assert said.note == (note if act else None)


def test_a_note_to_editors_is_no_sentence_of_the_copy() -> None:
    note = "(Corrects quote in second paragraph to “in May” from “in June”)"
    row = copy(f"Quay to open in May\n\n{note}\n\n{BODY.format(month='May')}").to_dicts()[0]
    assert note not in row["clean"]
    assert (row["note"], row["status"]) == (note, "usable")


def test_rising_versions_of_one_identifier_are_one_item() -> None:
    articles = copy(
        {"text": BODY.format(month="June"), "guid": "urn:newsml:harbour:1", "version": "1"},
        {"text": BODY.format(month="May"), "guid": "urn:newsml:harbour:1", "version": "10"},
        {"text": BODY.format(month="July"), "guid": "urn:newsml:harbour:1", "version": "9"},
        {"text": BODY.format(month="April"), "guid": "urn:newsml:harbour:2", "version": "1"},
    )
    assert standings(articles) == {
        "0": (1, "", "superseded"),
        "2": (2, "update", "superseded"),
        "1": (3, "update", "current"),
    }


def test_languages_of_one_identifier_have_each_their_own_history() -> None:
    spanish = "El puerto dijo que el muelle abriría en {month}, según la capitana, que no quiso dar más detalles."
    articles = copy(
        {"text": BODY.format(month="May"), "guid": "urn:a:1", "version": "1", "declared_language": "en"},
        {"text": spanish.format(month="mayo"), "guid": "urn:a:1", "version": "1", "declared_language": "es"},
        {"text": spanish.format(month="junio"), "guid": "urn:a:1", "version": "2", "declared_language": "es-ES"},
    )
    assert standings(articles) == {"1": (1, "", "superseded"), "2": (2, "update", "current")}


def test_numbers_that_two_files_both_use_are_no_identifiers_of_one_item() -> None:
    other = "The council of Ashford voted on Monday to close the swimming bath, which has lost money for nine years."
    articles = copy(
        {"text": BODY.format(month="May"), "guid": "12", "published": "2025-03-01"},
        {"text": other, "guid": "12", "published": "2025-03-02"},
    )
    assert standings(articles) == {}
    again = copy(
        {"text": BODY.format(month="May"), "guid": "12", "published": "2025-03-01"},
        {"text": BODY.format(month="June"), "guid": "12", "published": "2025-03-02"},
    )
    assert standings(again) == {"0": (1, "", "superseded"), "1": (2, "update", "current")}


def test_two_texts_of_one_identifier_that_nothing_sets_apart_both_stand() -> None:
    articles = copy(
        {"text": BODY.format(month="May"), "guid": "urn:a:1"}, {"text": BODY.format(month="June"), "guid": "urn:a:1"}
    )
    assert {standing for _, _, standing in standings(articles).values()} == {"current"}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_plain_correction_finds_what_it_corrects_whatever_the_order(seed: int) -> None:
    texts = [
        f"Quay to open in June\n\nPORT ELLERY (AP) — {BODY.format(month='June')}",
        f"UPDATE 1-Quay to open in June\n\nPORT ELLERY (AP) — {BODY.format(month='June')} The town is glad.",
        f"CORRECTED-UPDATE 1-Quay to open in May\n\n(Corrects month)\n\nPORT ELLERY (AP) — {BODY.format(month='May')}",
        f"Quay to open in June\n\nPORT ELLERY (dpa) - {BODY.format(month='June')}",
        "Swimming bath to close\n\nASHFORD (AP) — The council voted on Monday to close the bath of the town.",
    ]
    published = ["2025-03-01T10:00:00Z", "2025-03-01T11:00:00Z", "2025-03-01T12:30:00+01:00", None, None]
    articles = copy(
        *(
            {"text": text, "published": when} if when else {"text": text}
            for text, when in zip(texts, published, strict=True)
        )
    )
    expected = {
        "0": (1, "", "superseded"),
        "1": (2, "update", "superseded"),
        "2": (3, "correction", "current"),
    }
    order = list(range(articles.height))
    random.Random(seed).shuffle(order)  # noqa: S311
    assert standings(articles[order]) == expected


def test_copies_of_one_dispatch_in_two_papers_are_no_versions() -> None:
    assert standings(copy(BODY.format(month="May"), BODY.format(month="May") + " More tomorrow.")) == {}


def test_another_papers_print_of_a_dispatch_is_not_what_an_update_replaces() -> None:
    """Half of the words are the same, and nobody says whose they are."""
    head, _, body = BODY.format(month="May").partition("\n\n")
    own = (
        "The town council will meet on Thursday about the cranes. Fishermen have asked for the southern quay, where "
        "water is deep, and the ferry line has threatened to leave. Nobody in the town hall would say who is to pay."
    )
    paper = f"Port to work again\n\n{head}\n\n{own}"
    assert standings(copy(paper, f"UPDATE 1-Quay to open in May\n\n{head}\n\n{body}")) == {
        "1": (1, "update", "current")
    }


def test_a_correction_of_what_was_not_read_stands_alone_and_says_so() -> None:
    assert standings(copy(f"CORRECTED-Quay to open in May\n\n{BODY.format(month='May')}")) == {
        "0": (1, "correction", "current")
    }


@pytest.mark.parametrize(
    "notice",
    [
        "KILL NOTICE: Quay to open in May\n\nPlease kill the story sent at 10:00. A substitute will be sent.",
        "ADVISORY\n\nThe story headlined “Quay to open in May” is withdrawn. There will be no substitute story.",
        "WITHDRAWN - Quay to open in May\n\nThe harbour office says that no date has been set.",
    ],
)
def test_a_notice_takes_back_the_story_that_it_names(notice: str) -> None:
    articles = copy(f"Quay to open in May\n\n{BODY.format(month='May')}", notice)
    assert standings(articles) == {"0": (1, "", "withdrawn"), "1": (2, "withdrawal", "withdrawn")}
    assert articles["status"].to_list() == ["usable", "canceled"]
    marked = with_standing(articles, seeds.histories(seeds.revisions(articles)))
    assert marked["status"].to_list() == ["canceled", "canceled"]


def test_an_article_about_a_withdrawn_paper_takes_nothing_back() -> None:
    told = "The article in the journal was withdrawn on Monday after a review, its editor said. " * 25
    assert said_of_earlier(f"Journal withdraws study of eels\n\n{told}").act == ""


def test_a_canceled_item_that_repeats_its_words_withdraws_them(tmp_path: Path) -> None:
    item = {"uri": "urn:newsml:harbour:7", "headline": "Quay to open in May", "body_text": BODY.format(month="May")}
    for number, status in (("1", "usable"), ("2", "canceled")):
        (tmp_path / f"{number}.json").write_text(json.dumps({**item, "version": number, "pubstatus": status}))
    articles = seeds.read([tmp_path]).articles
    found = seeds.histories(seeds.revisions(articles)).sort("place")
    assert found["standing"].to_list() == ["superseded", "withdrawn"]


def test_a_canceled_item_without_words_withdraws_those_of_the_version_before(tmp_path: Path) -> None:
    item = {"uri": "urn:newsml:harbour:8", "headline": "Quay to open in May", "body_text": BODY.format(month="May")}
    (tmp_path / "1.json").write_text(json.dumps({**item, "version": "1", "pubstatus": "usable"}))
    gone = {
        "uri": "urn:newsml:harbour:8",
        "version": "2",
        "pubstatus": "canceled",
        "body_text": "",
        "ednote": "Killed.",
    }
    (tmp_path / "2.json").write_text(json.dumps(gone))
    articles = seeds.read([tmp_path]).articles
    assert articles.height == 2
    found = seeds.histories(seeds.revisions(articles)).sort("place")
    assert found["standing"].to_list() == ["withdrawn", "withdrawn"]


EARLIER = [
    "Note: In an earlier version of this story the quay was said to open in April.",
    "Aclaración: una versión anterior de esta noticia indicaba abril.",
    "Précision : une version antérieure de cette dépêche mentionnait avril.",
    "Nota da redação: uma versão anterior desta notícia indicava abril.",
    "Hinweis: In einer früheren Version hieß es, der Kai öffne im April.",
    "Nota della redazione: una versione precedente di questo articolo indicava aprile.",
    "Примечание: в более ранней версии этой новости говорилось об апреле.",
    "تنويه: ورد في نسخة سابقة من هذا الخبر أن الرصيف سيفتح في أبريل.",
    "编者注：本文早前版本称码头将于四月开放。",
    "編集部注：当初の記事では四月としました。",
    "※ 최초 기사에서 4월로 잘못 전한 것을 5월로 바로잡습니다.",
]


@pytest.mark.parametrize("line", EARLIER)
def test_a_line_that_tells_of_an_earlier_version_makes_a_correction(line: str) -> None:
    text = f"Quay to open in May\n\n{BODY.format(month='May')}\n\n{line}\n"
    said = said_of_earlier(text)
    assert (said.act, said.note) == ("correction", line)


@pytest.mark.parametrize(
    "line",
    [
        "In einer früheren Version ihres Romans lebt die Heldin.",
        "Una versión anterior del puente se hundió en 1912.",
        "Une version antérieure du pont datait de 1912.",
        "In the original version of the song the ship is lost.",
        "Note: The quay was built in 1912.",
    ],
)
def test_earlier_versions_of_other_things_are_no_correction(line: str) -> None:
    assert said_of_earlier(f"Quay to open in May\n\n{BODY.format(month='May')}\n\n{line}\n").act == ""


TAKEN_BACK = [
    "ATTENTION EDITORS: The story headlined “{name}” should be disregarded.",
    "Se anula la noticia titulada “{name}” por errores.",
    "La dépêche intitulée « {name} » est à considérer comme annulée.",
    "ATENÇÃO: Anula-se a notícia com o título “{name}” por conter erros.",
    "Die Meldung „{name}“ ist hinfällig.",
    "ATTENZIONE ANNULLARE: la notizia “{name}” è da considerarsi annullata.",
    "Сообщение «{name}» следует считать аннулированным.",
    "يعتبر الخبر المعنون «{name}» لاغيا.",
    "电稿“{name}”应予作废，该稿应予作废。",
    "「{name}」の記事は無効とします。",
    "“{name}” 해당 기사는 무효이니 사용하지 마시기 바랍니다.",
]


@pytest.mark.parametrize("notice", TAKEN_BACK)
def test_a_notice_takes_back_the_story_it_names(notice: str) -> None:
    said = said_of_earlier(notice.format(name="Quay to open in May") + "\n")
    assert said.act == "withdrawal"


def test_a_note_above_the_headline_leaves_the_headline() -> None:
    text = f"(Berichtigung: Monat im ersten Absatz)\n\nKai öffnet im Mai\n\n{BODY.format(month='May')}\n"
    said = said_of_earlier(text)
    assert (said.act, said.title) == ("correction", "Kai öffnet im Mai")
    assert article_from_text(text, "a.txt")["title"] == "Kai öffnet im Mai"


def test_a_slug_between_marks_is_a_correction() -> None:
    assert said_of_earlier("++ CORREGGE ++ Il molo apre a maggio\n\nIl molo apre.\n").act == "correction"
