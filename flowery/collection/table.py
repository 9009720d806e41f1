"""A collection as a table: one row for a perfume and what was said of it, one for each bottle, one
for each wear. CSV and JSON hold the same rows; photos are not among them.

A spreadsheet runs what begins like a formula, so such a text is written with an apostrophe before
it, and read without.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from flowery.collection.possessions import Possession
from flowery.perfumery.catalogue import Catalogue
from flowery.words.vocabulary import Bottle, ReactionKind, Wear

Cells = Mapping[str, Any]
Format = Literal["csv", "json"]

STATUS: Mapping[ReactionKind, str] = {
    "own": "owned",
    "wish": "wishlist",
    "tried": "tried",
    "declined": "declined",
    "like": "like",
    "dislike": "dislike",
}
"""Reactions as they stand in the column `status`; a wear has a row of its own."""
BOTTLE_FIELDS = (
    *("form", "millilitres", "left", "left_at", "price", "currency", "batch", "bought_on"),
    *("emptied_on", "note"),
)
WEAR_FIELDS = ("worn_on", "occasion", "weather", "sprays", "note")
COLUMNS = tuple(
    dict.fromkeys(
        (
            *("kind", "fragrance_id", "brand", "name", "status", "reason"),
            *("takes_back", "would_wear"),
            *BOTTLE_FIELDS[:-1],
            *WEAR_FIELDS,
        )
    )
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(found: Iterable[Possession], catalogue: Catalogue, form: Format) -> str:
    """The whole collection as a text; the same collection gives the same text."""
    rows = [row for possession in found for row in _rows(possession, catalogue)]
    if form == "json":
        return json.dumps([_filled(row) for row in rows], ensure_ascii=False, indent=1) + "\n"
    made = io.StringIO()
    table = csv.writer(made, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows([_cell(row.get(column)) for column in COLUMNS] for row in rows)
    return made.getvalue()


def harmless(text: str) -> str:
    """A text that no spreadsheet runs."""
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def meant(text: str) -> str:
    """The text as it was before it was made harmless."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*_FORMULA, "'")) else text


def _rows(possession: Possession, catalogue: Catalogue) -> Iterator[Cells]:
    fragrance_id = possession.fragrance_id
    known = catalogue.get(fragrance_id) if fragrance_id in catalogue else None
    named = {"fragrance_id": fragrance_id}
    named |= {"brand": known.brand, "name": known.name} if known else {}
    said = [status for kind, status in STATUS.items() if kind in possession.reactions]
    if said or possession.ratings:
        about = {"status": ", ".join(said), "reason": possession.reason}
        stars = {str(scale): number for scale, number in possession.ratings.items()}
        yield {"kind": "perfume", **named, **about, **stars}
    bottles = [_facts(bottle, BOTTLE_FIELDS) for bottle in possession.bottles]
    wears = [_facts(wear, WEAR_FIELDS) for wear in possession.wears]
    yield from ({"kind": "bottle", **named, **facts} for facts in sorted(bottles, key=repr))
    yield from ({"kind": "wear", **named, **facts} for facts in sorted(wears, key=repr))


def _facts(thing: Bottle | Wear, fields: tuple[str, ...]) -> dict[str, Any]:
    facts = {field: getattr(thing, field) for field in fields}
    if facts.get("left_at") is not None:
        facts["left_at"] = facts["left_at"].isoformat()
    return facts


def _filled(row: Cells) -> dict[str, Any]:
    return {column: row[column] for column in COLUMNS if row.get(column) not in (None, "")}


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else harmless(str(value))
