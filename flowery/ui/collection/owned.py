"""What a person owns, as cards: the name, what is left, what a wear costs, stars, and one thing to
do: say that it was worn today.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal, get_args

import streamlit as st

from flowery.collection import Possession, WearFacts, level, wearing
from flowery.perfumery.folding import folded
from flowery.ui import look, paper, session, ways
from flowery.ui.collection import (
    bottles as collection_bottles,
    fields as collection_fields,
    stars as collection_stars,
)
from flowery.ui.collection.words import (
    cost_said,
    lasts_said,
    left_said,
    pace_said,
    perfume,
    title,
    worn_said,
)
from flowery.ui.perfume import facts as perfume_facts
from flowery.ui.words import gettext as _, ngettext
from flowery.words.errors import NotFound
from flowery.words.vocabulary import Bottle, User

Order = Literal["name", "lately", "longest", "often"]

_A_PAGE = 8
_SEARCHED = 6  # perfumes from which a search field helps


def show(user: User, owned: Sequence[Possession]) -> None:
    """Every perfume that is owned, then those of which every bottle is empty."""
    if not owned:
        st.html(paper.paragraph(_("Nothing here is yours yet."), "fl-step"))
        st.write(_("Add the first perfume above: its name is enough."))
        return
    _summary(user, [one for one in owned if one.is_owned])
    found = _chosen(owned)
    if not found:
        st.write(_("None of yours is called so."))
        return
    pages = -(-len(found) // _A_PAGE)
    place = st.container()
    page = st.pagination(pages, key="collection.page") if pages > 1 else 1
    with place:
        for possession in found[(page - 1) * _A_PAGE : page * _A_PAGE]:
            card(user, possession)


def card(user: User, possession: Possession) -> None:
    """One perfume that is owned."""
    fragrance_id = possession.fragrance_id
    with st.container(border=True, key=f"card-own-{fragrance_id}"):
        pictured = next((b for b in possession.bottles if b.photo), None)
        said, shown = st.columns([4, 1], gap="medium") if pictured else (st.container(),) * 2
        with said:
            _head(user, possession)
            _acts(user, possession)
        if pictured is not None:
            with shown:
                _picture(user, pictured, possession)
        collection_stars.stars(user, possession)
        more = st.expander(
            _("Bottles and details"),
            key=f"bottles-{fragrance_id}",
            on_change="rerun",
            icon=":material/tune:",
        )
        if more.open:
            with more:
                collection_bottles.show(user, possession)


def _summary(user: User, here: Sequence[Possession]) -> None:
    collection = session.opened().collection
    bottles = [bottle for one in here for bottle in one.here]
    said = [
        ngettext("{number} perfume", "{number} perfumes", len(here)).format(number=len(here)),
        ngettext("{number} bottle", "{number} bottles", len(bottles)).format(number=len(bottles)),
    ]
    used = level.pace([w for one in here for w in one.wears], collection.today(user.id))
    st.html(paper.paragraph(f"{' · '.join(said)}. {pace_said(used)}"))


def _chosen(owned: Sequence[Possession]) -> list[Possession]:
    words, order = "", "name"
    if len(owned) >= _SEARCHED:
        left, right = st.columns([3, 2])
        words = left.text_input(
            _("Search"), key="collection.words", placeholder=_("a house or a name")
        )
        order = right.selectbox(
            _("Sort by"), get_args(Order), format_func=_order_said, key="collection.order"
        )
    asked = folded(words).split()
    found = [one for one in owned if all(w in folded(title(one.fragrance_id)) for w in asked)]
    found.sort(key=lambda one: folded(title(one.fragrance_id)))
    if order == "often":
        found.sort(key=lambda one: -len(one.wears))
    elif order != "name":
        found.sort(key=lambda one: wearing.last_worn(one) or "", reverse=order == "lately")
    return sorted(found, key=lambda one: not one.is_owned)


def _order_said(order: Order) -> str:
    return {
        "name": _("name"),
        "lately": _("worn lately"),
        "longest": _("not worn for longest"),
        "often": _("worn most"),
    }[order]


def _head(user: User, possession: Possession) -> None:
    known = perfume(possession.fragrance_id)
    name = known.name if known else possession.fragrance_id
    facts = (known.brand, *perfume_facts.facts_in_a_line(known)) if known else ()
    today = session.opened().collection.today(user.id)
    worn = worn_said(len(possession.wears), wearing.days_since(possession, today))
    lines = [f'<p class="fl-name">{escape(name)}</p>']
    lines.append(paper.paragraph(" · ".join(fact for fact in facts if fact), "fl-house"))
    lines.append(paper.paragraph(" · ".join(p for p in (worn, cost_said(possession)) if p)))
    lines += _levels(user, possession)
    st.html("".join(lines))


def _levels(user: User, possession: Possession) -> list[str]:
    """What is left of each bottle that is here, and how long all of it lasts."""
    if possession.was_owned:
        return [paper.paragraph(_("Every bottle of it is empty."))]
    collection = session.opened().collection
    zone = collection.zone(user.id)
    amounts = level.left(possession.bottles, possession.wears, zone)
    known = [(bottle, amounts[bottle.id]) for bottle in possession.here]
    lines = [_level(bottle, left) for bottle, left in known if left is not None]
    if lines:
        used = level.pace(possession.wears, collection.today(user.id))
        lasts = level.years_to_go(level.left_of(possession, zone), used)
        lines.append(paper.paragraph(lasts_said(lasts, used)))
    return lines


def _level(bottle: Bottle, left: float) -> str:
    size = bottle.millilitres or max(left, 1.0)
    said = escape(left_said(left, bottle.millilitres))
    return (
        f'<div class="fl-level"><span class="fl-bar" aria-hidden="true">'
        f'<i style="width:{min(100.0, 100 * left / size):.1f}%"></i></span>'
        f'<span class="fl-quiet">{said}</span></div>'
    )


def _acts(user: User, possession: Possession) -> None:
    """One press for today; another day with all that may be said of it; and the perfume itself."""
    fragrance_id = possession.fragrance_id
    with st.container(horizontal=True, vertical_alignment="center"):
        if possession.is_owned:
            _worn(user, possession)
        if perfume(fragrance_id):
            ways.link("explore", _("About it"), icon=":material/search:", perfume=fragrance_id)


def _worn(user: User, possession: Possession) -> None:
    fragrance_id = possession.fragrance_id
    today = session.opened().collection.today(user.id)
    is_done = wearing.days_since(possession, today) == 0
    st.button(
        _("Once more today") if is_done else _("Wore it today"),
        key=f"wore-{fragrance_id}",
        type="secondary" if is_done else "primary",
        icon=":material/check:",
        on_click=_wear_today,
        args=(user, fragrance_id),
    )
    with st.popover(_("Another day, or more"), type="tertiary", icon=":material/event:"):
        facts = collection_fields.wear(f"wear-{fragrance_id}-{len(possession.wears)}", user)
        if st.button(_("Keep this wear"), key=f"keep-wear-{fragrance_id}", type="primary"):
            _wear(user, fragrance_id, facts)


def _wear_today(user: User, fragrance_id: str) -> None:
    with look.sentences():
        session.writing().collection.wear(user.id, fragrance_id)
        said = _("Worn today: {perfume}.").format(perfume=paper.label(title(fragrance_id)))
        st.toast(said, icon=":material/check:")


def _wear(user: User, fragrance_id: str, facts: WearFacts) -> None:
    with look.sentences():
        session.writing().collection.wear(user.id, fragrance_id, facts)
        look.drawn_anew(_("This wear is in your log."))


def _picture(user: User, bottle: Bottle, possession: Possession) -> None:
    try:
        content = session.opened().collection.photo(user.id, bottle.id)
    except NotFound:
        st.html(paper.paragraph(_("The picture itself is not there any more.")))
        return
    if content is not None:
        with st.container(key=f"thumb-{bottle.id}"):
            st.image(
                content,
                width="stretch",
                alt=_("Your bottle of {perfume}").format(perfume=title(possession.fragrance_id)),
            )
