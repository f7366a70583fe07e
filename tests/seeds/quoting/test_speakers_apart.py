"""Speakers that do not stand beside a verb of saying: pronouns, colons, sentences before and after, marks left open."""

import pytest

from tests.seeds.quoting.test_quotes import quotes_of


@pytest.mark.parametrize(
    ("copy", "code", "head"),
    [
        ("Union leader Rosa Quint met Paul Hale. “We will strike,” she said.", "en", "Rosa Quint"),
        ("The airline cancelled 40 flights. “We are sorry,” it said.", "en", "airline"),
        ("La ministra Celia Roig llegó tarde. «No hay prisa», dijo.", "es", "Celia Roig"),
        ("Le maire Luc Brémond a visité l'école. « Tout va bien », a-t-il assuré.", "fr", "Luc Brémond"),
        ("Il ministro Guido Salis è arrivato in Aula. «Non mi dimetto», ha detto.", "it", "Guido Salis"),
        ("O ministro Rui Aboim falou aos jornalistas. “Não há pressa”, disse.", "pt", "Rui Aboim"),
    ],
)
def test_a_pronoun_or_a_bare_verb_takes_whom_the_text_is_about(copy: str, code: str, head: str) -> None:
    (row,) = quotes_of(copy, code)
    assert row["speaker_head"] == head
    assert row["speaker_key"] is not None


@pytest.mark.parametrize(
    "copy",
    [
        "Oslo was covered in snow on Monday. “Nobody has seen anything like it.”",
        "The bridge was closed on Monday. “It shook like a leaf,” he said.",
    ],
)
def test_nobody_is_better_than_a_wrong_name(copy: str) -> None:
    (row,) = quotes_of(copy, "en")
    assert row["speaker_key"] is None


@pytest.mark.parametrize(
    ("copy", "code", "head"),
    [
        ("“Esto no es serio”, bufó el entrenador Abel Zanetti.", "es", "Abel Zanetti"),
        ("« Rien n'est joué », susurre la capitaine Maud Sévérac.", "fr", "Maud Sévérac"),
        ("«Non è finita», sibila il tecnico Ivo Pichler.", "it", "Ivo Pichler"),
        ("“Nada está decidido”, rosnou o treinador Silvino Mota.", "pt", "Silvino Mota"),
    ],
)
def test_any_verb_between_a_quote_and_a_person_is_one_of_saying(copy: str, code: str, head: str) -> None:
    (row,) = quotes_of(copy, code)
    assert (row["kind"], row["speaker_head"]) == ("direct", head)


@pytest.mark.parametrize(
    ("copy", "code", "head"),
    [
        ("Captain Iain Rudge was blunt: “We were second best.”", "en", "Iain Rudge"),
        ("Marta Rizzi è furiosa: «Ci hanno ingannati».", "it", "Marta Rizzi"),
        ("“Non ho paura”. Così Marta Rizzi, campionessa di scherma.", "it", "Marta Rizzi"),
        ("Habló después Ana Ruiz, que calificó el texto de «farsa».", "es", "Ana Ruiz"),
    ],
)
def test_a_colon_a_pointing_word_or_a_relative_clause_names_the_speaker(copy: str, code: str, head: str) -> None:
    assert quotes_of(copy, code)[0]["speaker_head"] == head


@pytest.mark.parametrize(
    ("copy", "code", "words"),
    [
        (
            '"I heard it snap, said Rhys Pennant. "It is a rotten end."',
            "en",
            ["I heard it snap,", "It is a rotten end."],
        ),
        (
            'Tudela pidió perdón: "Me equivoqué. El club habla de un castigo "excesivo".',
            "es",
            ["Me equivoqué.", "excesivo"],
        ),
    ],
)
def test_a_forgotten_mark_does_not_swallow_the_writers_words(copy: str, code: str, words: list[str]) -> None:
    assert [row["text"] for row in quotes_of(copy, code) if row["kind"] != "indirect"] == words


@pytest.mark.parametrize(
    ("copy", "code", "parts"),
    [
        ("Ana Ruiz admitió que hay retrasos, pero rechazó que falte dinero.", "es", ["hay retrasos", "falte dinero"]),
        (
            "Ivo Pichler ammette che la squadra ha paura e assicura di avere fiducia.",
            "it",
            ["la squadra ha paura", "avere fiducia"],
        ),
        (
            "Luc Brémond dit avoir lu le texte et annonce qu'il votera contre.",
            "fr",
            ["avoir lu le texte", "il votera contre"],
        ),
    ],
)
def test_two_verbs_of_one_speaker_report_two_things(copy: str, code: str, parts: list[str]) -> None:
    assert [row["text"] for row in quotes_of(copy, code)] == parts
