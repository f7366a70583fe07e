"""Copy is read as a reader would read it, and every cleaned character knows where it stood in the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.cleaning import clean, restored

BODY = "The harbour master said on Tuesday that the port would reopen before the end of the week."


@pytest.mark.parametrize(
    "line",
    [
        "top of page",
        "bottom of page",
        "2 min read",
        "3 min de lectura",
        "Lesezeit: 3 Minuten",
        "spot_imgspot_img",
        "Get in Touch",
        "Latest Posts",
        "Related Sources:",
        "ADVERTISEMENT",
        "Publicidad",
        "Share this article",
        "© 2024 The Harbour Post. All rights reserved.",
        "  Read more:  ",
    ],
)
def test_page_furniture_is_set_aside(line: str) -> None:
    assert clean(f"{line}\n\n{BODY}\n\n{line}").text == BODY


@pytest.mark.parametrize(
    "sentence",
    [
        "Get in touch with the embassy, the ministry told the families of the crew.",
        "Copyright law is to change next year, the minister said in Paris.",
        "Print is dead, the publisher told his staff on Friday.",
        "“Top of page one,” the editor said.",
        "Comments by the minister caused an outcry in the chamber.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_kept(sentence: str) -> None:
    assert clean(f"{BODY}\n\n{sentence}").text == f"{BODY}\n{sentence}"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (
            "No word has come from the owners since the announ\ncement by the harbour office on Monday.",
            "No word has come from the owners since the announcement by the harbour office on Monday.",
        ),
        (
            "The dockers have now been waiting for talks with the govern-\nment for eleven days, the union said.",
            "The dockers have now been waiting for talks with the government for eleven days, the union said.",
        ),
        (
            "The meeting was led by Anders Holm, who is a well-\nknown figure among the dockers of the north.",
            "The meeting was led by Anders Holm, who is a well-known figure among the dockers of the north.",
        ),
        (
            "They will discuss nothing less than the future of Norway\n‘s fishing fleet, the union said.",
            "They will discuss nothing less than the future of Norway‘s fishing fleet, the union said.",
        ),
        (
            "The strike began on Monday at the port of Busan and\n\nhas since spread to three other harbours.",
            "The strike began on Monday at the port of Busan and has since spread to three other harbours.",
        ),
        (
            "The strike began on Monday at the port of Busan\n, the union said, and has since spread to others.",
            "The strike began on Monday at the port of Busan\n, the union said, and has since spread to others.",
        ),
    ],
)
def test_what_a_line_break_tore_apart_is_joined(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned


def test_hard_wrapped_copy_becomes_its_paragraphs() -> None:
    wire = (
        "   The strike, which began on Monday at the port of Busan and has\n"
        "since spread to three other harbours, will go on until the owners\n"
        "agree to talks, the union said in a statement that it sent to the\n"
        "newspapers late on Tuesday night.\n"
        "   The owners have not replied. They meet on Friday, and the mayor\n"
        "of the town is expected to join them.\n"
    )
    assert clean(wire).text.split("\n") == [
        (
            "The strike, which began on Monday at the port of Busan and has since spread to three other harbours, will "
            "go on until the owners agree to talks, the union said in a statement that it sent to the newspapers late "
            "on Tuesday night."
        ),
        "The owners have not replied. They meet on Friday, and the mayor of the town is expected to join them.",
    ]


def test_hard_wrapped_copy_without_spaces_is_joined_without_them() -> None:
    wire = (
        "港務局の報道官は火曜日の記者会見で、協議は来週も続き、港は週末ま\n"
        "でに再開するとの見通しを示した。組合側は、経営者が交渉に応じるま\n"
        "でストライキを続けると述べている。市長も金曜日の会合に出席する見\n"
        "込みである。\n"
    )
    assert clean(wire, "ja").text == wire.replace("\n", "")


@pytest.mark.parametrize(
    ("language", "wire", "joined"),
    [
        (
            "de",
            (
                "Der Bürgermeister sagte am Dienstag im Rathaus, dass die Verhand-\n"
                "lungen mit den Reedern weitergehen und der Hafen vor dem Ende der\n"
                "Woche öffnet, wenn die Gewerkschaft dem Angebot zustimmt, wie die\n"
                "Zeitung berichtet.\n"
            ),
            ["dass die Verhandlungen mit", "Ende der Woche öffnet", "wie die Zeitung berichtet."],
        ),
        (
            "fr",
            (
                "Le maire a déclaré mardi que les discussions avec les arma-\n"
                "teurs continueraient et que le port rouvrirait avant la fin\n"
                "de la semaine, si le syndicat accepte cette offre, selon un\n"
                "journal de la région.\n"
            ),
            ["avec les armateurs continueraient", "la fin de la semaine", "selon un journal"],
        ),
        (
            "zh",
            (
                "港务局发言人在周二的记者会上表示，谈判将持续到下周，港口有望在周末之前\n"
                "重新开放。工会方面说，在资方同意谈判之前罢工将继续，\n"
                "市长将出席周五的会议，与会者还有AFP\n"
                "记者和三名议员以及港口工人代表。\n"
            ),
            ["周末之前重新开放", "继续，市长将出席", "还有AFP记者和"],
        ),
        (
            "ko",
            (
                "항만청 대변인은 화요일 기자회견에서 협상이 다음 주까지 이어지며 항구는\n"
                "주말까지 다시 열릴 전망이라고 밝혔다. 노조 측은 사측이 협상에 응할\n"
                "때까지 파업을 계속하겠다고 말했다. 시장도 금요일 회의에 참석할\n"
                "것으로 보인다.\n"
            ),
            ["항구는 주말까지", "응할 때까지", "참석할 것으로"],
        ),
        (
            "ru",
            (
                "Мэр сообщил во вторник журналистам, что переговоры с судовладель\u00ad\n"
                "цами продолжатся и что порт откроется до конца недели, если только\n"
                "профсоюз согласится на предложенные условия, пишет одна из газет\n"
                "города.\n"
            ),
            ["с судовладельцами продолжатся", "если только профсоюз", "газет города."],
        ),
    ],
)
def test_each_script_joins_its_lines_in_its_own_way(language: str, wire: str, joined: list[str]) -> None:
    cleaned = clean(wire, language).text
    assert "\n" not in cleaned
    for words in joined:
        assert words in cleaned


def test_without_blank_lines_an_indent_or_a_short_line_ends_a_paragraph() -> None:
    lines = [
        "The strike, which began on Monday at the port of Busan and has",
        "since spread to three other harbours, will go on until the end.",
        "The owners met on Friday.",
        "The mayor of the town is expected to join them at the office of",
        "the union, which has sent a letter to all of the newspapers and",
        "to the ministry.",
    ]
    first, second = " ".join(lines[:3]), " ".join(lines[3:])
    assert clean("\n".join(lines)).text == f"{first}\n{second}"
    indented = [f"   {line}" if number in (0, 2, 3) else line for number, line in enumerate(lines)]
    assert clean("\n".join(indented)).text.split("\n") == [" ".join(lines[:2]), lines[2], second]


def test_a_new_paragraph_stays_one() -> None:
    assert clean(f"{BODY}\n\nThe owners meet on Friday.\nThe mayor will join them.").text == (
        f"{BODY}\nThe owners meet on Friday.\nThe mayor will join them."
    )


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("The minister said â€œwe will winâ€\x9d on Monday.", "The minister said “we will win” on Monday."),
        ("El alcalde seÃ±alÃ³ que la huelga terminÃ³.", "El alcalde señaló que la huelga terminó."),
        ("Le maire a dÃ©clarÃ© la grÃ¨ve finie.", "Le maire a déclaré la grève finie."),
        ("Der BÃ¼rgermeister sagte nichts.", "Der Bürgermeister sagte nichts."),
        ("O prefeito nÃ£o falou sobre a greve.", "O prefeito não falou sobre a greve."),
        ("Il sindaco disse che l’accordo Ã¨ pronto.", "Il sindaco disse che l’accordo è pronto."),
        ("Кафе «ZÃ¼rich» закрыто.", "Кафе «Zürich» закрыто."),
        ("駅前の「cafÃ©」は休業。", "駅前の「café」は休業。"),
        *(
            (line.encode().decode(charset), line)
            for line, charset in (
                ("Мэр сказал, что порт откроется в пятницу.", "cp1251"),
                ("Мэр сказал, что порт откроется в пятницу.", "latin-1"),
                ("قال رئيس البلدية إن الميناء سيفتح يوم الجمعة.", "latin-1"),
                ("港口将于周五重新开放。", "latin-1"),
                ("港は金曜日に再開する。", "latin-1"),
                ("항구는 금요일에 다시 열린다.", "latin-1"),
            )
        ),
    ],
)
def test_mojibake_is_mended(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("The caf&eacute; owners said &ldquo;no&rdquo; to the tax.", "The café owners said “no” to the tax."),
        ("Shares in AT&amp;T rose.", "Shares in AT&T rose."),
        ("Shares in AT&T rose; R&D; fell.", "Shares in AT&T rose; R&D; fell."),
        ("&#8220;Never&#x201D;, she said.", "“Never”, she said."),
        ("It costs&nbsp;&nbsp;5&nbsp;euros.", "It costs 5 euros."),
        ("co\u00adopera\u00adtion", "cooperation"),
        ("The mayor\u200b said\u2060 no.", "The mayor said no."),
        ("\ufeffThe mayor said no.", "The mayor said no."),
        ("The  mayor\tsaid\u00a0no.", "The mayor said no."),
        ("Le maire a dÃ©clarÃ©  la grève finie.", "Le maire a déclaré la grève finie."),
        ("The mayor \u200b said no.", "The mayor said no."),
        ("The mayor\x00 said no.\x7f", "The mayor said no."),
        ("\u200fقال\u200e الرئيـــس «نعم»\u202c.", "قال الرئيس «نعم»."),
        ("ﻗﺎﻝ ﺍﻟﺮﺋﻴﺲ ﻻ", "قال الرئيس لا"),
        ("２０２４年１０月、ＡＦＰは「ｶﾞｽ」と報じた。", "2024年10月、AFPは「ガス」と報じた。"),
        ("Le maire a dit\u202f: «\u00a0non\u00a0»\u202f!", "Le maire a dit : « non » !"),
        ("The oﬃce of the ﬁrm is a well\u2011known one.", "The office of the firm is a well-known one."),
        ("L\u2019e\u0301te\u0301 a\u0300 Brest", "L’été à Brest"),
        ("\u1112\u1161\u11ab국", "한국"),
        ("か\u3099すタンク", "がすタンク"),
    ],
)
def test_references_and_invisible_characters_become_what_a_reader_sees(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned


def test_joiners_that_a_script_needs_are_kept() -> None:
    persian, family = "می\u200cخواهم", "👨\u200d👩\u200d👧"
    assert clean(persian, "fa").text == persian
    assert clean(family).text == family


@pytest.mark.parametrize("text", ["", "   \n\n\t", "top of page\n\nbottom of page", "\u200b"])
def test_nothing_to_read_is_an_empty_text(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.text == ""
    assert cleaned.span(0, 0) == (0, 0)


def test_a_span_over_a_broken_word_takes_the_break_with_it() -> None:
    text = "No word has come from the owners since the announ\ncement by the harbour office on Monday."
    cleaned = clean(text)
    at = cleaned.text.index("announcement")
    start, end = cleaned.span(at, at + len("announcement"))
    assert text[start:end] == "announ\ncement"
    assert cleaned.find(start, end) == (at, at + len("announcement"))


def test_a_span_over_a_mended_word_is_the_word_as_printed() -> None:
    text = "El alcalde seÃ±alÃ³ que la huelga terminÃ³ ayer."
    cleaned = clean(text)
    at = cleaned.text.index("señaló")
    start, end = cleaned.span(at, at + len("señaló"))
    assert text[start:end] == "seÃ±alÃ³"


def test_words_set_aside_have_no_place_in_the_cleaned_text() -> None:
    text = f"top of page\n\n{BODY}"
    start, end = clean(text).find(0, len("top of page"))
    assert start == end == 0


def test_a_map_that_went_through_a_table_is_the_same() -> None:
    cleaned = clean(f"top of page\n\n{BODY}\n\nThe caf&eacute; is shut.")
    assert restored(cleaned.text, [run._asdict() for run in cleaned.runs]) == cleaned


_WIRE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "The port will re", "open on Friday", "announ", "cement", "‘s war", "govern-", "ment", "Ã©tÃ©",
                "â€œno", "&amp;", "&#8220;", "&nbsp;", "&lt;", "\u00ad", "\u200b", "\x00", "top of page", "spot_img",
                "日本語の", "文", "가나다", "قال", "ـ", "ﻻ", "ﷲ", "ﬁ", "１２", "ＡＢ", "ｶﾞ", "e\u0301", "\u202f",
                "\u2011", "\u200f", "\u061c",                "か\u3099", "ﾊ", "\u1112\u1161\u11ab", "(END)", " ###",
                "URGENT - ", "[속보] ", "Photo: AFP",
                "Foto", "（完）", "　",                " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\u2028", "\x85",
                ". ", ", ", "…", "”", "-",
            ]
        ),
        st.text(max_size=6),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=300, derandomize=True)
@given(_WIRE)
def test_every_span_maps_into_the_text(text: str) -> None:
    cleaned = clean(text)
    before = 0
    for place in range(len(cleaned.text)):
        start, end = cleaned.span(place, place + 1)
        assert 0 <= start <= end <= len(text)
        assert start >= before, "the map goes forward"
        before = start
    assert [run.clean_start for run in cleaned.runs] == [0, *(run.clean_end for run in cleaned.runs)][:-1]
    assert not cleaned.runs or cleaned.runs[-1].clean_end == len(cleaned.text)


@settings(max_examples=300, derandomize=True)
@given(st.text(alphabet="abc ‘’“”-.,–日本語の가나سق \t\r\n\u2028\u00ad\u200b", max_size=200))
def test_characters_that_need_no_mending_are_the_texts_own(text: str) -> None:
    cleaned = clean(text)
    for place, character in enumerate(cleaned.text):
        start, end = cleaned.span(place, place + 1)
        assert character.isspace() or text[start:end] == character


@settings(max_examples=200, derandomize=True)
@given(_WIRE, st.data())
def test_a_span_of_the_text_that_a_cleaned_span_came_from_leads_back_to_it(text: str, data: st.DataObject) -> None:
    cleaned = clean(text)
    if not cleaned.text:
        return
    start = data.draw(st.integers(0, len(cleaned.text) - 1))
    end = data.draw(st.integers(start + 1, len(cleaned.text)))
    begin, finish = cleaned.find(*cleaned.span(start, end))
    assert begin <= start
    assert finish >= end or not cleaned.text[finish:end].strip()


@settings(max_examples=200, derandomize=True)
@given(_WIRE)
def test_cleaned_text_has_no_empty_lines_and_no_double_spaces(text: str) -> None:
    cleaned = clean(text).text
    assert "  " not in cleaned
    assert all(line.strip() for line in cleaned.split("\n")) or not cleaned
