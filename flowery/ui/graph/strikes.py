"""Striking an edge of the graph: the button for it, what is struck already, and taking it back.

A smell is struck as on the page of its memory; everything else through `Flowery.striking`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st

from flowery.perfumery.graph import FELT, SPEAKS, Edge
from flowery.ui import look, naming, paper, session, ways
from flowery.ui.words import gettext as _, ngettext
from flowery.words.errors import NotFound
from flowery.words.vocabulary import Strike, User

if TYPE_CHECKING:
    from flowery.wiring import Flowery


def button(user: User, edge: Edge, key: str) -> None:
    """What strikes an edge, where it can be struck by whoever is here."""
    says = _says(edge)
    if says and session.may_write():
        st.button(
            _("Strike"),
            key=key,
            icon=":material/strikethrough_s:",
            type="tertiary",
            help=says,
            on_click=_strike,
            args=(user, edge),
        )


def listed(user: User) -> None:
    """What this person struck, each to be taken back."""
    struck = session.opened().tables.of(user.id).strikes.list()
    if not struck:
        return
    said = ngettext("{number} edge you struck", "{number} edges you struck", len(struck))
    with st.expander(said.format(number=len(struck)), icon=":material/strikethrough_s:"):
        for strike in struck:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(paper.paragraph(strike_told(user, strike), "fl-plain"))
                if session.may_write():
                    st.button(
                        _("Take back"),
                        key=f"unstrike-{strike.id}",
                        icon=":material/undo:",
                        type="tertiary",
                        on_click=_take_back,
                        args=(user, strike),
                    )


def of_number(user: User, subject: str) -> None:
    """Beside the evidence of a number of the profile: in which perfumes the person struck this
    note, so that what they say of these does not count for it.
    """
    strikes = session.opened().tables.of(user.id).strikes.list()
    about = [one for one in strikes if one.kind == "in" and one.source == subject]
    if about:
        st.html("".join(paper.paragraph(strike_told(user, one)) for one in about))
        ways.link("graph", _("What you struck in the graph"), icon=":material/hub:", focus=subject)


def strike_told(user: User, strike: Strike) -> str:
    """A struck edge in words."""
    flowery = session.opened()
    one, other = strike.source.partition(":")[2], strike.target.partition(":")[2]
    if strike.kind == "makes":
        made = naming.accord_name(flowery.taxonomy, other)
        said = _("To you, {note} does not make this accord: {accord}.")
        return said.format(note=naming.note_name(flowery.taxonomy, one), accord=made)
    perfume = flowery.catalogue.get(other).title if other in flowery.catalogue else other
    if strike.kind == "in":
        said = _("You do not smell {note} in {perfume}: what you say of it does not count for it.")
        return said.format(note=naming.note_name(flowery.taxonomy, one), perfume=perfume)
    said = _("“{memory}” does not speak for or against {perfume}.")
    return said.format(memory=_memory(flowery, user, one), perfume=perfume)


def _memory(flowery: Flowery, user: User, memory_id: str) -> str:
    memory = flowery.tables.of(user.id).diary.get(memory_id)
    return paper.shortened(naming.title_of(memory), 60)


def _says(edge: Edge) -> str:
    """What striking an edge would say; "" when it cannot be struck."""
    if edge.kind in (*FELT, "smells of"):
        return _("This was not read rightly in the memory")
    if edge.kind == "in" and edge.source.startswith("note:"):
        return _("I do not smell this in it")
    if edge.kind in SPEAKS:
        return _("This memory does not speak for it")
    return _("This does not make that accord") if edge.kind == "makes" else ""


def _strike(user: User, edge: Edge) -> None:
    with look.sentences():
        flowery = session.writing()
        one, other = edge.source.partition(":")[2], edge.target.partition(":")[2]
        if edge.kind in FELT:
            _strike_smells(flowery, user, (one,), other, None)
        elif edge.kind == "smells of":
            _strike_smells(flowery, user, sorted(edge.memories), one, other)
        elif edge.kind == "in":
            flowery.striking.note_in_perfume(user.id, one, other)
        elif edge.kind == "makes":
            flowery.striking.note_of_accord(user.id, one, other)
        else:
            flowery.striking.memory_for_perfume(user.id, one, other)
        st.toast(_("Struck. It counts from now on."), icon=":material/check:")


def _strike_smells(
    flowery: Flowery, user: User, memory_ids: Iterable[str], source: str, note: str | None
) -> None:
    """Strike every reading of a source in these memories, or those as one note."""
    struck = 0
    for memory_id in memory_ids:
        for smell in flowery.remember.smells(user.id, memory_id):
            is_it = flowery.everyday.source(smell.source) == source and not smell.absent
            if is_it and note in (None, smell.note):
                flowery.remember.correct(user.id, memory_id, smell, "strike")
                struck += 1
    if not struck:
        raise NotFound(_("That smell is not there any more."))


def _take_back(user: User, strike: Strike) -> None:
    with look.sentences():
        session.writing().striking.take_back(user.id, strike.id)
