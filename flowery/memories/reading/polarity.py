"""What an English word of feeling says once "not", "never" and "used to" are counted in."""

from __future__ import annotations

from flowery.memories.reading.clauses import english_clause
from flowery.memories.reading.cues import Cues
from flowery.memories.reading.phrases import Found
from flowery.memories.reading.scene import Scene
from flowery.words.vocabulary import Valence

FARTHEST_NEGATOR = 4
"""A negator reaches over at most this many words: "not really all that fond of"."""

_SAYING = frozenset(
    ["say", "said", "think", "thought", "claim", "claimed", "pretend", "pretended", "that"]
)


class Polarity:
    """Turns a cue into a valence."""

    def __init__(self, cues: Cues) -> None:
        self._undenied = cues.english("undenied")

    def of(self, scene: Scene, cue: Found[str]) -> Valence:
        """A denied love is a dislike, a denied hate is nothing either way."""
        if cue.value == "indifferent":
            return "neutral"
        negator = self._negator(scene, cue)
        if cue.value.startswith("hate"):
            return "neutral" if negator or is_past(scene, cue) else "hated"
        if negator is None:
            return "loved"
        if _is_until(scene, cue):
            return "loved"
        said = {token.word for token in scene.between(negator.last, cue.first)} & _SAYING
        return "neutral" if said or _is_doubled(scene, negator) else "hated"

    def _negator(self, scene: Scene, cue: Found[str]) -> Found[str] | None:
        """What denies a cue; None when nothing does."""
        if scene.word(cue.first) == "without":
            return None  # "I cannot taste it without gagging"
        first, _ = english_clause(scene, cue.first)
        first = max(first, cue.first - 2 * FARTHEST_NEGATOR)
        negators = scene.of_kind(("negator",), first, cue.first)
        return negators[-1] if negators and self._reaches(scene, negators[-1], cue) else None

    def _reaches(self, scene: Scene, negator: Found[str], cue: Found[str]) -> bool:
        between = scene.between(negator.last, cue.first)
        words = {token.word for token in between}
        if len(between) > FARTHEST_NEGATOR or words & (self._undenied | {"and", "so", "because"}):
            return False
        if any(set(t.gap) & set(",;:—") for t in (*between, scene.tokens[cue.first])):
            return False
        if any(scene.mention_at(i) for i in range(negator.last + 1, cue.first)):
            return False
        if "i" in words and not words & _SAYING:
            return False  # "I am never washing it I love it so much"
        return not _is_superlative(scene, cue)


def _is_superlative(scene: Scene, cue: Found[str]) -> bool:
    """ "No smell I love more", "never loved anything better"."""
    _, after = english_clause(scene, cue.first)
    near = [t.word for t in scene.tokens[cue.last + 1 : min(after, cue.last + 5)]]
    superlative = bool({"more", "better"} & set(near)) and "any" not in near
    superlative = superlative or scene.word(cue.last) == "than"
    return cue.value.startswith("love") and superlative


def _is_until(scene: Scene, cue: Found[str]) -> bool:
    """ "Never my thing until my daughter was born": it is now."""
    _, after = scene.passage.sentences[scene.tokens[cue.first].sentence]
    return any(scene.word(i) in {"until", "till"} for i in range(cue.last + 1, after))


def _is_doubled(scene: Scene, negator: Found[str]) -> bool:
    """ "It's not that I don't like it"."""
    first = max(0, negator.first - FARTHEST_NEGATOR)
    return bool(scene.of_kind(("negator",), first, negator.first))


def is_past(scene: Scene, cue: Found[str]) -> bool:
    """ "I used to love": weaker than whatever is said later."""
    return any(f.last == cue.first - 1 and f.first < f.last for f in scene.phrases["used_to"])
