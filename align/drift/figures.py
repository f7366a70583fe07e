"""Figures: what digits of any script say, by the separators of their language."""

import re
import unicodedata
from typing import Final

# Digits grouped by spaces or apostrophes, or by points and commas. \d is any script's digit.
FIGURE: Final = (
    r"(?<!\d)(?<!\d[.,٫٬])(?:"
    r"\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?:[.,]\d+)?(?!\d)"
    r"|\d+(?:[.,٫٬，．]\d+)*)"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
_SPACES: Final = re.compile(r"[ \u00a0\u2009\u202f'’٬]")
_WIDE: Final = str.maketrans({"٫": ".", "，": ",", "．": "."})


def figure(printed: str, decimal: str) -> float:
    """Return a figure's value: 1.5 in English is 1,5 in Spanish, and 12,000 there is 12.000 here.

    A single separator before three digits groups, unless it is the language's own decimal sign; before one, two or more
    than three digits it is a decimal sign in any language.
    """
    digits = _SPACES.sub("", printed).translate(_WIDE)
    digits = "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in digits)
    signs = [mark for mark in digits if mark in ".,"]
    if not signs:
        return float(digits)
    if len(set(signs)) == 2:
        return _parted(digits, signs[-1]) if signs.count(signs[-1]) == 1 else float(re.sub(r"\D", "", digits))
    if len(signs) > 1:
        return float(re.sub(r"\D", "", digits))
    if _GROUPED.fullmatch(digits) and signs[0] != decimal and not digits.startswith("0"):
        return float(digits.replace(signs[0], ""))
    return _parted(digits, signs[0])


def _parted(digits: str, sign: str) -> float:
    whole, _, part = digits.rpartition(sign)
    return float(f"{re.sub(r'[.,]', '', whole)}.{part}")
