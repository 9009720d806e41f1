"""What of a life is drawn: which memories by time, which smells by how they were felt, which kinds
of things. The choosing itself is pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args
from zoneinfo import ZoneInfo

import streamlit as st

from flowery.perfumery.graph import NODE_KINDS, Life, NodeKind
from flowery.ui import naming
from flowery.ui.graph.kinds import kind_said
from flowery.ui.memories.smells_on_words import valence_said
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import ScentMemory, User, Valence

_FEELINGS = get_args(Valence)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be seen. `lived` are the first and last year in which a memory happened, `kept`
    the first and last day on which it was written down; None is any time.
    """

    kinds: frozenset[NodeKind] = frozenset(NODE_KINDS)
    felt: frozenset[Valence] = frozenset(_FEELINGS)
    lived: tuple[int, int] | None = None
    kept: tuple[date, date] | None = None


def chosen(life: Life, choice: Choice, zone: str) -> Life:
    """The life as far as it is to be seen."""
    memories = [memory for memory in life.memories if _is_in_time(memory, choice, zone)]
    smells = {
        memory_id: [smell for smell in found if smell.valence in choice.felt]
        for memory_id, found in life.smells.items()
    }
    return replace(life, memories=memories, smells=smells)


def choose(user: User, memories: Sequence[ScentMemory]) -> Choice:
    """The filters; what is chosen nowhere stays as it is."""
    with st.popover(_("Filter"), icon=":material/tune:", width="stretch"):
        kinds = st.pills(
            _("Kinds of things"),
            NODE_KINDS,
            selection_mode="multi",
            default=NODE_KINDS,
            format_func=kind_said,
            key="graph.kinds",
            wrap=True,
        )
        felt = st.pills(
            _("Smells that were"),
            _FEELINGS,
            selection_mode="multi",
            default=_FEELINGS,
            format_func=valence_said,
            key="graph.felt",
        )
        lived = _lived(memories)
        kept = _kept(user, memories)
    return Choice(frozenset(kinds), frozenset(felt), lived, kept)


def _lived(memories: Sequence[ScentMemory]) -> tuple[int, int] | None:
    years = sorted({year for memory in memories if (year := naming.year_of(memory))})
    if len(years) < 2:
        return None
    whole = (years[0], years[-1])
    lived = st.slider(_("When it happened"), *whole, whole, key="graph.lived", format="%d")
    if lived == whole:
        return None
    st.caption(_("Memories that name no year are left out."))
    return lived


def _kept(user: User, memories: Sequence[ScentMemory]) -> tuple[date, date] | None:
    days = sorted({_day(memory, user.time_zone) for memory in memories})
    if len(days) < 2:
        return None
    whole = (days[0], days[-1])
    kept = st.slider(_("When it was kept"), *whole, whole, key="graph.kept", format="YYYY-MM-DD")
    return None if kept == whole else kept


def _day(memory: ScentMemory, zone: str) -> date:
    return memory.created_at.astimezone(ZoneInfo(zone)).date()


def _is_in_time(memory: ScentMemory, choice: Choice, zone: str) -> bool:
    if choice.kept is not None and not choice.kept[0] <= _day(memory, zone) <= choice.kept[1]:
        return False
    if choice.lived is None:
        return True
    year = naming.year_of(memory)
    return year is not None and choice.lived[0] <= year <= choice.lived[1]
