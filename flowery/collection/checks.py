"""What may be said of a bottle, of a wear and of a perfume: judged whole before anything is kept.

It knows limits and days; it keeps nothing.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from typing import get_args

from flowery.learning.feedback import LONGEST_REASON
from flowery.words.errors import Refused
from flowery.words.vocabulary import BottleForm, RatingScale

LARGEST = 1_000.0  # millilitres; the largest flacons in shops hold a litre
DEAREST = 1_000_000_000.0  # in any currency; some are counted in millions
MOST_SPRAYS = 100
LINE = 64  # characters of a batch, an occasion or the weather: one line
LONGEST_NOTE = 2_000  # characters; more belongs into the diary
FIRST_DAY = date(1900, 1, 1)
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class BottleFacts:
    """What a person may say of a bottle; all but its form may be left open."""

    form: BottleForm = "bottle"
    millilitres: float | None = None
    price: float | None = None
    currency: str = ""
    batch: str = ""
    note: str = ""
    bought_on: str | None = None


@dataclass(frozen=True, slots=True)
class WearFacts:
    """What a person may say of a day on which they wore a perfume."""

    worn_on: str
    occasion: str = ""
    weather: str = ""
    sprays: int | None = None
    note: str = ""


def check_bottle(facts: BottleFacts, today: date) -> None:
    """Raise Refused when something said of a bottle cannot be."""
    if facts.form not in get_args(BottleForm):
        raise Refused("A perfume is owned as a bottle, a decant or a sample.")
    if facts.millilitres is not None:
        _check_size(facts.millilitres)
    if facts.price is not None and not 0 <= facts.price <= DEAREST:
        raise Refused("A price is a number from 0 up; leave it empty if you do not know it.")
    if facts.price is not None and not facts.currency:
        raise Refused("Say in which currency the price is, such as EUR, USD or KRW.")
    if facts.currency and not _CURRENCY.fullmatch(facts.currency):
        raise Refused("A currency is three letters, such as EUR, USD or KRW.")
    _check_line(facts.batch)
    _check_note(facts.note)
    if facts.bought_on is not None:
        check_day(facts.bought_on, today)


def check_wear(facts: WearFacts, today: date) -> None:
    """Raise Refused when something said of a wear cannot be."""
    check_day(facts.worn_on, today)
    _check_line(facts.occasion)
    _check_line(facts.weather)
    if facts.sprays is not None and not 1 <= facts.sprays <= MOST_SPRAYS:
        raise Refused(f"Sprays are a number from 1 to {MOST_SPRAYS}; leave it empty if unsure.")
    _check_note(facts.note)


def check_left(left: float, millilitres: float | None) -> None:
    """Raise Refused when so much cannot be left in a bottle of a size."""
    if not 0 <= left <= (millilitres or LARGEST):
        raise Refused("More cannot be left than the bottle holds, and not less than nothing.")


def check_rating(scale: str, stars: int) -> None:
    """Raise Refused unless it is 1 to 5 stars on a scale there is."""
    if scale not in get_args(RatingScale):
        raise Refused("A perfume is rated by whether it takes you back and whether you wear it.")
    if not 1 <= stars <= 5:
        raise Refused("A perfume gets 1 to 5 stars.")


def check_reason(said: str) -> None:
    """Raise Refused when why a perfume was declined is too long or cannot be stored."""
    if len(said) > LONGEST_REASON:
        raise Refused(f"A reason may have {LONGEST_REASON} characters; shorten it.")
    _check_letters(said)


def check_day(said: str, today: date) -> None:
    """Raise Refused unless a text is a day that was, "2026-11-21"."""
    try:
        day = date.fromisoformat(said)
    except ValueError as error:
        raise Refused(f"{said[:40]!r} is no day; write it like 2026-11-21.") from error
    if day > today:
        raise Refused(f"{said} has not come yet; choose a day up to today.")
    if day < FIRST_DAY:
        raise Refused(f"{said} is too long ago; days from 1900 on are taken.")
    if day.isoformat() != said:
        raise Refused(f"{said[:40]!r} is no day; write it like 2026-11-21.")


def _check_size(millilitres: float) -> None:
    if not math.isfinite(millilitres) or not 0 < millilitres <= LARGEST:
        raise Refused("A bottle holds more than 0 and up to 1,000 millilitres.")


def _check_line(said: str) -> None:
    if len(said) > LINE:
        raise Refused(
            f"A batch, an occasion and the weather have up to {LINE} characters; this one has "
            f"{len(said):,}. Put the rest into the note."
        )
    _check_letters(said)


def _check_note(said: str) -> None:
    if len(said) > LONGEST_NOTE:
        raise Refused(
            f"The note has {len(said):,} characters; up to {LONGEST_NOTE:,} are taken. "
            "Shorten it, or write it down as a memory."
        )
    _check_letters(said)


def _check_letters(said: str) -> None:
    if "\0" in said or any("\ud800" <= letter <= "\udfff" for letter in said):
        raise Refused("The words hold a broken character; type that place again.")
