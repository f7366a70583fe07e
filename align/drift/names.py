"""Names: replaced, dropped, added, or made longer; spellings of one name are one name."""

from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import Levenshtein

from align.drift.atlas import has_cities, is_own_name, places_named
from align.drift.hearing import told
from align.drift.naming import (
    LINKING,
    Name,
    is_common,
    named_countries,
    names,
    passed_over,
    starts,
    titles,
    told_names,
)
from align.drift.types import Difference, Pair, Severity, Side
from seeds.knowledge import language
from seeds.quoting.likeness import likeness

# Two spellings of one language are one name from this likeness on.
_SPELLING: Final = 0.75
# What is less certain than this is no evidence.
_SLIGHT: Final = 0.1
# How much is made of a name of words that a dictionary has, and of a word that has its capital for another reason.
_COMMON: Final = 0.45
# The same of a lone capital inside a sentence, where no capital answers it.
_LONE: Final = 0.75
# A pronoun or a role may stand for a name that is gone, and a writer may name what a pronoun meant.
_ONE_SIDED: Final = 0.85
# How far apart the words of a name may stand that a lone capital heads elsewhere: "the Great Red Spot".
_HEADED: Final = 2
# Two names of one language may name one thing in ways that no list has: an office and its seat, a nickname.
_REPLACED: Final = 0.75
_SAME_COMMON: Final = 0.7
_DOUBTFUL: Final = 0.4
# Words aligned with at least this similarity render each other, as "Foreign Ministry" and "Ministerio de Exteriores".
_TRANSLATED: Final = 0.32
# A place that one language names, where the other has no table of places: "Monachium" is Munich.
_UNTABLED: Final = 0.45
_STEM: Final = 4
_LONG: Final = 3
_LEAST: Final = 2
_REACH: Final = 2

# A ministry of national defence may be another body than one of defence.
IN_PART: Final = "the same name in part"


def name(pair: Pair) -> Iterator[Difference]:
    """Yield one difference for each name that the other side does not have.

    A name made longer or shorter ("Ministry of Defense", "Ministry of National Defense") is minor: it may be another
    office. One that took another's place is critical. Across languages a name is missed only where nothing on the other
    side sounds like it, names the same country, or is aligned with it as a translation.
    """
    yield from _in_one_language(pair) if pair.one_language else _across(pair)


def _in_one_language(pair: Pair) -> Iterator[Difference]:
    theirs = [found for found in names(pair.original) if set(found.places) & pair.scope]
    ours = names(pair.rendering)
    lost = [found for found in theirs if not _is_told(pair.original, found, pair.rendering)]
    gained = [found for found in ours if not _is_told(pair.rendering, found, pair.original)]
    taken: list[Name] = []
    for new in list(gained):
        free = [old for old in theirs if old not in taken]
        partner = next((old for old in free if _linked(pair, old, new)), None) or next(
            (old for old in lost if old in free and _stand_together(pair, old, new)), None
        )
        if partner is None:
            continue
        gained.remove(new)
        lost = [old for old in lost if old is not partner]
        taken.append(partner)
        said, says = pair.original.words(partner.places), pair.rendering.words(new.places)
        if _is_in_part(pair, partner, new):
            why = f"“{said}” became “{says}”: {IN_PART}"
            yield Difference("name", Severity.MINOR, partner.places, new.places, why)
        else:
            why = f"“{said}” became “{says}”: another name"
            strange = _strange(pair, pair.original, partner), _strange(pair, pair.rendering, new)
            sure = min(_REPLACED, sum(strange) / 2)
            if sure >= _SLIGHT:
                yield Difference("name", Severity.CRITICAL, partner.places, new.places, why, sure)
    yield from _places_exchanged(pair)
    for old in lost:
        if _has_partner(pair, old) or pair.is_cut_with_more(old.places):
            continue  # rendered by a common noun or a pronoun: the wording check speaks of it
        said, sure = pair.original.words(old.places), _ONE_SIDED * _strange(pair, pair.original, old)
        if sure >= _SLIGHT:
            yield Difference("name", Severity.MAJOR, old.places, (), f"the name “{said}” is gone", sure)
    for new in gained:
        says, sure = pair.rendering.words(new.places), _ONE_SIDED * _strange(pair, pair.rendering, new)
        severity = Severity.MINOR if pair.indirect else Severity.MAJOR
        if sure >= _SLIGHT:
            yield Difference("name", severity, (), new.places, f"the original does not name “{says}”", sure)


def _places_exchanged(pair: Pair) -> Iterator[Difference]:
    """Yield the places of a table that took each other's place, in a language whose script has no capitals."""
    code = pair.original.language.code
    known = [places_named(side.text, code) for side in (pair.original, pair.rendering)]
    lost, gained = (
        [
            found
            for found in told_names(side)
            if found.is_place and not places_named(side.words(found.places), code) & other
        ]
        for side, other in zip((pair.original, pair.rendering), reversed(known), strict=True)
    )
    for old in lost:
        new = next((each for each in gained if _stand_together(pair, old, each)), None)
        if new is not None and set(old.places) <= pair.scope:
            gained.remove(new)
            said, says = pair.original.words(old.places), pair.rendering.words(new.places)
            why = f"“{said}” became “{says}”: another name"
            yield Difference("name", Severity.CRITICAL, old.places, new.places, why, _REPLACED)


def _strange(pair: Pair, here: Side, found: Name) -> float:
    """Return how sure it is that the other side, in the same language, lacks a name: by the word that it lacks most."""
    # A lone capital inside a sentence is a name whatever a dictionary says: "Bush", "President Macron".
    own = [place for place in found.places if here.tokens[place].small not in titles(here)]
    if len(own) == 1 and _is_plain_noun(here, own[0]):
        return 0.0
    alone = len(own) == 1 and not starts(here, own[0])
    common = {place: not alone and is_common(here, place) for place in found.places}
    there = pair.rendering if here is pair.original else pair.original
    known = _told_countries(here, found, there)
    missed = {
        place: 1 - told(pair, here, (place,), proper=not common[place])
        for place in found.places
        if place not in known and (here.tokens[place].small not in passed_over(here) or len(found.places) == 1)
    }
    # Two words with capitals inside a sentence, and nothing is like either: "Labour Party" is a name as "Zoomlion" is.
    nouns = bool((spoken := language(here.language.code)) and spoken.capital_nouns)
    lacking = [place for place in own if missed.get(place) == 1.0]
    whole = len(lacking) >= _LEAST and not nouns and not starts(here, own[0])
    return max(
        ((_SAME_COMMON if common[place] and not whole else 1.0) * miss for place, miss in missed.items()), default=0.0
    )


def _is_plain_noun(here: Side, place: int) -> bool:
    """Whether a word has its capital for being a noun: a dictionary has it, and an article goes before it."""
    known = language(here.language.code)
    if not (known and known.capital_nouns) or not is_common(here, place):
        return False
    articles = here.language.determiners | here.language.articles
    before = [token.small for token in here.tokens[max(0, place - 2) : place]]
    return bool(before) and (
        before[-1] in articles or (before[0] in articles and here.tokens[place - 1].text.islower())
    )


def _told_countries(here: Side, found: Name, there: Side) -> frozenset[int]:
    """Return the places of a name's words that name a country which the other side names too: "U.S. Senate"."""
    if not found.countries:
        return frozenset()
    told_there = named_countries(there.text, there.language.code)
    runs = [
        found.places[start:end]
        for start in range(len(found.places))
        for end in range(start + 1, min(start + _LONG, len(found.places)) + 1)
    ]
    return frozenset(
        place
        for run in runs
        if (named := named_countries(here.words(run), here.language.code)) and named <= told_there
        if len(run) == 1 or not any(named_countries(here.words([each]), here.language.code) for each in run)
        for place in run
    )


def _is_told(here: Side, found: Name, there: Side) -> bool:
    """Whether every word of a name stands on the other side, in any case or spelling, or its initials or country do."""
    words = {token.small for token in there.tokens} | {token.lemma for token in there.tokens}
    keys = [key for other in names(there) for key in other.keys]
    missing = [place for place in found.places if here.tokens[place].small not in words | LINKING]
    if all(any(_same(key, other) for other in keys) for key in found.keys):
        return True
    if all(_is_spelt_alike(here.tokens[place].text, there) for place in missing):
        return True
    said = here.words(found.places)
    if any(_is_acronym(said, there.words(other.places)) for other in names(there)):
        return True
    if _is_acronym(said, " ".join(token.text for token in there.tokens if token.text.isupper())):
        return True
    # "VIN" for "vehicle identification number"
    letters = _letters(said).casefold()
    return len(letters) > _LEAST and letters in "".join(token.small[0] for token in there.tokens)


def _is_spelt_alike(word: str, there: Side) -> bool:
    """Whether another spelling or a derived form of a word stands there: Artjom, Artem; Europe, European."""
    return any(
        _is_derived(word.casefold(), token.small)
        or (token.text[0].isupper() and likeness(word, token.text).score >= _SPELLING)
        for token in there.tokens
        if token.text[0].isalpha()
    )


def _is_derived(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    shared = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= _STEM and shared >= len(short) - 1 and len(long) - shared <= _STEM


def _is_acronym(one: str, other: str) -> bool:
    return _initials(one) == _letters(other) or _initials(other) == _letters(one)


def _is_in_part(pair: Pair, old: Name, new: Name) -> bool:
    """Whether one name is the other with words more, or both are long and share all but plain words: an office."""
    if _part_of(old.keys, new.keys) or _part_of(new.keys, old.keys):
        return True
    if old.countries and new.countries and not old.countries & new.countries:
        return False
    shared = [key for key in old.keys if any(_same(key, other) for other in new.keys)]
    plain = all(
        is_common(here, place) or any(_same(here.tokens[place].small, key) for key in other.keys)
        for here, found, other in ((pair.original, old, new), (pair.rendering, new, old))
        for place in found.places
    )
    return bool(shared) and plain and min(len(old.places), len(new.places)) > _LONG


def _across(pair: Pair) -> Iterator[Difference]:
    """Yield the names lost, gained or replaced between two languages, each as certain as nothing there tells it."""
    lost = [
        (found, missed)
        for found in told_names(pair.original)
        if set(found.places) & pair.scope and (missed := _missed(pair, pair.original, found)) >= _SLIGHT
    ]
    for new in told_names(pair.rendering):
        gained = _missed(pair, pair.rendering, new)
        if gained < _SLIGHT:
            continue
        says = pair.rendering.words(new.places)
        old = next((each for each in lost if _stand_together(pair, each[0], new)), None)
        if old is not None:
            lost.remove(old)
            said = pair.original.words(old[0].places)
            why = f"“{said}” became “{says}”: another name"
            sure = min(max(gained, old[1]), _sureness(pair.original, old[0], pair.rendering, new))
            yield Difference("name", Severity.CRITICAL, old[0].places, new.places, why, sure)
            continue
        places = tuple(sorted({place for each in new.places for place in pair.renders.get(each, ())}))
        severity = Severity.MINOR if pair.indirect and not places else Severity.CRITICAL
        why = f"nothing in the original is, means or sounds like “{says}”"
        yield Difference(
            "name", severity, places, new.places, why, min(gained, _sureness(pair.original, None, pair.rendering, new))
        )
    for found, missed in lost:
        said = pair.original.words(found.places)
        sure = missed if _is_surrounded(pair, found) else missed / 2
        yield Difference("name", Severity.MAJOR, found.places, (), f"the name “{said}” is gone", sure)


def _sureness(there: Side, old: Name | None, here: Side, new: Name) -> float:
    """Return the most that can be made of a name across languages: who lacks a table may call a city anything."""
    for without, own, other, found in ((there, old, here, new), (here, new, there, old)):
        if has_cities(without.language.code) or found is None:
            continue
        named = places_named(other.words(found.places), other.language.code)
        own_text = without.words(own.places) if own else without.text
        others = places_named(own_text, without.language.code) - places_named(other.text, other.language.code)
        if named and not others:
            return _UNTABLED
    return 1.0


def _missed(pair: Pair, here: Side, found: Name) -> float:
    """Return how sure it is that the other side does not tell a name, 0 to 1: by the part that it tells least."""
    if found.is_place:
        return 1 - told(pair, here, found.places, proper=True)
    lone = _lone(here, found)
    if lone is not None and is_common(here, lone):
        if _heads_translated(pair, here, lone):
            return _COMMON * (1 - told(pair, here, (lone,), proper=False))
        answered = _is_answered_by_capital(pair, here, lone)
        return _weight_of_lone(pair, here, answered) * (1 - told(pair, here, (lone,), proper=answered, lone=True))
    return max((weight * (1 - _told_in_part(pair, here, part)) for part, weight in _parts(here, found)), default=0.0)


def _lone(here: Side, found: Name) -> int | None:
    """Return the place of the only word of a name, titles aside, that has a capital inside a sentence; else None."""
    known = language(here.language.code)
    own = [place for place in found.places if here.tokens[place].small not in titles(here)]
    if len(own) != 1 or starts(here, own[0]) or (known and known.capital_nouns):
        return None
    token = here.tokens[own[0]]
    return own[0] if token.text[0].isupper() and not token.text.isupper() and "-" not in token.text else None


def _weight_of_lone(pair: Pair, here: Side, answered: bool) -> float:
    """Return what is made of a lone capital: a language that has capitals too would give a name one."""
    there = pair.rendering if here is pair.original else pair.original
    known = language(there.language.code)
    if answered:
        return 1.0
    return _COMMON if any(mark.isupper() for mark in there.text) and not (known and known.capital_nouns) else _LONE


def _heads_translated(pair: Pair, here: Side, place: int) -> bool:
    """Whether a lone capital heads a name whose other words are small here and have capitals there: "Белый дом"."""
    there, table = (pair.rendering, pair.similarity) if here is pair.original else (pair.original, pair.similarity.T)
    following = here.tokens[place + 1] if place + 1 < len(here.tokens) else None
    if following is None or not there.tokens or not (following.text[0].islower() and here.carries(place + 1)):
        return False
    nearest, beside = int(table[place].argmax()), int(table[place + 1].argmax())
    return abs(nearest - beside) <= _HEADED and there.tokens[beside].text[0].isupper()


def _is_answered_by_capital(pair: Pair, here: Side, place: int) -> bool:
    """Whether the word liker than any other to a name has its capital for being one."""
    there, table = (pair.rendering, pair.similarity) if here is pair.original else (pair.original, pair.similarity.T)
    if not there.tokens:
        return False
    nearest = int(table[place].argmax())
    known = language(there.language.code)
    capital = there.tokens[nearest].text[0].isupper() and not starts(there, nearest)
    # "Земля", "Earth": what both dictionaries have is translated.
    return capital and not is_common(there, nearest) and not (known and known.capital_nouns)


def _told_in_part(pair: Pair, here: Side, part: tuple[int, ...]) -> float:
    """Return how far words of a name are told: one told of several speaks for a name made shorter, not for another."""
    proper = [place for place in part if not is_common(here, place)]
    if not proper:
        return told(pair, here, part, proper=False)
    found = [told(pair, here, (place,), proper=True) for place in proper]
    return (max(found) + sum(found) / len(found)) / 2


def _parts(side: Side, found: Name) -> Iterator[tuple[tuple[int, ...], float]]:
    """Yield the runs of a name's words that no dictionary has, with their weight, or the whole name without such.

    "Supreme Commander Noam Chomsky" is told by "Noam Chomsky": the other words are translated as any words are.
    """
    known = language(side.language.code)
    nouns = bool(known and known.capital_nouns)
    run: list[int] = []
    runs = []
    for place in found.places:
        if is_common(side, place) or (run and place != run[-1] + 1):
            runs.append(tuple(run))
            run = []
        if not is_common(side, place):
            run.append(place)
    kept = [each for each in (*runs, tuple(run)) if each]
    for each in kept:
        # Dictionaries of other languages than English lack many forms: a capital at a sentence's start tells little.
        own = all(is_own_name(side.tokens[place].text, side.language.code) for place in each)
        doubtful = (nouns and not own) or (len(each) == 1 and side.language.code != "en" and starts(side, each[0]))
        yield each, _DOUBTFUL if doubtful else 1.0
    if not kept and not nouns:
        yield found.places, _COMMON


def _stand_together(pair: Pair, old: Name, new: Name) -> bool:
    """Whether two names stand in each other's place: linked, or between words that are linked."""
    if _linked(pair, old, new):
        return True
    before, after = old.places[0] - 1, old.places[-1] + 1
    return any(
        abs(other - edge) <= 1
        for place, edge in ((before, new.places[0] - 1), (after, new.places[-1] + 1))
        for other in pair.rendered.get(place, ())
    )


def _is_surrounded(pair: Pair, found: Name) -> bool:
    """Whether words beside a name are rendered: else it went with all that it stood in."""
    first, last = found.places[0], found.places[-1]
    beside = (*range(first - _REACH, first), *range(last + 1, last + 1 + _REACH))
    return any(place in pair.rendered for place in beside)


def _initials(words: str) -> str:
    found = [word for word in words.split() if word[0].isupper()]
    return "".join(word[0] for word in found) if len(found) > 1 else "-"


def _letters(words: str) -> str:
    return words.replace(".", "") if words.isupper() else ""


def _part_of(some: frozenset[str], others: frozenset[str]) -> bool:
    return all(any(_same(key, other) for other in others) for key in some)


def _same(key: str, other: str) -> bool:
    """Whether two keys are spellings of one: equal, nearly so where they are long, or with J for Kh at the start."""
    if key == other or (min(len(key), len(other)) > 4 and Levenshtein.distance(key, other, score_cutoff=1) <= 1):
        return True
    return len(key) > 2 and key[1:] == other[1:] and {key[0], other[0]} == {"c", "k"}


def _linked(pair: Pair, old: Name, new: Name) -> bool:
    return any(partner in new.places for place in old.places for partner in pair.rendered.get(place, ()))


def _has_partner(pair: Pair, old: Name) -> bool:
    """Whether a word of a name is rendered by one that means much the same."""
    return any(
        float(pair.similarity[place, other]) >= _TRANSLATED
        for place in old.places
        for other in pair.rendered.get(place, ())
        if pair.original.tokens[place].small != pair.rendering.tokens[other].small
    )
