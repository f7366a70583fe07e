"""Whose words an outlet carries, and what a Russian office or body is of."""

import polars as pl
import pytest

import seeds
from seeds.knowledge import language
from seeds.quoting.names import take_apart
from seeds.reading import article_from_text
from seeds.schema import ARTICLES


def quoted(text: str, code: str) -> pl.DataFrame:
    return seeds.quotes(ARTICLES.frame([article_from_text(text, "a") | {"article_id": "a", "language": code}]))


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("ru", "Мост через Цну закрыт, передаёт агентство Кавпресс со ссылкой на телеканал «Арсо».", "Арсо"),
        ("ru", "РБК со ссылкой на двух чиновников сообщил, что налог отменят.", "двух чиновников"),
        (
            "ru",
            "Со ссылкой на портовую администрацию ТАСС сообщает, что мост закрыт до утра.",
            "портовую администрацию",
        ),
        ("ru", "По сообщению Bloomberg со ссылкой на посредников, сделка сорвалась.", "посредников"),
        ("es", "El puente está cerrado, informó la agencia EFE citando a fuentes policiales.", "fuentes policiales"),
        ("de", "Die Brücke sei gesperrt, meldete die Agentur dpa unter Berufung auf Rettungskräfte.", "Rettungskräfte"),
        ("it", "Il ponte è chiuso, riferisce l'agenzia Ansa citando fonti mediche.", "fonti mediche"),
        ("en", "The bridge had been shut since dawn, Yonhap reported, citing a port official.", "port official"),
        ("ja", "聯合ニュースは4日、港湾当局者の話として、橋が閉鎖されたと報じた。", "当局者"),
        ("ja", "中央通信社は、国防部が軍機21機を確認したと発表したと報じた。", "国防部"),
        ("ru", "Телеканал «Арсо» сообщил, ссылаясь на портовика, что мост закрыт до утра.", "портовика"),
        ("ar", "بحسب وكالة الأناضول نقلا عن وزارة الدفاع التركية، قتل جنديان شمالي العراق.", "وزارة الدفاع التركية"),
        ("zh", "新华社援引港务局官员的话报道，大桥已经关闭三天。", "官员"),
        ("ko", "연합뉴스는 4일 항만 관계자를 인용해 다리가 폐쇄됐다고 보도했다.", "관계자"),
    ],
)
def test_whom_an_outlet_cites_is_the_speaker(code: str, text: str, speaker: str) -> None:
    assert quoted(text, code)["speaker_head"].to_list() == [speaker]


def test_a_person_who_cites_a_report_speaks() -> None:
    assert quoted("Министр, ссылаясь на доклад ООН, заявил, что голода нет.", "ru")["speaker_head"].to_list() == [
        "Министр"
    ]


def test_an_outlet_behind_words_in_marks_is_not_who_ordered_them() -> None:
    found = quoted("Лидер движения Тахир Садр велел сторонникам «сидеть дома», передал телеканал «Сумер».", "ru")
    assert found.filter(pl.col("kind") == "mixed")["speaker_head"].to_list() == ["Тахир Садр"]


@pytest.mark.parametrize(
    ("phrase", "head", "sort"),
    [
        ("министр обороны Гвинеи", "министр обороны Гвинеи", "role"),
        ("бывший советник Трампа", "советник Трампа", "role"),
        ("адвокат Навального", "адвокат Навального", "role"),
        ("прокуратура Тулы", "прокуратура Тулы", "organisation"),
        ("посол Южной Кореи", "посол Южной Кореи", "role"),
        ("Глава Роскосмоса Баканов", "Баканов", "person"),
        ("губернатор Приморья Олег Кожин", "Олег Кожин", "person"),
        ("сенатор Петрова", "Петрова", "person"),
        ("жительница Хан-Юниса Самира аль-Масри", "Самира аль-Масри", "person"),
        ("Еврокомиссар по торговле Марош Шефчик", "Марош Шефчик", "person"),
        ("министр обороны ФРГ", "министр обороны ФРГ", "role"),
        ("агентство Синьхуа", "Синьхуа", "person"),
    ],
)
def test_a_genitive_behind_a_russian_office_is_no_name(phrase: str, head: str, sort: str) -> None:
    known = language("ru")
    assert known is not None
    named = take_apart(phrase, known)
    assert (phrase[named.head_start : named.head_end], named.sort) == (head, sort)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Режиссёр краток: «Чехов не утешает никого».", "Режиссёр"),
        ("После матча капитан «Зари» был немногословен: «Мы очень старались».", "капитан «Зари»"),
        ("В мэрии разводят руками: «Денег на мост нет».", "мэрии"),
        ("Ветошкиной возразил арендодатель Павел Кучин: «Ключи мне отдали».", "Павел Кучин"),
        ("Вратарь Антон Зинин вышел к трибуне и попросил прощения: «Такое нельзя показывать».", "Антон Зинин"),
        ("«Конфликта нет» — так в пресс-службе театра прокомментировали увольнение.", "пресс-службе театра"),
        ("В министерстве образования «Листку» сообщили, что рейс отменил перевозчик.", "министерстве образования"),
    ],
)
def test_who_speaks_in_a_russian_sentence(text: str, speaker: str) -> None:
    assert quoted(text, "ru")["speaker_head"].to_list() == [speaker]


@pytest.mark.parametrize(
    ("code", "phrase", "head", "sort"),
    [
        ("en", "the mayor of Leeds", "mayor", "role"),
        ("en", "Archbishop of York Tom Reed", "Tom Reed", "person"),
        ("es", "el Banco Central de Chile", "Banco Central de Chile", "organisation"),
        ("es", "la Policía Nacional", "Policía Nacional", "organisation"),
        ("pt", "o Ministério da Defesa russo", "Ministério da Defesa", "organisation"),
        ("fr", "le ministère de la Défense", "ministère de la Défense", "organisation"),
        ("it", "il ministero della Difesa di Mosca", "ministero della Difesa di Mosca", "organisation"),
        ("it", "la stampa togolese", "stampa togolese", "role"),
        ("ja", "4番・ゲレーロ", "ゲレーロ", "person"),
        ("ja", "中国の王海波商務相", "王海波", "person"),
    ],
)
def test_what_a_body_is_called_is_no_name(code: str, phrase: str, head: str, sort: str) -> None:
    known = language(code)
    assert known is not None
    named = take_apart(phrase, known)
    assert (phrase[named.head_start : named.head_end], named.sort) == (head, sort)


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("ja", "先発の山根は2失点。それでも投手コーチの評価は違う。「腕は振れていた。次も任せる」。", "投手コーチ"),
        ("ja", "弁護人は、被告が「毎日手を合わせている」と明かした。", "弁護人"),
        ("ja", "立憲民主党の小川純平幹事長は「逃げの解散なら受けて立つ」。", "小川純平"),
        ("ru", "Матвиенкова: палата поддержит закон осенью.", "Матвиенкова"),
        ("ru", "По данным следствия, которые приводит «Листок», обвиняемая вывела 200 млн рублей.", "следствия"),
        ("ru", "«Стыдно перед болельщиками», — не стал скрывать Генрих Мхоян.", "Генрих Мхоян"),
        ("ar", "ووصف كولر لاعبيه بأنهم «أبطال».", "كولر"),
        ("it", "Lo conferma il comandante della compagnia, il maggiore Sandro Fiori: «Era buio».", "Sandro Fiori"),
        ("it", "Secondo il Wall Street Journal, che cita persone vicine al dossier, il ramo sarà venduto.", "persone"),
    ],
)
def test_who_speaks_where_somebody_else_stands_beside(code: str, text: str, speaker: str) -> None:
    assert quoted(text, code)["speaker_head"].to_list() == [speaker]


def test_a_number_of_things_behind_a_verb_has_not_the_word() -> None:
    text = "La alcaldesa Mabel Arteaga dijo que llueve. Y anunció tres días de duelo. «No vamos a parar», prometió."
    assert quoted(text, "es")["speaker_head"].to_list()[-1] == "Mabel Arteaga"


def test_an_arabic_family_name_alone_is_the_person_named_before() -> None:
    text = "وقال المتحدث باسم الوزارة ماجد الأنصاري إن الوفود وصلت. وأضاف الأنصاري أن المحادثات بدأت فعلا."
    assert len(set(quoted(text, "ar")["speaker_key"])) == 1


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Dalla Regione fanno sapere che il ponte resterà chiuso.", "Regione"),
        ("Dal Quirinale fanno trapelare che la firma arriverà.", "Quirinale"),
        ("Il premier si sarebbe detto «molto preoccupato» per il voto.", "premier"),
    ],
)
def test_an_italian_body_makes_known_what_a_plural_verb_of_two_words_says(text: str, speaker: str) -> None:
    assert quoted(text, "it")["speaker_head"].to_list() == [speaker]
