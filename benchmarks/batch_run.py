"""One batch run in a process of its own, with a line of JSON for each slice: `python -m benchmarks.batch_run`."""

import json
import resource
import time
from pathlib import Path

import click

# From here the clock runs: what a user waits for begins before the modules are there.
_BEGAN = time.time()


@click.command(epilog="Example: python -m benchmarks.batch_run copy archive progress.jsonl")
@click.argument("copy", type=click.Path(exists=True, path_type=Path))
@click.argument("archive", type=click.Path(path_type=Path))
@click.argument("log", type=click.Path(path_type=Path))
def main(copy: Path, archive: Path, log: Path) -> None:
    """Take COPY into ARCHIVE and add to LOG a line for each slice: files done, seconds since the start, by stage.

    Beside the clock's seconds (`at`) stand the processor's (`processor`), which other programs lengthen less, and the
    memory of this process (`memory`), in MB.
    """
    import embeddings
    from align.archive import Archive
    from align.batching import batch

    with log.open("a", encoding="utf-8") as lines:

        def write(**row: object) -> None:
            spent = {"at": round(time.time() - _BEGAN, 3), "processor": round(time.process_time(), 3)}
            spent["memory"] = round(_memory())
            lines.write(json.dumps({**spent, **row}) + "\n")
            lines.flush()

        encoder = embeddings.Deferred("use")
        write(event="loaded")
        store = Archive(archive, create=True)
        done = batch(
            [str(copy)], store, encoder, progress=lambda files, total: write(event="slice", done=files, of=total)
        )
        write(event="end", **done.record())


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main()
