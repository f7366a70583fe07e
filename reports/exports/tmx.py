"""TMX 1.4: each statement that stands in two languages or more, a translation unit with all its renderings."""

from typing import Any

from align.visible import one_line
from reports.passages import BADNESS, Rendering, Statement
from reports.phrases import place
from reports.pieces import Content
from reports.view import Report


def files(shown: Report) -> dict[str, Content]:
    """Return report.tmx. Words are on one line, characters that act on a screen shown by name."""
    from translate.misc.xml_helpers import safely_set_text
    from translate.storage.tmx import tmxfile

    memory = tmxfile(sourcelanguage="*all*")
    for statement in shown.shared:
        if not is_translated(statement):
            continue
        variants = _variants(statement)
        languages = [_language(one) for one in variants]
        unit: Any = memory.UnitClass("")
        memory.addunit(unit)
        del unit.xmlelement[:]  # its empty source: ours has properties
        unit.xmlelement.set("tuid", one_line(statement.statement_id))
        unit.xmlelement.set("srclang", languages[0])
        for one, language in zip(variants, languages, strict=True):
            variant = unit.createlanguageNode(language, one_line(one.passage.text), "source")
            for index, (name, value) in enumerate(_properties(one, statement)):
                prop = variant.makeelement("prop", {"type": f"x-{name}"})
                safely_set_text(prop, one_line(value))
                variant.insert(index, prop)
            unit.xmlelement.append(variant)
    return {"report.tmx": bytes(memory)}


def is_translated(statement: Statement) -> bool:
    """Whether a statement stands in two languages or more, as a unit of a translation memory does."""
    return len({_language(one) for one in (statement.original, *statement.renderings)}) > 1


def _variants(statement: Statement) -> list[Rendering]:
    """The original, then its translations, the best first, as many a program takes one; then the rest."""
    original = _language(statement.original)

    def order(one: Rendering) -> tuple[bool, int]:
        return _language(one) == original, BADNESS.index(one.verdict)

    return [statement.original, *sorted(statement.renderings, key=order)]


def _properties(one: Rendering, statement: Statement) -> list[tuple[str, str]]:
    """What a translator asks of a variant, those parts that are known."""
    passage = one.passage
    found = {
        "quote-id": passage.quote_id,
        "verdict": "" if one is statement.original else one.verdict,
        "kind": passage.kind,
        "speaker": passage.speaker,
        "source": ", ".join(place(passage.article)),
        "path": passage.article.path,
    }
    return [(name, value) for name, value in found.items() if value]


def _language(one: Rendering) -> str:
    return one.passage.language or "und"
