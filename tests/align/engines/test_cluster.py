"""A run on a Ray cluster leaves the archive that a run on this machine leaves, even if a node of it dies."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import embeddings
from align import batching
from align.archive import Archive
from align.archive.reading import story
from align.archive.verifying import problems
from align.engines import named

# How far a score may lie off: processors of other makes add up in another order.
NEAR = 0.002

COPY = {
    "01-ap.txt": "LUND (AP) — “The bridge will reopen in May and every lorry may cross it,” said the mayor, Ana Ruiz.",
    "02-efe.txt": (
        "Lund (EFE).- «El puente reabrirá en mayo y todos los camiones podrán cruzarlo», dijo la alcaldesa Ana Ruiz."
    ),
    "03-ap.txt": "GHENT (AP) — “The club has not signed the striker,” its president, Luc Maes, said on Monday.",
    "04-efe.txt": "Gante (EFE).- «El club ha fichado al delantero», dijo el lunes su presidente, Luc Maes.",
    "05-ap.txt": "OSLO (AP) — “We found 400 cases of the fever,” the health minister, Per Dahl, told reporters.",
    "06-efe.txt": "Oslo (EFE).- «Encontramos 400 casos de la fiebre», dijo el ministro de Sanidad, Per Dahl.",
}


@pytest.fixture
def wire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of copy, read two files at a time."""
    monkeypatch.setattr(batching, "_SLICE", 2)
    folder = tmp_path / "wire"
    folder.mkdir()
    for name, text in COPY.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def nodes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A cluster of two nodes on this machine, and its second node."""
    ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'wirealign[ray]'")
    from ray.cluster_utils import Cluster

    root = str(Path(__file__).parents[3])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([root, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep))
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    second = cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
    yield cluster, second
    ray.shutdown()
    cluster.shutdown()


def partition(archive: Archive) -> set[frozenset[str]]:
    renderings = archive.snapshot().table("renderings")
    return {frozenset(quotes) for quotes in renderings.group_by("statement_id").agg("quote_id")["quote_id"].to_list()}


def drifts(archive: Archive) -> list[tuple[object, ...]]:
    told = story(archive.snapshot()).drifts
    return sorted(told.select("quote_id", "against", "category", "start", "severity").rows())


def faithfulness(archive: Archive) -> pl.DataFrame:
    told = story(archive.snapshot()).verdicts.sort("quote_id", "against")
    return told.select("quote_id", "against", "verdict", pl.col("faithfulness").round(3))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # Ray's own, and those of what it starts
def test_a_node_that_dies_changes_nothing(wire: Path, tmp_path: Path, nodes: Any) -> None:
    cluster, second = nodes
    encoder = embeddings.load("use")
    here = Archive(tmp_path / "here", create=True)
    batching.batch([str(wire)], here, encoder)
    there = Archive(tmp_path / "there", create=True)
    alive = [second]

    def kill_one(done: int, total: int) -> None:
        if alive and done < total:
            cluster.remove_node(alive.pop(), allow_graceful=False)

    done = batching.batch([str(wire)], there, encoder, engine=named("ray"), progress=kill_one)
    assert not alive
    assert done.articles == len(COPY)
    assert list(problems(there.snapshot())) == []
    assert partition(there) == partition(here)
    assert len(partition(here)) < sum(map(len, partition(here)))
    assert drifts(there) == drifts(here)
    assert drifts(here)
    ours, theirs = faithfulness(here), faithfulness(there)
    assert ours.drop("faithfulness").equals(theirs.drop("faithfulness"))
    assert (ours["faithfulness"] - theirs["faithfulness"]).abs().max() <= NEAR
    assert [row["dtype"] for row in there.snapshot().batches] == [row["dtype"] for row in here.snapshot().batches]
