"""Which column of a person's own table is what: our export, and the exports of other places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from flowery.perfumery.folding import folded
from flowery.perfumery.importing.columns import guessed_columns
from flowery.words.errors import Refused

_NAMES: Mapping[str, str] = {
    "kind": "kind",
    "fragrance_id": "fragrance id|perfume id",
    "status": "status|shelf|list|have|state|상태|보유|보유 여부",
    "rating": "(?:my |user |personal )?(?:rating|score|stars)|평점|별점|점수",
    "reason": "reason|why|이유",
    "takes_back": "takes back|takes me back",
    "would_wear": "would wear",
    "form": "form|format|bottle type|형태",
    "millilitres": "millilit(?:re|er)s|ml|(?:bottle )?size(?: ml)?|volume(?: ml)?|용량",
    "left": "left|(?:ml )?(?:left|remaining)(?: ml)?|남은 양",
    "left_at": "left at",
    "price": "price(?: paid)?|paid|cost|가격|구입가",
    "currency": "currency|통화",
    "batch": "batch(?: code)?|배치",
    "bought_on": "(?:bought|purchased|acquired)(?: on)?|purchase date|"
    "date (?:purchased|bought|acquired)|구입일|산 날",
    "emptied_on": "emptied(?: on)?|비운 날",
    "worn_on": "worn(?: on)?|wear date|date worn|착용일|뿌린 날",
    "occasion": "occasion|상황",
    "weather": "weather|날씨",
    "sprays": "sprays|뿌린 횟수",
    "note": "note|comments?|my notes|personal notes?|remarks?|메모",
}
_PATTERNS = {field: re.compile(names) for field, names in _NAMES.items()}
_OF_A_PERFUME = ("brand", "name", "year", "concentration")


def fields_of(header: Iterable[str], file_name: str) -> dict[str, str]:
    """Column -> field, for the columns that are understood. Raises Refused when no column names a
    perfume.
    """
    columns = list(header)
    fields = {column: field for column in columns if (field := _field(column))}
    rest = guessed_columns(column for column in columns if column not in fields)
    fields |= {column: field for column, field in rest.items() if field in _OF_A_PERFUME}
    if not {"name", "fragrance_id"} & set(fields.values()):
        raise Refused(
            f"No column of {file_name} names a perfume; call the columns brand, name, status "
            "and rating."
        )
    return fields


def _field(column: str) -> str:
    said = folded(column)
    return next((f for f, pattern in _PATTERNS.items() if pattern.fullmatch(said)), "")
