"""What English praise, blame and effects are about: smells beside them, before them, or none."""

from __future__ import annotations

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.lists import CLAUSE, FILLERS
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.phrases import Found
from flowery.memories.reading.scene import FEELING, Scene

LONGEST_ASIDE = 6
"""So many words without a verb of their own are an aside: "What a stench.", "Pure happiness"."""

WORDS = frozenset({"love_word", "hate_word"})
_CAUSES = frozenset({"when", "because", "than", "after"})
_BE = frozenset({"is", "was", "were", "are"})


class Praise:
    """Tells what an evaluating word is said of."""

    def __init__(self, cues: Cues) -> None:
        self._copula = cues.english("copula")
        self._adverbs = cues.english("adverb")
        self._subjects = cues.english("smell_subject")
        self._after = cues.english("after_praise")
        self._light = (
            cues.english("light_subject") | self._adverbs | cues.english("writer") | FILLERS
        )
        self._sighs = cues.english("interjection")
        self._new_subject = cues.english("new_subject")

    def attribute(self, scene: Scene, cue: Found[str]) -> tuple[Mention, ...]:
        """ "Gorgeous labdanum", "my favourite smell is vetiver", "Dislikes: vanilla, caramel"."""
        linked = False
        for index in range(cue.last + 1, cue.last + 8):
            if not scene.same_sentence(cue.last, index):
                return ()
            pause = not linked and index > cue.last + 1 and _pauses(scene, index)
            if not pause and (mention := scene.mention_at(index)):
                near = linked or index <= cue.last + 2
                return scene.onward(mention) if near else ()
            linked = linked or self._links(scene, index)
            if self._breaks(scene, cue, index, linked):
                return ()
        return ()

    def _links(self, scene: Scene, index: int) -> bool:
        return scene.has_colon(index) or scene.word(index) in self._copula

    def _breaks(self, scene: Scene, cue: Found[str], index: int, linked: bool) -> bool:
        if scene.word(index) in self._new_subject:
            return True
        pause = _pauses(scene, index)
        far = index > cue.last + 1 and not scene.starts("smell_noun", index)
        return not linked and (pause or far)

    def is_of_other_noun(self, scene: Scene, cue: Found[str]) -> bool:
        """ "My lovely aunt", "a perfect day": the praise belongs to the next word."""
        after = cue.last + 1
        if scene.word(cue.last) == "much" and scene.word(after) == "of":
            return True  # "too much of everything else"
        if cue.value not in WORDS or cue.first != cue.last or not scene.follows(after):
            return False
        before = {scene.word(i) for i in range(cue.first - 3, cue.first)}
        if self.is_sigh(scene, cue):
            return False
        if scene.word(cue.first).startswith("fav") and before & {"it", "that"}:
            return False
        plain = scene.tokens[after].hangul or scene.word(after) in self._after
        return not plain and not scene.starts("smell_noun", after)

    def is_sigh(self, scene: Scene, cue: Found[str]) -> bool:
        """ "Ugh", "mmm": weaker than any word of feeling."""
        return scene.word(cue.first) in self._sighs

    def is_of_other_subject(self, scene: Scene, cue: Found[str]) -> bool:
        """ "The morning was beautiful, hay in the fields"."""
        index = cue.first - 1
        while scene.word(index) in self._adverbs | {"too", "so", "very"}:
            index -= 1
        inside = scene.same_sentence(index - 1, cue.first) and index > 0
        return inside and scene.word(index) in _BE and scene.word(index - 1) not in self._subjects

    def has_other_subject(self, scene: Scene, mention: Mention, cue: Found[str]) -> bool:
        """ "The soap was wonderful and the towels were awful": the towels are no smell of ours."""
        index = cue.first - 1
        while scene.word(index) in self._adverbs | {"too", "way"}:
            index -= 1
        if scene.word(index) not in _BE or scene.word(index - 1) in self._subjects:
            return False
        between = scene.between(mention.last, index)
        joined = any(t.word in {"and", "while"} or "," in t.gap for t in between)
        return joined and index - 1 > mention.last

    def may_refer(self, scene: Scene, cue: Found[str], first: int, after: int) -> bool:
        """May a cue be about smells that were named before its clause?"""
        if cue.value.endswith("effect") and _has_own_cause(scene, cue):
            return False
        if scene.of_kind(("anaphor",), first, after):
            return not self._is_about_other(scene, cue, first)
        if cue.value in WORDS and not _stands_alone(scene, cue, after):
            return False
        felt = {found.first for found in scene.of_kind(FEELING, first, cue.first)}
        said = {scene.word(index) for index in range(first, cue.first) if index not in felt}
        return _is_verbless(scene, first, after) or not said - self._light

    def _is_about_other(self, scene: Scene, cue: Found[str], first: int) -> bool:
        """ "The bus was horrible": the subject right before the verb is a noun of its own."""
        words = [t.word for t in scene.tokens[first : cue.first]]
        other = len(words) >= 2 and words[-1] in _BE and words[-2] not in self._subjects
        return other and not any(word in self._subjects for word in words)


def _is_verbless(scene: Scene, first: int, after: int) -> bool:
    """ "Eleven stops of misery.", "Bought it on the spot.": it hangs on what was said before."""
    words = {token.word for token in scene.tokens[first:after]}
    return after - first <= LONGEST_ASIDE and not words & CLAUSE


def _has_own_cause(scene: Scene, cue: Found[str]) -> bool:
    """ "It took my breath away when she told me": the smell before it has no part in it."""
    after = cue.last + 1
    return scene.same_sentence(cue.last, after) and scene.word(after) in _CAUSES


def _pauses(scene: Scene, index: int) -> bool:
    return bool(set(scene.tokens[index].gap) & set(",;—"))


def _stands_alone(scene: Scene, cue: Found[str], after: int) -> bool:
    """ "Best smell of the year", "Heavenly.": praise that needs no noun of its own."""
    index = cue.last + 1
    smell = any(scene.starts("smell_noun", i) for i in range(cue.first, index + 1))
    return index >= after or smell or bool(scene.tokens[index].gap.strip())
