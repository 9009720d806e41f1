"""Words that only look like smells: colours, people and places, verbs, what is only addressed.

Idioms are hidden earlier, as entries.
"""

from __future__ import annotations

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.names import Names
from flowery.memories.reading.scene import Scene

_BE = frozenset({"is", "was", "were", "are"})
_RISERS = frozenset({"rose", "smoke"})
_BEFORE_VERB = frozenset({"slowly", "suddenly", "quickly", "then", "had", "finally", "just"})
_COLOUR_ENDINGS = 4
"""Only the plain words for colour (색, 빛 …) may stand as a word of their own after a noun."""


class Figures:
    """Knows a figurative mention by its neighbours."""

    def __init__(self, cues: Cues) -> None:
        self._names = Names(cues)
        self._colours = cues.english("colour_word")
        self._coloured = cues.english("colour_thing") | cues.english("colour_name")
        self._colour_before = tuple(form.split() for form in cues.english("colour_before"))
        self._colour_tails = cues.korean("colour_thing")
        self._carriers = cues.english("carrier")
        self._lookalikes = cues.english("lookalike")
        self._subjects = cues.english("verb_subject")

    def is_figure(self, scene: Scene, mention: Mention) -> bool:
        """Is it no smell but a colour, a name, a verb or a mere carrier?"""
        if mention.hangul:
            coloured = self._is_korean_colour(scene, mention)
            return coloured or self._names.is_korean_name(scene, mention)
        return (
            self._is_colour(scene, mention)
            or self._names.is_name(scene, mention)
            or self._is_rising(scene, mention)
            or self._is_carrier(scene, mention)
        )

    def _is_korean_colour(self, scene: Scene, mention: Mention) -> bool:
        """ "올리브색", "라벤더 색깔"."""
        after = scene.word(mention.last + 1) if scene.follows(mention.last + 1) else ""
        apart = not mention.tail and after.startswith(self._colour_tails[:_COLOUR_ENDINGS])
        return apart or mention.tail.startswith(self._colour_tails)

    def _is_colour(self, scene: Scene, mention: Mention) -> bool:
        """ "Olive doors", "lavender-coloured", "the colour of tea", "my dress was lavender"."""
        if scene.word(mention.last) not in self._colours or mention.entry.kind == "source":
            return False
        before = [t.word for t in scene.tokens[max(0, mention.first - 2) : mention.first]]
        if any(before[-len(form) :] == form for form in self._colour_before):
            return True
        if before[-1:] and before[-1] in _BE and before[0] in self._coloured:
            return True
        after = mention.last + 1
        if not scene.same_sentence(mention.last, after) or scene.tokens[after].gap.strip(" -"):
            return False
        hyphened = scene.tokens[after].gap == "-" and scene.word(after + 1) in self._coloured
        return hyphened or scene.word(after) in self._coloured

    def _is_rising(self, scene: Scene, mention: Mention) -> bool:
        """ "The sun rose", "I rose": the verb, never after an article."""
        index = mention.first - 1
        if scene.word(mention.first) not in _RISERS or not scene.follows(mention.first):
            return False
        while scene.word(index) in _BEFORE_VERB:
            index -= 1
        return scene.word(index) in self._subjects

    def _is_carrier(self, scene: Scene, mention: Mention) -> bool:
        """The candle of a "vanilla candle", the candle of "candle-less": said of something else."""
        after = mention.last + 1
        if scene.same_sentence(mention.last, after) and scene.tokens[after].gap == "-":
            return scene.word(after) in self._lookalikes
        named = scene.word(mention.first) in self._carriers and mention.first == mention.last
        led = scene.tokens[mention.first].gap in {" ", "-"}
        return named and led and scene.mention_at(mention.first - 1) is not None
