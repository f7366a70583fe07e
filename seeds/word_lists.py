"""Simplemma's lists of words, unpacked once a machine into sorted lines that are searched where they lie on disk.

Decoded, our seven lists are 540 MB of dictionaries and take each process seven seconds. As sorted lines in a file of
the cache folder they are mapped into memory, page by page as they are asked, and shared by all processes.
"""

import mmap
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from blake3 import blake3
from simplemma.strategies.dictionaries import DefaultDictionaryFactory
from simplemma.strategies.dictionaries.dictionary_factory import (
    DATA_FOLDER,
    SUPPORTED_LANGUAGES,
    CachingDictionaryFactory,
    DecodedStrMapping,
)

from seeds.caching import cache_folder

# Raise it when the lines are written in another manner: old files are then left alone.
_VERSION: Final = 1
_DIGEST: Final = 64
_CHUNK: Final = 1 << 20


class WordLists(CachingDictionaryFactory):
    """A dictionary factory of simplemma that gives `Lines`; ValueError for a language that it has no list of."""

    __slots__ = ()

    def _get_dictionary_uncached(self, lang: str) -> "Lines":
        if lang not in SUPPORTED_LANGUAGES:
            raise ValueError(f"{lang}: no list of its words.")
        packed = DATA_FOLDER / f"{lang}.plzma"
        name = f"{lang}-{_VERSION}-{blake3(packed.read_bytes()).hexdigest()[:12]}.words"
        path = cache_folder() / "words" / name
        if not _whole(path):
            body = _sorted_lines(lang)
            if not _put(path, body):
                return Lines(body)
        with path.open("rb") as file:
            return Lines(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


class Lines(DecodedStrMapping):
    """Words and their dictionary forms over sorted lines: word, tab, how many bytes to cut (two hex digits), ending."""

    __slots__ = ("_body", "_end")

    def __init__(self, body: "bytes | mmap.mmap") -> None:
        self._body = body
        self._end = len(body) - _DIGEST - 1

    def _lookup(self, key: str) -> str | None:
        wanted = key.encode("utf-8", "surrogatepass")
        low, high = 0, self._end
        while low < high:
            start = self._body.rfind(b"\n", low, (low + high) // 2) + 1 or low
            stop = self._body.find(b"\n", start, high)
            stop = high if stop < 0 else stop
            word, _, form = self._body[start:stop].partition(b"\t")
            if word == wanted:
                return _form(word, form)
            low, high = (stop + 1, high) if word < wanted else (low, start)
        return None

    def __iter__(self) -> Iterator[str]:
        for line in self._body[: self._end].splitlines():
            yield line.partition(b"\t")[0].decode()

    def __len__(self) -> int:
        return self._body[: self._end].count(b"\n")


def _form(word: bytes, told: bytes) -> str:
    cut = int(told[:2], 16)
    return (word[: len(word) - cut] + told[2:]).decode()


def _sorted_lines(lang: str) -> bytes:
    """Return a list as sorted lines, and its digest on the last."""
    pairs = DefaultDictionaryFactory(cache_max_size=0).get_dictionary(lang)
    lines = []
    for word, form in ((word.encode(), pairs[word].encode()) for word in pairs):
        kept = _shared(word, form)
        lines.append(b"%s\t%02x%s" % (word, len(word) - kept, form[kept:]))
    # A tab is less than any sign of a word, so that lines stand in the order of their words.
    body = b"\n".join(sorted(lines)) + b"\n"
    return body + blake3(body).hexdigest().encode() + b"\n"


def _shared(word: bytes, form: bytes) -> int:
    """Return how many bytes two words begin with alike."""
    most = min(len(word), len(form))
    if word[:most] == form[:most]:
        return most
    return next(place for place in range(most) if word[place] != form[place])


def _put(path: Path, body: bytes) -> bool:
    """Write a file whole or not at all; return whether it is there. Two processes may do so at once."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".unpacking-", delete=False) as file:
            made = Path(file.name)
            file.write(body)
        made.replace(path)
    except OSError:
        return False
    return True


def _whole(path: Path) -> bool:
    """Whether a file is there and its last line is the digest of those before."""
    try:
        size = path.stat().st_size - _DIGEST - 1
        if size <= 0:
            return False
        found = blake3()
        with path.open("rb") as file:
            while size > 0 and (part := file.read(min(_CHUNK, size))):
                found.update(part)
                size -= len(part)
            return file.read().strip() == found.hexdigest().encode()
    except OSError:
        return False
