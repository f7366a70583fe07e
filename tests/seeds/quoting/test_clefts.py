"""Who speaks in Italian clefts, in sentences without a verb, and where a verb leaves its subject out."""

import pytest

import seeds
from seeds.reading import article_from_text
from seeds.schema import ARTICLES


def found(text: str) -> list[tuple[str, str | None]]:
    """Return the quotes of an Italian text, each with its speaker's head."""
    row = article_from_text(text, "a") | {"language": "it"}
    return [(quote["text"], quote["speaker_head"]) for quote in seeds.quotes(ARTICLES.frame([row])).to_dicts()]


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        (
            "«Abbiamo perso tutto». A raccontarlo è Giulia Ferri, titolare di un bar.",
            "Abbiamo perso tutto",
            "Giulia Ferri",
        ),
        (
            "È stata la preside, Anna Orsi, a spiegare che la scuola resterà chiusa.",
            "la scuola resterà chiusa",
            "Anna Orsi",
        ),
        ("È il sindaco di Pisa a dire che i lavori partiranno a maggio.", "i lavori partiranno a maggio", "sindaco"),
        ("Il ponte riaprirà a dicembre. Lo ha annunciato l'Anas.", "Il ponte riaprirà a dicembre", "Anas"),
        ("«Non ho visto nulla». Si è difeso così l'ex tesoriere Carlo Bini.", "Non ho visto nulla", "Carlo Bini"),
        ("«Mai chiesto favori». Lo giura Ottavio Neri, ex direttore della Asl.", "Mai chiesto favori", "Ottavio Neri"),
        (
            "«Dobbiamo almeno provarci». Con queste parole Ivo Rossi aprì il vertice.",
            "Dobbiamo almeno provarci",
            "Ivo Rossi",
        ),
        ("Il ponte resterà chiuso: lo ha confermato ieri l'Anas.", "Il ponte resterà chiuso", "Anas"),
        ("Ore 17.05 - Weber sotto choc: «La città piange».", "La città piange", "Weber"),
        ("«È stata una gara dura», così il ct Mario Bruni alla Rai.", "È stata una gara dura", "Mario Bruni"),
    ],
)
def test_who_speaks_stands_last_or_between(text: str, said: str, speaker: str) -> None:
    assert (said, speaker) in found(text)


def test_an_infinitive_of_no_saying_gives_nobody_the_words_before() -> None:
    assert found("«Siamo pronti a tutto, anche a soffrire». A vincere è stato Ivo Rossi.") == [
        ("Siamo pronti a tutto, anche a soffrire", None)
    ]


def test_a_predicate_without_a_verb_is_no_part_of_the_name() -> None:
    assert found("Prudente la Fiom: «Aspettiamo le carte».") == [("Aspettiamo le carte", "Fiom")]


def test_a_participle_before_a_verb_is_not_said() -> None:
    assert found("Soprannominato «il muto» per la sua riservatezza, aveva raccontato le miniere di Raibl.") == []


def test_a_verb_of_aspect_does_not_hide_the_verb_of_saying() -> None:
    assert found("Il presidente Sandro Galli ha voluto precisare che i conti sono in ordine.") == [
        ("i conti sono in ordine", "Sandro Galli")
    ]


def test_what_is_asked_of_somebody_is_without_them_and_goes_on_with_the_speaker() -> None:
    assert found("Il governatore ha detto che la piena passerà. Ha chiesto ai cittadini di non uscire.")[1] == (
        "non uscire",
        "governatore",
    )


def test_hearsay_without_a_source_is_nobodys() -> None:
    text = "Il premier ha detto che resterà. Secondo quanto trapela dalla Procura, gli indagati sono sei."
    assert found(text)[1] == ("gli indagati sono sei", "Procura")
    assert found("Il premier ha detto che resterà. Intanto trapela che gli indagati sono sei.")[1] == (
        "gli indagati sono sei",
        None,
    )


def test_who_is_described_before_a_verb_is_not_reported() -> None:
    assert found("I due arrestati, difesi dall'avvocata Lia Corsi, negano.") == []


def test_an_acronym_ends_a_sentence() -> None:
    assert found("Netto il no della Cei. «Non si fa cassa sui poveri», dice il vescovo Ugo Neri.") == [
        ("Non si fa cassa sui poveri", "Ugo Neri")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Il ministro ha promesso che le frontiere resteranno aperte, mentre l'opposizione chiede le dimissioni.",
        "Il ministro sostiene che le frontiere resteranno aperte, ma non esclude nuovi controlli.",
        "Il ministro assicura che le frontiere resteranno aperte e chiede una nuova riunione.",
    ],
)
def test_what_is_said_ends_before_what_another_verb_says(text: str) -> None:
    assert ("le frontiere resteranno aperte", "ministro") in found(text)
