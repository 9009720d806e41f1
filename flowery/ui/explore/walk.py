"""Where somebody stands on their walk through the perfumes: what the address says, and how it
changes. An address can be shared and comes back after a reload.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, cast, get_args

import streamlit as st

from flowery.perfumery.exploring import Order
from flowery.perfumery.facets import FACETS, Narrowing
from flowery.ui.words import typed

LONGEST = 500  # characters of a search; what is longer belongs in the diary
MOST_COMPARED = 4  # four lines can still be told apart

_ORDERS: tuple[Order, ...] = get_args(Order)
_MOST_VALUES = 20  # of one field; an address is written by anybody
_LAST = "explore.last"
_TRAY = "explore.tray"


@dataclass(frozen=True, slots=True)
class Walk:
    """What is looked for and how it is shown."""

    words: str = ""
    narrowing: Narrowing = field(default_factory=Narrowing)
    order: Order = "best"
    page: int = 1
    shows_ruled_out: bool = False

    @property
    def has_begun(self) -> bool:
        """Whether anything is looked for yet."""
        return bool(self.words) or self.narrowing.narrows

    def with_values(self, facet: str, values: tuple[str, ...]) -> Walk:
        """The same walk with other values of one field, from the first page."""
        changes: dict[str, Any] = {facet: values}
        return replace(self, narrowing=replace(self.narrowing, **changes), page=1)

    def address(self) -> dict[str, str | list[str]]:
        """What stands in the address; nothing that goes without saying."""
        said: dict[str, str | list[str]] = {"q": self.words} if self.words else {}
        for name in (*FACETS, "without"):
            values = getattr(self.narrowing, name)
            said |= {name: list(values)} if values else {}
        said |= {} if self.order == "best" else {"sort": self.order}
        said |= {} if self.page == 1 else {"page": str(self.page)}
        return said | ({"vetoed": "shown"} if self.shows_ruled_out else {})


def here() -> Walk:
    """The walk of this address; what makes no sense in it counts as not said."""
    asked = st.query_params
    values = {name: _values(name) for name in (*FACETS, "without")}
    order, page = asked.get("sort", "best"), asked.get("page", "1")
    return Walk(
        words=" ".join(typed(asked.get("q", ""))[:LONGEST].split()),
        narrowing=Narrowing(**cast(Any, values)),
        order=order if order in _ORDERS else "best",
        page=int(page) if page.isdecimal() and len(page) < 6 else 1,
        shows_ruled_out=asked.get("vetoed") == "shown",
    )


def go(walk: Walk) -> None:
    """Stand there from now on."""
    st.query_params.from_dict(walk.address())


def remember(walk: Walk) -> None:
    """Keep the way back for whoever opens something."""
    st.session_state[_LAST] = walk


def last() -> Walk:
    """The search one came from; the beginning, when one came from elsewhere."""
    return cast(Walk, st.session_state.get(_LAST, Walk()))


def tray() -> tuple[str, ...]:
    """The perfumes that were put aside to be compared."""
    return tuple(st.session_state.get(_TRAY, ()))


def put_aside(fragrance_id: str) -> None:
    """Put a perfume aside to be compared, or back; the first goes when there are too many."""
    kept = tray()
    others = tuple(one for one in kept if one != fragrance_id)
    added = kept if fragrance_id in kept else (*others, fragrance_id)
    chosen = others if fragrance_id in kept else added[-MOST_COMPARED:]
    st.session_state[_TRAY] = chosen


def empty_tray() -> None:
    """Compare nothing."""
    st.session_state[_TRAY] = ()


def _values(name: str) -> tuple[str, ...]:
    said = st.query_params.get_all(name)[:_MOST_VALUES]
    return tuple(dict.fromkeys(one[:100] for one in said if one.strip()))
