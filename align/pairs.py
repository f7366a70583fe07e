"""Pairs of original and rendering in JSON lines, judged as they stream."""

import json
from dataclasses import asdict
from typing import Any, Final

from align import streams
from align.comparing import KINDS, Comparison, Texts, comparisons

_TEXT_KEYS: Final = ("original_language", "rendering_language", "original_speaker", "rendering_speaker")


def judged(path: str, *, with_model: bool) -> int:
    """Print each line of a file of pairs with its verdict added, and return the exit status: 1 if a line was bad."""
    status = streams.OK
    for batch in streams.batches(enumerate(streams.lines(path), 1)):
        rows: list[dict[str, Any]] = []
        for number, line in batch:
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                bad = [key for key in ("original", "rendering") if not isinstance(row.get(key), str)]
                bad += [key for key in _TEXT_KEYS if not isinstance(row.get(key) or "", str)]
                bad += [key for key in ("original_kind", "rendering_kind") if (row.get(key) or "direct") not in KINDS]
            except (ValueError, AttributeError, TypeError, RecursionError):
                bad = ["JSON"]
            if bad:
                streams.complain(
                    f"{path}:{number}: no usable {bad[0]}. Each line is an object with original and rendering.",
                    "compare",
                )
                status = streams.FOUND
                continue
            rows.append(row)
        results = comparisons(
            [
                Texts(
                    row["original"],
                    row["rendering"],
                    row.get("original_kind") or "direct",
                    row.get("rendering_kind") or "direct",
                    row.get("original_language"),
                    row.get("rendering_language"),
                    row.get("original_speaker"),
                    row.get("rendering_speaker"),
                )
                for row in rows
            ],
            with_model=with_model,
        )
        for row, result in zip(rows, results, strict=True):
            streams.print_json(record(row, result))
    return status


def record(given: dict[str, Any], result: Comparison) -> dict[str, Any]:
    """Return a pair as it was given, with what was found of it."""
    return {
        **given,
        "verdict": result.verdict,
        "faithfulness": result.faithfulness,
        "drift": [asdict(drift) for drift in result.drift],
        "reason": result.reason,
    }
