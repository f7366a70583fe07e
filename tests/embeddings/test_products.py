"""Weights laid out once multiply as `functional.linear` does, and gradients still flow."""

import pytest
import torch
from torch.nn import functional

from embeddings.products import Product


@pytest.mark.parametrize("kind", [torch.bfloat16, torch.float32])
@pytest.mark.parametrize("rows", [1, 31, 512, 1000])
def test_products_are_those_of_torch_bit_by_bit(rows: int, kind: torch.dtype) -> None:
    chance = torch.Generator().manual_seed(rows)
    weight, bias, given = (torch.randn(*shape, generator=chance).to(kind) for shape in ((96, 48), (96,), (rows, 48)))
    product = Product(weight, bias)
    with torch.inference_mode():
        for _ in range(2):
            assert torch.equal(product(given), functional.linear(given, weight, bias))


def test_gradients_flow_where_they_are_kept() -> None:
    weight = torch.ones((4, 3), dtype=torch.bfloat16, requires_grad=True)
    product = Product(weight, torch.zeros(4, dtype=torch.bfloat16))
    with torch.no_grad():
        assert product(torch.ones((2, 3), dtype=torch.bfloat16)).tolist() == [[3.0] * 4] * 2
    product(torch.ones((2, 3), dtype=torch.bfloat16)).sum().backward()
    assert weight.grad is not None
    assert weight.grad.tolist() == [[2.0] * 3] * 4
