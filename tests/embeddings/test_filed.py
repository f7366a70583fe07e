"""The table of pieces holds what was asked for, and is whole for whoever takes it away."""

import copy
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from embeddings.filed import FiledTable


@pytest.fixture(params=[torch.float16, torch.bfloat16, torch.float32])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, torch.Tensor]:
    values = torch.randn(1_000, 8, generator=torch.Generator().manual_seed(1)).to(request.param)
    save_file({"other": torch.ones(3), "table": values, "zero": torch.ones(5)}, tmp_path / "table.safetensors")
    return tmp_path / "table.safetensors", values


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_piece_has_the_vector_of_the_file(kept: tuple[Path, torch.Tensor], dtype: torch.dtype) -> None:
    file, values = kept
    table = FiledTable(file, "table", dtype)
    for ids in ([3, 999, 3], [[0, 1], [999, 500]], []):
        asked = torch.tensor(ids, dtype=torch.int64)
        assert torch.equal(table(asked), values.to(dtype)[asked])


def test_only_what_was_asked_for_is_read(kept: tuple[Path, torch.Tensor]) -> None:
    table = FiledTable(kept[0], "table", torch.float32)
    table(torch.tensor([7, 9]))
    assert table.weight.abs().sum(dim=1).nonzero().flatten().tolist() == [7, 9]


def test_saved_cast_and_copied_it_is_whole(kept: tuple[Path, torch.Tensor]) -> None:
    file, values = kept
    whole = values.float()
    assert torch.equal(FiledTable(file, "table", torch.float32).state_dict()["weight"], whole)
    assert torch.equal(FiledTable(file, "table", torch.float32).double().weight, whole.double())
    copied = copy.deepcopy(FiledTable(file, "table", torch.float32))
    assert torch.equal(copied(torch.arange(1_000)), whole)
