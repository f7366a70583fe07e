"""JSON lines: an object a line, of ninjs or a record; a line that is neither does not stop the others."""

import json
from collections.abc import Iterator
from typing import Any, Final

from seeds.decoding import decoded
from seeds.formats import markup, ninjs, records
from seeds.formats.item import Item, Problem
from seeds.formats.reading import Reading
from seeds.formats.rows import articles

_HEAD: Final = 1_024


def is_of(raw: bytes, _reading: Reading) -> bool:
    """Whether the first line is a JSON object, whole, and more lines follow."""
    if not records.opens(raw):
        return False
    if b"\0" in raw[:64]:
        first, _, rest = markup.opening(raw).lstrip("\ufeff \r\n").partition("\n")
    else:
        line, _, more = raw.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
        first, rest = line.decode(errors="replace"), more[:_HEAD].decode(errors="replace")
    return bool(rest.strip()) and isinstance(_parsed(first), dict)


def items(raw: bytes, reading: Reading) -> Iterator[Item | Problem]:
    """Yield the articles of each line.

    Raises:
        ValueError: no line holds one.
    """
    wrong: list[int] = []

    def rows() -> Iterator[tuple[int, dict[str, Any]]]:
        for number, line in enumerate(text.split("\n"), 1):
            record = _parsed(line)
            if isinstance(record, dict):
                yield number, record
            elif line.strip():
                wrong.append(number)

    text = decoded(raw)
    if records.is_ninjs(raw, reading):
        yield from _of_ninjs(rows(), reading)
    else:
        yield from articles(rows(), reading, "JSON lines")
    if wrong:
        more = f", and {len(wrong) - 1:,} more" if len(wrong) > 1 else ""
        yield Problem(f"this line is no JSON object{more}. Mend it; the other lines were read.", f"#{wrong[0]}")


def _of_ninjs(rows: Iterator[tuple[int, dict[str, Any]]], reading: Reading) -> Iterator[Item | Problem]:
    for number, record in rows:
        reading.budget.take_part()
        try:
            for item in ninjs.items(json.dumps(record).encode()):
                yield item.inside(f"#{number}")
        except ValueError as error:
            yield Problem(str(error), f"#{number}")


def _parsed(line: str) -> object:
    """Return the value that a line holds; None of what is no JSON."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
