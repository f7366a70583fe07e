"""Beads as TMX, the translation memory that translators load."""

from collections.abc import Sequence

from align.beads import Bead
from seeds.detection import detect
from seeds.exceptions import WirealignError


def tmx(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> str:
    """Return the beads that have both sides as TMX 1.4; the languages are detected from the lines.

    Raises:
        WirealignError: translate-toolkit is not installed.
    """
    try:
        from translate.storage.tmx import tmxfile
    except ImportError as error:
        raise WirealignError(
            "--format tmx needs translate-toolkit. Install it with `pip install wirealign[tmx]`."
        ) from error
    languages = [detect(" ".join(lines)) or "und" for lines in (source, target)]
    file = tmxfile(sourcelanguage=languages[0], targetlanguage=languages[1])
    for bead in beads:
        if bead.source and bead.target:
            file.addtranslation(
                " ".join(source[place] for place in bead.source),
                languages[0],
                " ".join(target[place] for place in bead.target),
                languages[1],
            )
    return bytes(file).decode("utf-8")
