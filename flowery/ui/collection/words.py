"""What things of a collection are called, and its numbers in words."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from flowery.collection import Possession, level
from flowery.collection.level import Money, Pace
from flowery.ui import session
from flowery.ui.words import gettext as _, language, ngettext
from flowery.words.vocabulary import Bottle, BottleForm, Fragrance, RatingScale

CURRENCIES = ("EUR", "USD", "GBP", "KRW", "JPY", "CHF", "CAD", "AUD", "SEK", "PLN")


def perfume(fragrance_id: str) -> Fragrance | None:
    """A perfume of the catalogue; None when it is there no more."""
    catalogue = session.opened().catalogue
    return catalogue.get(fragrance_id) if fragrance_id in catalogue else None


def title(fragrance_id: str) -> str:
    """House and name of a perfume."""
    known = perfume(fragrance_id)
    return known.title if known else fragrance_id


def form_said(form: BottleForm) -> str:
    """How a perfume is owned."""
    return {"bottle": _("Bottle"), "decant": _("Decant"), "sample": _("Sample")}[form]


def scale_said(scale: RatingScale) -> str:
    """What stars are given for."""
    return {"takes_back": _("Takes me back"), "would_wear": _("Would wear")}[scale]


def season_said(season: str) -> str:
    """A season."""
    return {
        "spring": _("Spring"),
        "summer": _("Summer"),
        "autumn": _("Autumn"),
        "winter": _("Winter"),
    }[season]


def number(amount: float) -> str:
    """A number with one digit behind the point at most."""
    return str(format_decimal(round(amount, 1), locale=language()))


def money(sums: Money) -> str:
    """Sums of money, each in its own currency."""
    return " + ".join(format_currency(amount, code, locale=language()) for code, amount in sums)


def day_said(day: str) -> str:
    """A day as it is written: "12 March 2026"."""
    pattern = "y년 M월 d일" if language() == "ko" else "d MMMM y"
    return str(format_date(date.fromisoformat(day), pattern, locale=language()))


def bottle_said(bottle: Bottle) -> str:
    """A bottle in one line."""
    size = _("{number} ml").format(number=number(bottle.millilitres)) if bottle.millilitres else ""
    price = money(((bottle.currency, bottle.price),)) if bottle.price is not None else ""
    bought = _("since {day}").format(day=day_said(bottle.bought_on)) if bottle.bought_on else ""
    emptied = bottle.emptied_on
    empty = _("empty since {day}").format(day=day_said(emptied)) if emptied else ""
    batch = _("batch {batch}").format(batch=bottle.batch) if bottle.batch else ""
    facts = (form_said(bottle.form), size, price, bought, batch, empty)
    return " · ".join(fact for fact in facts if fact)


def left_said(left: float, size: float | None) -> str:
    """What is left of a bottle."""
    if size is None:
        return _("about {left} ml left").format(left=number(left))
    return _("about {left} of {size} ml left").format(left=number(left), size=number(size))


def lasts_said(years: float | None, used: Pace | None) -> str:
    """How long it will last."""
    if years is None or used is None:
        return _("Too little to tell yet how long it lasts; wears of a month would tell.")
    if not years:
        return _("By the count nothing is left: measure it, or say that it is empty.")
    is_whole = used.days == level.YEAR
    pace = _("at the pace of the last 12 months") if is_whole else _("at your pace so far")
    if years < 1:
        months = max(1, round(years * 12))
        return ngettext(
            "It lasts about {number} more month {pace}.",
            "It lasts about {number} more months {pace}.",
            months,
        ).format(number=months, pace=pace)
    return _("It lasts about {years} more years {pace}.").format(years=number(years), pace=pace)


def pace_said(pace: Pace | None) -> str:
    """How fast perfume is used up."""
    if pace is None:
        return _("Too little to tell yet how fast you use it up; wears of a month would tell.")
    if pace.days < level.YEAR:
        return _("In the {days} days since the first wear about {ml} ml were used.").format(
            days=pace.days, ml=number(pace.millilitres)
        )
    return _("In the last 12 months about {ml} ml were used.").format(ml=number(pace.millilitres))


def cost_said(possession: Possession) -> str:
    """What a wear has cost; nothing where no price is known."""
    if not level.spent(possession.bottles):
        return ""
    cost = level.cost_per_wear(possession)
    if not cost:
        return _("{money} so far").format(money=money(level.spent(possession.bottles)))
    return _("{money} a wear so far").format(money=money(cost))


def worn_said(count: int, days: int | None) -> str:
    """How often and how lately something was worn."""
    if not count or days is None:
        return _("not worn yet")
    often = ngettext("worn {number} time", "worn {number} times", count).format(number=count)
    if days == 0:
        return f"{often}, {_('today too')}"
    lately = ngettext("{number} day ago", "{number} days ago", days).format(number=days)
    return _("{often}, last {lately}").format(often=often, lately=lately)
