"""Years in the words of a search: "the 80s", "the eighties", "before 1970"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = r"(1[789]\d\d|20[0-4]\d)"
_DECADE = re.compile(rf"\b(?:the\s+)?(?:{_YEAR}'?s|'?([2-9]0)s)\b|{_YEAR}\s?년대|\b([2-9]0)\s?년대")
_DECADES = (
    *("twenties", "thirties", "forties", "fifties"),
    *("sixties", "seventies", "eighties", "nineties"),
)
_WORDED = re.compile(rf"\bthe\s+(?:(?:early|late)\s+)?({'|'.join(_DECADES)})\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:before|until|older than)\s+{_YEAR}\b|{_YEAR}\s?년?\s?(?:이전|전)")
_AFTER = re.compile(rf"\b(?:after|since|newer than)\s+{_YEAR}\b|{_YEAR}\s?년?\s?(?:이후|부터)")
_ONE = re.compile(rf"(?<!\w){_YEAR}(?:\s?년\w*)?(?![\w'])")


@dataclass(frozen=True, slots=True)
class Years:
    """A range of years, both ends counted; None is open."""

    first: int | None
    last: int | None
    at: tuple[int, int] = (0, 0)


def years_of(text: str) -> Years | None:
    """The years a text asks for."""
    if match := _DECADE.search(text):
        start = next(int(group) for group in match.groups() if group)
        start = start if start > 100 else start + (2000 if start == 20 else 1900)
        return Years(start - start % 10, start - start % 10 + 9, match.span())
    if match := _WORDED.search(text):
        start = 1920 + 10 * _DECADES.index(match[1].casefold())
        return Years(start, start + 9, match.span())
    if match := _BEFORE.search(text):
        return Years(None, _number(match), match.span())
    if match := _AFTER.search(text):
        return Years(_number(match), None, match.span())
    match = _ONE.search(text)
    return Years(_number(match), _number(match), match.span()) if match else None


def _number(match: re.Match[str]) -> int:
    return next(int(group) for group in match.groups() if group)
