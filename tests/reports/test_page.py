"""What the web page shows, and that hostile copy in it does nothing."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from align.schema import DRIFTS
from align.stories import Story
from benchmarks.report_size import enlarged as many_articles
from reports.contexts import context
from reports.page import page
from reports.view import report
from tests.reports.conftest import enlarged

VOID = {"meta", "link", "br", "hr", "img", "input"}


@dataclass
class Element:
    """A tag with what is in it."""

    tag: str
    attributes: dict[str, str]
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    def all(self, tag: str, kind: str | None = None) -> "list[Element]":
        """Every element of that tag and class in it, as they stand on the page."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if child.tag == tag and (kind is None or kind in child.classes):
                    found.append(child)
                found += child.all(tag, kind)
        return found


class Tree(HTMLParser):
    """A page as elements; fails on a tag that is not closed, or closed twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = Element("root", {})
        self.open = [self.root]
        self.tags: list[str] = []
        self.names: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == [self.root], f"not closed: {self.open[-1].tag}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.tags.append(tag)
        self.names += [name for name, _ in attrs]
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close the one that is open."""
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.open[-1].children.append(data)


def tree(story: Story) -> Element:
    return Tree(page(story)).root


def squeezed(text: str) -> str:
    return " ".join(text.split())


def marks(element: Element) -> list[tuple[str, str, str]]:
    """Severity, change and words of each mark."""
    return [(mark.classes[0], mark.classes[1], mark.text) for mark in element.all("mark")]


def rendering(story: Story, anchor: str) -> Element:
    return next(each for each in tree(story).all("li", "rendering") if each.attributes["id"] == anchor)


def test_the_headline_says_how_many_renderings_altered_what_was_said(story: Story) -> None:
    assert tree(story).all("h1")[0].text == "2 of 5 renderings altered what was said"


def test_the_worst_statement_comes_first_and_in_it_the_original(story: Story) -> None:
    first, second = tree(story).all("article", "statement")
    assert first.all("blockquote")[0].text == "우리는 내일 항구를 다시 열 것이라고 생각한다"
    assert first.all("figure", "original")
    assert "Original because: direct, and no relay before it" in squeezed(first.all("figcaption")[0].text)
    assert second.all("blockquote")[0].text == "No container has left the yard,"
    order = [each.attributes["id"] for each in first.all("li", "rendering")]
    assert order == ["r-reopen-en.a", "r-reopen-en.b", "r-reopen-es.a", "r-reopen-ar.a"]


def test_the_words_that_differ_are_marked_on_both_sides(story: Story) -> None:
    first, second, *_ = rendering(story, "r-reopen-en.a").all("div", "pair")
    original, pull_out = first.all("blockquote")
    assert marks(original) == [("major", "changed", "것이라고")]
    assert marks(pull_out) == [("major", "changed", "would"), ("major", "added", "definitely")]
    assert pull_out.text == "would definitely reopen tomorrow"
    full, again = second.all("blockquote")
    assert marks(full) == [("major", "missing", "We think"), ("minor", "changed", "will")]
    assert marks(again) == [("minor", "changed", "would")]


def test_words_left_out_are_struck_in_the_original(story: Story) -> None:
    original, arabic = rendering(story, "r-reopen-ar.a").all("blockquote")
    assert marks(original) == [("critical", "missing", "생각한다")]
    assert marks(arabic) == [("major", "added", "بالتأكيد")]


def test_a_mark_has_the_number_of_its_drift_in_the_list(story: Story) -> None:
    arabic = rendering(story, "r-reopen-ar.a")
    numbers = {mark.text: mark.all("span", "end")[0].attributes["data-n"] for mark in arabic.all("mark")}
    listed = [squeezed(each.text) for each in arabic.all("ol", "drifts")[0].all("li")]
    assert numbers == {"생각한다": "1", "بالتأكيد": "2"}
    assert listed == [
        "1 critical modality “생각한다” left out what she thought is now a fact",
        "2 major intensity “بالتأكيد” added “certainly” was not said",
    ]


def test_each_rendering_has_its_verdict_in_words_and_names_its_source(story: Story) -> None:
    head = rendering(story, "r-reopen-en.a").all("div", "head")[0]
    assert head.all("span", "badge")[0].text == "altered"
    for words in ("its head", "mixed", "Yonhap → AFP", "wire/en-1.txt", "faithfulness 0.41"):
        assert words in head.text


def test_a_change_of_speaker_is_marked_in_the_name(story: Story) -> None:
    start = story.quotes.filter(quote_id="es.a")["speaker_start"][0]
    row = {"quote_id": "es.a", "against": "ko.a", "category": "speaker", "severity": "major", "words": "Park Seo Yeon"}
    drifted = replace(story, drifts=DRIFTS.frame([row | {"against_words": "박", "start": start, "end": start + 13}]))
    head = rendering(drifted, "r-reopen-es.a").all("div", "head")[0]
    assert marks(head) == [("major", "changed", "Park Seo Yeon")]


def test_each_passage_carries_its_language_and_direction(story: Story) -> None:
    ways = {
        (quote.attributes["lang"], quote.attributes["dir"])
        for quote in tree(story).all("article", "statement")[0].all("blockquote")
    }
    assert ways == {("ko", "ltr"), ("en", "ltr"), ("es", "ltr"), ("ar", "rtl")}


def test_right_to_left_words_in_a_list_do_not_turn_its_line(story: Story) -> None:
    listed = rendering(story, "r-reopen-ar.a").all("span", "change")
    assert [each.text for each in listed[1].all("bdi")] == ["بالتأكيد"]


def test_the_matrix_has_a_letter_for_each_rendering(story: Story) -> None:
    rows = [
        [[cell.all("span")[0].text for cell in column.all("a", "cell")] for column in row.all("td")]
        for row in tree(story).all("table", "matrix")[0].all("tr")[1:]
    ]
    assert rows == [[["O"], ["A", "F"], ["F"], ["A"]], [[], ["O"], ["F"], []]]


def test_the_matrix_of_many_statements_has_the_worst_hundred_and_says_how_many_follow(story: Story) -> None:
    matrix = next(each for each in tree(enlarged(story, 60)).all("section") if each.all("table", "matrix"))
    assert len(matrix.all("table", "matrix")[0].all("tr")) == 101
    assert "and 20 more statements, below" in matrix.text


def test_every_link_leads_to_a_place_on_the_page(story: Story) -> None:
    root = tree(story)
    anchors = {
        element.attributes["id"]
        for tag in ("section", "article", "figure", "li")
        for element in root.all(tag)
        if "id" in element.attributes
    }
    links = {link.attributes["href"] for link in root.all("a")}
    assert "#r-reopen-ar.a" in links
    assert {link.removeprefix("#") for link in links} <= anchors


def test_quotes_of_one_article_are_listed_in_a_closed_section_at_the_end(story: Story) -> None:
    last = tree(story).all("section")[-1]
    details = last.all("details")[0]
    assert "open" not in details.attributes
    assert details.all("summary")[0].text == "1 quote in one article only"
    assert [quote.text for quote in details.all("blockquote")] == ["I have not been told anything,"]


def test_the_page_says_what_was_read_what_was_not_embedded_and_what_failed(story: Story) -> None:
    root = tree(story)
    articles = [squeezed(each.text) for each in root.all("ul", "articles")[0].all("li") if each.all("p", "path")]
    assert len(articles) == 5
    assert "Language en, perhaps from ko Relayed Yonhap → AFP" in articles[1]
    assert "Signs of translation: 0.90, 1 sign sign-off: (Yonhap, AFP)" in articles[1]
    for unsigned in (articles[0], articles[4]):
        assert "No signs of translation, so its sentences were not embedded" in unsigned
        assert "--all" in unsigned
    errors = next(each for each in root.all("section") if each.attributes.get("id") == "errors")
    assert "wire/broken.bin" in errors.text
    assert "not text: 900 of the first 4,096 bytes are binary" in errors.text


def test_it_says_so_when_no_statement_is_shared(apart: Story) -> None:
    root = tree(apart)
    assert root.all("h1")[0].text == "No statement is shared by these articles"
    assert not root.all("article", "statement")
    assert len(root.all("ul", "alone")) == 5


def test_it_says_so_when_nothing_was_read(nothing: Story) -> None:
    assert tree(nothing).all("h1")[0].text == "Nothing could be read"


def test_the_page_needs_no_network_and_allows_its_own_script_alone(story: Story) -> None:
    text, root = page(story), tree(story)
    policy = next(each for each in root.all("meta") if "http-equiv" in each.attributes)
    assert policy.attributes["http-equiv"] == "Content-Security-Policy"
    (script,) = root.all("script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert policy.attributes["content"] == (
        "default-src 'none'; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not {"link", "img", "iframe", "object", "form"} & set(Tree(text).tags)
    assert not any(word in text for word in ("://", "url(", "@import"))


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "</style></script><img src=x onerror=alert(1)>",
        '" onmouseover="alert(1)" x="',
        "' autofocus onfocus='alert(1)",
        "{{ report.model }}{% include 'page.css' %}",
        "<!-- <a href=javascript:alert(1)>",
        "&lt;b&gt; &amp;",
    ],
)
def test_hostile_copy_is_shown_and_does_nothing(rewritten: Callable[..., Story], evil: str) -> None:
    harmless = rewritten(
        {"a": "I saw it", "b": "x I saw it"}, ["I saw it", "I saw it"], path="p", speaker="S", language="en"
    )
    said = f"I saw {evil} there"
    hostile = rewritten({"a": said, "b": f"x {said}"}, [said, said], path=evil, speaker=evil, language=evil, kind=evil)
    plain, parsed = Tree(page(harmless)), Tree(page(hostile))
    assert parsed.tags == plain.tags, "no element that is not ours"
    assert parsed.names == plain.names, "no attribute that is not ours"
    assert said in [quote.text for quote in parsed.root.all("blockquote")]


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '" onmouseover="alert(1)" x="', "</bdi></details><b>"])
def test_hostile_words_in_wordings_laid_over_one_another_do_nothing(rewritten: Callable[..., Story], evil: str) -> None:
    harmless = Tree(page(rewritten({"a": "I saw it", "b": "He saw it"}, ["I saw it", "He saw it"])))
    texts = [f"I saw {evil} it", f"He saw {evil} it"]
    hostile = Tree(page(rewritten(dict(zip("ab", texts, strict=True)), texts)))
    assert hostile.root.all("details", "collation")
    assert set(hostile.tags) == set(harmless.tags)
    assert set(hostile.names) == set(harmless.names)


def test_a_passage_has_the_tags_of_what_it_can_be_chosen_by(story: Story) -> None:
    root = tree(story)
    options = {
        option.text.rpartition(" (")[0]: option.attributes["value"]
        for option in root.all("option")
        if option.attributes["value"]
    }
    statement = root.all("article", "statement")[0]
    renderings = [each.attributes["id"] for each in statement.all("li", "rendering")]
    _original, *others = statement.attributes["data-tags"].split("|")
    tags = others[renderings.index("r-reopen-ar.a")].split()
    assert {options[name] for name in ("ar", "بارك سو يون", "modality", "critical")} <= set(tags)
    assert options["ko"] not in tags
    assert options["tense"] not in tags


def test_the_words_of_one_drift_share_its_number_on_both_sides(story: Story) -> None:
    first = rendering(story, "r-reopen-en.a").all("div", "compared")[0]
    numbers = {mark.text: mark.attributes["data-d"] for mark in first.all("mark")}
    lines = {line.attributes["data-d"]: squeezed(line.text) for line in first.all("ol", "drifts")[0].all("li")}
    assert numbers["것이라고"] == numbers["would"]
    assert "“것이라고” → “would”" in lines[numbers["would"]]


def test_only_what_was_altered_has_a_correction_note_with_both_passages_and_their_sources(story: Story) -> None:
    notes = {
        each.attributes["id"]: [squeezed(note.text) for note in each.all("pre")]
        for each in tree(story).all("li", "rendering")
    }
    assert notes == {
        "r-reopen-en.a": [
            (
                "Correction: wire/en-1.txt (Yonhap → AFP) quoted its head: “would definitely reopen tomorrow” "
                "The words in wire/ko-1.txt (Yonhap) are: “우리는 내일 항구를 다시 열 것이라고 생각한다” "
                "What changed: “것이라고” → “would”; “definitely” added."
            )
        ],
        "r-reopen-en.b": [],
        "r-reopen-es.a": [],
        "r-reopen-ar.a": [
            (
                "Correction: wire/ar-1.txt (AFP, 2026-10-26) quoted بارك سو يون: “سيُعاد فتح الميناء غدا بالتأكيد” "
                "The words in wire/ko-1.txt (Yonhap) are: “우리는 내일 항구를 다시 열 것이라고 생각한다” "
                "What changed: “생각한다” left out; “بالتأكيد” added."
            )
        ],
        "r-yard-es.b": [],
    }


def test_characters_that_turn_the_text_are_shown_and_isolated(rewritten: Callable[..., Story]) -> None:
    said = "pay \u202e001\u202c euro\x00s \u2066now"
    text = page(rewritten({"a": said, "b": f"x {said}"}, [said, said], path="wire/\u202egpj.txt"))
    assert not set("\u202e\u202c\u2066\x00") & set(text)
    assert "<bdi>pay ⟨U+202E⟩001⟨U+202C⟩ euro⟨U+0000⟩s ⟨U+2066⟩now</bdi>" in text
    assert "wire/⟨U+202E⟩gpj.txt" in text


def test_a_passage_stands_in_its_article(story: Story) -> None:
    (shown,) = rendering(story, "r-reopen-en.b").all("details", "context")
    (words,) = shown.all("p")
    assert words.attributes["lang"] == "en"
    assert words.all("b")[0].text == "We think the port will reopen tomorrow,"
    assert "its head said. ¶ “We think" in words.text
    assert "(Yonhap, AFP)" in words.text


def test_a_long_article_is_cut_at_words_round_a_passage() -> None:
    found = context(f"{'before ' * 90}“the words”{' behind' * 90}", 631, 640)
    assert found.words == "the words"
    assert found.before.startswith("…before before")
    assert found.after.endswith("behind behind…")
    assert 240 < len(found.before) <= 281


def test_the_matrix_has_the_worst_statements_of_no_more_articles_than_can_be_read(story: Story) -> None:
    shown = report(many_articles(story, 1_000))
    rows, columns = shown.matrix
    assert len(shown.carrying) == 2_000
    assert rows == shown.shared[: len(rows)]
    assert 10 < len(columns) <= 40
    assert {one.passage.article for row in rows for one in row.everyone} == set(columns)
