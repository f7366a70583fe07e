"""Characters that act on a reader's screen instead of standing on it: shown by name, so that they do nothing."""

import re
from typing import Final

# Controls of both sets (C0 with ESC, DEL, C1), bidirectional embeddings, overrides and isolates, half surrogates.
# Left as they are: tab and the line breaks, which are white space, and the marks that Arabic, Persian and Hebrew need.
_ACTS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# Vertical tab, form feed, next line, line and paragraph separator among them.
_SPACE: Final = re.compile(r"[\s\x85]+")


def visible(text: str) -> str:
    """Return `text` with each character that would act on the screen replaced by its code point, as ⟨U+202E⟩."""
    return _ACTS.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def one_line(text: str) -> str:
    """Return `text` made visible, each run of white space and line breaks one space."""
    return visible(_SPACE.sub(" ", text))
