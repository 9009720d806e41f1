"""Money in a text: "under 80 euros", "over $100", "5만원 이하", "cheaper" as euros and price bands.

It knows rates well enough for a wish: they are rounded, and a sum is compared with price bands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BAND_TOPS = (40, 80, 130, 200)
"""Euros at which the price bands 1 to 4 end; above is band 5."""

EUROS = {"euro": 1.0, "dollar": 0.88, "pound": 1.16, "won": 1 / 1600, "yen": 1 / 165}
"""What one of each is in euros, rounded (2026); price bands are wider than any error in this."""

CHEAP = 60.0  # "affordable" and "저렴한" name no sum; two bands of five are below it

Span = tuple[int, int]

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
_BARE_WON = re.compile(r"(?P<number>\d+)\s?만\s?(?=이하|미만|아래|안쪽|이내|대(?![가-힣]))")
_AT_LEAST = re.compile(
    r"(?:over|above|more than|at least|from|starting at|이상)\W*$", re.IGNORECASE
)
_MORE = re.compile(r"^\W*(?:이상|넘는|and up|or more|\+)", re.IGNORECASE)
_CHEAPER = re.compile(
    r"\b(?:cheaper|less expensive|less costly|more affordable)\b|(?:더|보다|조금|좀)\s*(?:싼|저렴)|"
    r"저렴이|저렴\s?버전",
    re.IGNORECASE,
)
_CHEAP = re.compile(
    r"\b(?:cheap|affordable|inexpensive|budget[- ]friendly|on a budget)\b|저렴|싼\s|가성비",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a perfume may cost in euros; None is open. `at` are the places where sums stand."""

    most: float | None = None
    least: float | None = None
    at: tuple[Span, ...] = ()

    @property
    def bands(self) -> tuple[int, int]:
        """The cheapest and the dearest price band that fit."""
        cheapest = 1 + sum((self.least or 0) >= top for top in BAND_TOPS)
        dearest = 5 if self.most is None else 1 + sum(self.most > top for top in BAND_TOPS)
        return cheapest, max(cheapest, dearest)


def budget_of(text: str) -> Budget | None:
    """What a text says of money; None when it says nothing."""
    found = sorted((*_MONEY.finditer(text), *_WORDED.finditer(text)), key=lambda one: one.start())
    if not found:
        return _without_currency(text) or (Budget(CHEAP) if _CHEAP.search(text) else None)
    sums = [(_euros(one), _is_floor(text, one)) for one in found]
    most = [euros for euros, is_floor in sums if not is_floor]
    least = [euros for euros, is_floor in sums if is_floor]
    return Budget(
        round(max(most), 2) if most else None,
        round(min(least), 2) if least else None,
        tuple(one.span() for one in found),
    )


def asks_for_cheaper(text: str) -> bool:
    """Whether something cheaper than a perfume is asked for."""
    return bool(_CHEAPER.search(text))


def cheaper(text: str, band: int | None) -> float | None:
    """The most a perfume may cost that is asked to be cheaper than one of this band, in euros; None
    when nothing of the kind is asked, or nothing is known to be cheaper.
    """
    wished = band is not None and band > 1 and asks_for_cheaper(text)
    return float(BAND_TOPS[band - 2]) if wished and band else None


def _without_currency(text: str) -> Budget | None:
    """ "under 80", "5만 이하"."""
    if bare := _BARE.search(text):
        return Budget(float(bare["number"]), at=(bare.span("number"),))
    if won := _BARE_WON.search(text):
        return Budget(round(int(won["number"]) * 10_000 * EUROS["won"], 2), at=(won.span(),))
    return None


def _is_floor(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    if re.search(r"\b(?:no|not) more than\W*$", before, re.IGNORECASE):
        return False
    return bool(_AT_LEAST.search(before) or _MORE.match(after))


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
