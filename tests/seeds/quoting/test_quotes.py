"""What counts as a quote and who speaks, in copy as newsrooms print it."""

import logging
from typing import Any

import pytest

import seeds
from seeds.knowledge import LanguageDataError, any_language, language, languages
from seeds.reading import article_from_text
from seeds.schema import ARTICLES, QUOTES


def quotes_of(text: str, code: str) -> list[dict[str, Any]]:
    article = article_from_text(text, "wire.txt") | {"language": code}
    return seeds.quotes(ARTICLES.frame([article])).to_dicts()


def words(text: str, code: str) -> list[tuple[str, str]]:
    return [(row["kind"], row["text"]) for row in quotes_of(text, code)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The '90s boom ended. The film “The Long Night” opens on Friday, and the plank is 6\" wide."),
        ("fr", "Le film « Le Dernier Métro » ressort mercredi dans dix salles."),
        ("de", "Das Magazin „Kicker“ erscheint am Montag. Die Band „Die Ärzte“ tritt auf."),
        ("ru", "Компания «Северный ветер» построит завод. Газета «Заря» закрыта."),
        ("zh", "新书《春山》近日出版，“双十一”即将到来。"),
        ("ja", "映画「夏の庭」が公開される。"),
        ("ko", "영화 '겨울 바다'가 개봉한다."),
    ],
)
def test_titles_terms_and_apostrophes_are_no_quotes(code: str, text: str) -> None:
    assert words(text, code) == []


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        (
            "es",
            "«No cederemos —afirmó la alcaldesa Ana Ruiz—, ni hoy ni mañana».",
            ["No cederemos", "ni hoy ni mañana"],
        ),
        ("fr", "« Tout va bien, a assuré le maire, et cela va durer. »", ["Tout va bien", "et cela va durer."]),
        ("ru", "«Мы готовы, — сказал мэр. — Начнём завтра».", ["Мы готовы", "Начнём завтра"]),
        ("pt", "— Ninguém avisou — disse Rita Alves. — Foi horrível.", ["Ninguém avisou", "Foi horrível."]),
    ],
)
def test_the_writer_may_break_into_a_quote(code: str, text: str, found: list[str]) -> None:
    rows = quotes_of(text, code)
    assert [row["text"] for row in rows] == found
    assert len({row["speaker_key"] for row in rows}) == 1
    assert rows[0]["speaker_key"] is not None


def test_a_mark_left_open_runs_to_the_end_of_its_paragraph() -> None:
    assert words("“We will not leave, said the mayor of Lund.\n\nRain fell.", "en")[0][1].startswith(
        "We will not leave"
    )


def test_paragraphs_that_each_reopen_are_segments_of_one_speaker() -> None:
    rows = quotes_of("“We waited for hours,” said Ana Ruiz. “It was dark.\n\n“Nobody came to help us.”", "en")
    assert {row["speaker_head"] for row in rows} == {"Ana Ruiz"}
    assert rows[-1]["text"] == "Nobody came to help us."


def test_a_reported_clause_keeps_the_marked_words_inside_it() -> None:
    rows = quotes_of("The minister said that the plan was “dead on arrival” in the Senate.", "en")
    assert [(row["kind"], row["text"]) for row in rows] == [
        ("indirect", "the plan was “dead on arrival” in the Senate"),
        ("mixed", "dead on arrival"),
    ]


@pytest.mark.parametrize("code", languages())
def test_a_marked_cut_makes_segments(code: str) -> None:
    opening, closing = language(code).pairs[0]  # type: ignore[union-attr]
    said = {
        "zh": "部长说：{}",
        "ja": "大臣は{}と述べた。",
        "ko": "장관은 {}고 말했다.",
        "ar": "قال الوزير: {}",
        "ru": "Министр сказал: {}",
    }
    frame = said.get(
        code,
        {
            "en": "The minister said: {}",
            "es": "El ministro dijo: {}",
            "fr": "Le ministre a dit : {}",
            "de": "Der Minister sagte: {}",
            "it": "Il ministro ha detto: {}",
            "pt": "O ministro disse: {}",
        }.get(code, ""),
    )
    rows = quotes_of(
        frame.format(f"{opening}Uno dos tres cuatro cinco [...] seis siete ocho nueve diez{closing}"), code
    )
    assert [(row["kind"], row["segment"]) for row in rows] == [("direct", 1), ("direct", 2)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Ким Чен Гю, замминистра иностранных дел КНДР, заявил: «Мы соблюдаем международное право»."),
        ("ko", '김정규 외무성 부상은 "국제법에 부합하는 행동"이라고 말했다.'),
        ("en", "Kim Jong Gyu, a vice foreign minister, said: “It conforms with the law of nations.”"),
        ("de", "Vizeaußenminister Kim Jong Gyu sagte: „Das entspricht dem Völkerrecht.“"),
        ("ar", 'قال نائب وزير الخارجية كيم جونغ غيو: "هذا يتفق مع القانون الدولي".'),
    ],
)
def test_one_speaker_has_one_key_in_every_script(code: str, text: str) -> None:
    assert {row["speaker_key"] for row in quotes_of(text, code)} == {"person:km-cn-k"}


def test_a_pronoun_means_the_person_named_before() -> None:
    rows = quotes_of(
        "„Das reicht nicht“, sagte Außenministerin Anna Berg. Sie forderte: „Wir brauchen mehr Zeit.“", "de"
    )
    assert rows[0]["speaker_key"] == rows[1]["speaker_key"] == "person:n-plk"


def test_a_language_without_a_file_gets_its_marks(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        rows = quotes_of("“We gaan gewoon door met dit plan”, zei de premier.", "nl")
    assert [(row["kind"], row["text"], row["speaker"]) for row in rows] == [
        ("direct", "We gaan gewoon door met dit plan", None)
    ]
    assert "no file for language 'nl'" in caplog.text
    assert any_language().cues == frozenset()


def test_a_colon_before_the_marks_names_nobody_in_a_language_without_a_file() -> None:
    rows = quotes_of("Ministr řekl: „Přijedeme zítra,“ uvedl Jan Novák.", "cs")
    assert [(row["kind"], row["text"], row["speaker"], row["speaker_key"], row["cue"]) for row in rows] == [
        ("direct", "Přijedeme zítra,", None, None, None)
    ]


def test_no_articles_no_quotes() -> None:
    assert QUOTES.check(seeds.quotes(ARTICLES.frame())).height == 0


def test_every_language_file_is_whole() -> None:
    assert len(languages()) == 11
    for code in languages():
        known = language(code)
        assert known is not None
        assert known.pairs
        assert set(known.relay) >= {
            "phrases",
            "inner",
            "descriptions",
            "dates",
            "numbers",
            "quotation_marks",
            "cut_starts",
            "romanisation",
            "calques",
        }
    assert language("xx") is None
    assert issubclass(LanguageDataError, Exception)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry has not publicly acknowledged its reported losses in the east of the country.",
        "The mayor never said the bridge would open in May.",
        "The foreign ministry condemned the raid on the harbour and recalled its envoy.",
    ],
)
def test_what_was_not_said_and_what_was_only_judged_is_no_report(text: str) -> None:
    assert words(text, "en") == []


@pytest.mark.parametrize(
    ("text", "head", "role"),
    [
        ("قال وزير الطاقة اللبناني، الدكتور سامر الخوري، أن الشبكة مستقرة.", "سامر الخوري", "وزير الطاقة اللبناني"),
        ("صرح الناطق باسم الشرطة، فؤاد حداد، بأن التحقيق لا يزال جاريا.", "فؤاد حداد", "الناطق باسم الشرطة"),
        ("مديرة المستشفى، الطبيبة ريم قاسم، قالت: «لم يصل إلينا أي دواء».", "ريم قاسم", "مديرة المستشفى"),
        ("«الأرباح سترتفع كثيرا»، قال رئيسها التنفيذي، سامر الخوري، أمس.", "سامر الخوري", "رئيسها التنفيذي"),
        ("وبحسب ممثلة المنظمة، الطبيبة إلسا برونر، فإن الإصابات تراجعت.", "إلسا برونر", "ممثلة المنظمة"),
        ("وقال رئيس الوزراء، ردا على سؤال، إن الانتخابات ستجرى في موعدها.", "رئيس الوزراء", None),
        ("وقال وزير المالية، صباح الاثنين، إن الضرائب لن ترتفع.", "وزير المالية", None),
        ("قالت رئيسة الوزراء، خلال مؤتمر صحفي، إن الضرائب لن ترتفع.", "رئيسة الوزراء", None),
        ("«لم نتوقع هذه النتيجة»، هكذا علق المدرب سامر الخوري على الخسارة.", "سامر الخوري", "المدرب"),
    ],
)
def test_an_arabic_name_behind_an_office_and_a_comma_is_the_speaker(text: str, head: str, role: str | None) -> None:
    (row,) = quotes_of(text, "ar")
    assert (row["speaker_head"], row["role"]) == (head, role)


def test_a_particle_makes_another_verb_of_one_of_saying() -> None:
    assert words("Zwei Bewohner meldeten sich, eine Frau sagte ihre Reise nach Prag ab.", "de") == []
    assert words("„Wir kommen wieder“, sagte Sprecher Jan Kohl zu «20 Minuten».", "de") == [
        ("direct", "Wir kommen wieder")
    ]


def test_a_ticker_entry_is_a_stretch_of_its_own() -> None:
    text = "+++ 14.05 Uhr: Kohl sagte: „Verlassen Sie das Land.“ +++ 14.22 Uhr: Die Airline bleibt am Boden, "
    text += "wie eine Sprecherin sagte. +++"
    assert ("indirect", "Die Airline bleibt am Boden") in [
        (kind, said.rpartition(": ")[2]) for kind, said in words(text, "de")
    ]


def test_a_nickname_in_marks_is_not_said() -> None:
    assert (
        words("Der Künstler ist tot. „Der mit dem Schirm“, so sein Spitzname in München, starb am Sonntag.", "de") == []
    )
