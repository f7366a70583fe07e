"""Broken files of every format, for so many seconds: each is read as articles, or listed in one line; nothing hangs.

`python -m benchmarks.fuzzing --seconds 600`: Hypothesis breaks the files of `wirefiles` in many ways; what fails is
made small and written to the folder that --found names.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import seeds
from benchmarks.wirefiles import FORMATS
from seeds.revising import revisions

MEMORY: Final = 4_000_000_000
_EXAMPLES: Final = 25
SLOWEST: Final = 30.0  # seconds of the processor for one file

# What stands in files of these formats, and what should not: pieces that a byte here and there would never make.
PIECES: Final = [
    b"<", b">", b"</p>", b"<p>", b"<p " * 20, b"]]>", b"<![CDATA[", b"<!--", b"<!DOCTYPE x [", b"&", b"&#0;",
    b"&#x110000;", b"&#xd800;", b"&nbsp;", b'"', b"'", b"{", b"}", b"[", b"[" * 500, b'{"a":' * 300, b"\\u0000",
    b"\\ud800", b"\\udfff\\ud800", b"null", b"1e999", b"-1", b"NaN", b"9" * 400, b"true", b"\x00", b"\x01", b"\x02",
    b"\x03", b"\x16", b"\x1f", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf5", b"\xc3", b"\r",
    b"\n", b"\r\n\r\n", b",", b";", b"\t", b"|", b'","', b"^", b"=", b"\xe2\x80\x9c", b"\xd9\x8e" * 50,
    b"\xe2\x80\x8b" * 50, b"\xcc\x81" * 200, b"PK\x03\x04", b"\x1f\x8b\x08", b"PAR1", b"WARC/1.0\r\n",
    b"Content-Length: -1\r\n", b"encoding='utf-16'", b"xml:lang='\xc3\xa4'", b"version='9999999999999999999'",
    b"(Corrects ", b"KILL: ", b"(AFP)", b"\xe2\x80\x94 ",
]  # fmt: skip

Edit = tuple[str, float, float, bytes]


def edits() -> st.SearchStrategy[list[Edit]]:
    """Return a strategy of edits: what is done, where (a part of the length), over how much, and with what."""
    payload = st.one_of(st.sampled_from(PIECES), st.binary(min_size=1, max_size=12))
    one = st.tuples(
        st.sampled_from(["put", "replace", "cut", "repeat", "end", "swap"]), st.floats(0, 1), st.floats(0, 0.3), payload
    )
    return st.lists(one, min_size=1, max_size=6)


def broken(raw: bytes, made: list[Edit]) -> bytes:
    """Return a file with edits."""
    for kind, place, share, payload in made:
        at = int(place * len(raw))
        end = min(len(raw), at + max(1, int(share * len(raw))))
        match kind:
            case "put":
                raw = raw[:at] + payload + raw[at:]
            case "replace":
                raw = raw[:at] + payload + raw[at + len(payload) :]
            case "cut":
                raw = raw[:at] + raw[end:]
            case "repeat":
                raw = raw[:at] + raw[at:end] * min(40, 1 + 200_000 // max(1, end - at)) + raw[end:]
            case "end":
                raw = raw[:at]
            case _:
                raw = raw[:at] + raw[end:] + raw[at:end]
    return raw


def check(raw: bytes, folder: Path) -> None:
    """Read a file's bytes as any file; what comes out is whole.

    Raises:
        AssertionError: a reason of several lines, a place outside the text, or more time than a file may take.
    """
    path = folder / "file"
    path.write_bytes(raw)
    began = time.process_time()
    copy = seeds.read([path])
    signs, origins = seeds.signs(copy.articles)
    revisions(copy.articles)
    spent = time.process_time() - began
    if spent >= SLOWEST:
        raise AssertionError(f"{spent:.0f} s of the processor")
    if not copy.articles.height and not copy.errors.height:
        raise AssertionError("neither articles nor an error")
    if origins.height != copy.articles.height:
        raise AssertionError("an article without its origin")
    for where, reason in copy.errors.iter_rows():
        if not where.startswith(str(path)) or not reason.strip() or "\n" in reason:
            raise AssertionError(f"no line that says where and why: {where!r}: {reason!r}")
    texts = dict(copy.articles.select("article_id", "text").iter_rows())
    for row in signs.iter_rows(named=True):
        if not 0 <= row["start"] < row["end"] <= len(texts[row["article_id"]]):
            raise AssertionError(f"a sign outside its text: {row}")


def fuzz(make: Callable[[int], bytes], seconds: float, folder: Path) -> tuple[int, bytes | None, str]:
    """Break the files of one format for so many seconds.

    Returns:
        How many files were read, the smallest that failed (None if none did), and how.
    """
    sample = make(7)
    ends = time.monotonic() + seconds
    count = 0
    failed: dict[str, Any] = {"raw": None, "how": ""}

    # Hypothesis ends by the number of examples, not by the clock: so a few at a time.
    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(edits())
    def run(made: list[Edit]) -> None:
        nonlocal count
        count += 1
        raw = broken(sample, made)
        try:
            check(raw, folder)
        except Exception as error:
            failed.update(raw=raw, how=f"{type(error).__name__}: {error}")
            raise

    while time.monotonic() < ends and not failed["how"]:
        with suppress(Exception):
            run()
    return count, failed["raw"], failed["how"]


def main() -> int:
    """Run, and return 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="in all")
    parser.add_argument("--only", help="one format, by the name of its file")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"), help="the folder for what failed")
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    formats = {name: make for name, make in FORMATS.items() if asked.only in (None, name)}
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, make in formats.items():
            count, raw, how = fuzz(make, asked.seconds / len(formats), Path(folder))
            print(f"{name:<16}{count:>8,} files  {'ok' if not how else how[:160]}", flush=True)
            if how:
                failed += 1
                asked.found.mkdir(exist_ok=True)
                (asked.found / name).write_bytes(raw or b"")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
