"""Text with its fields above it, as files of Markdown have them: YAML between `---`, TOML between `+++`."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any, Final

from seeds.decoding import decoded
from seeds.formats import markup
from seeds.formats.columns import Columns
from seeds.formats.item import Item
from seeds.formats.prose import composed, paragraphs
from seeds.formats.rows import stated_in

_LONGEST: Final = 20_000
_MOST_LINES: Final = 200
_LINE: Final = re.compile(r"(?:[\w\"'][\w.\"'-]{0,40}:(?:[ \t].*)?|[ \t].*|- .*|#.*|)")
_ENDS: Final = {"---": ("---", "..."), "+++": ("+++",)}
_PAIR: Final = re.compile(r"(?P<key>[\w\"'][\w.\"'-]{0,40}?):(?:[ \t]+(?P<value>.*))?")
_COMMENT: Final = re.compile(r"\s+#.*\Z")
# Marks of Markdown and what is left of them: pictures go, links keep their words.
_MARKS: Final = (
    (re.compile(r"!\[[^\]\n]{0,300}\]\([^()\n]{0,500}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,500}\)"), r"\1"),
    (re.compile(r"^ {0,3}(?:#{1,6}|>|[*+-])[ \t]+(?=\S)", re.MULTILINE), ""),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,500}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{1,500}?)(?<=\S)\1(?![\w_])"), r"\2"),
)


def is_of(raw: bytes) -> bool:
    """Whether bytes open with a block of fields."""
    return _block(markup.opening(raw)) is not None


def items(raw: bytes) -> Iterator[Item]:
    """Yield the article below a block of fields, its title above it where it does not begin with it.

    Raises:
        ValueError: it is no text, or has no words below its fields.
    """
    text = decoded(raw)
    block, body = _block(text) or ([], text)
    said = _of_toml("\n".join(block)) if text.lstrip("\ufeff \t\r\n").startswith("+++") else _of_yaml(block)
    if not any(character.isalnum() for character in body):
        raise ValueError("fields without a text below them. Leave it out, or fetch the article again.")
    there = Columns().found(said)
    there.pop("text", None)
    stated = stated_in(said, there)
    title = stated.get("title")
    if markup.is_marked(body[:2_000]):
        yield Item(composed(title, paragraphs(markup.fragment(body), stated.get("declared_language"))), stated)
        return
    for mark, left in _MARKS:
        body = mark.sub(left, body)
    body = body.strip("\r\n")
    headed = title is None or _words(body.partition("\n")[0]) == _words(title)
    yield Item(f"{body}\n" if headed else f"{title}\n\n{body}\n", stated)


def _words(line: str) -> str:
    return re.sub(r"[\W_]+", " ", line).casefold().strip()


def _block(text: str) -> tuple[list[str], str] | None:
    """Return the lines of the block of fields that a text opens with, and what is below; None where there is none."""
    opened = text.lstrip("\ufeff \t\r\n")
    lines = opened[:_LONGEST].splitlines()[: _MOST_LINES + 1]
    ends = _ENDS.get(lines[0].rstrip(), ()) if lines else ()
    close = next((place for place, line in enumerate(lines[1:], 1) if line.rstrip() in ends), None)
    if close is None:
        return None
    block = lines[1:close]
    first = next((line for line in block if line.strip() and not line.startswith("#")), " ")
    if lines[0].startswith("---") and (first[0] in " \t-" or not all(_LINE.fullmatch(line) for line in block)):
        return None
    return block, "".join(opened.splitlines(keepends=True)[close + 1 :])


def _of_yaml(block: list[str]) -> dict[str, Any]:
    """Return the fields of a block of YAML that are texts, numbers or lists of them; what is deeper is left out."""
    found: dict[str, Any] = {}
    key = ""
    for line in block:
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        pair = _PAIR.fullmatch(line)
        if pair:
            key = pair["key"].strip("\"'")
            found[key] = _value(pair["value"] or "")
        elif key and said.startswith("- "):
            held = found[key] if isinstance(found[key], list) else []
            found[key] = [*held, _value(said[2:])]
        elif key and line[:1] in " \t" and isinstance(found[key], str):
            found[key] = f"{found[key].lstrip('|>+-')} {said}".strip()
    return found


def _value(said: str) -> Any:  # noqa: ANN401  # a text, or a list of texts
    said = said.strip()
    if said[:1] in "\"'" and said[:1]:
        end = said.find(said[0], 1)
        return said[1:end] if end > 0 else said[1:]
    said = _COMMENT.sub("", said)
    if said.startswith("[") and said.endswith("]"):
        return [part.strip().strip("\"'") for part in said[1:-1].split(",") if part.strip()]
    return said


def _of_toml(block: str) -> dict[str, Any]:
    try:
        return tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
