"""Loads an encoder by name: a bundled one, or any sentence-transformers model, from a folder or the hub."""

import functools
import json
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import torch
from sentence_transformers.util import get_device_name

from embeddings import bundles
from embeddings.adapter import UTTERANCES, WORDS, AdaptedEncoder, Adapter, read_changes
from embeddings.duo import Duo
from embeddings.filed import FiledTable
from embeddings.model import WireEncoder
from embeddings.processor import computing_type
from embeddings.remembering import RememberingEncoder, RememberingTokenEncoder
from embeddings.universal import UniversalSentenceEncoder, bundled
from seeds.exceptions import ModelError

BUNDLED = ("use", "e5", "duo")
_MEND = "Bundled: use, e5, duo."
_OURS = {f"{each.__module__}.{each.__qualname__}" for each in (UniversalSentenceEncoder, Duo)}


def load(name: str = "use", *, device: str | None = None, dtype: str = "auto") -> WireEncoder:
    """Return the encoder called `name`.

    Args:
        name: "use", "e5" or "duo", which are bundled; a folder; or a model's name on the hub.
        device: a torch device; by default the best there is.
        dtype: "float32", "bfloat16", or "auto": bfloat16 where the processor multiplies it fast (bundled models only;
            others are loaded as they are).

    Raises:
        ModelError: there is no such model, it cannot be reached, or it is damaged.
    """
    device = device or _device()
    kind = computing_type(dtype, device)
    if name == "use":
        return _use(device, kind)
    if name == "e5":
        return e5_from(bundles.e5_folder(), device=device, dtype=kind)
    if name == "duo":
        return _single("duo", Duo(_use(device, kind), _shared_e5(device, kind)), device)
    folder = Path(name).expanduser()
    if folder.is_dir():
        return _folder(name, folder, device, dtype, kind)
    return _other(name, name, device, dtype)


def token_encoder(*, device: str | None = None, dtype: str = "auto") -> WireEncoder:
    """Return an `e5` for token vectors, the same one each time; `duo` holds it too.

    Raises:
        ModelError: as `load` does.
    """
    device = device or _device()
    return _shared_e5(device, computing_type(dtype, device))


def word_encoder(*, device: str | None = None, dtype: str = "auto") -> RememberingTokenEncoder:
    """Return the `e5` whose token vectors were learnt for linking words, the same one each time, with a memory.

    Raises:
        ModelError: as `load` does, or the learnt weights are missing or damaged.
    """
    device = device or _device()
    return _shared_adapted(WORDS, device, computing_type(dtype, device))


def utterance_encoder(*, device: str | None = None, dtype: str = "auto") -> RememberingTokenEncoder:
    """Return the `e5` whose token vectors were learnt for telling utterances apart, the same one each time.

    It has a memory. The mean of a text's vectors, or of a part's, stands for what is said in it.

    Raises:
        ModelError: as `word_encoder` does.
    """
    device = device or _device()
    return _shared_adapted(UTTERANCES, device, computing_type(dtype, device))


def part_encoder(*, device: str | None = None, dtype: str = "auto") -> RememberingEncoder:
    """Return a `use` for the parts of quotes, the same one each time, with a memory.

    Raises:
        ModelError: as `load` does.
    """
    device = device or _device()
    return _shared_use(device, computing_type(dtype, device))


def computed_in() -> str:
    """Return "bfloat16" or "float32": what encoders are loaded in here, if nobody says otherwise."""
    return computing_type("auto", _device())


@functools.cache
def _device() -> str:
    """Return the best device there is: asking takes a millisecond, and evidence asks for each pair."""
    return str(get_device_name())


@functools.cache
def _shared_use(device: str, kind: str) -> RememberingEncoder:
    return RememberingEncoder(_use(device, kind))


@functools.cache
def _shared_adapted(adapter: Adapter, device: str, kind: str) -> RememberingTokenEncoder:
    return RememberingTokenEncoder(AdaptedEncoder(_shared_e5(device, kind), read_changes(adapter), adapter.layer))


@functools.cache
def _shared_e5(device: str, kind: str) -> WireEncoder:
    return e5_from(bundles.e5_folder(), device=device, dtype=kind)


def _use(device: str | None, kind: str) -> WireEncoder:
    return _single("use", _universal(device, kind), device)


@functools.cache
def _universal(_device: str | None, kind: str) -> UniversalSentenceEncoder:
    """Return the module of `use`: the encoder of an archive and that of a quote's parts hold one set of weights."""
    return bundled(bundles.bundled_file(*bundles.USE_WEIGHTS), bundles.bundled_file(*bundles.USE_TOKENIZER), kind)


def _single(name: str, module: UniversalSentenceEncoder | Duo, device: str | None) -> WireEncoder:
    """Return an encoder of one module, ours."""
    return WireEncoder(modules=[module], device=device, name=name, similarity_fn_name="cosine")


def e5_from(folder: Path, name: str = "e5", *, device: str | None = None, dtype: str = "auto") -> WireEncoder:
    """Return the `e5` in a folder of its form, with its flat way."""
    device = device or _device()
    kind = computing_type(dtype, device)
    with _quiet():
        encoder = WireEncoder(
            str(folder),
            device=device,
            local_files_only=True,
            model_kwargs={"dtype": getattr(torch, kind)},
            name=name,
            is_e5=True,
        )
    if not hasattr(encoder.tokenizer, "sp_model"):
        raise ModelError(f"{folder}: an e5 with another kind of tokenizer, as earlier builds wrote it. Save it again.")
    # A saved tokenizer forgets that it puts marks round a text.
    encoder.tokenizer.init_kwargs["special_tokens_pattern"] = encoder.tokenizer.special_tokens_pattern
    if device == "cpu" and encoder.transformers_model is not None:
        table = FiledTable(folder / "model.safetensors", "embeddings.word_embeddings.weight", getattr(torch, kind))
        encoder.transformers_model.set_input_embeddings(table)
    return encoder


def _folder(name: str, folder: Path, device: str | None, dtype: str, kind: str) -> WireEncoder:
    """Return the model in a folder; one of ours needs no trust in code from elsewhere."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        first = str(modules[0]["type"])
    except (OSError, ValueError, LookupError, TypeError):
        first = ""
    if first not in _OURS:
        return _other(name, str(folder), device, dtype)
    if first.endswith("Duo"):
        return _single(name, Duo.load(str(folder), device=device, dtype=kind), device)
    module = UniversalSentenceEncoder.load(str(folder))
    module.compute = kind
    return _single(name, module, device)


def _other(name: str, place: str, device: str | None, dtype: str) -> WireEncoder:
    """Return any sentence-transformers model; from this machine alone first, so that a cut network costs no waiting."""
    keywords: dict[str, Any] = {"device": device, "name": name, "trust_remote_code": False}
    if dtype != "auto":
        keywords["model_kwargs"] = {"dtype": getattr(torch, dtype)}
    try:
        with _quiet():
            return WireEncoder(place, local_files_only=True, **keywords)
    except Exception as reason:  # the hub's libraries raise of every kind, and each means: not loaded
        if Path(place).is_dir():
            raise ModelError(f"{place}: not a sentence-transformers model ({_line(reason)}). {_MEND}") from reason
    if not _reachable():
        raise ModelError(f"--model {name}: no such model on this machine, and the hub cannot be reached. {_MEND}")
    try:
        with _quiet():
            return WireEncoder(place, **keywords)
    except Exception as reason:  # as above
        raise ModelError(f"--model {name}: cannot be loaded ({_line(reason)}). {_MEND}") from reason


def _reachable() -> bool:
    """Tell whether the hub answers within two seconds, and is wanted: HF_HUB_OFFLINE says that it is not."""
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    address = urlsplit(constants.ENDPOINT)
    proxy = getproxies().get(address.scheme)
    if proxy and not proxy_bypass(address.hostname or ""):
        address = urlsplit(proxy if "//" in proxy else f"//{proxy}")
    try:
        with socket.create_connection((address.hostname, address.port or 443), timeout=2):
            return True
    except OSError:
        return False


def _line(reason: BaseException) -> str:
    """Return an error as one line."""
    return " ".join(str(reason).split())[:300] or type(reason).__name__


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the loading libraries' progress bars and remarks off the terminal."""
    from transformers.utils import logging as transformers_logging

    bars = transformers_logging.is_progress_bar_enabled()
    loggers = [logging.getLogger(name) for name in ("sentence_transformers", "transformers", "huggingface_hub")]
    levels = [logger.level for logger in loggers]
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
        if bars:
            transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]
