"""What an English sentence feels about its smells, and about those that it refers back to.

Scope ends at contrast words; "it" and "that smell" mean the list before; nearest words win.
"""

from __future__ import annotations

from flowery.memories.reading.clauses import english_clause
from flowery.memories.reading.comparisons import Comparisons
from flowery.memories.reading.cues import Cues
from flowery.memories.reading.feelers import Feelers
from flowery.memories.reading.feelings import ATTRIBUTE, CLAUSE, OBJECT, PAST, REFERENCE, Verdicts
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.objects import Objects
from flowery.memories.reading.phrases import Found
from flowery.memories.reading.polarity import Polarity, is_past
from flowery.memories.reading.praise import Praise
from flowery.memories.reading.references import (
    before_in_sentence,
    is_of_other_kind,
    is_of_other_thing,
    listed_after,
    listed_before,
    named_of_list,
    one_of_list,
    points_back,
    reference,
)
from flowery.memories.reading.scene import Scene
from flowery.memories.reading.turns import Answers, Turns, is_asked
from flowery.words.vocabulary import Valence

VERBS = ("love_verb", "hate_verb")
WORDS = ("love_word", "hate_word", "love_effect", "hate_effect", "indifferent")
RELATIVE = frozenset({"which", "that", "who"})
FRAGMENTS = ("love_fragment", "hate_fragment")
"""Words of feeling only where they stand alone: "Cedar, pepper: perfect.", "Mango? Good." """


class EnglishFeelings:
    """Hands out verdicts sentence by sentence."""

    def __init__(self, cues: Cues) -> None:
        self._feelers = Feelers(cues)
        self._polarity = Polarity(cues)
        self._objects = Objects(cues)
        self._praise = Praise(cues)
        self._turns = (Turns(cues), Comparisons(cues), Answers(cues))

    def feel(self, scene: Scene, sentence: int, verdicts: Verdicts) -> None:
        """Adds what one sentence says of its own mentions and of those before."""
        for cue in _cues(scene, sentence):
            if self._feelers.is_writers(scene, cue) and not is_asked(scene, cue):
                valence = self._polarity.of(scene, cue)
                say = self._say_verb if cue.value in VERBS else self._say_word
                say(scene, cue, valence, verdicts)
        for turns in self._turns:
            turns.feel(scene, sentence, verdicts)

    def _say_verb(
        self, scene: Scene, cue: Found[str], valence: Valence, verdicts: Verdicts
    ) -> None:
        sentence = scene.tokens[cue.first].sentence
        found = self._objects.of(scene, cue)
        if found.mention:
            nearness = PAST if is_past(scene, cue) else OBJECT
            verdicts.say(scene.onward(found.mention), valence, nearness, sentence)
        elif listed := self._praise.attribute(scene, cue) if scene.has_colon(cue.last + 1) else ():
            verdicts.say(listed, valence, OBJECT, sentence)
        elif found.elsewhere == "before" and is_of_other_kind(scene, cue):
            return
        elif found.elsewhere == "before" and (before := before_in_sentence(scene, cue)):
            relative = _is_relative(scene, before[-1], cue)
            meant = before[-1:] if relative else listed_before(scene, cue)
            verdicts.say(meant, valence, ATTRIBUTE, sentence)
        elif found.elsewhere == "before" and (listed := listed_after(scene, cue)):
            verdicts.say(listed, valence, OBJECT, sentence)
        elif found.elsewhere == "before" and (target := self._praise.attribute(scene, cue)):
            verdicts.say(target, valence, OBJECT, sentence)
        elif found.elsewhere == "it" and (meant := listed_before(scene, cue)):
            verdicts.say(meant, valence, OBJECT, sentence)
        elif found.elsewhere == "it" or (
            found.elsewhere and points_back(scene, cue) and not is_of_other_thing(scene, cue)
        ):
            _refer(scene, cue, valence, verdicts)

    def _say_word(
        self, scene: Scene, cue: Found[str], valence: Valence, verdicts: Verdicts
    ) -> None:
        sentence = scene.tokens[cue.first].sentence
        if "it" in {scene.word(i) for i in range(cue.first, cue.last + 1)}:
            _refer(scene, cue, valence, verdicts)
        elif target := self._praise.attribute(scene, cue):
            verdicts.say(target, valence, ATTRIBUTE, sentence)
        elif not self._praise.is_of_other_noun(scene, cue):
            self._say_predicate(scene, cue, valence, verdicts)

    def _say_predicate(
        self, scene: Scene, cue: Found[str], valence: Valence, verdicts: Verdicts
    ) -> None:
        """Of the list before in its clause, else after, else of what was said before."""
        first, after = english_clause(scene, cue.first)
        sentence = scene.tokens[cue.first].sentence
        inside = [m for m in scene.mentions_of(sentence) if first <= m.first < after]
        before = [m for m in inside if m.last < cue.first]
        named = named_of_list(scene, first, after)
        if named is not None:
            verdicts.say(one_of_list(scene, cue, named), valence, ATTRIBUTE, sentence)
        elif before:
            if not self._praise.has_other_subject(scene, before[-1], cue):
                nearness = PAST if self._praise.is_sigh(scene, cue) else CLAUSE
                verdicts.say(listed_before(scene, cue), valence, nearness, sentence)
        elif inside and cue.value != "indifferent":
            if self._praise.is_of_other_subject(scene, cue):
                return
            nearness = PAST if self._praise.is_sigh(scene, cue) else CLAUSE
            verdicts.say(scene.group_of(inside[0]), valence, nearness, sentence)
        elif self._praise.may_refer(scene, cue, first, after):
            _refer(scene, cue, valence, verdicts)


def _cues(scene: Scene, sentence: int) -> list[Found[str]]:
    """The longest cue at each place, in order."""
    first, after = scene.passage.sentences[sentence]
    cues: list[Found[str]] = []
    for cue in scene.of_kind((*VERBS, *WORDS, *FRAGMENTS), first, after):
        alone = cue.value not in FRAGMENTS or _stands_alone(scene, cue)
        if alone and (not cues or cue.first > cues[-1].last):
            cues.append(cue)
    return cues


def _is_relative(scene: Scene, mention: Mention, cue: Found[str]) -> bool:
    """ "… and thyme I could not get enough of", "… and leather, which I usually hate"."""
    after = mention.last + 1
    apart = any(scene.tokens[index].gap.strip() for index in range(after, cue.first + 1))
    return not apart or scene.word(after) in RELATIVE


def _stands_alone(scene: Scene, cue: Found[str]) -> bool:
    """Does a word fill its sentence, or end it after a pause?"""
    opens = not scene.same_sentence(cue.first - 1, cue.first)
    apart = opens or scene.has_colon(cue.first) or "," in scene.tokens[cue.first].gap
    return apart and not scene.same_sentence(cue.last, cue.last + 1)


def _refer(scene: Scene, cue: Found[str], valence: Valence, verdicts: Verdicts) -> None:
    """ "It" is what was felt the same about just before, else the whole list."""
    meant = reference(scene, cue)
    same = tuple(m for m in meant if verdicts.valence_of(m) == valence)
    verdicts.say(same or meant, valence, REFERENCE, scene.tokens[cue.first].sentence)
