"""Whose words stand between marks where what leads to them is split, points back, or only sums them up."""

import pytest

import seeds
from seeds.reading import article_from_text
from seeds.schema import ARTICLES


def found(text: str, code: str) -> list[tuple[str, str | None]]:
    """Return the quotes of a text, each with its speaker's head."""
    row = article_from_text(text, "a") | {"language": code}
    return [(quote["text"], quote["speaker_head"]) for quote in seeds.quotes(ARTICLES.frame([row])).to_dicts()]


@pytest.mark.parametrize(
    ("code", "text", "said", "speaker"),
    [
        ("fr", "Le maire laisse toutefois entendre que la piscine rouvrira.", "la piscine rouvrira", "maire"),
        ("fr", "La ministre a préféré saluer « un effort collectif ».", "un effort collectif", "ministre"),
        ("fr", "« Sortez-nous de là » : c'est le message de Paul Roy.", "Sortez-nous de là", "Paul Roy"),
        ("it", "«Serve più coraggio»: è l'appello del sindaco Luca Rossi.", "Serve più coraggio", "Luca Rossi"),
        (
            "it",
            "Il parroco Luca Rossi ha detto che «si resta». E poi: «Nessuno va via».",
            "Nessuno va via",
            "Luca Rossi",
        ),
        ("es", "—¿Volverá al barrio? —Nunca más —contesta Ana Ruiz.", "Nunca más", "Ana Ruiz"),
        ("es", "Lo dijo después de que Juan Peña lo llamara “cobarde”.", "cobarde", "Juan Peña"),
        ("de", "„Das war alles“ – mit diesen Worten verabschiedete sich der Wirt.", "Das war alles", "Wirt"),
        ("de", "In der Fraktion war von „Kindergarten“ die Rede.", "Kindergarten", "Fraktion"),
        (
            "de",
            "Trainer Jan Vogt tobte. Vogt nahm sein Team in Schutz: „Wir bleiben noch lange oben.“",
            "Wir bleiben noch lange oben.",
            "Vogt",
        ),
        ("ru", "Как сообщил мэр Иван Петров, водителю выписан штраф.", "водителю выписан штраф", "Иван Петров"),
        ("ru", "Сам он вину не признаёт и называет дело «заказным».", "заказным", "он"),
        ("en", "According to a memo seen by the Herald, staff had been warned.", "staff had been warned", "memo"),
        ("ko", '인도 정부 대변인 라비 샤르마는 "논의는 없었다"고 말했다.', "논의는 없었다", "라비 샤르마"),
        ("ko", '옆에 있던 남편이 나직이 말했다. "여기 있겠습니다."', "여기 있겠습니다.", "남편"),
        ("de", "„Das ist eine Zumutung“, empört sich Wehrführerin Ute Kranz.", "Das ist eine Zumutung", "Ute Kranz"),
        ("de", "„Wie geht es nun weiter?“, wollte ein Bürger wissen.", "Wie geht es nun weiter?", "Bürger"),
        ("it", "Il compagno scuote la testa: «Lo Stato? Mai visto».", "Lo Stato? Mai visto", "compagno"),
        ("ja", "吉田監督は3連敗に「責任は自分にある」。", "責任は自分にある", "吉田"),
        ("ja", "コーチから「お前に任せた」と言われ、田中選手は奮起した。", "お前に任せた", "コーチ"),
        ("ko", '빌보드는 이들의 복귀를 "왕의 귀환"에 비유했다.', "왕의 귀환", "빌보드"),
        ("zh", "有记者问及日方近期表态，毛宁说，日方应当“谨言慎行”。", "谨言慎行", "毛宁"),
        ("zh", "擺檔的老人苦笑道：「一日唔開工，一日冇飯開。」", "一日唔開工，一日冇飯開。", "老人"),
    ],
)
def test_who_speaks_beside_marks(code: str, text: str, said: str, speaker: str) -> None:
    assert (said, speaker) in found(text, code)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("it", "Lo chiedono i capigruppo di due partiti dopo le rivelazioni del giornale."),
        ("ru", "Тренер «столичных» Иван Петров вернулся на скамейку."),
        ("ko", "'피겨 여왕'이라는 별명에 대해 그는 손사래를 쳤다."),
    ],
)
def test_what_only_names_or_asks_is_no_quote(code: str, text: str) -> None:
    assert found(text, code) == []


def test_how_something_is_said_is_nothing_said() -> None:
    assert found("«Voltei a casa», acrescenta, a sorrir.", "pt") == [("Voltei a casa", None)]
