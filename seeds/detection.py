"""Which language a text is in: its script where that decides, else langdetect, seeded."""

import re
from functools import cache
from typing import Final

from langdetect import DetectorFactory
from langdetect.detector_factory import PROFILES_DIRECTORY
from langdetect.lang_detect_exception import LangDetectException

# langdetect draws random samples; a fixed seed makes two runs agree.
_SEED: Final = 0
# It is asked for no more text than it needs: its time grows with length, its answer does not change.
_SAMPLE: Final = 700
# It averages seven draws; three say the same of this much text.
_DRAWS: Final = 3
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3]")
_KANA: Final = re.compile(r"[\u3041-\u30ff]")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_OURS: Final = ("en", "es", "fr", "pt", "de", "it", "ru", "ar", "zh", "ja", "ko")
# A quote of a few words says little by itself: ours, then the others langdetect knows, in this ratio.
_PRIOR: Final = 20.0


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or None where it has no letters to tell by.

    Short texts are weighed towards the eleven languages of this project.
    """
    letters = len(_LETTER.findall(text[:_SAMPLE]))
    if not letters:
        return None
    for code, pattern in (("ko", _HANGUL), ("ja", _KANA), ("zh", _HAN)):
        if len(pattern.findall(text[:_SAMPLE])) > 0.2 * letters:
            return code
    detector = _factory().create()
    detector.seed = _SEED
    detector.n_trial = _DRAWS
    detector.set_prior_map({code: _PRIOR if code in _OURS else 1.0 for code in _factory().get_lang_list()})
    detector.append(text[:_SAMPLE])
    try:
        code = str(detector.detect())
    except LangDetectException:
        return None
    return None if code == "unknown" else code.split("-")[0]


@cache
def _factory() -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    return factory
