"""Facts outside every statement: told where two articles of one story differ in one figure, and nowhere else."""

from pathlib import Path

import polars as pl
import pytest

import align

ENGLISH = """NARVIK (Reuters) - Rescuers searched the fjord again on Thursday after a ferry sank near Narvik.
The ferry "Havørn" had {people} people on board when it left the harbour on {day} evening.
"We will not stop before the last passenger is found," rescue chief Ingrid Solberg told reporters.
The shipping company said that it would pay for the journeys of relatives.
"""
SPANISH = """Narvik (EFE).- Los equipos de rescate volvieron a rastrear el fiordo este jueves.
El transbordador "Havørn" llevaba {people} personas a bordo cuando zarpó del puerto en la noche del {day}.
"No pararemos antes de haber encontrado al último pasajero", dijo la jefa de rescate, Ingrid Solberg.
La naviera aseguró que pagará los viajes de los familiares.
"""


def told(folder: Path, english: tuple[str, str], spanish: tuple[str, str]) -> list[tuple[str, str]]:
    """Return (words, words it is held against) of the facts that two articles disagree on, sorted."""
    for name, text, (people, day) in (("a-en.txt", ENGLISH, english), ("b-es.txt", SPANISH, spanish)):
        (folder / name).write_text(text.format(people=people, day=day), encoding="utf-8")
    story = align.story([folder], embed_all=True, with_model=False)
    texts = dict(story.articles.select("article_id", "text").iter_rows())
    for row in story.facts.iter_rows(named=True):
        assert texts[row["article_id"]][row["start"] : row["end"]] == row["words"]
        assert texts[row["against_article"]][row["against_start"] : row["against_end"]] == row["against_words"]
    return sorted(story.facts.select("words", "against_words").iter_rows())


@pytest.mark.parametrize(
    ("english", "spanish", "differing"),
    [
        (("312", "Wednesday"), ("321", "miércoles"), {"312", "321"}),
        (("312", "Wednesday"), ("312", "martes"), {"Wednesday", "martes"}),
    ],
)
def test_one_figure_or_day_told_otherwise_is_a_fact_that_disagrees(
    tmp_path: Path, english: tuple[str, str], spanish: tuple[str, str], differing: set[str]
) -> None:
    found = told(tmp_path, english, spanish)
    assert [set(pair) for pair in found] == [differing]


def test_the_place_and_agency_at_the_head_of_copy_are_no_facts_of_the_story(tmp_path: Path) -> None:
    texts = {"a.txt": ENGLISH, "b.txt": ENGLISH.replace("NARVIK (Reuters)", "OSLO, May 3 (AP)")}
    for name, text in texts.items():
        (tmp_path / name).write_text(text.format(people="312", day="Wednesday"), encoding="utf-8")
    assert align.story([tmp_path], embed_all=True, with_model=False).facts.is_empty()


def test_a_name_told_otherwise_inside_what_somebody_reported_is_told_where_no_drift_has_it(tmp_path: Path) -> None:
    """Across languages spellings of one name differ more than two names of one: the check of quotes lets them pass."""
    quote = {"it": '"Voglio vincere", ha detto il tecnico.', "en": '"I want to win," the coach said.'}
    copy = {
        "it": f"BERGAMO (ANSA) - Marco Ferri sarà il nuovo allenatore, ha annunciato la società.\n{quote['it']}\n",
        "en": f"MILAN (Reuters) - Marco Ferrari will be the new coach, the club announced.\n{quote['en']}\n",
    }
    for name, text in copy.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    facts = align.story([tmp_path], embed_all=True, with_model=False).facts
    assert [set(row) for row in facts.select("words", "against_words").iter_rows()] == [
        {"Marco Ferri", "Marco Ferrari"}
    ]


@pytest.mark.parametrize("spanish", [("312", "miércoles"), ("trescientas doce", "miércoles"), ("muchas", "miércoles")])
def test_what_agrees_or_is_not_told_is_none(tmp_path: Path, spanish: tuple[str, str]) -> None:
    assert told(tmp_path, ("312", "Wednesday"), spanish) == []


def test_a_figure_inside_a_shared_statement_is_a_drift_and_no_fact_beside_it(tmp_path: Path) -> None:
    for name, count, text in (
        ("a-en.txt", "40", '"We lost {count} boats in the storm," harbour master Ole Hansen told the AP news agency.'),
        (
            "b-es.txt",
            "14",
            '"Perdimos {count} barcos en la tormenta", dijo a la agencia AP el jefe del puerto, Ole Hansen.',
        ),
    ):
        (tmp_path / name).write_text(text.format(count=count) + "\n", encoding="utf-8")
    story = align.story([tmp_path], embed_all=True, with_model=False)
    assert story.drifts.filter(category="number").height == 1
    assert story.facts.is_empty()


COUNTED = {
    "a-en.txt": """TULSA (Reuters) - Parcel firm Brightway will close its depot in Tulsa, the company said.
Some {there} jobs will go by the end of the summer.
"This is the hardest decision of my life," chief executive Linda Marsh told employees.
""",
    "b-es.txt": """Tulsa (EFE).- La empresa de paquetería Brightway afronta el mayor recorte de su historia.
El sindicato calcula que con el cierre del depósito de Tulsa se perderán unos {here}.
"Es la decisión más difícil de mi vida", dijo a los empleados la directora ejecutiva, Linda Marsh.
""",
}


def counted(folder: Path, there: str, here: str, dates: tuple[str, str] = ("", "")) -> list[tuple[str, str, str]]:
    """Return (category, words, words held against) of the facts of two articles with these counts and dates."""
    for name, text in COUNTED.items():
        (folder / name).write_text(text.format(there=there, here=here), encoding="utf-8")
    dated = [f'["{name}"]\ndate = {day}\n' for name, day in zip(COUNTED, dates, strict=True) if day]
    (folder / "articles.toml").write_text("".join(dated), encoding="utf-8")
    story = align.story([folder], embed_all=True, with_model=False)
    return sorted(story.facts.select("category", "words", "against_words").iter_rows())


def test_counts_of_one_thing_are_told_with_it_from_sentences_that_else_differ(tmp_path: Path) -> None:
    ((category, words, against),) = counted(tmp_path, "1,200", "1.400 empleos")
    assert category == "number"
    assert {words, against} == {"1,200 jobs", "1.400 empleos"}


@pytest.mark.parametrize(
    "here",
    [
        pytest.param("1.400 dólares", id="of another thing"),
        pytest.param("1.210 empleos", id="rounded"),
        pytest.param("4.000 empleos", id="of another order: all jobs"),
        pytest.param("1.400 empleos, 1.200 de ellos en verano", id="with the other's figure too"),
    ],
)
def test_a_count_that_may_agree_is_none(tmp_path: Path, here: str) -> None:
    assert counted(tmp_path, "1,200", here) == []


def test_copy_of_another_month_tells_another_story(tmp_path: Path) -> None:
    apart = tmp_path / "apart"
    apart.mkdir()
    assert counted(apart, "1,200", "1.400 empleos", ("2024-02-04", "2024-05-20")) == []
    near = tmp_path / "near"
    near.mkdir()
    assert len(counted(near, "1,200", "1.400 empleos", ("2024-02-04", "2024-02-06"))) == 1


def test_a_day_is_told_with_its_month(tmp_path: Path) -> None:
    for name, day in (("a", "March 3"), ("b", "March 5")):
        (tmp_path / f"{name}.txt").write_text(
            f"OSLO (AP) - The talks will be resumed on {day} in Oslo after a break of two weeks.\n"
            '"We are closer than we have ever been," mediator Siri Dahl told reporters.\n'
            + ("The delegations left by bus.\n" if name == "a" else "Both sides ate together.\n"),
            encoding="utf-8",
        )
    facts = align.story([tmp_path], embed_all=True, with_model=False).facts
    ((category, words),) = facts.select("category", pl.concat_list("words", "against_words").list.sort()).iter_rows()
    assert (category, words) == ("date", ["March 3", "March 5"])
