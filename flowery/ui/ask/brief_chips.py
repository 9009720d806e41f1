"""A brief as chips: each wish a word that can be taken away, and wishes that can be added. Pure,
but for the names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from flowery.advice.relaxing import BUDGET, HOUSES, KNOWN, PERFUMERS, YEARS
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.words import Lexicon
from flowery.ui import naming
from flowery.ui.axes import axis_name
from flowery.ui.words import gettext as _, language, ngettext
from flowery.words.vocabulary import AXES, Brief

LISTS = ("wants", "vetoes", "avoid", "moods", "like", "brands", "perfumers")
SINGLES = ("season", "occasion", "intensity", "budget_max", "years", "how_many")


@dataclass(frozen=True, slots=True)
class Chip:
    """One wish: the field of the brief it stands in, its value there, and how it is said."""

    field: str
    value: str
    said: str

    @property
    def id(self) -> str:
        """What tells it apart: "wants=note:rose"."""
        return f"{self.field}={self.value}"


def chips(brief: Brief, catalogue: Catalogue, lexicon: Lexicon) -> tuple[Chip, ...]:
    """Every wish of a brief, in the order people say them."""
    found = [
        Chip(field, value, _listed(field, value, catalogue, lexicon))
        for field in LISTS
        for value in getattr(brief, field)
    ]
    found += [
        Chip("shifts", quality, _shifted(quality, amount, lexicon))
        for quality, amount in brief.shifts.items()
    ]
    for field in SINGLES:
        value = getattr(brief, field)
        if value is not None:
            found.append(Chip(field, str(value), _single(field, value, lexicon)))
    if brief.include_known:
        found.append(Chip("include_known", "yes", _("also what I know")))
    return tuple(found)


def without(brief: Brief, removed: Iterable[Chip]) -> Brief:
    """The brief when these wishes are taken back."""
    for chip in removed:
        brief = _taken(brief, chip)
    return brief


def _taken(brief: Brief, chip: Chip) -> Brief:
    left: Any = None
    if chip.field in LISTS:
        left = tuple(value for value in getattr(brief, chip.field) if value != chip.value)
    elif chip.field == "shifts":
        left = {k: v for k, v in brief.shifts.items() if k != chip.value}
    elif chip.field == "include_known":
        left = False
    changes: dict[str, Any] = {chip.field: left}
    return replace(brief, **changes)


def wish_said(wish: str, catalogue: Catalogue) -> str:
    """A wish that could be let go, as `Answer.relax` names it."""
    fields = {
        BUDGET: _("the budget"),
        HOUSES: _("the house"),
        PERFUMERS: _("the perfumer"),
        YEARS: _("the years"),
        KNOWN: _("only perfumes I do not know yet"),
    }
    named = _subject(wish, catalogue)
    return fields.get(wish) or _("without {smell}").format(smell=named)


def word_said(word_id: str, lexicon: Lexicon) -> str:
    """A mood, season or occasion in the language of this person."""
    for word in lexicon.words:
        if word.id == word_id:
            forms = word.korean if language() == "ko" else word.english
            return forms[0] if forms else word_id.replace("_", " ")
    return word_id.replace("_", " ")


def _listed(field: str, value: str, catalogue: Catalogue, lexicon: Lexicon) -> str:
    if field == "like":
        known = catalogue.get(value).title if value in catalogue else value
        return _("like {perfume}").format(perfume=known)
    if field == "brands":
        return _("from {house}").format(house=value)
    if field == "perfumers":
        return _("by {perfumer}").format(perfumer=value)
    if field == "moods":
        return word_said(value, lexicon)
    name = _subject(value, catalogue)
    if field == "vetoes" and value.startswith("axis:"):
        return _("nothing {smell}").format(smell=name.lower())
    said = {"wants": "{smell}", "vetoes": _("without {smell}"), "avoid": _("less {smell}")}
    return said[field].format(smell=name)


def _subject(subject: str, catalogue: Catalogue) -> str:
    """A smell, or the house or perfume that is to be left out."""
    kind, _colon, name = subject.partition(":")
    if kind == "fragrance" and name in catalogue:
        return catalogue.get(name).title
    return name if kind == "house" else naming.subject_name(catalogue.taxonomy, subject)


def years_said(first: int | None, last: int | None) -> str:
    """A range of years; None is open."""
    if first == last:
        return str(first)
    if first and last:
        return _("{first} to {last}").format(first=first, last=last)
    return _("since {year}").format(year=first) if first else _("until {year}").format(year=last)


def _shifted(quality: str, amount: float, lexicon: Lexicon) -> str:
    name = axis_name(quality) if quality in AXES else word_said(quality, lexicon)
    return (_("more {smell}") if amount > 0 else _("less {smell}")).format(smell=name)


def _single(field: str, value: Any, lexicon: Lexicon) -> str:
    if field == "years":
        return years_said(*value)
    if field == "budget_max":
        return _("up to {amount} €").format(amount=f"{float(value):,.0f}")
    if field == "how_many":
        number = int(value)
        said = ngettext("{number} perfume", "{number} perfumes", number)
        return said.format(number=number)
    return word_said(str(value), lexicon)
