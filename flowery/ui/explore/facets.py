"""The fields by which a result is narrowed, each with how many perfumes of the whole result are of
each value; and what is chosen of them, to be taken away again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from flowery.perfumery.exploring import Found
from flowery.perfumery.facets import FACETS
from flowery.ui import paper
from flowery.ui.explore import walk as explore_walk
from flowery.ui.explore.walk import Walk
from flowery.ui.explore.words import facet_said, value_said
from flowery.ui.words import gettext as _

_PILLS = 16  # values that can be looked over; more are searched through
_MOST = 200  # a browser is slow with thousands
_BY_VALUE = frozenset({"price_band", "decade"})  # fields whose values have an order of their own


def show(walk: Walk, found: Found) -> None:
    """All fields in a row, then what is chosen."""
    with st.container(key="explore_facets", horizontal=True, gap="xsmall"):
        for facet in FACETS:
            counts = _with_chosen(found.counts[facet], walk.narrowing.of(facet))
            if len(counts) > 1 or walk.narrowing.of(facet):
                _field(walk, facet, counts)
    _chosen(walk)


def _field(walk: Walk, facet: str, counts: Mapping[str, int]) -> None:
    chosen = walk.narrowing.of(facet)
    said = facet_said(facet) + (f" · {len(chosen)}" if chosen else "")
    key = f"explore.{facet}"
    st.session_state[key] = list(chosen)
    changed = partial(_choose, walk, facet, key)
    with st.popover(said, key=f"explore_{facet}"):
        (_many if len(counts) > _PILLS else _few)(facet, _sorted(facet, counts), key, changed)


def _few(facet: str, counts: Mapping[str, int], key: str, changed: Callable[[], None]) -> None:
    st.pills(
        facet_said(facet),
        list(counts),
        selection_mode="multi",
        format_func=lambda value: _counted(facet, value, counts),
        key=key,
        on_change=changed,
        wrap=True,
    )


def _many(facet: str, counts: Mapping[str, int], key: str, changed: Callable[[], None]) -> None:
    """The values that most perfumes of the result have; whoever is rarer is found by name."""
    chosen = st.session_state[key]
    shown = dict.fromkeys([*chosen, *list(counts)[:_MOST]])
    st.multiselect(
        facet_said(facet),
        list(shown),
        format_func=lambda value: _counted(facet, value, counts),
        placeholder=_("any"),
        key=key,
        on_change=changed,
    )
    if len(counts) > len(shown):
        said = _("The {number} most frequent. Type any other into the search.")
        st.caption(said.format(number=len(shown)))


def _choose(walk: Walk, facet: str, key: str) -> None:
    explore_walk.go(walk.with_values(facet, tuple(st.session_state[key])))


def _chosen(walk: Walk) -> None:
    """Every chosen value as something to take away."""
    chosen = [
        (facet, value) for facet in walk.narrowing.chosen for value in walk.narrowing.of(facet)
    ]
    if not chosen:
        return
    with st.container(key="explore_chosen", horizontal=True, gap="xsmall"):
        for facet, value in chosen:
            left = tuple(one for one in walk.narrowing.of(facet) if one != value)
            st.button(
                paper.label(value_said(facet, value)),
                key=f"explore.without.{facet}.{value}",
                icon=":material/close:",
                help=_("Take this filter away"),
                on_click=explore_walk.go,
                args=(walk.with_values(facet, left),),
            )


def _counted(facet: str, value: str, counts: Mapping[str, int]) -> str:
    return f"{paper.label(value_said(facet, value))} · {counts[value]:,}"


def _sorted(facet: str, counts: Mapping[str, int]) -> Mapping[str, int]:
    return {value: counts[value] for value in sorted(counts)} if facet in _BY_VALUE else counts


def _with_chosen(counts: Mapping[str, int], chosen: tuple[str, ...]) -> Mapping[str, int]:
    """A chosen value stands in its field even where nothing is left of it."""
    return {**counts, **{value: 0 for value in chosen if value not in counts}}
