"""A story of a port that reopens, told in four languages, with every offset taken from the articles' own words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

import reports
from align.schema import ALIGNMENTS, DRIFTS, RENDERINGS, STATEMENTS, VERDICTS_TABLE
from align.stories import Story
from reports.pieces import encoded
from seeds.schema import ARTICLES, ERRORS, ORIGINS, QUOTES, SENTENCES, SIGNS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KOREAN = (
    "부산항만청은 25일 박서연 청장의 담화를 냈다.\n“우리는 내일 항구를 다시 열 것이라고 생각한다”고 박 청장이 말했다.\n"
)
ENGLISH = (
    "Port to reopen\n\nBUSAN, Oct 25 — The port “would definitely reopen tomorrow”, its head said.\n\n"
    "“We think the port will reopen tomorrow,” Park Seo-yeon said. “No container has left the yard,” she added.\n\n"
    "(Yonhap, AFP)\n"
)
SPANISH = (
    "Busan (Corea del Sur), 25 oct (EFE).- «Creemos que el puerto reabrirá mañana», dijo Park Seo Yeon,\n"
    "que negó que algún contenedor haya salido del recinto.\n"
)
ARABIC = "سول 26 أكتوبر (أ ف ب) - قالت بارك سو يون: «سيُعاد فتح الميناء غدا بالتأكيد».\n"
OWN = "Our reporter spoke to a docker at the gate. “I have not been told anything,” said Lee Min-ho.\n"

ARTICLE_ROWS = [
    {"article_id": "ko", "path": "wire/ko-1.txt", "text": KOREAN, "language": "ko", "provider": "Yonhap"},
    {"article_id": "en", "path": "wire/en-1.txt", "text": ENGLISH, "language": "en", "title": "Port to reopen"},
    {"article_id": "es", "path": "wire/es-2.txt", "text": SPANISH, "language": "es", "provider": "EFE"},
    {"article_id": "ar", "path": "wire/ar-1.txt", "text": ARABIC, "language": "ar", "published": "2026-10-26"},
    {"article_id": "own", "path": "local/gate.txt", "text": OWN, "language": "en"},
]
TEXTS = {row["article_id"]: row["text"] for row in ARTICLE_ROWS}


def span(article_id: str, words: str) -> tuple[int, int]:
    """Where `words` stand in the article."""
    start = TEXTS[article_id].index(words)
    return start, start + len(words)


def quote(quote_id: str, kind: str, words: str, speaker: str = "", cue: str = "") -> dict[str, Any]:
    """A row of the table quotes; the article is the first part of `quote_id`."""
    article_id = quote_id.partition(".")[0]
    start, end = span(article_id, words)
    row = {"quote_id": quote_id, "article_id": article_id, "kind": kind, "text": words, "clean": words, "segment": 0}
    row |= {
        "start": start,
        "end": end,
        "language": next(r["language"] for r in ARTICLE_ROWS if r["article_id"] == article_id),
    }
    if speaker:
        speaker_start, speaker_end = span(article_id, speaker)
        row |= {"speaker": speaker, "speaker_start": speaker_start, "speaker_end": speaker_end, "speaker_key": "park"}
    return row | ({"cue": cue} if cue else {})


def drift(quote_id: str, against: str, kind: str, words: tuple[str, str], explanation: str) -> dict[str, Any]:
    """A row of the table drifts; `kind` is severity and category, `words` what was said against and what is said.

    The words are looked up inside the two quotes; an empty string has no place.
    """
    severity, category = kind.split()
    against_words, own_words = words
    row: dict[str, Any] = {"quote_id": quote_id, "against": against, "category": category, "severity": severity}
    row |= {"words": own_words, "against_words": against_words, "explanation": explanation}
    for side, name, found in (("", quote_id, own_words), ("against_", against, against_words)):
        if found:
            held = next(each for each in QUOTE_ROWS if each["quote_id"] == name)
            start = held["start"] + held["text"].index(found)
            row |= {f"{side}start": start, f"{side}end": start + len(found)}
    return row


def alignment(quote_id: str, against: str, *links: str) -> dict[str, Any]:
    """A row of the table alignments: each link is a word of the quote held against, and one of the rendering."""
    found = [
        dict(
            zip(
                ("against_start", "against_end", "start", "end"),
                [*word(against, one), *word(quote_id, two)],
                strict=True,
            )
        )
        for one, _, two in (link.partition(" ") for link in links)
    ]
    return {"quote_id": quote_id, "against": against, "links": found}


def word(quote_id: str, words: str) -> tuple[int, int]:
    """Where `words` stand in the article, inside the quote."""
    held = next(each for each in QUOTE_ROWS if each["quote_id"] == quote_id)
    start = held["start"] + held["text"].index(words)
    return start, start + len(words)


QUOTE_ROWS = [
    quote("ko.a", "direct", "우리는 내일 항구를 다시 열 것이라고 생각한다", "박 청장", "말했다"),
    quote("en.a", "mixed", "would definitely reopen tomorrow", "its head", "said"),
    quote("en.b", "direct", "We think the port will reopen tomorrow,", "Park Seo-yeon", "said"),
    quote("en.c", "direct", "No container has left the yard,", "she", "added"),
    quote("es.a", "direct", "Creemos que el puerto reabrirá mañana", "Park Seo Yeon", "dijo"),
    quote("es.b", "indirect", "algún contenedor haya salido del recinto", "Park Seo Yeon", "negó"),
    quote("ar.a", "direct", "سيُعاد فتح الميناء غدا بالتأكيد", "بارك سو يون", "قالت"),
    quote("own.a", "direct", "I have not been told anything,", "Lee Min-ho", "said"),
]
DRIFT_ROWS = [
    drift("en.a", "ko.a", "major modality", ("것이라고", "would"), "the certainty is gone"),
    drift("en.a", "ko.a", "major intensity", ("", "definitely"), "a certainty that was not claimed"),
    drift("en.a", "en.b", "minor tense", ("will", "would"), "the pull-out is not what the quote says"),
    drift("en.a", "en.b", "major modality", ("We think", ""), "the hedge is gone"),
    drift("ar.a", "ko.a", "critical modality", ("생각한다", ""), "what she thought is now a fact"),
    drift("ar.a", "ko.a", "major intensity", ("", "بالتأكيد"), "“certainly” was not said"),
    drift("es.b", "en.c", "neutral quotation", ("", ""), "direct speech is reported"),
]
VERDICT_ROWS = [
    {"quote_id": "en.a", "against": "ko.a", "verdict": "altered", "faithfulness": 0.41, "reason": "two major drifts"},
    {
        "quote_id": "en.a",
        "against": "en.b",
        "verdict": "altered",
        "faithfulness": 0.52,
        "reason": "not in the full quote",
    },
    {"quote_id": "en.b", "against": "ko.a", "verdict": "faithful", "faithfulness": 0.94, "reason": "the same claim"},
    {"quote_id": "es.a", "against": "ko.a", "verdict": "faithful", "faithfulness": 0.92, "reason": "the same claim"},
    {"quote_id": "ar.a", "against": "ko.a", "verdict": "altered", "faithfulness": 0.2, "reason": "the hedge is gone"},
    {"quote_id": "es.b", "against": "en.c", "verdict": "faithful", "faithfulness": 0.88, "reason": "the same claim"},
]
ALIGNMENT_ROWS = [
    alignment("en.b", "ko.a", "우리는 We", "생각한다 think", "항구를 port", "다시 reopen", "내일 tomorrow"),
    alignment("es.a", "ko.a", "생각한다 Creemos", "항구를 puerto", "내일 mañana"),
    alignment("ar.a", "ko.a", "항구를 الميناء", "내일 غدا"),
    alignment("es.b", "en.c", "No algún", "container contenedor", "has haya", "left salido", "yard recinto"),
]
# The mild statement comes first in the table, and last in a report.
STATEMENT_ROWS = [
    {"statement_id": "yard", "original": "en.c", "why_original": "direct before indirect"},
    {"statement_id": "reopen", "original": "ko.a", "why_original": "direct, and no relay before it"},
]
MEMBERS = {"yard": ("es.b", "en.c"), "reopen": ("ar.a", "es.a", "en.b", "en.a", "ko.a")}
SIGN_ROWS = [
    {"article_id": "en", "sign": "sign-off", "evidence": "(Yonhap, AFP)", "weight": 0.9},
    {"article_id": "es", "sign": "credit", "evidence": "(EFE)", "weight": 0.5},
    {"article_id": "ar", "sign": "credit", "evidence": "(أ ف ب)", "weight": 0.5},
]
for row in SIGN_ROWS:
    row["start"], row["end"] = span(str(row["article_id"]), str(row["evidence"]))


def port_story() -> Story:
    return Story(
        articles=ARTICLES.frame({"clean": row["text"], **row} for row in ARTICLE_ROWS),
        errors=ERRORS.frame(
            [{"path": "wire/broken.bin", "reason": "not text: 900 of the first 4,096 bytes are binary"}]
        ),
        sentences=SENTENCES.frame(),
        signs=SIGNS.frame(SIGN_ROWS),
        origins=ORIGINS.frame(
            [
                {"article_id": "ko", "relay_chain": [], "signs_score": 0.0},
                {"article_id": "en", "relay_chain": ["Yonhap", "AFP"], "signs_score": 0.9, "guessed_language": "ko"},
                {"article_id": "es", "relay_chain": ["EFE"], "signs_score": 0.5},
                {"article_id": "ar", "relay_chain": ["AFP"], "signs_score": 0.5},
                {"article_id": "own", "relay_chain": [], "signs_score": 0.0},
            ]
        ),
        quotes=QUOTES.frame(QUOTE_ROWS),
        statements=STATEMENTS.frame(STATEMENT_ROWS),
        renderings=RENDERINGS.frame(
            {"statement_id": statement, "quote_id": quote_id, "similarity": 0.8}
            for statement, members in MEMBERS.items()
            for quote_id in members
        ),
        drifts=DRIFTS.frame(DRIFT_ROWS),
        verdicts=VERDICTS_TABLE.frame(VERDICT_ROWS),
        embedded=("en", "es", "ar"),
        model="use",
        alignments=ALIGNMENTS.frame(ALIGNMENT_ROWS),
    )


@pytest.fixture
def story() -> Story:
    """Five articles, two statements, one pull-out that its own article contradicts, one file that failed."""
    return port_story()


@pytest.fixture
def nothing() -> Story:
    """A run that read no article."""
    return replace(
        port_story(),
        articles=ARTICLES.frame(),
        errors=ERRORS.frame(),
        signs=SIGNS.frame(),
        origins=ORIGINS.frame(),
        quotes=QUOTES.frame(),
        statements=STATEMENTS.frame(),
        renderings=RENDERINGS.frame(),
        drifts=DRIFTS.frame(),
        verdicts=VERDICTS_TABLE.frame(),
        alignments=ALIGNMENTS.frame(),
        embedded=(),
    )


@pytest.fixture
def apart(story: Story) -> Story:
    """The same articles, none of whose quotes met another."""
    return replace(
        story,
        statements=STATEMENTS.frame(),
        renderings=RENDERINGS.frame(),
        drifts=DRIFTS.frame(),
        verdicts=VERDICTS_TABLE.frame(),
        alignments=ALIGNMENTS.frame(),
    )


Rewrite = Callable[..., Story]


@pytest.fixture
def rewritten(story: Story) -> Rewrite:
    """Make a story of one article that says hostile things: `rewritten(text, words, path=..., speaker=...)`."""

    def make(texts: Mapping[str, str], words: Iterable[str], *, path: str = "wire/x.txt", **columns: Any) -> Story:
        articles = [
            {"article_id": name, "path": path, "text": text, "clean": text, "language": "en"}
            for name, text in texts.items()
        ]
        quotes: list[dict[str, Any]] = []
        for name, said in zip(texts, words, strict=True):
            start = texts[name].index(said)
            row = {"quote_id": f"{name}.a", "article_id": name, "kind": "direct", "text": said, "clean": said}
            quotes.append(row | {"start": start, "end": start + len(said), "language": "en", **columns})
        first, *others = (row["quote_id"] for row in quotes)
        return replace(
            story,
            articles=ARTICLES.frame(articles),
            signs=SIGNS.frame(),
            origins=ORIGINS.frame(),
            quotes=QUOTES.frame(quotes),
            statements=STATEMENTS.frame([{"statement_id": "s", "original": first, "why_original": "the first"}]),
            renderings=RENDERINGS.frame({"statement_id": "s", "quote_id": row["quote_id"]} for row in quotes),
            drifts=DRIFTS.frame(),
            alignments=ALIGNMENTS.frame(),
            verdicts=VERDICTS_TABLE.frame(
                {"quote_id": name, "against": first, "verdict": "altered", "faithfulness": 0.1, "reason": "not alike"}
                for name in others
            ),
        )

    return make


def written(format_name: str, story: Story, language: str = "en", title: str = "") -> dict[str, str]:
    """What a format of text writes, by the names of its files."""
    made = reports.FORMATS[format_name].files(reports.report(story), language, title)
    return {file: b"".join(encoded(content)).decode() for file, content in made.items()}


def enlarged(story: Story, times: int) -> Story:
    """A story whose statements stand in it many times over, each time with ids of their own."""
    ids = ("quote_id", "statement_id", "original", "against")

    def again(frame: pl.DataFrame) -> pl.DataFrame:
        mine = [name for name in ids if name in frame.columns]
        return pl.concat(frame.with_columns(pl.col(mine) + f"~{number}") for number in range(times))

    return replace(
        story,
        quotes=again(story.quotes),
        statements=again(story.statements),
        renderings=again(story.renderings),
        verdicts=again(story.verdicts),
        drifts=again(story.drifts),
        alignments=again(story.alignments),
    )


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Chromium, of which there may be none."""
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = which("chromium") or which("chromium-browser") or which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: "Browser", tmp_path: Path) -> Iterator[Any]:
    """A function that opens a story's page from disk; fails the test on a message of the console or a request."""
    troubles: list[str] = []
    pages: list[Page] = []

    def show(text: str, *, address: str = "", **options: Any) -> "Page":  # the browser's own
        place = tmp_path / "index.html"
        place.write_text(text, encoding="utf-8")
        page = browser.new_context(**options).new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: request.url.startswith(place.as_uri()) or troubles.append(request.url))
        page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
        page.goto(place.as_uri() + address)
        pages.append(page)
        return page

    yield show
    for page in pages:
        page.context.close()
    assert not troubles
