"""Which column holds what: guessed from its name, so that known layouts need no mapping, and open
to correction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from flowery.perfumery.folding import folded
from flowery.words.errors import Refused

FIELDS = (
    "brand",
    "name",
    "year",
    "perfumers",
    "concentration",
    "top",
    "heart",
    "base",
    "notes",
    "accords",
    "family",
    "seasons",
    "occasions",
    "price",
    "size",
    "price_band",
    "discontinued",
    "url",
    "description",
)
"""What a column may be. `notes` takes a list, a text or a pyramid; `url` gives a missing house, a
`price` in euros with the `size` of a usual bottle the price band, and a `description` the pyramid
when no other column has notes.
"""

_NAMES: Mapping[str, str] = {
    "brand": "brand|brand name|house|perfume house|designer|maker|company|marque|브랜드|하우스",
    "name": "name|perfume|fragrance|title|perfume name|fragrance name|product|product name|scent|"
    "이름|향수|향수명|제품명",
    "year": "year|launch year|release year|launched|released|launch|release|year launched|date|"
    "출시연도|연도|출시",
    "perfumers": "perfumers?|nose|noses|perfumer s|creator|조향사",
    "concentration": "concentration|type|strength|부향률",
    "top": "tops?|top notes?|topnotes?|head|head notes?|탑|탑 노트|탑노트",
    "heart": "hearts?|middle|middle notes?|mid|mid notes?|heart notes?|middlenotes?|미들|미들 노트|"
    "하트",
    "base": "base|base notes?|basenotes?|bottom notes?|drydown|dry down|베이스|베이스 노트|"
    "베이스노트",
    "notes": "notes?|all notes|notes flat|flat notes|main notes|key notes|pyramid|notes pyramid|"
    "fragrance notes|scent notes|ingredients|노트|향료",
    "accords": "accords?|main accords?|mainaccords?|어코드",
    "family": "family|olfactive family|olfactory family|fragrance family|scent family|계열",
    "seasons": "seasons?|best season|계절",
    "occasions": "occasions?|상황",
    "price": "(?:retail |list |full )?price(?: in)?(?: eur| euros?)?|가격",
    "size": "size|volume|bottle size|size ml|volume ml|ml|용량",
    "price_band": "price band",
    "discontinued": "discontinued|단종",
    "url": "url|link|perfume url|product url",
    "description": "description|perfume description|설명",
}
_PATTERNS = {field: re.compile(rf"(?:{names})") for field, names in _NAMES.items()}


def guessed_columns(
    columns: Iterable[str], mapping: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Column -> field for every column that is understood. `mapping` corrects the guess: an empty
    field leaves a column out. Raises Refused for an unknown column or field.
    """
    columns = list(columns)
    given = dict(mapping or {})
    for column, field in given.items():
        if column not in columns:
            raise Refused(
                f"There is no column {column!r}; the file has: {', '.join(columns[:30])}."
            )
        if field and field not in FIELDS:
            raise Refused(f"{field!r} is no field; a column may be: {', '.join(FIELDS)}.")
    guessed = {column: given.get(column, _field_of(column)) for column in columns}
    for column, field in list(guessed.items()):
        if column not in given and field in given.values():
            guessed[column] = ""
    return {column: field for column, field in guessed.items() if field}


def checked(columns: Mapping[str, str], file_name: str) -> None:
    """Whether a file can be imported with these columns. Raises Refused with what to do."""
    fields = set(columns.values())
    if "name" not in fields or not fields & {"brand", "url"}:
        wanted = "the house" if "name" in fields else "the name"
        raise Refused(
            f"No column of {file_name} is {wanted} of a perfume; "
            "say which with --map COLUMN=brand and --map COLUMN=name."
        )


def _field_of(column: str) -> str:
    name = re.sub(r"\d+$", "", folded(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column))).strip()
    return next((f for f, pattern in _PATTERNS.items() if pattern.fullmatch(name)), "")
