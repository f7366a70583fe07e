"""Rows times a matrix whose weights are laid out once as the processor reads them, and not at every product."""

from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

# About as many rows as a batch has, by which oneDNN chooses how the weights lie.
_ROWS: Final = 4096
_IS_KNOWN: Final = (
    torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]  # torch's
    and hasattr(torch.ops.mkldnn, "_reorder_linear_weight")
    and hasattr(torch.ops.mkldnn, "_linear_pointwise")
)


class Product:
    """Multiplies rows [n, width] by the transpose of a matrix and adds a bias, as `functional.linear` does, bit by bit.

    In bfloat16 on a processor `functional.linear` lays the weights out anew at each call, which takes up to half of its
    time; here that is done once, and the weights may not change after. In float32, on other devices, and where
    gradients are kept, it is `functional.linear`.
    """

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        self._weight = weight
        self._bias = bias
        self._fits = _IS_KNOWN and weight.dtype is torch.bfloat16 and weight.device.type == "cpu"
        self._laid_out: Tensor | None = None

    def __call__(self, rows: Tensor) -> Tensor:
        """Return the products, [n, height]."""
        if not self._fits or torch.is_grad_enabled():
            return functional.linear(rows, self._weight, self._bias)
        if self._laid_out is None:
            # Neither operation has a public name.
            self._laid_out = torch.ops.mkldnn._reorder_linear_weight(self._weight.detach(), _ROWS)
        found: Tensor = torch.ops.mkldnn._linear_pointwise(rows, self._laid_out, self._bias, "none", [], "")
        return found
