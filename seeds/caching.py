"""Where what is made once a machine is kept."""

import os
from pathlib import Path

import platformdirs


def cache_folder() -> Path:
    """Return the folder for what is made once a machine: $WIREALIGN_CACHE, else the user's cache folder."""
    chosen = os.environ.get("WIREALIGN_CACHE")
    return Path(chosen).expanduser() if chosen else Path(platformdirs.user_cache_dir("wirealign"))
