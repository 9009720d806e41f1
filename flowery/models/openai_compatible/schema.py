"""The shape of an answer as a JSON schema, strict wherever a strict one can say it.

A strict schema wants every property required and no other allowed, so it has no room for free-form
objects, tuples and a few keywords; a shape with those is sent as it is. Validation does not rest on
any of this: the answer is read by the shape itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from openai.types.shared_params import ResponseFormatJSONSchema
from pydantic import BaseModel

Schema = dict[str, Any]

UNSAID = frozenset({"title", "default", "minLength", "maxLength", "examples", "discriminator"})
"""Keywords a strict schema refuses; the shape's own validation still holds to them."""

UNSAYABLE = frozenset({"prefixItems", "oneOf", "allOf", "not", "patternProperties", "uniqueItems"})
"""Keywords without which the schema would be another one."""

SAYING = frozenset({"type", "$ref", "anyOf", "enum", "const"})
"""A schema with none of these allows anything."""


@cache
def response_format(shape: type[BaseModel]) -> ResponseFormatJSONSchema:
    """What a chat request asks its answer to be."""
    schema = shape.model_json_schema()
    strict = "properties" in schema and can_be_strict(schema)
    return {
        "type": "json_schema",
        "json_schema": {
            "name": shape.__name__,
            "schema": tightened(schema) if strict else schema,
            "strict": strict,
        },
    }


def can_be_strict(schema: Schema) -> bool:
    """Whether every object in it names its properties, and nothing unsayable stands in it."""
    free = schema.get("type") == "object" and not schema.get("properties")
    vague = not SAYING & schema.keys()
    if free or vague or UNSAYABLE & schema.keys():
        return False
    return all(map(can_be_strict, inner_schemas(schema)))


def inner_schemas(schema: Schema) -> Iterator[Schema]:
    """The schemas one step inside, whatever the properties are called."""
    yield from schema.get("properties", {}).values()
    yield from schema.get("$defs", {}).values()
    yield from schema.get("anyOf", [])
    if "items" in schema:
        yield schema["items"]


def tightened(schema: Schema) -> Schema:
    """The same schema with every property required and no other allowed."""
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    tight = {key: value for key, value in schema.items() if key not in UNSAID}
    for names in {"properties", "$defs"} & tight.keys():
        tight[names] = {name: tightened(inner) for name, inner in tight[names].items()}
    if "anyOf" in tight:
        tight["anyOf"] = [tightened(inner) for inner in tight["anyOf"]]
    if "items" in tight:
        tight["items"] = tightened(tight["items"])
    if "properties" in tight:
        tight |= {"required": list(tight["properties"]), "additionalProperties": False}
    return tight
