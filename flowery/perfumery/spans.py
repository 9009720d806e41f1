"""Years and prices in the words of a search: "the 80s", "before 1970", "under 80 euros"."""

from __future__ import annotations

import re
from dataclasses import dataclass

WON_PER_EURO = 1600  # roughly; a price band is wider than a year's swings of the rate
BAND_TOPS = (40, 80, 130, 200)
"""Euros at which the price bands 1 to 4 end; above is band 5."""

_YEAR = r"(1[789]\d\d|20[0-4]\d)"
_DECADE = re.compile(rf"\b(?:the\s+)?(?:{_YEAR}'?s|'?([2-9]0)s)\b|{_YEAR}\s?년대|\b([2-9]0)\s?년대")
_BEFORE = re.compile(rf"\b(?:before|until|older than)\s+{_YEAR}\b|{_YEAR}\s?년?\s?(?:이전|전)")
_AFTER = re.compile(rf"\b(?:after|since|newer than)\s+{_YEAR}\b|{_YEAR}\s?년?\s?(?:이후|부터)")
_ONE = re.compile(rf"(?<!\w){_YEAR}(?:\s?년\w*)?(?![\w'])")
_UNDER = r"(?:under|below|less than|up to|max(?:imum)?|at most|cheaper than)\s+"
_MONEY = re.compile(
    rf"{_UNDER}[€$£]?\s?(\d+)\s?(?:€|\$|£|euros?|eur|dollars?|usd|bucks)?|"
    r"(\d+)\s?(?:유로|달러|€|\$)\s?(?:이하|미만|아래|안쪽|이내)|"
    r"(\d+)\s?만\s?원?\s?(?:이하|미만|아래|안쪽|이내|대)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Years:
    """A range of years, both ends counted; None is open."""

    first: int | None
    last: int | None
    at: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Budget:
    """The dearest price band that fits."""

    band: int
    at: tuple[int, int] = (0, 0)


def years_of(text: str) -> Years | None:
    """The years a text asks for."""
    if match := _DECADE.search(text):
        start = next(int(group) for group in match.groups() if group)
        start = start if start > 100 else start + (2000 if start == 20 else 1900)
        return Years(start - start % 10, start - start % 10 + 9, match.span())
    if match := _BEFORE.search(text):
        return Years(None, _number(match), match.span())
    if match := _AFTER.search(text):
        return Years(_number(match), None, match.span())
    match = _ONE.search(text)
    return Years(_number(match), _number(match), match.span()) if match else None


def budget_of(text: str) -> Budget | None:
    """The budget a text states, as a price band; None when even the first band is above it."""
    match = _MONEY.search(text)
    if match is None:
        return None
    plain, marked, won = match.groups()
    euros = int(won) * 10_000 / WON_PER_EURO if won else int(plain or marked)
    return Budget(1 + sum(euros > top for top in BAND_TOPS), match.span())


def _number(match: re.Match[str]) -> int:
    return next(int(group) for group in match.groups() if group)
