"""One pair, or many, compared: verdict, faithfulness and drifts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from align.drift.checks import differences, located
from align.drift.judge.joining import apart, asked, faithfulness, unnamed
from align.drift.judge.opinions import Opinion, opinions
from align.drift.pairing import Text, paired
from align.drift.types import Drift, Pair
from align.languages import Language, language, languages, neutral
from align.speakers import CONFLICT, agreement, voice
from align.verdicts import is_repeated, judged
from seeds.detection import detect
from seeds.quoting.resolution import speaker_columns

KINDS = ("direct", "mixed", "indirect")
# What is left of the trust in a pair of which half the checks could not speak.
_UNTOLD: Final = 0.9


@dataclass(frozen=True)
class Comparison:
    """What became of an original in a rendering; offsets of `drift` are into the strings given."""

    verdict: str
    faithfulness: float
    drift: tuple[Drift, ...]
    reason: str


@dataclass(frozen=True)
class Texts:
    """One pair to compare: the two texts, their kinds, and where known their languages (ISO 639-1) and speakers.

    `rendering_context` is the rest of the sentence that a mixed quote stands in: what it denies is not lost. A
    rendering that is an excerpt may leave other clauses out.
    """

    original: str
    rendering: str
    original_kind: str = "direct"
    rendering_kind: str = "direct"
    original_language: str | None = None
    rendering_language: str | None = None
    original_speaker: str | None = None
    rendering_speaker: str | None = None
    rendering_context: str = ""
    is_excerpt: bool = False


def compare(
    original: str,
    rendering: str,
    original_kind: str = "direct",
    rendering_kind: str = "direct",
    *,
    original_language: str | None = None,
    rendering_language: str | None = None,
    with_model: bool = True,
) -> Comparison:
    """Compare a rendering with its original.

    Args:
        original: what was said, as one source has it.
        rendering: what another made of it.
        original_kind: "direct", "mixed" or "indirect": how the original was printed.
        rendering_kind: the same of the rendering; in indirect speech the shift that the cue demands is no drift.
        original_language: ISO 639-1; detected where None.
        rendering_language: the same of the rendering.
        with_model: whether the drift model has its say beside the checks.

    Returns:
        Comparison with verdict, faithfulness (0 to 1) and drifts.

    Raises:
        ValueError: a kind that is none of the three.
        seeds.exceptions.ModelError: the drift model's weights are missing or damaged.
    """
    return comparisons(
        [Texts(original, rendering, original_kind, rendering_kind, original_language, rendering_language)],
        with_model=with_model,
    )[0]


def comparisons(pairs: Sequence[Texts], *, with_model: bool = True) -> list[Comparison]:
    """Compare many pairs; the vectors of all are computed together. Raises as `compare`."""
    for pair in pairs:
        for kind in (pair.original_kind, pair.rendering_kind):
            if kind not in KINDS:
                raise ValueError(f"no such kind of quote: {kind!r}. Known: {', '.join(KINDS)}.")
    codes = [_codes(pair) for pair in pairs]
    known = [place for place, pair in enumerate(codes) if all(pair) and any(language(code) for code in pair)]
    built = dict(zip(known, paired([_texts(pairs[place], codes[place]) for place in known]), strict=True))
    told = _opinions(built) if with_model else {}
    results = []
    for place, (pair, code) in enumerate(zip(pairs, codes, strict=True)):
        if place not in built:
            results.append(_unknown(pair, code))
            continue
        result = _judged(built[place], told.get(place), code)
        results.append(_with_speaker(result, pair, code))
    return results


def _opinions(built: Mapping[int, Pair]) -> dict[int, Opinion]:
    """Return what the drift model says of the pairs that it is asked of."""
    read = {place: part for place, pair in built.items() if (part := asked(pair)) is not None and not is_repeated(pair)}
    texts = [
        (built[place].original.text[part.start : part.stop], built[place].rendering.text)
        for place, part in read.items()
    ]
    told = opinions(texts, [built[place].one_language for place in read]) if read else []
    return {place: opinion.moved(part.start) for (place, part), opinion in zip(read.items(), told, strict=True)}


def _judged(pair: Pair, opinion: Opinion | None, codes: Iterable[str | None]) -> Comparison:
    """Return the comparison by the checks, and by the drift model where it has an opinion."""
    found = differences(pair)
    verdict, trust, reason = judged(pair, found)
    if verdict in ("verbatim", "not found"):
        return _bounded(Comparison(verdict, trust, (), reason), codes)
    if opinion is not None:
        trust = faithfulness(pair, found, trust, opinion)
        more = unnamed(pair, found, trust, opinion)
        if more is not None:
            found = apart(found, more)
            verdict, reason = "altered", f"{more.category}: {more.explanation}"
    shown = located(pair, found) or [_unnamed(pair)]
    return _bounded(Comparison(verdict, trust, tuple(shown), reason), codes, is_told=opinion is not None)


def _codes(pair: Texts) -> tuple[str | None, str | None]:
    """Return the two languages; a text too short to tell by is taken to be in the other's."""
    first = pair.original_language or detect(pair.original)
    second = pair.rendering_language or detect(pair.rendering)
    return first or second, second or first


def _texts(pair: Texts, codes: tuple[str | None, str | None]) -> tuple[Text, Text]:
    first, second = _language(codes[0]), _language(codes[1])
    return Text(pair.original, first, pair.original_kind), Text(
        pair.rendering, second, pair.rendering_kind, pair.rendering_context, pair.is_excerpt
    )


def _language(code: str | None) -> Language:
    return language(code) or neutral(str(code))


def _bounded(found: Comparison, codes: Iterable[str | None], *, is_told: bool = False) -> Comparison:
    """Let a pair with a language that has no file be altered by what needs none (a number, a name), else unclear.

    The drift model needs no file: where it told of the pair (`is_told`), trust is what it left.
    """
    missing = sorted({str(code) for code in codes if language(code) is None})
    certain = found.verdict == "verbatim" or any(_needs_no_list(drift) for drift in found.drift)
    if not missing or certain:
        return found
    light = tuple(drift for drift in found.drift if drift.severity != "major")
    doubtful = next((drift for drift in light if drift.category == "name" and drift.severity == "minor"), None)
    if doubtful is None:
        reason = f"numbers, names and questions agree, and no other check knows {', '.join(missing)}"
    else:
        told = doubtful.words or doubtful.against_words
        reason = f"“{told}” may be another name, and no other check knows {', '.join(missing)}"
    return replace(
        found,
        verdict="unclear",
        faithfulness=(1.0 if is_told else _UNTOLD) * found.faithfulness,
        drift=light,
        reason=reason,
    )


def _needs_no_list(drift: Drift) -> bool:
    return drift.severity == "critical" or drift.category == "mood"


def _unknown(pair: Texts, codes: Iterable[str | None]) -> Comparison:
    if pair.original.split() and pair.original.split() == pair.rendering.split():
        return Comparison("verbatim", 1.0, (), "the same words")
    if not all(any(map(str.isalnum, text)) for text in (pair.original, pair.rendering)):
        return Comparison("unclear", 0.5, (), "a text without words says nothing to compare")
    missing = sorted({code or "unknown" for code in codes if language(code) is None})
    return Comparison(
        "unclear", 0.5, (), f"no drift checks for {', '.join(missing)}; they know {', '.join(languages())}"
    )


def _unnamed(pair: Pair) -> Drift:
    """Return what no check has a name for: other small words."""
    rendering, original = pair.rendering.text, pair.original.text
    return Drift("wording", "minor", rendering, 0, len(rendering), original, 0, len(original), "other small words")


def _with_speaker(found: Comparison, pair: Texts, codes: tuple[str | None, str | None]) -> Comparison:
    """Add a `speaker` drift where the words are said to be another's; the names stand outside the texts compared."""
    if not pair.original_speaker or not pair.rendering_speaker or found.verdict == "not found":
        return found
    voices = [
        voice({"language": code, **speaker_columns(name, code)})
        for name, code in zip((pair.original_speaker, pair.rendering_speaker), codes, strict=True)
    ]
    if agreement(*voices) != CONFLICT:
        return found
    why = f"said by {pair.original_speaker} there, by {pair.rendering_speaker} here"
    drift = Drift("speaker", "major", "", 0, 0, "", 0, 0, why)
    reason = found.reason if found.verdict == "altered" else why
    return replace(
        found, verdict="altered", faithfulness=min(found.faithfulness, 0.5), drift=(*found.drift, drift), reason=reason
    )
