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
        self.fits = _IS_KNOWN and weight.dtype is torch.bfloat16 and weight.device.type == "cpu"
        self._laid_out: Tensor | None = None

    def __call__(self, rows: Tensor) -> Tensor:
        """Return the products, [n, height]."""
        if not self.fits or torch.is_grad_enabled():
            return functional.linear(rows, self._weight, self._bias)
        if self._laid_out is None:
            self.lay_out()
        # Neither operation has a public name.
        found: Tensor = torch.ops.mkldnn._linear_pointwise(rows, self._laid_out, self._bias, "none", [], "")
        return found

    def lay_out(self) -> None:
        """Lay the weights out, where they are such as it is of use for."""
        if self.fits:
            self._laid_out = torch.ops.mkldnn._reorder_linear_weight(self._weight.detach(), _ROWS)

    def give_up_gradients(self) -> None:
        """Lay the weights out and hold them no more as they were given."""
        self.lay_out()
        if self._laid_out is not None:
            self._weight = self._weight.new_empty((0, 0))
