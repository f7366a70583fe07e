"""Whose words they are in constructions that newsrooms of the western languages print every day."""

import pytest

from tests.seeds.quoting.test_quotes import quotes_of, words


@pytest.mark.parametrize(
    ("code", "text", "head"),
    [
        ("de", "„Ab fünf wird gehämmert“, ärgert sich Rentner Hugo Imfeld.", "Hugo Imfeld"),
        ("de", "Der Minister, der das „reine Symbolik“ nannte, schwieg.", "Minister"),
        ("de", "Die Partei wirft der Regierung „Angstmacherei“ vor.", "Partei"),
        ("de", "Er habe geschlafen, ließ der Angeklagte seinen Anwalt verlesen.", "Angeklagte"),
        ("en", "“It rains every day,” Ann Rowe sighs.", "Ann Rowe"),
        ("en", "Prosecutor Dale Orr KC said the story was invented.", "Dale Orr"),
        ("en", "The bridge is shut, the state-run Tarn agency reported late on Sunday.", "state-run Tarn agency"),
        ("es", "Desde la empresa de aguas aseguran que la avería está resuelta.", "empresa"),
        ("es", "El coste sube, según fuentes oficiales.", "fuentes oficiales"),
        ("fr", "Le préfet a reçu les grévistes et promis une réponse « sous huit jours ».", "préfet"),
        ("fr", "La mairie réagit : la rue « reste ouverte », selon son porte-parole.", "porte-parole"),
        ("pt", "O ministro calou-se, mas aliados afirmam que ele fica.", "aliados"),
    ],
)
def test_the_speaker_is_found(code: str, text: str, head: str) -> None:
    assert head in {row["speaker_head"] for row in quotes_of(text, code)}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "—¿Se arrepiente?\n—No. Lo haría otra vez.\nLa cantante vive en Utrera."),
        ("pt", "— Arrepende-se?\n— Não. Faria tudo de novo.\nA cantora vive em Évora."),
        ("fr", "— Un regret ?\n— Non. Je le referais.\nLa chanteuse vit à Sète."),
    ],
)
def test_a_question_behind_a_dash_and_its_answer_are_speech(code: str, text: str) -> None:
    assert [kind for kind, _ in words(text, code)] == ["direct", "direct"]


def test_a_verb_with_its_subject_tied_to_it_breaks_into_a_french_quote() -> None:
    assert words("« J'avais chaud, plaisante-t-il. C'était l'été. »", "fr") == [
        ("direct", "J'avais chaud"),
        ("direct", "C'était l'été."),
    ]


def test_what_the_sentence_says_of_itself_is_its_own_subjects() -> None:
    (row,) = quotes_of("Der Personalrat war nach eigenen Angaben nicht informiert.", "de")
    assert row["speaker_head"] == "Personalrat"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The play, “Don't Look Down”, opens in May."),
        ("en", "“It was slow,” said Ann Rowe, who has a “hold” rating on the stock."),
        ("es", "El Ayuntamiento prometió en su día un museo que nunca llegó."),
        ("fr", "La cour a condamné Jean Roy à dix ans de réclusion."),
        ("pt", "O tribunal condenou o antigo autarca a quatro anos de prisão."),
        ("de", "Betriebsbedingte Kündigungen schließt sie nicht aus."),
    ],
)
def test_titles_ratings_relative_clauses_and_sentences_of_courts_are_no_speech(code: str, text: str) -> None:
    assert [said for _, said in words(text, code) if said != "It was slow,"] == []
