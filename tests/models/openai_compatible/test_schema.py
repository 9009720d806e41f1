"""Schemas: strict where a strict one can say it, untouched where not."""

from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from flowery.models.openai_compatible.schema import response_format


class Note(BaseModel):
    title: str = Field(max_length=20)
    default: float | None = None


class Perfume(BaseModel):
    name: str
    layer: Literal["top", "heart", "base"] = "top"
    notes: list[Note] = []
    first: Note | None = None


class Tree(BaseModel):
    name: str
    branches: list["Tree"]


class Free(BaseModel):
    anything: dict[str, float]


class Pair(BaseModel):
    pair: tuple[int, str]


class Vague(BaseModel):
    thing: Any


class DeepInside(BaseModel):
    inside: list[Free]


def sent(shape: type[BaseModel]) -> dict[str, Any]:
    return dict(response_format(shape)["json_schema"])


def objects(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [found for part in schema for found in objects(part)]
    if not isinstance(schema, dict):
        return []
    mine = [schema] if schema.get("type") == "object" else []
    return mine + [found for part in schema.values() for found in objects(part)]


def test_every_property_is_required_and_no_other_allowed() -> None:
    wanted = sent(Perfume)
    assert wanted["strict"] is True
    assert [one["required"] for one in objects(wanted["schema"])] == [
        ["name", "layer", "notes", "first"],
        ["title", "default"],
    ]
    assert all(one["additionalProperties"] is False for one in objects(wanted["schema"]))


def test_keywords_go_and_properties_of_their_name_stay() -> None:
    note = sent(Note)["schema"]
    assert note["properties"] == {
        "title": {"type": "string"},
        "default": {"anyOf": [{"type": "number"}, {"type": "null"}]},
    }
    assert "title" not in note


def test_a_reference_stands_alone() -> None:
    first = sent(Perfume)["schema"]["properties"]["first"]
    assert first == {"anyOf": [{"$ref": "#/$defs/Note"}, {"type": "null"}]}


@pytest.mark.parametrize("shape", [Free, Pair, Vague, DeepInside, Tree])
def test_what_a_strict_schema_cannot_say_is_sent_as_it_is(shape: type[BaseModel]) -> None:
    assert sent(shape) == {
        "name": shape.__name__,
        "schema": shape.model_json_schema(),
        "strict": False,
    }
