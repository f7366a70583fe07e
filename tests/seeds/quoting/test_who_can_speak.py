"""Who can be a speaker and who cannot: times and places, adverbs, whom another only calls upon."""

import pytest

import seeds
from seeds.reading import article_from_text
from seeds.schema import ARTICLES


def found(text: str, code: str) -> dict[str, tuple[str | None, str | None]]:
    """Return {words: (head, key)} of the quotes of a text."""
    row = article_from_text(text, "a") | {"language": code}
    rows = seeds.quotes(ARTICLES.frame([row])).to_dicts()
    return {quote["text"].rstrip(",.。"): (quote["speaker_head"], quote["speaker_key"]) for quote in rows}


@pytest.mark.parametrize(
    ("code", "text", "said", "speaker"),
    [
        (
            "ja",
            "俳優の水野圭太さんが登壇した。台本を読んだ時は「震えが止まらなかった」と話した。",
            "震えが止まらなかった",
            "水野圭太",
        ),
        ("ja", "2位の李相勲は「悔しい」と話し、3位の河内修は静かに「完敗です」と語った。", "完敗です", "河内修"),
        ("ja", "女性は「寒い」と話した。市には「道が通れない」といった苦情が200件寄せられた。", "道が通れない", None),
        ("zh", "立委黃國章質詢時批評，政府「只會撒錢、不會解題」。", "只會撒錢、不會解題", "黃國章"),
        ("zh", "谈及外来物种，段昌群用“防不胜防”来形容。", "防不胜防", "段昌群"),
        ("zh", "证人供称听到被告大叫「给我钱！」。", "给我钱！", "被告"),
        (
            "ar",
            "قال الوزير سامي حداد إن الخطة جاهزة. وأضاف في تصريح لقناة المملكة أن المال متوفر.",
            "المال متوفر",
            "سامي حداد",
        ),
        ("ar", "أما بطلة العمل، الممثلة مريم الفرجاني، فقالت إنها ترددت كثيرا.", "ترددت كثيرا", "مريم الفرجاني"),
        ("en", "“We will win,” state television quoted General Omar Haddad as saying.", "We will win", "Omar Haddad"),
        ("en", "The minister left, while Stella Marsh called it “a farce”.", "a farce", "Stella Marsh"),
        (
            "it",
            "Uno di loro, il violoncellista Hans Keller, racconta di aver aspettato anni.",
            "aver aspettato anni",
            "Hans Keller",
        ),
        ("de", "Beim Gehen wirkte Trainer Jan Roth froh. „Jetzt bauen wir um.“", "Jetzt bauen wir um", "Jan Roth"),
        ("es", "«Salimos por el tejado», contaba aún temblando Amparo Gil.", "Salimos por el tejado", "Amparo Gil"),
    ],
)
def test_what_is_nobody_is_passed_over_for_who_speaks(code: str, text: str, said: str, speaker: str | None) -> None:
    assert found(text, code)[said][0] == speaker


def test_a_full_stop_inside_the_marks_ends_the_sentence() -> None:
    text = "Singer Dex Moran was brief, tweeting: “Fight me.” Manager Emily Reed promised that all would be well."
    assert found(text, "en")["Fight me"][0] == "Dex Moran"


def test_a_pronoun_means_the_only_person_named() -> None:
    assert found("Fiori d’arancio per Belinda Costa? «Siamo solo felici!», frena lei.", "it")["Siamo solo felici!"][
        0
    ] == ("Belinda Costa")


def test_a_family_name_takes_the_key_of_the_full_name_that_did_not_speak() -> None:
    text = "Jace Whitlock found Cole Barnes in the end zone. Barnes had been ill. “I slept,” he said."
    full = found("“I slept,” said Cole Barnes.", "en")["I slept"][1]
    assert full is not None
    assert found(text, "en")["I slept"][1] == full
