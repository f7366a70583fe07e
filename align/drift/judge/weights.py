"""The judge's weights: eight-bit matrices in a file that ships, read with its digest checked."""

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from align.drift.judge.network import Judge
from embeddings.bundles import digest
from seeds.exceptions import ModelError

WEIGHTS: Final = Path(__file__).with_name("judge.safetensors")
DIGEST: Final = "17ee3540c9c869324e1206ded96c5fca6f0f9c02b1c6fb1553d77048d4787a11"
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


def read_weights(path: Path = WEIGHTS, expected: str = DIGEST) -> dict[str, Tensor]:
    """Return the network's weights, float32.

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
def shipped(kind: str) -> Judge:
    """Return the network that ships, "float32" or "bfloat16", the same one each time. Raises as `read_weights`."""
    judge = Judge()
    judge.load_state_dict(read_weights())
    return judge.to(getattr(torch, kind)).eval().requires_grad_(requires_grad=False)
