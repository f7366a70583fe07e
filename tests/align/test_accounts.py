"""Facts outside every statement: told where two articles of one story differ in one figure, and nowhere else."""

from pathlib import Path

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
