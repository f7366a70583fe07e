"""Calls commands as a shell does; copy that they read, and the keys of the lines that others build on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from align.cli import main

ROOT = Path(__file__).parents[3]
ARTICLES = str(ROOT / "seeds" / "articles")
EFE = f"{ARTICLES}/3-efe-afp.txt"
COPY = "“We think the port will reopen on Friday,” harbour master Park Seo-yeon said in Busan.\n\n(Yonhap)\n"
ABROAD = "“The port will definitely reopen on Friday,” said Park Seo Yeon, the harbour master.\n\nCt (Efe, AFP)\n"
RENDERING = {
    "quote_id", "article_id", "path", "kind", "text", "start", "end", "segment", "speaker", "speaker_key", "cue",
    "language", "relay_chain", "verdict", "faithfulness", "drift",
}  # fmt: skip
DRIFT = {
    "category", "severity", "against_words", "against_start", "against_end", "words", "start", "end", "explanation",
}  # fmt: skip

Run = Callable[..., Result]


def invoked(*words: str, **options: Any) -> Result:
    """Return what a command came to; an error that it did not tell of fails the test."""
    result = CliRunner().invoke(main, list(words), **options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def lines(result: Result) -> list[dict[str, Any]]:
    """Return what a command printed, an object a line."""
    return [json.loads(line) for line in result.stdout.splitlines()]
