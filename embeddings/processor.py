"""What this machine's processor multiplies fast."""

import ctypes
import functools
import os
from typing import Final

import torch

from seeds.exceptions import ModelError

NAMES = ("auto", "float32", "bfloat16")
# The number that glibc's mallopt knows the option by.
_MOST_ARENAS = -8
# The variable that says what "auto" is: a run on several machines computes in one type.
DTYPE: Final = "WIREALIGN_DTYPE"


def computing_type(wanted: str, device: str) -> str:
    """Return "bfloat16" or "float32": as wanted, or with "auto" bfloat16 where the processor has instructions for it.

    The environment variable WIREALIGN_DTYPE says what "auto" is instead.

    Raises:
        ModelError: `wanted` is neither of the two nor "auto".
    """
    if wanted == "auto":
        wanted = os.environ.get(DTYPE) or "auto"
    if wanted not in NAMES:
        raise ModelError(f"dtype {wanted!r}: unknown. Use {', '.join(NAMES[:-1])} or {NAMES[-1]}.")
    if wanted != "auto":
        return wanted
    return "bfloat16" if device == "cpu" and _multiplies_bfloat16() else "float32"


def _multiplies_bfloat16() -> bool:
    """Tell whether the processor has bfloat16 instructions, AMX or AVX-512; without them float32 is faster."""
    features = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return bool(features.get("amx_bf16") or features.get("avx512_bf16"))


def keep_memory_together() -> None:
    """Let all threads take memory from one place: what one has freed the other can have, 80 MB in a long run."""
    option = getattr(_c_library(), "mallopt", None)
    if option is not None:
        option(_MOST_ARENAS, 1)


def give_memory_back() -> None:
    """Return to the system what the C library keeps of freed tensors; without this a long run holds 150 MB more."""
    trim = getattr(_c_library(), "malloc_trim", None)
    if trim is not None:
        trim(0)


@functools.cache
def _c_library() -> ctypes.CDLL | None:
    """Return the C library that this process runs on; None where it cannot be had, as on Windows."""
    try:
        return ctypes.CDLL(None)
    except (OSError, TypeError):
        return None
