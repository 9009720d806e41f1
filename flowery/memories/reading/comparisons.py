"""What English comparisons prefer: "rose over vanilla", "cedar > oud", "more iris, less musk".

The preferred one is loved; the other is only less so, unless less of it is wished for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.feelings import OBJECT, Verdicts
from flowery.memories.reading.lists import FILLERS
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.scene import Scene
from flowery.words.vocabulary import Valence

_ARROW = re.compile(r"(?<![-=<>])\s*>{1,9}(?![<=])")
_BEATING = frozenset({"beats", "beat", "trumps", "outdoes"})
_BETTER = frozenset({"better", "nicer", "lovelier", "finer", "superior", "preferable"})
_MEASURES: dict[str, Valence] = {"less": "hated", "fewer": "hated", "more": "loved"}
_DENYING = frozenset({"not", "no", "isnt", "never", "arent", "wasnt"})


class Comparisons:
    """Hands out the verdicts of comparisons."""

    def __init__(self, cues: Cues) -> None:
        self._choosing = cues.english("choosing")
        self._always = tuple(form.split() for form in cues.english("any_day"))
        self._wishing = cues.english("wishing")

    def feel(self, scene: Scene, sentence: int, verdicts: Verdicts) -> None:
        """Adds what the comparisons of one sentence prefer."""
        mentions = scene.mentions_of(sentence)
        for left, right in pairwise(mentions):
            if self._prefers(scene, left, right):
                verdicts.say(scene.group_of(left), "loved", OBJECT, sentence)
        for mention in _arrowed(scene, sentence):
            verdicts.say((mention,), "loved", OBJECT, sentence)
        for mention in mentions:
            if self._is_followed(scene, mention) and self._chooses(scene, mention):
                verdicts.say((mention,), "loved", OBJECT, sentence)
            if wished := self._is_wished(scene, mention):
                verdicts.say((mention,), wished, OBJECT, sentence)

    def _prefers(self, scene: Scene, left: Mention, right: Mention) -> bool:
        words = [token.word for token in scene.between(left.last, right.first)]
        while words and words[-1] in FILLERS | {"all", "that"}:
            words.pop()
        if set(words) & _DENYING:
            return False
        if words[-1:] == ["over"]:
            return self._chooses(scene, left)
        if words[-1:] == ["than"] and self._rather(scene, left):
            return True
        compared = words[-1:] == ["than"] and bool(set(words) & _BETTER)
        return compared or bool(set(words[-1:]) & _BEATING)

    def _is_followed(self, scene: Scene, mention: Mention) -> bool:
        """ "I'll take suede every time"."""
        _, after = scene.passage.sentences[mention.sentence]
        words = [token.word for token in scene.tokens[mention.last + 1 : after]]
        index = mention.first - 1
        while scene.word(index) in FILLERS:
            index -= 1
        return words in self._always and scene.word(index) not in {"over", "than"}

    def _rather(self, scene: Scene, mention: Mention) -> bool:
        """ "I'd rather have soap than all that amber"."""
        first, _ = scene.passage.sentences[mention.sentence]
        return "rather" in {token.word for token in scene.tokens[first : mention.first]}

    def _chooses(self, scene: Scene, mention: Mention) -> bool:
        """ "I'd take … over", "… over … any day"; not "jam over bread"."""
        first, after = scene.passage.sentences[mention.sentence]
        before = {token.word for token in scene.tokens[first : mention.first]}
        words = [token.word for token in scene.tokens[mention.last : after]]
        always = any(
            words[i : i + len(form)] == form for form in self._always for i in range(len(words))
        )
        return always or bool(before & self._choosing)

    def _is_wished(self, scene: Scene, mention: Mention) -> Valence | None:
        """ "I wish it had less honey and more fig"."""
        index = mention.first - 1
        while scene.word(index) in FILLERS:
            index -= 1
        first, _ = scene.passage.sentences[mention.sentence]
        before = {token.word for token in scene.tokens[first : mention.first]}
        if not scene.same_sentence(index, mention.first):
            return None
        if scene.word(first) not in _MEASURES and not before & self._wishing:
            return None
        return _MEASURES.get(scene.word(index))


def _arrowed(scene: Scene, sentence: int) -> Iterator[Mention]:
    """ "Cedar > oud", "the jasmine by my window >>>>": what is named last before the arrow."""
    first, after = scene.passage.sentences[sentence]
    start, end = scene.tokens[first].start, scene.tokens[after - 1].end
    text = scene.passage.letters.text[start : end + 3]
    for arrow in _ARROW.finditer(text):
        before = [m for m in scene.mentions_of(sentence) if m.end <= start + arrow.start()]
        yield from before[-1:]
