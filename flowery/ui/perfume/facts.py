"""The facts of a perfume in words: what is known, where it comes from, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from flowery.perfumery.merging import FIRST_TOLD
from flowery.perfumery.stock import BUILT_IN
from flowery.ui import naming, session
from flowery.ui.explore.words import band_said, value_said
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Fragrance


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: what it is called, what it says, and who told it where that is not who told of the
    perfume.
    """

    name: str
    said: str
    told_by: str = ""


def facts_in_a_line(fragrance: Fragrance) -> list[str]:
    """Year, strength, and whether it is gone: what a card says beside the house."""
    concentration = naming.concentration_said(fragrance.concentration or "")
    facts = [str(fragrance.year or ""), concentration]
    if fragrance.discontinued:
        facts.append(_("no longer made"))
    return [fact for fact in facts if fact]


def table(fragrance: Fragrance) -> str:
    """Every fact as HTML, with who told it where that differs."""
    _origin, provenance = _kept(fragrance.id)
    rows = "".join(
        f"<dt>{escape(fact.name)}</dt><dd>{escape(fact.said)}{_told_by(fact.told_by)}</dd>"
        for fact in _facts(fragrance, provenance)
    )
    return f'<dl class="fl-layers">{rows}</dl>'


def where_from(fragrance: Fragrance) -> str:
    """Where the facts of a perfume come from and how sure they are, in sentences."""
    origin, provenance = _kept(fragrance.id)
    first = provenance.get(FIRST_TOLD, origin)
    return f"{_source_said(first)} {certainty_said(fragrance.certainty)}".strip()


def certainty_said(certainty: str) -> str:
    """How sure the facts of a perfume are."""
    return {
        "declared": _("The house itself says so."),
        "commonly reported": _("They are commonly reported, by shops and by people who wear it."),
        "inferred": _("Some of them are inferred from what is similar: take them as a guess."),
    }.get(certainty, "")


def _source_said(origin: str) -> str:
    if origin == BUILT_IN:
        return _("These facts come with Flowery.")
    return _("These facts come from the file {name}.").format(name=_file(origin))


def _kept(fragrance_id: str) -> tuple[str, Mapping[str, str]]:
    origin, facts = session.opened().tables.fragrances.row(fragrance_id)
    return origin, facts.get("provenance", {})


def _facts(fragrance: Fragrance, provenance: Mapping[str, str]) -> Iterator[Fact]:
    taxonomy = session.opened().taxonomy
    known = {
        "year": (_("Year"), str(fragrance.year or "")),
        "perfumers": (_("Perfumer"), ", ".join(fragrance.perfumers)),
        "concentration": (_("Strength"), naming.concentration_said(fragrance.concentration or "")),
        "family": (
            _("Family"),
            naming.family_name(taxonomy, fragrance.family) if fragrance.family else "",
        ),
        "seasons": (_("Season"), _listed("season", fragrance.seasons)),
        "occasions": (_("Occasion"), _listed("occasion", fragrance.occasions)),
        "price_band": (_("Price"), _price(fragrance.price_band)),
        "discontinued": (_("Still made"), _made(fragrance.discontinued)),
    }
    for field, (name, said) in known.items():
        yield Fact(name, said or _("not known"), provenance.get(field, "") if said else "")


def _told_by(origin: str) -> str:
    if not origin or origin == BUILT_IN:
        return ""
    said = _("from the file {name}").format(name=_file(origin))
    return f' <span class="fl-quiet">({escape(said)})</span>'


def _file(origin: str) -> str:
    return origin.removeprefix("import:")


def _listed(facet: str, values: tuple[str, ...]) -> str:
    return ", ".join(value_said(facet, value) for value in values)


def _price(band: int | None) -> str:
    if band is None:
        return ""
    return _("{amount} for a usual full bottle").format(amount=band_said(str(band)))


def _made(discontinued: bool | None) -> str:
    if discontinued is None:
        return ""
    return _("no, it is no longer made") if discontinued else _("yes, as far as is known")
