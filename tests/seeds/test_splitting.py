"""Sentences of copy, with offsets that slice to them as printed."""

from collections.abc import Callable

import polars as pl
import pytest

import seeds
from seeds.exceptions import SchemaError
from seeds.splitting import sentence_spans

Articles = Callable[..., pl.DataFrame]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Dr. Lee met Mr. Park on Jan. 5 in Busan. They agreed on $2.5 million. No date was set.",
            ["Dr. Lee met Mr. Park on Jan. 5 in Busan.", "They agreed on $2.5 million.", "No date was set."],
        ),
        (
            "El Sr. Gómez llegó a las 10.30 h. La huelga continúa en el puerto de la ciudad.",
            ["El Sr. Gómez llegó a las 10.30 h.", "La huelga continúa en el puerto de la ciudad."],
        ),
        (
            "港务局发言人表示，谈判将继续。工会说罢工没有结束。",
            ["港务局发言人表示，谈判将继续。", "工会说罢工没有结束。"],
        ),
        (
            "港湾局は協議が続くと述べた。組合はストライキを続けている。",
            ["港湾局は協議が続くと述べた。", "組合はストライキを続けている。"],
        ),
        (
            "노조는 파업을 계속하기로 했다. 사측은 대화를 거부했다.",
            ["노조는 파업을 계속하기로 했다.", "사측은 대화를 거부했다."],
        ),
        (
            "قالت النقابة إن الإضراب مستمر. هل يوافق أصحاب العمل؟ لا أحد يعرف.",
            ["قالت النقابة إن الإضراب مستمر.", "هل يوافق أصحاب العمل؟", "لا أحد يعرف."],
        ),
    ],
    ids=["en", "es", "zh", "ja", "ko", "ar"],
)
def test_sentences_end_where_the_language_ends_them(articles: Articles, text: str, sentences: list[str]) -> None:
    assert seeds.sentences(articles(text))["text"].to_list() == sentences


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "The mayor wrote on X.", "Dockers replied within the hour."),
        ("en", "The crew had run out of vitamin C.", "Doctors went on board at noon."),
        ("en", "“There is no plan B.”", "The owners left the hall."),
        ("en", "The ship waits at terminal B.", "A tug is on its way."),
        ("es", "El alcalde dijo que no hay plan B.", "Los estibadores siguen en huelga."),
        ("es", "La ministra lo anunció en X.", "Fuentes del puerto lo confirmaron."),
        ("fr", "Le maire l’a écrit sur X.", "Les dockers ont répondu."),
        ("fr", "Il manquait de la vitamine C à bord, et il n’y a pas de plan B.", "Marseille attend."),
        ("pt", "O ministro avisou que não há plano B.", "Sindicatos prometem resistir."),
        ("pt", "A prefeita publicou a nota no X.", "Moradores reagiram."),
        ("de", "Der Bürgermeister schrieb das auf X.", "Hafenarbeiter antworteten."),
        ("de", "Es gibt keinen Plan B.", "Minister und Reeder tagen am Freitag."),
        ("it", "Il club resta in Serie A.", "Genova festeggia."),
        ("it", "Il sindaco lo ha scritto su X.", "Fonti del porto confermano."),
        ("ru", "Мэр написал об этом в соцсети X.", "Докеры ответили через час."),
        ("ru", "Экипажу не хватает витамина С.", "Врачи поднялись на борт."),
    ],
)
def test_a_single_letter_can_end_a_sentence(language: str, first: str, second: str) -> None:
    text = f"{first} {second}"
    assert [text[start:end] for start, end in sentence_spans(text, language)] == [first, second]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "J. K. Rowling met George W. Bush and A. A. Milne’s heirs at the U.S. Embassy."),
        ("en", "The prize went to Ursula G. Le Guin and Samuel L. Jackson."),
        ("es", "El presidente George W. Bush citó a J. L. Borges y a José A. de la Cruz."),
        ("fr", "M. Le Bihan a reçu J. Dupont et J.-P. Martin à la mairie."),
        ("pt", "O escritor J. R. R. Tolkien inspirou Carlos D. Andrade."),
        ("de", "Der Autor J. K. Rowling schrieb an George W. Bush, z. B. am 3. Oktober."),
        ("it", "Lo scrittore J. K. Rowling ha incontrato George W. Bush."),
        ("ru", "Об этом министр С. Лавров сообщил В. В. Путину и А. Я. Иванову."),
        ("ar", "نفى المتهم، كريم س.، أمام القاضي أن يكون قد تسلم أي مبالغ."),
        ("ar", "قال الشاهد محمد ع. إن البيت كان خاليا."),
    ],
)
def test_initials_end_none(language: str, sentence: str) -> None:
    assert [sentence[start:end] for start, end in sentence_spans(sentence, language)] == [sentence]


def test_place_date_and_agency_at_the_head_of_copy_are_no_words_of_a_sentence(articles: Articles) -> None:
    text = "Hamburg (dpa) - Die Fähre fährt am Freitag wieder. Sie war drei Tage lang im Hafen geblieben."
    found = seeds.sentences(articles(text))
    sentences = ["Die Fähre fährt am Freitag wieder.", "Sie war drei Tage lang im Hafen geblieben."]
    assert found["text"].to_list() == sentences
    assert [text[start:end] for start, end in found.select("start", "end").iter_rows()] == found["text"].to_list()


def test_a_paragraph_ends_a_sentence(articles: Articles) -> None:
    found = seeds.sentences(articles("Port to reopen\n\nThe strike is over. Ships may enter."))
    assert found["text"].to_list() == ["Port to reopen", "The strike is over.", "Ships may enter."]


def test_a_sentence_broken_over_two_lines_is_one_and_reads_as_one(articles: Articles) -> None:
    text = "No word has come from the owners since the announ\ncement by the harbour office. Nobody knows why."
    first, second = seeds.sentences(articles(text)).to_dicts()
    assert "announ\ncement" in first["text"]
    assert "announcement" in first["clean"]
    assert second["text"] == "Nobody knows why."


def test_offsets_slice_to_the_words_as_printed(articles: Articles) -> None:
    text = (
        "top of page\n\n\tThe caf&eacute; owner said  no.   “Never,” he said.\r\n\r\n"
        "La grÃ¨ve continue. Rien n’a changé.\n"
    )
    for row in seeds.sentences(articles(text)).to_dicts():
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["text"] == row["text"].strip()


def test_identifiers_of_sentences_are_their_own(articles: Articles) -> None:
    found = seeds.sentences(articles("No comment. No comment. No comment, the owner said.", "No comment."))
    assert found["sentence_id"].n_unique() == found.height == 4


def test_a_table_without_its_text_is_refused(articles: Articles) -> None:
    with pytest.raises(SchemaError, match="'text' is missing"):
        seeds.sentences(articles("The strike is over.").drop("text"))
