"""The hostile set, each in a process with 1.5 GB: nothing hangs, grows past it, or leaves the folder."""

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pyarrow
import pytest
from pyarrow import parquet

GIGABYTE: Final = 1_000_000_000
STORY: Final = "The harbour master said on Tuesday that the port would reopen before the end of the week.\n"

_CHILD: Final = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
import seeds
copy = seeds.read(sys.argv[1:])
print(json.dumps([copy.articles["path"].to_list(), copy.errors.rows()]))
"""


_ENVIRONMENT: Final = {**os.environ, "OMP_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"}


def read(folder: Path) -> tuple[list[str], dict[str, str]]:
    """Read a folder in a process of its own; return the names of the articles, and the reasons of what failed."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _CHILD, str(folder)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env=_ENVIRONMENT,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    articles, errors = json.loads(done.stdout)
    return [Path(path).name for path in articles], {Path(path).name: reason for path, reason in errors}


def gigabyte_of(tag: bytes, sink: Any) -> None:
    """Write the tag until a gigabyte stands there, a piece at a time."""
    piece = tag * (1_000_000 // len(tag))
    sink.write(b'<?xml version="1.0"?><nitf><body><body.content>')
    for _ in range(GIGABYTE // len(piece)):
        sink.write(piece)


def one_tag(folder: Path) -> None:
    # The rest of the file takes no room on the disk: it is refused unread.
    with (folder / "tags.xml").open("wb") as file:
        file.write(b"<nitf><body><body.content>" + b"<p>" * 100_000)
        file.truncate(GIGABYTE)


def one_tag_packed(folder: Path) -> None:
    with gzip.open(folder / "tags.xml.gz", "wb", compresslevel=1) as file:
        gigabyte_of(b"<p>", file)


def one_tag_in_an_archive(folder: Path) -> None:
    with (
        zipfile.ZipFile(folder / "tags.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("tags.xml", "w", force_zip64=True) as file,
    ):
        gigabyte_of(b"<a>", file)


def billion_laughs(folder: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    (folder / "laughs.xml").write_text(
        f'<!DOCTYPE nitf [<!ENTITY e0 "ha">{entities}]><nitf><body><body.content><p>&e9;</p>'
        "</body.content></body></nitf>"
    )


def external_entity(folder: Path) -> None:
    secret = folder.parent / "secret"
    secret.write_text("the secret of the house")
    (folder / "outside.xml").write_text(
        f'<!DOCTYPE nitf [<!ENTITY out SYSTEM "{secret.as_uri()}">]><nitf><body><body.content><p>&out;</p>'
        "</body.content></body></nitf>"
    )


def bomb(folder: Path) -> None:
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", bytes(300_000_000))


def nested(folder: Path) -> None:
    content = STORY.encode()
    for depth in range(6):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{depth}.zip" if depth else "a.txt", content)
        content = packed.getvalue()
    (folder / "nested.zip").write_bytes(content)


def packed_table(folder: Path) -> None:
    """A gigabyte of text in Parquet, packed to next to nothing, a part at a time."""
    schema = pyarrow.schema([("text", pyarrow.string())])
    with parquet.ParquetWriter(folder / "rows.parquet", schema, compression="zstd", use_dictionary=False) as writer:
        for number in range(20):
            rows = [f"{number}-{row} " + "a " * 500_000 for row in range(50)]
            writer.write_table(pyarrow.table({"text": rows}, schema=schema))


def wide_table(folder: Path) -> None:
    """A table of one row and so many cells that the file is over the limit of one with many articles."""
    with (folder / "wide.csv").open("w") as file:
        file.write("id,text\n1,")
        for _ in range(101):
            file.write("a " * 500_000)


def truncated(folder: Path) -> None:
    # Words that do not pack well, so that half of the bytes is half of them.
    packed = gzip.compress(os.urandom(200_000).hex().encode())
    (folder / "cut.txt.gz").write_bytes(packed[: len(packed) // 2])


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        (one_tag, "1,000 MB in one article"),
        (one_tag_packed, "more than"),
        (one_tag_in_an_archive, "more than"),
        (billion_laughs, "entit"),
        (external_entity, "entit"),
        (bomb, "200"),
        (nested, "an archive inside 2 others"),
        (truncated, "breaks off"),
        (packed_table, "unpacks to more than 400 MB"),
        (wide_table, "101 MB in one"),
        (pipe, "neither a file nor a folder"),
    ],
)
def test_what_is_hostile_is_one_line_and_the_rest_is_read(
    tmp_path: Path, hostile: Callable[[Path], None], reason: str
) -> None:
    folder = tmp_path / "wire"
    folder.mkdir()
    hostile(folder)
    (folder / "story.txt").write_text(STORY)
    articles, errors = read(folder)
    assert articles == ["story.txt"]
    assert len(errors) == 1
    (said,) = errors.values()
    assert reason in said
    assert "\n" not in said
    assert "secret" not in said


def test_a_gigabyte_of_one_tag_through_a_pipe_is_one_line() -> None:
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", _CHILD, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_ENVIRONMENT
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        with suppress(BrokenPipeError):
            gigabyte_of(b"<p>", child.stdin)
        with suppress(BrokenPipeError):
            child.stdin.close()
        articles, errors = json.loads(child.stdout.read())
    assert child.returncode == 0
    assert articles == []
    assert "MB in one article" in errors[0][1]


def test_what_is_odd_is_read_and_nothing_leaves_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "wire"
    folder.mkdir()
    (folder / "utf16.txt").write_bytes(STORY.encode("utf-16-le"))
    (folder / "lone.json").write_text(json.dumps({"headline": "Port to reopen", "body_text": f"\ud800 {STORY} A"}))
    with tarfile.open(folder / "climbing.tar", "w") as archive:
        for name in ("../../up.txt", "/tmp/over.txt"):  # noqa: S108
            member = tarfile.TarInfo(name)
            member.size = len(STORY) + len(name)
            archive.addfile(member, io.BytesIO(f"{name}{STORY}".encode()))
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    articles, errors = read(folder)
    assert sorted(articles) == ["lone.json", "over.txt", "up.txt", "utf16.txt"]
    assert list(errors) == ["itself.txt"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may enter everything")
def test_a_folder_that_may_not_be_entered_is_listed(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    try:
        articles, errors = read(tmp_path)
    finally:
        closed.chmod(0o755)
    assert articles == ["story.txt"]
    assert errors == {"closed": "not readable by this user. Change its permissions."}
