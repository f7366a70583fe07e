"""Paragraphs out of a tree of NITF, HTML or XHTML: markup goes, what it says of quotes stays."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from seeds.knowledge import any_language, language

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "abstract",
        "bibliography",
        "blockquote",
        "block",
        "body",
        "body.content",
        "body.end",
        "body.head",
        "bq",
        "byline",
        "caption",
        "center",
        "copyrite",
        "dateline",
        "dd",
        "details",
        "distributor",
        "div",
        "dl",
        "dt",
        "fieldset",
        "fn",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hedline",
        "hl1",
        "hl2",
        "hr",
        "html",
        "item",
        "li",
        "list",
        "main",
        "note",
        "ol",
        "p",
        "pre",
        "quote",
        "rights",
        "row",
        "section",
        "series",
        "summary",
        "table",
        "tagline",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_CELLS: Final = frozenset({"td", "th", "cell"})
_UNREAD: Final = frozenset(
    [
        "audio",
        "button",
        "canvas",
        "figcaption",
        "figure",
        "form",
        "iframe",
        "math",
        "media",
        "media-caption",
        "nav",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
        "docdata",
        "pubdata",
        "revision-history",
    ]
)
_BLANK: Final = re.compile(r"[ \t\r\n\f]+")
# A line of Chinese or Japanese that an editor's program wrapped: no space stood there.
_WRAPPED: Final = re.compile(
    r"(?<=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])[ \t]*\r?\n[ \t]*(?=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])"
)
# A line longer than this was not wrapped for a wire or a screen: it is a paragraph.
_WIRE: Final = 110
_BREAK: Final = "\v"
_ANY_MARK: Final = re.compile('[“”„«»「」『』"]')


def composed(title: str | None, paragraphs: Iterable[str]) -> str:
    """Return an article's text: its paragraphs, a blank line between, below its title unless they begin with it."""
    lines = [line for line in paragraphs if line.strip()]
    if title and not (lines and _bare(lines[0].partition("\n")[0]) == _bare(title)):
        lines.insert(0, title)
    return "\n\n".join(lines) + "\n" if lines else ""


def plain_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of plain text: parted by blank lines, else a line each where lines are not wrapped."""
    lines = [line.rstrip() for line in text.lstrip("\ufeff").splitlines()]
    if (
        not any(line == "" for line in "\n".join(lines).strip().split("\n"))
        and max(map(_width, lines), default=0) > _WIRE
    ):
        return [line for line in lines if line]
    return [part.strip("\n") for part in re.split(r"\n{2,}", "\n".join(lines)) if part.strip()]


def _width(line: str) -> int:
    """Return a line's width; a Chinese, Japanese or Korean character takes two columns."""
    return len(line) + sum(character >= "\u1100" for character in line)


def line_of(element: etree._Element | None) -> str | None:
    """Return the text of an element and all in it as one line; None where there is none."""
    if element is None:
        return None
    return one_line("".join(element.itertext()))


def one_line(text: str | None) -> str | None:
    """Return text as one line; None where there is none."""
    return _BLANK.sub(" ", _WRAPPED.sub("", text)).strip() or None if text else None


def paragraphs(tree: etree._Element, code: str | None, unread: frozenset[str] = frozenset()) -> list[str]:
    """Return the paragraphs of a tree, in order, each a line (or lines, where `<br>` or `<pre>` breaks them).

    An inline quote (`<q>`) gets the quotation marks of the language, and so does a block quote of NITF (`<bq>`) that
    has none.

    Args:
        tree: what to read.
        code: the language's code, as declared.
        unread: names of elements to leave out, besides pictures, scripts and forms.
    """
    return list(_Walk(tree, marks_of(code), _UNREAD | unread).lines())


def mark_quotes(tree: etree._Element, code: str | None) -> None:
    """Put a language's quotation marks around each inline quote (`<q>`) of a tree, and take its element's name away."""
    marks = marks_of(code)
    for quote in list(tree.iter("q")):
        opening, closing = marks[min(sum(1 for _ in quote.iterancestors("q")), 1)]
        quote.text = opening + (quote.text or "").lstrip()
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "").rstrip() + closing
        else:
            quote.text = quote.text.rstrip() + closing
    etree.strip_tags(tree, "q")


def marks_of(code: str | None) -> tuple[tuple[str, str], ...]:
    """Return the quotation marks of a language, outer and inner; those of no language we know, for another."""
    known = language((code or "").replace("_", "-").partition("-")[0].lower()) or any_language()
    outer = known.pairs[0]
    inner = next((pair for pair in (*known.single_pairs, *known.pairs[1:]) if pair != outer), outer)
    return outer, inner


@dataclass
class _Walk:
    """One pass over a tree: the lines so far, the words of the line that is open, the quotes that are open."""

    tree: etree._Element
    marks: tuple[tuple[str, str], ...]
    unread: frozenset[str]
    done: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    verbatim: int = 0

    def lines(self) -> Iterator[str]:
        walker = etree.iterwalk(self.tree, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                self._tail(event, element)
                continue
            name = element.tag.rpartition("}")[2].lower()
            if event == "start":
                if name in self.unread or (name == "credit" and self.quotes):
                    if name == "credit":
                        self.credits.append(line_of(element) or "")
                    walker.skip_subtree()
                    continue
                self._begin(name)
                self._say(element.text)
            else:
                if name not in self.unread:
                    self._end(name)
                self._tail(event, element)
        self._close()
        yield from self.done

    def _begin(self, name: str) -> None:
        if name in _BLOCKS:
            self._close()
        if name == "pre":
            self.verbatim += 1
        if name in {"q", "bq"}:
            self.quotes.append((len(self.done), len(self.words)))

    def _end(self, name: str) -> None:
        if name in _BLOCKS:
            self._close()
        if name == "pre":
            self.verbatim -= 1
        if name in _CELLS:
            self.words.append(" ")
        if name == "br":
            self.words.append(_BREAK)
        if name == "q" and self.quotes:
            self._quoted(*self.quotes.pop())
        if name == "bq" and self.quotes:
            since, _ = self.quotes.pop()
            if not any(_ANY_MARK.search(line) for line in self.done[since:]):
                self._wrap(since)
            self.done.extend(f"— {said}" for said in self.credits if said)
            self.credits.clear()

    def _quoted(self, since: int, begun: int) -> None:
        """Put marks around what a `<q>` held: words of the open line, or paragraphs of their own."""
        if len(self.done) > since:
            self._close()
            self._wrap(since)
            return
        words = "".join(self.words[begun:])
        inner = words.strip()
        opening, closing = self.marks[min(len(self.quotes), 1)]
        if inner and inner[0] not in '“„«»「『"':
            words = words.replace(inner, f"{opening}{inner}{closing}", 1)
        self.words[begun:] = [words]

    def _wrap(self, since: int) -> None:
        """Put marks around paragraphs: each opens, the last one closes."""
        if len(self.done) == since:
            return
        opening, closing = self.marks[0]
        self.done[since:] = [f"{opening}{line}" for line in self.done[since:]]
        self.done[-1] += closing

    def _tail(self, event: str, element: etree._Element) -> None:
        if event == "end" and element is not self.tree:
            self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self.words.append(text.replace("\n", _BREAK) if self.verbatim else _WRAPPED.sub("", text))

    def _close(self) -> None:
        """End the open paragraph; two breaks in a row end one too."""
        text = _BLANK.sub(" ", "".join(self.words))
        self.words.clear()
        for part in re.split(rf"(?:[ ]*{_BREAK}[ ]*){{2,}}", text):
            lines = [line.strip(" ") for line in part.split(_BREAK)]
            if any(lines):
                self.done.append("\n".join(line for line in lines if line))


def _bare(text: str) -> str:
    """Return text as it is compared: words only, in small letters."""
    return re.sub(r"\W+", " ", text).casefold().strip()
