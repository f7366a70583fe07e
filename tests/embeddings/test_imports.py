"""The room's front: quick to import, and every name it promises is there."""

import subprocess
import sys

import pytest

import embeddings


def test_importing_the_room_loads_no_heavy_library() -> None:
    code = (
        "import sys, embeddings; embeddings.available; "
        "print([name for name in ('torch', 'polars', 'sentence_transformers', 'transformers') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # ourselves
    assert run.stdout.strip() == "[]"


def test_every_promised_name_is_there() -> None:
    for name in embeddings.__all__:
        assert getattr(embeddings, name) is not None
    assert dir(embeddings) == sorted(embeddings.__all__)


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="no attribute 'bert_score'"):
        embeddings.bert_score  # noqa: B018  # the look-up is the test
