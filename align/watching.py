"""Follows drop folders, and gives out files only once they are whole."""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event
from typing import Final

from watchfiles import watch

# A file that has not changed for this long, in seconds, is whole.
STILL: Final = 1.0

_State = tuple[int, int]


def whole_files(folders: Iterable[str], *, still: float = STILL, stop: Event | None = None) -> Iterator[list[str]]:
    """Yield the files that came or changed and then stood still, a list at a time, until `stop` is set.

    Files that were there before are not given; hidden ones never are.

    Args:
        folders: what to follow, with all below it.
        still: seconds without a change after which a file is whole.
        stop: ends it; None lets it go on.
    """
    changing: dict[str, tuple[_State, float]] = {}
    pause = int(still * 500)
    for changes in watch(*folders, yield_on_timeout=True, rust_timeout=pause, step=50, stop_event=stop):
        now = time.monotonic()
        for _, name in changes:
            changing.setdefault(name, ((-1, -1), now))
        done = []
        for name, (before, since) in list(changing.items()):
            state = _state(Path(name))
            if state is None:
                del changing[name]
            elif state != before:
                changing[name] = (state, now)
            elif now - since >= still:
                done.append(name)
                del changing[name]
        if done:
            yield sorted(done)


def _state(path: Path) -> _State | None:
    """Return size and time of a file; None of what is gone, hidden or no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    hidden = any(part.startswith(".") for part in path.parts[1:])
    return None if hidden or not path.is_file() else (found.st_size, found.st_mtime_ns)
