"""The wear log: the year at a glance, what is worn most and least, and every wear to be changed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from flowery.collection import Possession, wearing
from flowery.ui import charts, look, paper, session, ways
from flowery.ui.collection import calendar as collection_calendar, fields as collection_fields
from flowery.ui.collection.words import day_said, perfume, title, worn_said
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import User, Wear

_LISTED = 5
_NOTE = 120  # letters of a note in the list; all of it stands where it is changed
_NAME = 30
_A_PAGE = 10
_OPEN = "collection.wear"


def show(user: User, found: Sequence[Possession]) -> None:
    """The whole log."""
    wears = session.opened().tables.of(user.id).wears.list()
    if not wears:
        st.html(paper.paragraph(_("No wear in your log yet."), "fl-step"))
        st.write(_("Press “Wore it today” on a perfume you own; other days can be added there."))
        return
    _year(user, wears)
    left, right = st.columns(2, gap="large")
    with left:
        _most(wears)
    with right:
        _least(user, [one for one in found if one.is_owned])
    st.subheader(_("Every wear"), anchor=False)
    _log(user, wears)


def _year(user: User, wears: Sequence[Wear]) -> None:
    years = wearing.years(wears, session.opened().collection.today(user.id))
    year = years[0]
    if len(years) > 1:
        year = st.selectbox(_("Year"), years, key="collection.year", width=160)
    chart = collection_calendar.year_of_wears(wearing.days(wears, year), year)
    charts.draw(chart, f"collection.calendar-{year}")
    st.html(paper.paragraph(chart.alt))


def _most(wears: Sequence[Wear]) -> None:
    st.subheader(_("Worn most"), anchor=False)
    counted = wearing.most_worn(wears)[:_LISTED]
    most = counted[0][1]
    named = ((_name(fragrance_id), number) for fragrance_id, number in counted)
    st.html(paper.bars(paper.Bar(name, n / most, str(n)) for name, n in named))


def _name(fragrance_id: str) -> str:
    """A name beside a bar, which needs the room on a phone."""
    known = perfume(fragrance_id)
    return paper.shortened(known.name if known else fragrance_id, _NAME)


def _least(user: User, owned: Sequence[Possession]) -> None:
    st.subheader(_("Worn least"), anchor=False)
    if not owned:
        st.html(paper.paragraph(_("You own nothing yet that could wait for you.")))
    today = session.opened().collection.today(user.id)
    for one in wearing.least_worn(owned)[:_LISTED]:
        with st.container(gap=None):
            ways.link("explore", title(one.fragrance_id), perfume=one.fragrance_id)
            worn = worn_said(len(one.wears), wearing.days_since(one, today))
            st.html(paper.paragraph(worn))


def _log(user: User, wears: Sequence[Wear]) -> None:
    pages = -(-len(wears) // _A_PAGE)
    place = st.container()
    page = st.pagination(pages, key="collection.wears-page") if pages > 1 else 1
    with place:
        for wear in wears[(page - 1) * _A_PAGE : page * _A_PAGE]:
            _line(user, wear)


def _line(user: User, wear: Wear) -> None:
    with st.container(key=f"wear-line-{wear.id}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            with st.container(gap=None):
                ways.link("explore", title(wear.fragrance_id), perfume=wear.fragrance_id)
                st.html(_said(wear))
            _opener(wear)
        if st.session_state.get(_OPEN) == wear.id:
            _form(user, wear)


def _opener(wear: Wear) -> None:
    said = _("Change")
    st.button(said, key=f"open-{wear.id}", type="tertiary", on_click=_turn, args=(wear.id,))


def _said(wear: Wear) -> str:
    facts = (day_said(wear.worn_on), *_facts(wear))
    return paper.paragraph(" · ".join(fact for fact in facts if fact))


def _facts(wear: Wear) -> tuple[str, ...]:
    sprays = ""
    if wear.sprays:
        sprays = ngettext("{number} spray", "{number} sprays", wear.sprays).format(
            number=wear.sprays
        )
    return (wear.occasion, wear.weather, sprays, paper.shortened(wear.note, _NOTE))


def _form(user: User, wear: Wear) -> None:
    facts = collection_fields.wear(f"change-{wear.id}", user, wear)
    with st.container(horizontal=True):
        if st.button(_("Keep the changes"), key=f"keep-{wear.id}", type="primary"):
            with look.sentences():
                session.writing().collection.change_wear(user.id, wear.id, facts)
                _turn(None)
                look.drawn_anew(_("Your changes are kept."))
        if st.button(_("Take this wear out"), key=f"remove-{wear.id}", icon=":material/delete:"):
            with look.sentences():
                session.writing().collection.remove_wear(user.id, wear.id)
                _turn(None)
                look.drawn_anew(_("The wear is out of your log."))


def _turn(wear_id: str | None) -> None:
    """Open one wear, or close the one that is open."""
    st.session_state[_OPEN] = None if st.session_state.get(_OPEN) == wear_id else wear_id
