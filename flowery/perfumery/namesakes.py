"""Which notes are by their name a kind of another: "clary sage" is a sage, a rose hip is no rose.

It compares words and knows no taxonomy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from flowery.perfumery.folding import folded, singular

NameParts = tuple[str, ...]

_OWN_SMELL = frozenset(
    {
        *("blossom", "flower", "leaf", "tree", "wood", "needle", "hip", "balm", "verbena"),
        *("mock", "valley", "bell", "orchid", "mandarin", "moss", "grass"),
    }
)
"""Words that make another smell of a note's name: lemon balm, tobacco flower, rose hip."""
_SCENTED = frozenset({"tea", "milk", "water", "jam", "syrup", "liqueur"})


def name_parts(name: str) -> NameParts:
    """A name as it is compared: folded, plurals off."""
    return tuple(singular(word) for word in folded(name).split())


def is_kind(words: NameParts, labels: set[NameParts]) -> bool:
    """Whether a known note is by its name a kind of another, or something scented with it."""
    if len(words) < 2 or _OWN_SMELL & set(words):
        return False
    ends = {words[at:] for at in range(1, len(words))}
    return bool(ends & labels) or (words[-1] in _SCENTED and words[:-1] in labels)


def carries(words: NameParts, names: Mapping[str, set[NameParts]]) -> bool:
    """Careful with a note that nobody knows: one of the names in it is enough; `names` stand by
    their first word.
    """
    return any(set(words).issuperset(name) for word in words for name in names.get(word, ()))


def by_first_word(names: Iterable[str]) -> Mapping[str, set[NameParts]]:
    """Names as they are compared, by their first word."""
    found: defaultdict[str, set[NameParts]] = defaultdict(set)
    for name in map(name_parts, names):
        if name:
            found[name[0]].add(name)
    return found
