"""Names outside quotes: told where two sentences are one but for a name, and nowhere else."""

import pytest

from align.account_names import other_name
from align.comparing import Texts, comparisons
from align.drift.pairing import Text, side
from align.languages import language


def told(original: tuple[str, str], rendering: tuple[str, str]) -> tuple[str, str] | None:
    """Return the names that two sentences, each with its language, tell differently."""
    (there, first), (here, second) = original, rendering
    (found,) = comparisons([Texts(there, here, original_language=first, rendering_language=second)], with_model=False)
    sides = (side(Text(text, language(code), "direct")) for text, code in (original, rendering))
    drift = other_name(*sides, found)
    if drift is None:
        return None
    assert there[drift.against_start : drift.against_end] == drift.against_words
    assert here[drift.start : drift.end] == drift.words
    return drift.against_words, drift.words


@pytest.mark.parametrize(
    ("original", "rendering", "names"),
    [
        (
            ("North Korea's deputy minister Kim Jong Gyu landed in Vientiane on Tuesday.", "en"),
            ("Deputy Minister Kim Jong Kwi of North Korea landed in Vientiane on Tuesday.", "en"),
            ("Kim Jong Gyu", "Kim Jong Kwi"),
        ),
        (
            ("The viceministers met in the office of Choi Min-ho on Monday.", "en"),
            ("Los viceministros se reunieron el lunes en el despacho de Choi Sun-hee.", "es"),
            ("Choi Min-ho", "Choi Sun-hee"),
        ),
        (
            ("The tanker ran aground off Busan on Sunday night.", "en"),
            ("El petrolero encalló frente a Ulsan la noche del domingo.", "es"),
            ("Busan", "Ulsan"),
        ),
        (
            ("签字仪式周一在广州举行。", "zh"),
            ("The signing took place in Shenzhen on Monday.", "en"),
            ("广州", "Shenzhen"),
        ),
        (
            ("The fire broke out in a warehouse of the Kestrel company in Leeds.", "en"),
            ("The fire broke out in a warehouse of the Marlow company in Leeds.", "en"),
            ("Kestrel", "Marlow"),
        ),
    ],
)
def test_one_name_told_otherwise_is_told(
    original: tuple[str, str], rendering: tuple[str, str], names: tuple[str, str]
) -> None:
    assert told(original, rendering) == names


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        # spellings of one name
        (("Minister Kim Jong Gyu landed on Tuesday.", "en"), ("El ministro Kim Jong-kyu aterrizó el martes.", "es")),
        (("Envoy Lee Young-ho left Geneva on Friday.", "en"), ("Envoy Ri Yong Ho left Geneva on Friday.", "en")),
        (("Teresa Magalhães venceu em Braga.", "pt"), ("Teresa Magalhaes won in Braga.", "en")),
        (("Dockers voted in Marseilles on Tuesday.", "en"), ("Les dockers ont voté mardi à Marseille.", "fr")),
        # a name in full and in part, a city by another language's name
        (("Mayor Hiroshi Shimada spoke on Monday.", "en"), ("Mayor Shimada spoke on Monday.", "en")),
        (("3일 오전 부산항에서 배가 좌초했다.", "ko"), ("A ship ran aground in the port of Busan on the 3rd.", "en")),
        # one agency in place of the other, a country by its capital
        (("The visit was confirmed to Reuters on Monday.", "en"), ("The visit was confirmed to AFP on Monday.", "en")),
        (("South Korea denied the report on Monday.", "en"), ("Seoul denied the report on Monday.", "en")),
        # other sentences, though both name one city
        (
            ("Protesters in Busan called for the mayor to resign on Monday.", "en"),
            ("A shipyard in Ulsan won a contract for three tankers last year.", "en"),
        ),
        # two names apart: another sentence, or another event
        (
            ("The train from Lyon to Turin was stopped near Modane.", "en"),
            ("The train from Paris to Milan was stopped near Modane.", "en"),
        ),
    ],
)
def test_what_may_be_one_name_or_another_event_is_not_told(
    original: tuple[str, str], rendering: tuple[str, str]
) -> None:
    assert told(original, rendering) is None
