"""A story whose copy tries to act on whoever opens a report."""

from dataclasses import replace
from typing import Any

import pytest

from align.schema import DRIFTS
from align.stories import Story

SAID = (
    (
        '=HYPERLINK("http://evil.example","pay")</script><script>alert(1)</script>\n+1+1;=2+2;\t@SUM(1)\r\n'
        "\u202ereversed\u202c\x00\x1b[31m ``` ]]> &amp; <b onclick=x> [a](http://evil.example) | # @editor *now*"
    ),
    "-1+cmd|' /C calc'!A0 ]]>--><!-- \u2067over\u2069 \x00 “said”\u2028=3+3",
    "\t=4+4 \ufffe\x0b @desk https://evil.example www.evil.example #1",
)


@pytest.fixture
def hostile(rewritten: Any) -> Story:
    """Three renderings of one statement, full of formulas, tags, overrides and controls, with a drift of such words."""
    texts = {name: f"One line.\n{said}\nThe end." for name, said in zip("abc", SAID, strict=True)}
    story: Story = rewritten(texts, SAID, path='wire/=1+1"<x>.txt', speaker="@SUM(A1)")
    drift = {"quote_id": "b.a", "against": "a.a", "category": "negation", "severity": "critical"}
    drift |= {"start": 10, "end": 16, "against_start": 10, "against_end": 20, "explanation": "=5+5 <script>"}
    drift |= {"words": texts["b"][10:16], "against_words": texts["a"][10:20]}
    return replace(story, drifts=DRIFTS.frame([drift]), model="models/\udce9t\udce9")
