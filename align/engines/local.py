"""Reads new copy on this machine: a thread and its processes, a part ahead of what is committed."""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

    from align.batching import Summary
    from align.slices import Taken
    from embeddings import Encoder


def local(
    parts: "Sequence[pl.DataFrame]",
    encoder: "Encoder",
    summary: "Summary",
    **options: Any,  # noqa: ANN401  # those of `align.slices.read`
) -> "Iterator[Taken]":
    """Yield what is read of each part; the next is read while one is committed."""
    from align.slices import read
    from embeddings.processor import keep_memory_together

    keep_memory_together()
    work = partial(read, encoder=encoder, summary=summary, **options)
    with ThreadPoolExecutor(1, "reading") as reader:
        waiting: deque[Future[Taken]] = deque()
        for part in parts:
            waiting.append(reader.submit(work, part))
            _ = encoder.dimension  # loads the encoder while the first part is read
            if len(waiting) > 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
