"""What was worked out of the rows of the people who came last, of the newest version of each alone:
a diary that is written in every day would else be held in memory once a day.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Newest(Generic[Made]):
    """Remembers what `make(user_id, version, …)` gave, for some people and a few ways each."""

    def __init__(self, make: Callable[..., Made], people: int = 32, ways: int = 8) -> None:
        self._make = make
        self._people = people
        self._ways = ways
        self._held: OrderedDict[str, tuple[int, OrderedDict[Hashable, Made]]] = OrderedDict()
        self._lock = Lock()

    def __call__(self, user_id: str, version: int, *way: Hashable) -> Made:
        """What it gives; made anew when the person's rows changed."""
        with self._lock:
            made = self._of(user_id, version).get(way)
        if made is None:
            made = self._make(user_id, version, *way)
            with self._lock:
                ways = self._of(user_id, version)
                ways[way] = made
                while len(ways) > self._ways:
                    ways.popitem(last=False)
        return made

    def _of(self, user_id: str, version: int) -> OrderedDict[Hashable, Made]:
        held = self._held.pop(user_id, None)
        if held is None or held[0] != version:
            held = (version, OrderedDict())
        self._held[user_id] = held
        while len(self._held) > self._people:
            self._held.popitem(last=False)
        return held[1]
