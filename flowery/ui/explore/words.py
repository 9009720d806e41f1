"""A search in words: how it was understood, what a field and its values are called, and why a
perfume answers it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape

from flowery.perfumery.asking import Asked
from flowery.perfumery.exploring import Order
from flowery.perfumery.matching import Match
from flowery.perfumery.money import BAND_TOPS
from flowery.perfumery.terms import Term
from flowery.ui import naming, session
from flowery.ui.ask.brief_chips import word_said, years_said
from flowery.ui.words import gettext as _, language

_FOR, _AGAINST = "fl-for", "fl-against"


def understood(asked: Asked) -> str:
    """Everything that was read out of a search, as quiet chips."""
    chips = "".join(
        f'<li class="{kind}">{escape(said)}</li>' for kind, said in dict.fromkeys(_chips(asked))
    )
    return f'<ul class="fl-chips">{chips}</ul>' if chips else ""


def term_said(term: Term) -> str:
    """What a wish is called in the language of this person."""
    flowery = session.opened()
    if len(term.named) == 1:
        return naming.note_name(flowery.taxonomy, next(iter(term.named)))
    if term.accord:
        return naming.accord_name(flowery.taxonomy, term.accord)
    if term.family:
        return naming.family_name(flowery.taxonomy, term.family)
    if language() == "ko":
        forms = [(word.english, word.korean) for word in flowery.lexicon.words]
        forms += [(source.english, source.korean) for source in flowery.lexicon.sources]
        found = (korean for english, korean in forms if english[:1] == (term.label,) and korean)
        return next(found, (term.label,))[0]
    return term.label


def facet_said(facet: str) -> str:
    """The name of a field."""
    return {
        "brand": _("House"),
        "family": _("Family"),
        "season": _("Season"),
        "occasion": _("Occasion"),
        "price_band": _("Price"),
        "decade": _("Decade"),
        "concentration": _("Strength"),
        "perfumer": _("Perfumer"),
        "discontinued": _("Still made"),
    }[facet]


def value_said(facet: str, value: str) -> str:
    """A value of a field."""
    told: Mapping[str, Callable[[str], str]] = {
        "family": lambda family: naming.family_name(session.opened().taxonomy, family),
        "season": lambda season: word_said(season, session.opened().lexicon),
        "occasion": lambda occasion: word_said(occasion, session.opened().lexicon),
        "price_band": band_said,
        "decade": lambda decade: _("the {decade}s").format(decade=decade),
        "concentration": naming.concentration_said,
        "discontinued": lambda gone: _("no longer made") if gone == "yes" else _("still made"),
    }
    return told[facet](value) if facet in told else value


def band_said(band: str) -> str:
    """What a price band means in euros."""
    number = int(band) if band in ("1", "2", "3", "4", "5") else 0
    if not number:
        return band
    if number == 1:
        return _("below {top} €").format(top=BAND_TOPS[0])
    if number > len(BAND_TOPS):
        return _("above {top} €").format(top=BAND_TOPS[-1])
    low, high = BAND_TOPS[number - 2], BAND_TOPS[number - 1]
    return _("{low}–{high} €").format(low=low, high=high)


def order_said(order: Order) -> str:
    """How a result is sorted."""
    return {
        "best": _("best match"),
        "name": _("name"),
        "newest": _("newest first"),
        "oldest": _("oldest first"),
        "cheapest": _("cheapest first"),
        "dearest": _("dearest first"),
    }[order]


def why(matches: tuple[Match, ...]) -> str:
    """What in a perfume answers which wish: "For your search: rose (damask rose) · winter"."""
    told = " · ".join(dict.fromkeys(_why(match) for match in matches))
    return _("For your search: {answers}").format(answers=told) if told else ""


def _why(match: Match) -> str:
    taxonomy, lexicon = session.opened().taxonomy, session.opened().lexicon
    wish = term_said(match.wish)
    found = [naming.note_name(taxonomy, note) for note in match.notes]
    found += [
        _("{accord} accord").format(accord=naming.accord_name(taxonomy, accord))
        for accord in match.accords
    ]
    if not found:
        labels = (
            naming.family_name(taxonomy, one)
            if one in taxonomy.families
            else word_said(one, lexicon)
            for one in match.labels
        )
        found = list(labels)
    told = [name for name in dict.fromkeys(found) if name.casefold() != wish.casefold()]
    return f"{wish} ({', '.join(told)})" if told else wish


def _chips(asked: Asked) -> Iterator[tuple[str, str]]:
    yield from _smells(asked)
    yield from _names(asked)
    if asked.years is not None:
        yield _FOR, years_said(asked.years.first, asked.years.last)
    if asked.cheaper:
        yield _FOR, _("cheaper")
    if asked.budget is not None and asked.budget.least is not None:
        yield _FOR, _("from {amount} €").format(amount=round(asked.budget.least))
    if asked.budget is not None and asked.budget.most is not None:
        yield _FOR, _("up to {amount} €").format(amount=round(asked.budget.most))
    if asked.cheaper:
        yield _FOR, _("for less money")
    for word in asked.rest:
        yield "", _("“{word}”, as a word only").format(word=word)


def _smells(asked: Asked) -> Iterator[tuple[str, str]]:
    for kind, said, terms in (
        (_FOR, "{smell}", asked.wants),
        (_FOR, _("more {smell}"), asked.more),
        (_AGAINST, _("less {smell}"), asked.less),
        (_AGAINST, _("without {smell}"), asked.without),
    ):
        yield from ((kind, said.format(smell=term_said(term))) for term in terms)


def _names(asked: Asked) -> Iterator[tuple[str, str]]:
    catalogue, facets = session.opened().catalogue, session.opened().search.exploring.facets
    for kind, said, perfumes in (
        (_FOR, "{perfume}", asked.named),
        (_FOR, _("like {perfume}"), asked.like),
        (_AGAINST, _("not {perfume}"), asked.not_perfumes),
    ):
        yield from ((kind, said.format(perfume=catalogue.get(one).title)) for one in perfumes)
    for kind, said, houses in (
        (_FOR, _("from {house}"), asked.houses),
        (_AGAINST, _("not from {house}"), asked.not_houses),
    ):
        yield from ((kind, said.format(house=facets.house_named(house))) for house in houses)
    for perfumer in asked.perfumers:
        yield _FOR, _("by {perfumer}").format(perfumer=perfumer)
