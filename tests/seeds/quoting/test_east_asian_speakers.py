"""Who speaks in Japanese, Korean and Chinese where a name, a body and an office stand together, and in tickers."""

import pytest

import seeds
from seeds.reading import article_from_text
from seeds.schema import ARTICLES


def found(text: str) -> list[tuple[str, str | None]]:
    """Return the quotes of a Japanese text, each with its speaker's head."""
    row = article_from_text(text, "a") | {"language": "ja"}
    return [(quote["text"], quote["speaker_head"]) for quote in seeds.quotes(ARTICLES.frame([row])).to_dicts()]


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("座長の木下彩・東西大教授は「利上げは遠い」とみる。", "利上げは遠い", "木下彩"),
        ("町の担当課長は、年内に終えたいとしている。", "年内に終えたい", "課長"),
        ("15:20 県警「けが人の情報は入っていない」。", "けが人の情報は入っていない", "県警"),
        ("14:10 東西鉄道は「再開は夜になる」と発表した。", "再開は夜になる", "東西鉄道"),
        ("事故について国土交通省は「調査中だ」と答えた。", "調査中だ", "国土交通省"),
        ("「賃上げを止めてはならない」。相良良夫会長が会見で語った。", "賃上げを止めてはならない", "相良良夫"),
        ("画家の滝川二郎さんが死去した。「絵は祈りだ」が滝川さんの口癖だった。", "絵は祈りだ", "滝川"),
        ("佐伯さんは妻の香織さんに「一度やってみたら」と背中を押された。", "一度やってみたら", "香織"),
        ("「何度も思った」と、老舗「松寿堂」の5代目、佐伯亮平さんは振り返る。", "何度も思った", "佐伯亮平"),
        ("逮捕されたのは、無職の古賀達哉容疑者（39）。調べに「金に困った」と話している。", "金に困った", "古賀達哉"),
        ("市場関係者の間では、減配もあり得るとの見方が出ている。", "減配もあり得る", "市場関係者"),
        ("青森県の八戸市長は「前に出るしかない」と述べた。", "前に出るしかない", "八戸市長"),
        ("「夢みたいです」と話したのは、初優勝を果たした15歳の村瀬怜奈。", "夢みたいです", "村瀬怜奈"),
        ("コーチの母・裕美さんは「泣くのは早い」と苦笑いだ。", "泣くのは早い", "裕美"),
        ("10:31　東北電力：発電所の設備に異常はない。", "発電所の設備に異常はない", "東北電力"),
        ("遺書には「誰も信じられない」と書かれていた。", "誰も信じられない", "遺書"),
        ("人気バンド「海猫」は、来春で活動を休止すると発表した。", "来春で活動を休止する", "海猫"),
    ],
)
def test_who_speaks_in_japanese(text: str, said: str, speaker: str) -> None:
    assert [head for words, head in found(text) if words == said and head and head.endswith(speaker[-2:])]


def test_a_topic_inside_what_is_said_is_no_speaker() -> None:
    text = "院長は「調べている」と述べた。流出したのは3千人分で、悪用は確認されていないとした。"
    assert found(text)[1] == ("流出したのは3千人分で、悪用は確認されていない", "院長")


@pytest.mark.parametrize(
    ("code", "text", "said", "speaker"),
    [
        ("ko", '[15:10] 대전시 "주민은 창문을 닫아 달라"', "주민은 창문을 닫아 달라", "대전시"),
        (
            "ko",
            "[정미란/기상청 예보분석관 : “저지대 침수에 유의하셔야 합니다.”]",
            "저지대 침수에 유의하셔야 합니다.",
            "정미란",
        ),
        ("ko", '크리스 라르손 유럽은행(EBK) 총재는 "물가는 안정됐다"고 말했다.', "물가는 안정됐다", "크리스 라르손"),
        ("ko", '김도윤(한빛당) 의원은 "법안을 다시 내겠다"고 말했다.', "법안을 다시 내겠다", "김도윤"),
        ("zh", "“没人接孩子。”在小区里开裁缝铺的周桂兰一边缝衣一边告诉记者。", "没人接孩子。", "周桂兰"),
        ("zh", "菜农老何苦笑道：“膜都涨价了。”", "膜都涨价了。", "老何"),
        ("zh", "刘云山：争议是好事，说明有人在读。", "争议是好事，说明有人在读", "刘云山"),
        ("zh", "【15:05】市卫健委：两名伤者已送医，生命体征平稳。", "两名伤者已送医，生命体征平稳", "市卫健委"),
        (
            "zh",
            "副主席梁志恒不认同，质疑当局「只看数字、不看人」，又称工会将递交请愿信。",
            "工会将递交请愿信",
            "梁志恒",
        ),
    ],
)
def test_who_speaks_in_tickers_and_transcripts(code: str, text: str, said: str, speaker: str) -> None:
    row = article_from_text(text, "a") | {"language": code}
    quotes = seeds.quotes(ARTICLES.frame([row])).to_dicts()
    assert (said, speaker) in [(quote["text"], quote["speaker_head"]) for quote in quotes]
