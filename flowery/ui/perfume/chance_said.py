"""How likely a perfume is liked, in words that say what the number means."""

from __future__ import annotations

from flowery.ui import paper
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Chance, RatingScale


def line(chance: Chance | None) -> str:
    """One line as HTML; nothing where too little is known for a number."""
    return paper.paragraph(said(chance), "fl-house") if chance is not None else ""


def said(chance: Chance, target: RatingScale = "would_wear") -> str:
    """The chance in tenths, with the range that holds it four times in five."""
    value, low, high = (round(10 * number) for number in (chance.value, chance.low, chance.high))
    template = {
        "would_wear": _("Likely for you: {value} of 10, between {low} and {high}"),
        "takes_back": _("Likely to take you back: {value} of 10, between {low} and {high}"),
    }[target]
    if value == low == high:
        template = {
            "would_wear": _("Likely for you: {value} of 10"),
            "takes_back": _("Likely to take you back: {value} of 10"),
        }[target]
    return template.format(value=value, low=low, high=high)
