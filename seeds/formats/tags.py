"""How many attributes the tags of HTML have, counted before it is parsed: a parser's time grows with their square."""

import re
from typing import Final

_MOST: Final = 300
_MOST_TOGETHER: Final = 200_000
_ATTRIBUTE: Final = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))?+"""
# A comment, or a start tag; what a script, a style or a title holds is no markup.
_PIECE: Final = re.compile(
    rf"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?P<name>[a-z][^\s/>]*+)(?P<attributes>(?:[\s/]++|{_ATTRIBUTE})*+)",
    re.IGNORECASE | re.DOTALL,
)
_ONE: Final = re.compile(_ATTRIBUTE)
_RAW: Final = {
    name: re.compile(rf"</{name}", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes")
}


def require_few_attributes(text: str) -> None:
    """Check the start tags of a piece of HTML, read as browsers read them.

    Raises:
        ValueError: one has more than 300 attributes, or all together more than 200,000.
    """
    at = together = 0
    while piece := _PIECE.search(text, at):
        at = piece.end()
        if piece["name"] is None:
            continue
        count = sum(1 for _ in _ONE.finditer(piece["attributes"]))
        together += count
        if count > _MOST or together > _MOST_TOGETHER:
            said, most = (count, _MOST) if count > _MOST else (together, _MOST_TOGETHER)
            raise ValueError(
                f"HTML of {said:,} attributes{' in one element' if count > _MOST else ''}; at most {most:,}. "
                "Save its article alone."
            )
        if raw := _RAW.get(piece["name"].lower()):
            end = raw.search(text, at)
            at = end.end() if end else len(text)
