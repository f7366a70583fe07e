"""zip and tar: their members are of any format, told by content; nothing is written to disk."""

import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO, Final, NamedTuple

from seeds.formats.item import Item, Problem
from seeds.formats.limits import LARGEST_COLLECTION, RATIO, ROOM, Budget, TooMuchError, chunks, require_size
from seeds.formats.reading import DEEPEST, Reading

_ENTRY: Final = b"PK\x01\x02"
_TAR_BLOCK: Final = 512
# What a folder holds beside its articles.
_BESIDE: Final = ("__MACOSX", "articles.toml")
_OFFICE: Final = frozenset({"[Content_Types].xml", "mimetype"})
# What zipfile, tarfile and the unpackers below them raise for bytes that are broken.
_BROKEN: Final = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
    IndexError,
    KeyError,
    ValueError,
)


class _Bomb(ValueError):  # noqa: N818  # never leaves this module
    """A member that unpacks to far more than text does."""


class _Member(NamedTuple):
    """One file of an archive: its name, its size, its size as packed, and what opens it."""

    name: str
    size: int
    packed: int
    opened: Callable[[], IO[bytes] | None]
    error: str | None = None


def is_of(raw: bytes, _reading: Reading) -> bool:
    """Whether bytes open as a zip or a tar does."""
    return _is_zip(raw) or _is_tar(raw)


def items(raw: bytes, reading: Reading) -> Iterator[Item | Problem]:
    """Yield the articles of each member, and the members that could not be read.

    Members that are hidden, folders and empty archives' marks are passed over. Members that unpack to far more than
    text does are listed together.

    Raises:
        ValueError: it is broken, an office file, stands too deep in other archives, or holds no file.
        TooMuchError: it unpacks to more than is taken.
    """
    from seeds.formats import items as read

    if reading.depth >= DEEPEST:
        raise ValueError(f"an archive inside {DEEPEST} others. Unpack it first.")
    bombs: list[str] = []
    any_file = False
    for member in _members(raw, reading.budget):
        any_file = True
        place = f"!/{member.name}"
        try:
            if member.error is not None:
                raise ValueError(member.error)
            for found in read(_content(member, reading.budget), reading.deeper()):
                yield found.inside(place)
        except TooMuchError:
            raise
        except _Bomb:
            bombs.append(member.name)
        except ValueError as error:
            yield Problem(str(error), place)
    if bombs:
        more = f", and so do {len(bombs) - 1:,} more members" if len(bombs) > 1 else ""
        reason = f"unpacks to more than {RATIO} times its size, as no text does{more}. Leave it out."
        yield Problem(reason, f"!/{bombs[0]}")
    if not any_file:
        raise ValueError("an archive without a file. Leave it out.")


def _is_zip(raw: bytes) -> bool:
    return raw.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _is_tar(raw: bytes) -> bool:
    """Whether the first block is a tar's header, by its sum."""
    if len(raw) < _TAR_BLOCK or not any(raw[:100]):
        return False
    try:
        tarfile.TarInfo.frombuf(raw[:_TAR_BLOCK], "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True


def _members(raw: bytes, budget: Budget) -> Iterator[_Member]:
    """Yield the files of an archive that a folder of them would have.

    Raises:
        ValueError: it is broken or an office file.
    """
    what = "zip" if _is_zip(raw) else "tar"
    try:
        for member in _of_zip(raw, budget) if what == "zip" else _of_tar(raw):
            parts = PurePosixPath(member.name).parts
            if not any(part in _BESIDE or (part.startswith(".") and part.strip(".")) for part in parts):
                budget.take_part()
                yield member
    except TooMuchError:
        raise
    except _BROKEN as error:
        raise ValueError(_said(what, error)) from None


def _said(what: str, error: Exception) -> str:
    """Return the line for an archive that is broken; one that says it already, as it is."""
    said = (str(error).splitlines() or [""])[0]
    return said if type(error) is ValueError else f"a broken {what}: {said or type(error).__name__}. Fetch it again."


def _of_zip(raw: bytes, budget: Budget) -> Iterator[_Member]:
    if raw.count(_ENTRY) > budget.parts:
        raise ValueError(f"holds more than {budget.parts:,} members. Split it.")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entries = archive.infolist()
        if entries and entries[0].filename in _OFFICE:
            raise ValueError("an office file or a book. Extract its text first.")
        for entry in entries:
            if entry.is_dir():
                continue
            error = None
            if entry.flag_bits & 1:
                error = "locked with a password. Unpack it first."
            elif stat.S_ISLNK(entry.external_attr >> 16):
                error = "a link, which is not followed. Pack the file itself."
            yield _Member(entry.filename, entry.file_size, entry.compress_size, partial(archive.open, entry), error)


def _of_tar(raw: bytes) -> Iterator[_Member]:
    with tarfile.open(fileobj=io.BytesIO(raw), mode="r:") as archive:
        for entry in archive:
            if entry.isdir():
                continue
            error = None if entry.isreg() else "a link or a device, which is not followed. Pack the file itself."
            packed = min(entry.size, len(raw))
            yield _Member(entry.name, entry.size, packed, partial(archive.extractfile, entry), error)


def _content(member: _Member, budget: Budget) -> bytes:
    """Return a member's bytes.

    Raises:
        _Bomb: it unpacks to far more than text does.
        TooMuchError: more than may still be unpacked from the file.
        ValueError: it is broken, or larger than a file may be.
    """
    allowed = max(ROOM, RATIO * member.packed)
    if member.size > allowed:
        raise _Bomb
    require_size(member.size, collection=True)
    whole = bytearray()
    try:
        opened = member.opened()
        if opened is None:
            return b""
        with opened as stream:
            for chunk in chunks(stream):
                budget.take(len(chunk))
                whole += chunk
                if len(whole) > min(allowed, LARGEST_COLLECTION):
                    raise _Bomb
    except (_Bomb, TooMuchError):
        raise
    except _BROKEN as error:
        said = (str(error).splitlines() or [type(error).__name__])[0]
        raise ValueError(f"a broken member: {said}. Pack it again.") from None
    return bytes(whole)
