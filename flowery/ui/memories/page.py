"""The page *Memories*: all of them as cards to search, filter and sort; or one of them, opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import streamlit as st

from flowery.ui import look, naming, paper, session, ways
from flowery.ui.memories import changes as memory_changes, detail as memory_detail
from flowery.ui.memories.card import card
from flowery.ui.memories.choice import Choice, Order, Smells, chosen, smells_by_memory
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import ScentMemory, User

_A_PAGE = 12


def show(user: User) -> None:
    """The whole page."""
    opened = ways.opened("memory")
    if opened is not None:
        memory_detail.show(user, opened)
        return
    look.page(_("Memories"), _("Every scent memory you kept, with what Flowery smelled in it."))
    paper.style()
    memory_changes.receipt()
    own = session.opened().tables.of(user.id)
    memories = own.diary.list()
    if not memories:
        _empty()
        return
    smells = smells_by_memory(own.readings.standing())
    choice = _choice(memories, smells)
    found = chosen(memories, smells, choice, session.opened().taxonomy)
    st.html(paper.paragraph(_counted(len(found), len(memories))))
    _cards(user, found, smells)


def _empty() -> None:
    st.html(paper.paragraph(_("There is no memory yet."), "fl-step"))
    st.write(_("Begin with one smell you would know anywhere: a coat, a kitchen, the first rain."))
    with st.container(key="begin"):
        ways.link("remember", _("Write your first memory"), icon=":material/edit:")


def _choice(memories: Sequence[ScentMemory], smells: Smells) -> Choice:
    search, order, more = st.columns([3, 2, 1.3], vertical_alignment="bottom")
    words = search.text_input(
        _("Search"), key="memories.words", placeholder=_("a word, a place, or a smell")
    )
    orders = get_args(Order)
    wished = order.selectbox(_("Sort by"), orders, format_func=_order_said, key="memories.order")
    with more.popover(_("Filter"), icon=":material/tune:", width="stretch"):
        return _filtered(memories, smells, words, wished)


def _filtered(memories: Sequence[ScentMemory], smells: Smells, words: str, order: Order) -> Choice:
    taxonomy = session.opened().taxonomy
    notes = {smell.note for found in smells.values() for smell in found if smell.note}
    emotions = st.multiselect(
        _("Feeling"),
        sorted({m.emotion for m in memories if m.emotion}),
        key="memories.emotions",
        placeholder=_("any"),
    )
    smelled = st.multiselect(
        _("Smell"),
        sorted(notes, key=lambda note: naming.note_name(taxonomy, note)),
        format_func=lambda note: naming.note_name(taxonomy, note),
        key="memories.notes",
        placeholder=_("any"),
    )
    periods = sorted({period for m in memories if (period := naming.period_of(m))})
    lived = st.multiselect(_("Time of life"), periods, key="memories.periods", placeholder=_("any"))
    states = sorted({memory.state for memory in memories})
    stands = st.multiselect(
        _("State"),
        states,
        format_func=naming.state_said,
        key="memories.states",
        placeholder=_("any"),
    )
    return Choice(
        words=words,
        emotions=frozenset(emotions),
        notes=frozenset(smelled),
        periods=frozenset(lived),
        states=frozenset(stands),
        order=order,
    )


def _cards(user: User, found: list[ScentMemory], smells: Smells) -> None:
    if not found:
        st.write(_("Try fewer words, or take a filter away."))
        return
    pages = -(-len(found) // _A_PAGE)
    place = st.container()
    page = st.pagination(pages, key="memories.page") if pages > 1 else 1
    shown = found[(page - 1) * _A_PAGE : page * _A_PAGE]
    with place:
        for start in range(0, len(shown), 2):
            columns = st.columns(2)
            for column, memory in zip(columns, shown[start : start + 2], strict=False):
                with column:
                    card(memory, tuple(smells.get(memory.id, ())), user.time_zone, is_here=True)


def _counted(found: int, total: int) -> str:
    if found == total:
        said = ngettext("{number} memory", "{number} memories", total)
        return said.format(number=total)
    return _("{found} of {total} memories").format(found=found, total=total)


def _order_said(order: Order) -> str:
    return {
        "newest": _("newest first"),
        "oldest": _("oldest first"),
        "title": _("title"),
        "happened": _("when it happened"),
    }[order]
