"""The published JSON Schema describes report.json, every key of it, and refuses what is not one."""

import copy
import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import reports
from align.schema import CATEGORIES, SEVERITIES, VERDICTS
from align.stories import Story

SCHEMA = json.loads((files("reports") / "report.schema.json").read_text(encoding="utf-8"))


def closed(schema: Any) -> Any:
    """The same, with no key allowed that it does not name."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: closed(value) for key, value in schema.items()}
    return inside | {"additionalProperties": False} if schema.get("type") == "object" else inside


def problems(document: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(closed(SCHEMA)).iter_errors(document)]


def test_it_is_a_schema_whose_name_has_no_host() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "urn:wirealign:report"


@pytest.mark.parametrize("name", ["story", "nothing", "apart", "hostile_story"])
def test_every_report_is_valid_and_no_key_is_undescribed(name: str, request: pytest.FixtureRequest) -> None:
    assert problems(json.loads(json.dumps(reports.document(request.getfixturevalue(name))))) == []


@pytest.fixture
def hostile_story(rewritten: Callable[..., Story]) -> Story:
    """Copy with a tag's end, an override and a NUL."""
    return rewritten({"a": "</script>\u202e", "b": "=1\x00"}, ["</script>", "=1\x00"], path='"\\')


def test_its_words_are_those_of_the_tables() -> None:
    drift = SCHEMA["$defs"]["drift"]["properties"]
    assert drift["category"]["enum"] == list(CATEGORIES)
    assert drift["severity"]["enum"] == list(SEVERITIES)
    assert SCHEMA["$defs"]["verdict"]["enum"] == list(VERDICTS)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda made: made.pop("statements"), "'statements' is a required property"),
        (lambda made: made["statements"][0]["renderings"][1].update(verdict="fine"), "not valid under any"),
        (lambda made: made["statements"][0]["renderings"][1]["drift"][0].update(start="4"), "is not of type"),
        (lambda made: made["statements"][0]["renderings"][1]["drift"][0].update(category="typo"), "is not one of"),
        (lambda made: made["statements"][0]["renderings"][1].update(faithfulness=1.5), "greater than the maximum"),
        (lambda made: made["quotes"][0].pop("end"), "'end' is a required property"),
    ],
)
def test_what_is_no_report_is_refused(story: Story, spoil: Callable[[Any], Any], says: str) -> None:
    made = copy.deepcopy(reports.document(story))
    spoil(made)
    assert any(says in problem for problem in problems(made))
