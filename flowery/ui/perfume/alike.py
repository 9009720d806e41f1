"""What smells like a perfume, with what both share: all of it, what is still made in its place, and
what costs less. Similar, never identical.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from flowery.perfumery.exploring import Hit
from flowery.ui import naming, paper, session, ways
from flowery.ui.explore import walk as explore_walk
from flowery.ui.explore.words import band_said
from flowery.ui.perfume.facts import facts_in_a_line
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import Fragrance, User

_SHOWN = 8
_LOOKED_AT = 200
_NAMED = 5  # shared notes that are told


def show(user: User, fragrance: Fragrance) -> None:
    """The whole part, with what it may be narrowed to."""
    st.subheader(_("Smells like this"), anchor=False)
    st.html(paper.paragraph(_("Similar by notes and accords, never identical.")))
    if fragrance.discontinued:
        st.html(paper.paragraph(_("It is no longer made: these could take its place."), "fl-plain"))
    with st.container(horizontal=True):
        hides = st.toggle(_("Hide flankers of the same name"), key="alike.no_flankers")
        still_made, cheaper = _still_made(fragrance), _cheaper(fragrance)
    find = session.opened().search.similar
    hits, left_out = _allowed(user, find(fragrance.id, _LOOKED_AT, not hides, still_made, cheaper))
    if left_out:
        said = ngettext(
            "{number} that holds something you ruled out is left out.",
            "{number} that hold something you ruled out are left out.",
            left_out,
        )
        st.html(paper.paragraph(said.format(number=left_out)))
    if not hits:
        st.html(paper.paragraph(_("Nothing here is near enough to be called similar."), "fl-plain"))
    for start in range(0, len(hits), 2):
        for column, hit in zip(st.columns(2), hits[start : start + 2], strict=False):
            with column:
                _one(fragrance, hit)


def _allowed(user: User, hits: Sequence[Hit]) -> tuple[Sequence[Hit], int]:
    """The first that hold nothing this person ruled out, and how many of those before them do."""
    flowery = session.opened()
    never = flowery.advice.ruled_out(user.id)
    allowed = [hit for hit in hits if not never[flowery.catalogue.row(hit.fragrance.id)]]
    shown = allowed[:_SHOWN]
    looked_at = hits.index(shown[-1]) + 1 if shown else len(hits)
    return shown, looked_at - len(shown)


def _still_made(fragrance: Fragrance) -> bool:
    """For a perfume that is gone, what is still made in its place comes first."""
    said = _("Only what is known to be still made")
    return st.toggle(said, value=bool(fragrance.discontinued), key=f"alike.made.{fragrance.id}")


def _cheaper(fragrance: Fragrance) -> bool:
    if fragrance.price_band is None or fragrance.price_band == 1:
        return False
    return st.toggle(_("Only what is known to cost less"), key=f"alike.cheaper.{fragrance.id}")


def _one(fragrance: Fragrance, hit: Hit) -> None:
    other = hit.fragrance
    with st.container(border=True, key=f"card-alike-{other.id}", height="stretch"):
        with st.container(key=f"perfume-name-alike-{other.id}"):
            ways.turn(other.name, f"alike.open.{other.id}", perfume=other.id)
        price = band_said(str(other.price_band)) if other.price_band else ""
        facts = (other.brand, *facts_in_a_line(other), price)
        line = paper.paragraph(" · ".join(fact for fact in facts if fact), "fl-house")
        st.html(f'{line}<p class="fl-why">{escape(_shared(fragrance, other))}</p>')
        ways.turn(
            _("Compare"),
            f"alike.compare.{other.id}",
            icon=":material/compare_arrows:",
            compare=_beside(fragrance, other),
        )


def _shared(fragrance: Fragrance, other: Fragrance) -> str:
    """What both share, in a sentence."""
    flowery = session.opened()
    both = flowery.search.shared(fragrance.id, other.id)
    notes = _names([naming.note_name(flowery.taxonomy, one) for one in both.notes])
    accords = _names([naming.accord_name(flowery.taxonomy, one) for one in both.accords])
    told = []
    if notes:
        told.append(_("both have {notes}").format(notes=notes))
    if accords:
        told.append(_("both are {accords}").format(accords=accords))
    return "; ".join(told) or _("near in direction, though they share no note")


def _names(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED])


def _beside(fragrance: Fragrance, other: Fragrance) -> str:
    aside = [one for one in explore_walk.tray() if one not in (fragrance.id, other.id)]
    return ",".join([fragrance.id, other.id, *aside][: explore_walk.MOST_COMPARED])
