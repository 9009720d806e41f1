"""Money in a question: "under 80 euros", "$100", "5만원 이하" as euros.

It knows rates well enough for a wish: they are rounded, and a budget is compared with price bands.
"""

from __future__ import annotations

import re

from flowery.advice.saying import Span
from flowery.perfumery.spans import BAND_TOPS

EUROS = {"euro": 1.0, "dollar": 0.88, "pound": 1.16, "won": 1 / 1600, "yen": 1 / 165}
"""What one of each is in euros, rounded (2026); price bands are wider than any error in this."""

CHEAP = 60.0  # "affordable" and "저렴한" name no sum; two bands of five are below it

_SIGNS = {"€": "euro", "$": "dollar", "£": "pound", "₩": "won", "￦": "won", "¥": "yen"}
_NAMES = {
    **dict.fromkeys(("eur", "euro", "euros", "유로"), "euro"),
    **dict.fromkeys(("usd", "dollar", "dollars", "bucks", "달러", "불"), "dollar"),
    **dict.fromkeys(("gbp", "pound", "pounds", "quid", "파운드"), "pound"),
    **dict.fromkeys(("krw", "won", "원"), "won"),
    **dict.fromkeys(("jpy", "yen", "엔"), "yen"),
}
_DIGITS = {digit: n for n, digit in enumerate("일이삼사오육칠팔구", start=1)}
_UNITS = {"": 1, "십": 10, "백": 100, "천": 1_000}

_AMOUNT = r"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<k>k\b)?"
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_SIGN = "[" + re.escape("".join(_SIGNS)) + "]"
_MONEY = re.compile(
    rf"(?P<sign>{_SIGN})\s?{_AMOUNT}|{_AMOUNT.replace('number', 'number2').replace('<k>', '<k2>')}"
    rf"\s?(?P<korean>만\s?(?P<thousand>\d)?\s?천?)?\s?(?P<name>{_SIGN}|(?:{_NAME})(?![a-z]))",
    re.IGNORECASE,
)
_WORDED = re.compile(r"(?P<digits>[일이삼사오육칠팔구십백천]{1,5})\s?만\s?원")
_BARE = re.compile(
    r"\b(?:under|below|less than|cheaper than|at most|up to|max(?:imum)?(?: of)?|no more than|"
    r"not more than|within|budget(?: is| of)?:?)\s+(?P<number>\d{2,4})\b(?!\s*(?:ml|perfumes?|%))",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:over|above|more than|at least|from|starting at|이상)\W*$", re.IGNORECASE
)
_MORE = re.compile(r"^\W*(?:이상|넘는|and up|or more|\+)", re.IGNORECASE)
_CHEAPER = re.compile(
    r"\b(?:cheaper|less expensive|less costly|more affordable)\b|(?:더|보다|조금|좀)\s*(?:싼|저렴)",
    re.IGNORECASE,
)
_CHEAP = re.compile(
    r"\b(?:cheap|affordable|inexpensive|budget[- ]friendly|on a budget)\b|저렴|싼\s|가성비",
    re.IGNORECASE,
)


def cheaper(text: str, band: int | None) -> float | None:
    """The most a perfume may cost that is asked to be cheaper than one of this band, in euros; None
    when nothing of the kind is asked, or nothing is known to be cheaper.
    """
    wished = band is not None and band > 1 and _CHEAPER.search(text)
    return float(BAND_TOPS[band - 2]) if wished and band else None


def budget_in(text: str) -> tuple[float | None, tuple[Span, ...]]:
    """The most a perfume may cost, in euros (None when nothing is said), and where money stands."""
    spans: list[Span] = []
    sums: list[float] = []
    for found in (*_MONEY.finditer(text), *_WORDED.finditer(text)):
        spans.append(found.span())
        is_floor = _AT_LEAST.search(text[: found.start()]) or _MORE.match(text[found.end() :])
        if not is_floor or "no more than" in text[: found.start()].casefold():
            sums.append(_euros(found))
    if not spans:
        bare = _BARE.search(text)
        if bare:
            return float(bare["number"]), (bare.span("number"),)
        return (CHEAP if _CHEAP.search(text) else None), ()
    return (round(max(sums), 2) if sums else None), tuple(spans)


def _euros(found: re.Match[str]) -> float:
    groups = found.groupdict()
    if groups.get("digits"):
        return _worded(groups["digits"]) * 10_000 * EUROS["won"]
    number = float((groups["number"] or groups["number2"]).replace(",", ""))
    if groups["k"] or groups["k2"]:
        number *= 1_000
    if groups["korean"]:
        number = number * 10_000 + 1_000 * int(groups["thousand"] or 0)
    sign = groups["sign"] or groups["name"]
    return number * EUROS[_SIGNS.get(sign) or _NAMES[sign.casefold()]]


def _worded(digits: str) -> int:
    total, digit = 0, 0
    for sign in digits:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total, digit = total + (digit or 1) * _UNITS[sign], 0
    return total + digit
