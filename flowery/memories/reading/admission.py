"""Which mentions count as smells.

A plain material does; matter that is everywhere needs a smelling context. A place or a thing of
every day counts where it is the one that smells, not where it only holds what does.
"""

from __future__ import annotations

import re
from dataclasses import replace

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.figures import Figures
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.phrases import ARTICLES
from flowery.memories.reading.scene import Scene
from flowery.memories.reading.surroundings import Surroundings, says_of_what
from flowery.perfumery.folding import folded, singular

SURE_SOURCE, SURE_PHRASE = 0.85, 0.75
"""An everyday word, or a phrase, this sure of its smell counts without a smelling word near it."""

_WHERE = frozenset({"from", "in", "at", "by", "near", "outside", "behind"})
_OVER = frozenset({"over", "across", "above", "under", "through", "onto", "into", "past", "along"})
_KOREAN_WHERE = frozenset({"에서", "에서는", "에선", "안에서", "에", "에는"})

LONG_LIST = 3
"""So many in a list without a verb tell of a scent, however plain each is: "Salt, sun, skin."."""

LIKELY = 0.6
"""This sure, it counts where nothing else in its sentence smells."""


class Admission:
    """Admits the mentions that are smells."""

    def __init__(self, cues: Cues, surroundings: Surroundings) -> None:
        self._figures = Figures(cues)
        self._surroundings = surroundings
        self._faint = _forms(cues, "faint")
        self._homographs = _forms(cues, "homograph")
        self._drinks = cues.english("drink")
        self._drinking = cues.english("drinking")
        self._fabrics = cues.english("fabric")
        self._garments = cues.english("garment")

    def admitted(self, scene: Scene) -> tuple[Mention, ...]:
        """The mentions that are smells, in order."""
        real = tuple(m for m in scene.mentions if not self._figures.is_figure(scene, m))
        scene = replace(scene, mentions=real)
        return tuple(m for m in real if self._is_smell(scene, m))

    def _is_smell(self, scene: Scene, mention: Mention) -> bool:
        if not mention.entry.notes:
            smelling = self._surroundings.is_smelling(scene, mention)
            plain = _is_alone(scene, mention) or scene.is_fragment(mention.sentence)
            return (smelling and plain) or self._is_item(scene, mention)
        if mention.entry.kind == "source":
            return self._is_bearer(scene, mention)
        if self._surroundings.is_direct(scene, mention) or _is_something(scene, mention):
            return True
        if _name(mention) in self._homographs:
            return self._is_beside(scene, mention)
        if not self._is_faint(mention) and not self._is_merely_used(scene, mention):
            return True
        smelling = self._surroundings.is_smelling(scene, mention) and not _is_ground(scene, mention)
        return smelling or self._is_beside(scene, mention)

    def _is_faint(self, mention: Mention) -> bool:
        return _name(mention) in self._faint

    def _is_bearer(self, scene: Scene, mention: Mention) -> bool:
        """Is an everyday thing what smells in its sentence?"""
        if _only_tells(scene, mention) or _is_named(scene, mention) or _is_place(scene, mention):
            return False
        if self._surroundings.is_direct(scene, mention):
            return True
        certainty = mention.entry.certainty
        plain = not self._is_faint(mention) and not mention.entry.form.startswith(("his ", "her "))
        words = len(re.split(r"[\s-]+", mention.entry.form))
        if plain and certainty >= (SURE_SOURCE if words == 1 else SURE_PHRASE):
            return True
        likely = plain and certainty >= LIKELY
        smelling = likely or self._surroundings.is_smelling(scene, mention)
        if smelling and _is_alone(scene, mention):
            return True
        return scene.is_fragment(mention.sentence) and self._is_item(scene, mention)

    def _is_beside(self, scene: Scene, mention: Mention) -> bool:
        """Is it listed beside a mention that stands by itself?"""
        others = [other for other in scene.group_of(mention) if other != mention]
        listed = len(others) >= LONG_LIST - 1 and scene.is_fragment(mention.sentence)
        return listed or any(self._stands(scene, other) for other in others)

    def _is_item(self, scene: Scene, mention: Mention) -> bool:
        """Coins in "peppermints, coins"; not the church of "the church: incense, lilies"."""
        group = scene.group_of(mention)
        if any(":" in scene.tokens[i].gap for i in range(mention.last + 1, group[-1].first + 1)):
            return False
        apart = (m for m in group if mention.last + 1 < m.first or m.last + 1 < mention.first)
        return any(self._stands(scene, other) for other in apart)

    def _stands(self, scene: Scene, mention: Mention) -> bool:
        if self._surroundings.is_direct(scene, mention):
            return True
        doubtful = _name(mention) in self._faint | self._homographs
        return mention.entry.kind == "note" and not doubtful

    def _is_merely_used(self, scene: Scene, mention: Mention) -> bool:
        """Coffee that is drunk, leather that is worn."""
        first, _ = scene.passage.sentences[mention.sentence]
        word = scene.word(mention.last)
        if word in self._fabrics and scene.word(mention.last + 1) in self._garments:
            return True
        before = {t.word for t in scene.tokens[max(first, mention.first - 6) : mention.first]}
        return word in self._drinks and bool(before & self._drinking)


def _is_alone(scene: Scene, mention: Mention) -> bool:
    """Has nothing else in its sentence a note?"""
    return not any(m.entry.notes and m != mention for m in scene.mentions_of(mention.sentence))


def _only_tells(scene: Scene, mention: Mention) -> bool:
    """The river of "river mud" says which mud, the attic of "the attic smelled of wax" where."""
    after = mention.last + 1
    compound = scene.follows(after) and scene.mention_at(after) is not None and not mention.tail
    return compound or (not mention.hangul and says_of_what(scene, after))


def _is_named(scene: Scene, mention: Mention) -> bool:
    """The bakery of "fresh bread from the bakery" adds nothing."""
    notes = {note for note, _ in mention.entry.notes}
    led = scene.word(mention.first - 1) in ARTICLES and scene.word(mention.first - 2) in _WHERE
    return led and any(
        m.entry.kind == "note" and notes & {note for note, _ in m.entry.notes}
        for m in scene.mentions_of(mention.sentence)
    )


def _is_place(scene: Scene, mention: Mention) -> bool:
    """ "엘리베이터에서 … 백합 냄새가": where something else smells."""
    return mention.tail in _KOREAN_WHERE and not _is_alone(scene, mention)


def _is_ground(scene: Scene, mention: Mention) -> bool:
    """The snow of "the smell of cloves hung over the snow"."""
    led = scene.word(mention.first - 1) in ARTICLES and scene.word(mention.first - 2) in _OVER
    return led and not _is_alone(scene, mention)


def _is_something(scene: Scene, mention: Mention) -> bool:
    """ "Something green"."""
    return scene.word(mention.first - 1) in {"something", "anything"}


def _forms(cues: Cues, kind: str) -> frozenset[str]:
    english = cues.english(kind)
    return frozenset({*english, *(singular(form) for form in english), *cues.korean(kind)})


def _name(mention: Mention) -> str:
    return mention.entry.form if mention.hangul else singular(folded(mention.entry.form))
