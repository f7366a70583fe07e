"""Page furniture: lines that a page or a wire puts round an article, and what it hangs on a line's ends."""

import re
from functools import cache
from typing import Final

from seeds.agencies import named_agencies
from seeds.knowledge import read_toml
from seeds.revising import is_note

# No line of furniture is longer; a paragraph that is needs no look.
_LONGEST: Final = 420
_LONGEST_LABELLED: Final = 200
_LONGEST_END: Final = 40
_LONGEST_CREDIT: Final = 80
_MARK: Final = re.compile(r"[“”\"«»„「]")
_ROUND: Final = " \t\u00a0\u3000:：>›»→|·•*-–—_[](){}（）【】［］〈〉▶►☞※…⟩"
_LABEL: Final = re.compile(r"[\W_]{0,3}(?P<label>[^:：|=＝>›»→\n]{1,40}?)\s*[:：|=＝>›»→]\s*(?P<rest>.*)")
# Far more than the longest phrase with what may stand round it.
_LONGEST_PHRASE: Final = 80
_COUNT: Final = re.compile(r"\s*[(\[（]?\d{1,6}[)\]）]?\Z")
_ENDED: Final = (".", "!", "?", "。", "！", "？", "؟", "”", "»")
# What may stand beside an agency that signs a story off: marks, a year, "(c)", a desk's initials.
_BESIDE: Final = re.compile(
    r"\([cс]\)|©|copyright|riproduzione riservata|-infocom|[a-z]{0,5}:?\d[\d-]*(?:/\d+)?"
    r"|\b[a-zа-яё]{1,3}\b|[\W_]+",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether a line, without the spaces round it, is page furniture; an agency's sign-off is none."""
    if len(line) > _LONGEST:
        return False
    looks = _is_phrase(line) or _is_labelled(line) or _is_caption(line) or _lines().fullmatch(line) is not None
    looks = looks or is_note(line)
    return looks and not _signs_off(line)


def opening(line: str) -> int:
    """Return how many characters of a slug a line starts with: "URGENT - ", "[속보] "."""
    match = _openings().match(line)
    return match.end() if match and match.end() < len(line) else 0


def ending(line: str) -> int:
    """Return how many characters of an end mark a line ends with: " (END)", " ###"."""
    match = _endings().search(line, max(1, len(line) - _LONGEST_END))
    return len(line) - match.start() if match else 0


def _is_phrase(line: str) -> bool:
    """Whether a line is one of the phrases, with a count or, after two words and more, a full stop behind it."""
    if len(line) > _LONGEST_PHRASE:
        return False
    bare = _COUNT.sub("", line.strip(_ROUND)).strip(_ROUND).casefold()
    return bare in _phrases() or (" " in bare and bare.rstrip(".。!") in _phrases())


def _is_labelled(line: str) -> bool:
    """Whether a line is a label with what it names: "Foto: dpa", "Lire aussi La grève continue"."""
    match = _LABEL.match(line)
    if match and match["label"].casefold() in _labels() and len(line) <= _LONGEST_LABELLED:
        return True
    opened = _open_labels().match(line)
    if opened is None or len(line) > _LONGEST_LABELLED or line.endswith(_ENDED):
        return False
    first = line[opened.end()]
    return first.isupper() or first in '“"«„' or (not first.islower() and first.isalpha())


def _is_caption(line: str) -> bool:
    """Whether a line without quotation marks ends in the credit of a picture."""
    return bool(_captions().search(line, max(0, len(line) - _LONGEST_CREDIT))) and not _MARK.search(line)


def _signs_off(line: str) -> bool:
    """Whether nothing but agencies, and what may stand beside them, is in a line."""
    named = named_agencies(line)
    if not named:
        return False
    for start, end in reversed(named):
        line = f"{line[:start]} {line[end:]}"
    return not _BESIDE.sub("", line)


@cache
def _phrases() -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in _all("phrases"))


@cache
def _labels() -> frozenset[str]:
    return frozenset(label.casefold() for label in _all("labels"))


@cache
def _open_labels() -> re.Pattern[str]:
    """Match a label of two words or more that no colon follows."""
    labels = sorted((re.escape(label) for label in _all("labels") if " " in label), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(labels)})\s+(?:[–—-]\s+)?(?=\S)", re.IGNORECASE)


@cache
def _lines() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in _all("lines")), re.IGNORECASE)


@cache
def _captions() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_all('captions'))})\Z")


@cache
def _openings() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{opening})" for opening in _all("openings")))


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_all('endings'))})+\Z")


def _all(part: str) -> list[str]:
    return [entry for group in _groups() for entry in group.get(part, ())]


@cache
def _groups() -> tuple[dict[str, list[str]], ...]:
    return tuple(read_toml("furniture.toml").values())
