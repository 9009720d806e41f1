"""What a person struck of the ways from their memories to perfumes: notes they do not smell in one,
memories that do not speak for it. It knows ids; what they cost a score stands in `struck_parts`.

No veto reads this: a note that is struck in a perfume is still in it by the facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flowery.words.vocabulary import Strike


@dataclass(frozen=True, slots=True)
class Struck:
    """What was struck of one perfume."""

    notes: frozenset[str] = frozenset()
    memories: tuple[str, ...] = ()

    def left_of(self, roots: Mapping[str, float]) -> dict[str, float]:
        """The notes of the perfume without those that were struck."""
        return {note: root for note, root in roots.items() if note not in self.notes}


NOTHING_STRUCK = Struck()


def by_perfume(strikes: Iterable[Strike]) -> Mapping[str, Struck]:
    """What was struck, by the id of the perfume."""
    found: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: {"in": [], "speaks": []})
    for strike in strikes:
        if strike.kind != "makes":
            perfume = strike.target.removeprefix("perfume:")
            found[perfume][strike.kind].append(strike.source.partition(":")[2])
    return {p: Struck(frozenset(one["in"]), tuple(one["speaks"])) for p, one in found.items()}
