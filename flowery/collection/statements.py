"""What a row of a person's table says: of which perfume, with which status, stars, bottle and wear.

It reads cells and checks them; which of it is new is `bringing`'s to say. A row that cannot be
taken raises Refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast, get_args

from flowery.collection import checks
from flowery.collection.checks import BottleFacts, WearFacts
from flowery.collection.table import STATUS, Cells, meant
from flowery.perfumery.folding import folded
from flowery.perfumery.importing.cells import text
from flowery.perfumery.importing.encodings import repaired
from flowery.words.errors import Refused
from flowery.words.vocabulary import BottleForm, RatingScale, ReactionKind

_STATUSES: dict[ReactionKind, str] = {
    "own": "owned|own|have|i have it|in collection|collection|보유|소장|있음",
    "wish": "wish|wished|wishlist|wish list|want|i want it|위시|위시리스트|갖고 싶음",
    "tried": "tried|tested|sampled|had|i had it|시향|써 봄|시향함",
    "declined": "declined|rejected|no|not for me|거절|안 맞음",
    "like": "like|liked|love|loved|좋아함",
    "dislike": "dislike|disliked|hate|hated|싫어함",
}
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "₩": "KRW", "원": "KRW", "¥": "JPY"}
_KINDS = ("", "perfume", "bottle", "wear")
_OWN_WORDS = ("note", "reason", "batch", "occasion", "weather")


@dataclass(frozen=True, slots=True)
class Measured:
    """What was left of a bottle when."""

    left: float
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Statement:
    """What one row says of a perfume."""

    fragrance_id: str
    reactions: tuple[ReactionKind, ...] = ()
    reason: str = ""
    ratings: tuple[tuple[RatingScale, int], ...] = ()
    bottle: BottleFacts | None = None
    measured: Measured | None = None
    emptied_on: str | None = None
    wear: WearFacts | None = None


Match = Callable[[str, str, str, str, str], str]
"""Finds the perfume of (id, brand, name, year, concentration); raises Refused."""


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one table. `is_of_ten`: its ratings go up to ten; `is_escaped`: formulas
    were made harmless in it.
    """

    match: Match
    today: date
    is_of_ten: bool = False
    is_escaped: bool = True

    def read(self, cells: Cells) -> Statement:
        """What a row says. Raises Refused."""
        said = {field: self._text(field, cell) for field, cell in cells.items()}
        kind = said.get("kind", "")
        if kind not in _KINDS:
            raise Refused(f"{kind[:40]!r} is no kind of row; it is perfume, bottle or wear.")
        fragrance_id = self._perfume(said)
        if kind == "wear":
            return Statement(fragrance_id, wear=self._wear(said))
        if kind == "bottle":
            return self._owned(Statement(fragrance_id), said)
        return self._judged(fragrance_id, said, is_ours=kind == "perfume")

    def _judged(self, fragrance_id: str, said: dict[str, str], is_ours: bool) -> Statement:
        ratings = self._ratings(said)
        reactions = _reactions(said.get("status", ""))
        if not is_ours and not reactions and not said.get("worn_on"):
            reactions = ("tried",) if ratings else ("own",)
        reason = said.get("reason", "")
        holds = ("millilitres", "price", "batch", "bought_on", "form", "left")
        if not is_ours and "own" in reactions and any(said.get(field) for field in holds):
            judged = Statement(fragrance_id, reactions, reason, ratings)
            return self._owned(judged, said)
        wear = self._wear(said) if not is_ours and said.get("worn_on") else None
        reason = reason or ("" if wear else said.get("note", ""))
        checks.check_reason(reason)
        return Statement(fragrance_id, reactions, reason, ratings, wear=wear)

    def _owned(self, judged: Statement, said: dict[str, str]) -> Statement:
        price, currency = _price(said.get("price", ""), said.get("currency", ""))
        facts = BottleFacts(
            form=cast(BottleForm, _form(said.get("form", ""))),
            millilitres=_number(said.get("millilitres", "")),
            price=price,
            currency=currency,
            batch=said.get("batch", ""),
            note=said.get("note", ""),
            bought_on=_day(said.get("bought_on", "")),
        )
        checks.check_bottle(facts, self.today)
        checks.check_reason(judged.reason)
        emptied_on = _day(said.get("emptied_on", ""))
        if emptied_on:
            checks.check_day(emptied_on, self.today)
        return Statement(
            judged.fragrance_id,
            judged.reactions,
            judged.reason,
            judged.ratings,
            facts,
            self._measured(said, facts),
            emptied_on,
        )

    def _measured(self, said: dict[str, str], facts: BottleFacts) -> Measured | None:
        left = _number(said.get("left", ""))
        if left is None:
            return None
        checks.check_left(left, facts.millilitres)
        return Measured(left, _moment(said.get("left_at", "")))

    def _wear(self, said: dict[str, str]) -> WearFacts:
        sprays = _number(said.get("sprays", ""))
        facts = WearFacts(
            worn_on=_day(said.get("worn_on", "")) or "",
            occasion=said.get("occasion", ""),
            weather=said.get("weather", ""),
            sprays=None if sprays is None else round(sprays),
            note=said.get("note", ""),
        )
        checks.check_wear(facts, self.today)
        return facts

    def _ratings(self, said: dict[str, str]) -> tuple[tuple[RatingScale, int], ...]:
        given = {scale: said.get(scale, "") for scale in get_args(RatingScale)}
        found = [(scale, _stars(stars, False)) for scale, stars in given.items() if stars]
        overall = said.get("rating", "")
        if overall and rating_of(overall) != 0 and not given["would_wear"]:  # 0: not rated there
            found.append(("would_wear", _stars(overall, self.is_of_ten)))
        for scale, stars in found:
            checks.check_rating(scale, stars)
        return tuple(found)

    def _perfume(self, said: dict[str, str]) -> str:
        named = ("fragrance_id", "brand", "name", "year", "concentration")
        return self.match(*(said.get(field, "") for field in named))

    def _text(self, field: str, cell: Any) -> str:
        """A cell as it was meant; the person's own words stay as they are, line by line."""
        if field in ("brand", "name"):
            return repaired(text(cell))
        if cell is None or (field not in _OWN_WORDS and not text(cell)):
            return ""
        if isinstance(cell, float):
            return f"{cell:.6f}".rstrip("0").rstrip(".")
        said = str(cell).replace("\r\n", "\n").strip()
        return meant(said) if self.is_escaped else said


def rating_of(cell: Any) -> float | None:
    """The number in a cell of ratings, to tell the scale of a whole column."""
    found = re.match(r"\s*(\d+(?:[.,]\d+)?)", str(cell))
    return float(found[1].replace(",", ".")) if found else None


def _reactions(said: str) -> tuple[ReactionKind, ...]:
    parts = [part for part in re.split(r"[,;|]", said) if part.strip()]
    return tuple(dict.fromkeys(_reaction(part.strip()) for part in parts))


def _reaction(said: str) -> ReactionKind:
    for kind, names in _STATUSES.items():
        if re.fullmatch(names, folded(said)) or said == STATUS[kind]:
            return kind
    raise Refused(f"{said[:40]!r} is no status; it is owned, wishlist, tried or declined.")


def _form(said: str) -> str:
    return folded(said) if folded(said) in get_args(BottleForm) else "bottle"


def _stars(said: str, is_of_ten: bool) -> int:
    value = rating_of(said)
    if value is None:
        raise Refused(f"{said[:40]!r} is no rating; it is a number from 1 to 5, or from 1 to 10.")
    return max(1, int(value / 2 + 0.5)) if is_of_ten else int(value + 0.5)


def _number(said: str) -> float | None:
    """A number with whatever unit stands beside it."""
    if not said:
        return None
    found = re.search(r"-?\d[\d.,\s]*", said)
    digits = re.sub(r"\s", "", found[0]) if found else ""
    if re.fullmatch(r"-?\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")
    try:
        return float(digits.replace(",", ""))
    except ValueError as error:
        raise Refused(f"{said[:40]!r} is no number.") from error


def _price(said: str, currency: str) -> tuple[float | None, str]:
    signs = (code for sign, code in _CURRENCIES.items() if sign in said)
    named = re.search(r"\b[A-Z]{3}\b", said)
    code = currency.upper() or next(signs, "") or (named[0] if named else "")
    return _number(said), code


def _day(said: str) -> str | None:
    """A day as it is kept; a time behind it and dots or slashes in it are no matter."""
    found = re.match(r"(\d{4})[-./년 ]+(\d{1,2})[-./월 ]+(\d{1,2})", said)
    if found:
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    return said or None


def _moment(said: str) -> datetime | None:
    try:
        return datetime.fromisoformat(said).astimezone(UTC) if said else None
    except ValueError as error:
        raise Refused(f"{said[:40]!r} is no moment; leave it empty.") from error
