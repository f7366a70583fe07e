"""The judge's weights: eight-bit matrices in files that ship, read with their digests checked."""

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from align.drift.judge.network import Judge, Matrix
from embeddings.bundles import digest
from seeds.exceptions import ModelError

# Three networks of one shape: pairs within one language are read by the first, pairs across languages by the second,
# and by the third pairs within one language that share most of their words.
WITHIN: Final = Path(__file__).with_name("within.safetensors")
ACROSS: Final = Path(__file__).with_name("across.safetensors")
AKIN: Final = Path(__file__).with_name("akin.safetensors")
DIGESTS: Final = {
    WITHIN: "82894b6424e36fd978033b1631d39caccd51836ba72be23c91323fe7f5f2dd2f",
    ACROSS: "1979855fd6f22248e68ae9b8ef4cfc15fd8e1b4a6567992920cd88328538acfa",
    AKIN: "92b5646d73db7ffc14cfc5397367c3722618ec150b860c01b2c22e881781c602",
}
_SCALE: Final = ".scale"


def written(judge: Judge, path: Path) -> None:
    """Write a network: each row of a matrix as int8 times a float32 scale, all else as float32."""
    found: dict[str, Tensor] = {}
    for name, values in judge.state_dict().items():
        if values.ndim < 2 or min(values.shape) < 8:
            found[name] = values.float().contiguous()
            continue
        scale = (values.abs().amax(1, keepdim=True) / 127).clamp_min(1e-12)
        found[name] = (values / scale).round().to(torch.int8).contiguous()
        found[name + _SCALE] = scale.float()
    save_file(found, path)


def read_weights(path: Path, expected: str) -> dict[str, Tensor]:
    """Return a network's weights, float32.

    Raises:
        ModelError: the file is missing, or is not the one whose SHA-256 we know.
    """
    mend = "`pip install --force-reinstall wirealign` puts it there; --no-model does without."
    if not path.is_file():
        raise ModelError(f"{path}: no such file, and the drift model is in it. {mend}")
    if (found := digest(path)) != expected:
        raise ModelError(f"{path}: SHA-256 is {found[:12]}..., not {expected[:12]}...: damaged. {mend}")
    try:
        return _widened(load_file(path))
    except SafetensorError as reason:
        raise ModelError(f"{path}: cannot be read ({reason}). {mend}") from reason


def _widened(stored: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {
        name: values.float() * stored[name + _SCALE] if values.dtype is torch.int8 else values
        for name, values in stored.items()
        if not name.endswith(_SCALE)
    }


@functools.cache
def shipped(kind: str, path: Path) -> Judge:
    """Return one of the networks that ship, "float32" or "bfloat16", the same one each time.

    Raises as `read_weights`.
    """
    judge = Judge()
    judge.load_state_dict(read_weights(path, DIGESTS[path]))
    judge = judge.to(getattr(torch, kind)).eval().requires_grad_(requires_grad=False)
    for each in judge.modules():
        if isinstance(each, Matrix):
            each.lay_out()
    return judge
