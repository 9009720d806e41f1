"""Who feels it: the writer, or somebody else whose taste does not count."""

from __future__ import annotations

from flowery.memories.reading.clauses import english_clause
from flowery.memories.reading.cues import Cues
from flowery.memories.reading.phrases import Found
from flowery.memories.reading.scene import Scene

_BE = frozenset({"is", "was", "are", "were", "am", "be", "been"})
_INVERTED = frozenset({"had", "whether", "should", "were", "if"})
_EXPECTED = frozenset({"will", "would", "might", "may", "should", "must"})
_PARTS = frozenset({"nose", "heart", "soul", "body", "self", "mind", "stomach", "skin", "mouth"})
_ALL_OF_US = frozenset({"everybody", "everyone"})
_QUOTES = frozenset('"\u201c\u201d')


class Feelers:
    """Tells the writer's feelings from those of others, in English."""

    def __init__(self, cues: Cues) -> None:
        self._others = cues.english("third_person")
        self._writer = cues.english("writer")
        self._adverbs = cues.english("adverb")
        self._no_subject = cues.english("no_subject")
        self._saying = cues.english("saying")
        self._supposing = cues.english("supposing")
        self._trying = cues.english("trying")
        self._nouns = cues.english("no_feeling_before")
        self._comparing = cues.english("not_liking_before")
        self._ambiguous = cues.english("ambiguous_verb")

    def is_writers(self, scene: Scene, cue: Found[str]) -> bool:
        """Does the writer feel what the cue says?"""
        if self._is_quoted(scene, cue):
            return False
        if cue.value.endswith("verb"):
            felt = self._is_verb(scene, cue) and not self._is_supposed(scene, cue)
            return felt and not self._is_others(scene, cue)
        return not (cue.value.endswith("effect") and self._befell_others(scene, cue))

    def _is_verb(self, scene: Scene, cue: Found[str]) -> bool:
        """ "Like" and "love" are feelings only where somebody does them, and not only tries to."""
        word = scene.word(cue.first)
        if cue.first != cue.last or word not in self._ambiguous:
            return True
        before = scene.word(cue.first - 1) if scene.same_sentence(cue.first - 1, cue.first) else ""
        if before == "to" and scene.word(cue.first - 2) in self._trying:
            return False
        if word == "like":
            return before in (self._writer | self._adverbs) - self._comparing
        return before not in self._nouns

    def _is_supposed(self, scene: Scene, cue: Found[str]) -> bool:
        """ "She thinks I love it", "whether I liked it", "had I liked it", "you will like it"."""
        index = cue.first - 1
        while scene.word(index) in self._adverbs - _INVERTED:
            index -= 1
        if not scene.same_sentence(index, cue.first):
            return False
        if scene.word(index) == "you":
            return bool(_EXPECTED & {t.word for t in scene.between(index, cue.first)})
        led = scene.word(index - 2 if scene.word(index - 1) == "that" else index - 1)
        said = led in self._supposing and scene.word(index - 2) not in self._writer
        return scene.word(index) == "i" and (said or led in _INVERTED)

    def _is_others(self, scene: Scene, cue: Found[str]) -> bool:
        index = cue.first - 1
        led = self._adverbs | _BE
        while scene.same_sentence(index, cue.first) and scene.word(index) in led:
            index -= 1
        if not scene.same_sentence(index, cue.first) or _so_do_i(scene, cue):
            return False
        word = scene.word(index)
        if word in {"and", "but", "or"}:
            return self._is_others_before(scene, index)
        if scene.mention_at(index) or scene.tokens[index + 1].gap.strip():
            return False
        if self._is_one_of(scene, cue, index):
            return False
        known = word in self._writer | self._no_subject or word.endswith("ly")
        return word in self._others or not known

    def _is_one_of(self, scene: Scene, cue: Found[str], index: int) -> bool:
        """ "Everybody here loves it", "I, who detest it", "my heart longs for it"."""
        first, _ = english_clause(scene, cue.first)
        themselves = scene.word(index) == "who" and scene.word(index - 1) in self._writer
        before = index - 1 if scene.word(index - 1) == "my" else index - 2
        told = scene.word(before) == "my" and not scene.tokens[before + 1].possessive
        own = scene.word(index) in _PARTS and told
        return themselves or own or scene.word(first) in _ALL_OF_US

    def _is_others_before(self, scene: Scene, index: int) -> bool:
        """ "He came in and hated it": the subject of the verb before is that of this one."""
        start = index
        while scene.same_sentence(index, start):
            if scene.word(index) in self._writer:
                return False
            if scene.word(index) in {"he", "she", "they"}:
                return True
            index -= 1
        return False

    def _befell_others(self, scene: Scene, cue: Found[str]) -> bool:
        """ "He wore vetiver and had a headache": whoever is named last before it has it."""
        near = {scene.word(i) for i in range(max(0, cue.first - 4), cue.last + 1)}
        if near & {"me", "us", "i", "we"}:
            return False
        if near & ({"him", "them"} | self._others):
            return True
        first, _ = english_clause(scene, cue.first)
        words = [token.word for token in scene.tokens[first : cue.first]]
        subjects = [word for word in words if word in {"he", "she", "they", "i", "we", "it", "my"}]
        return subjects[-1:] in (["he"], ["she"], ["they"])

    def _is_quoted(self, scene: Scene, cue: Found[str]) -> bool:
        """ "I hate lilies," my sister said."""
        closed = False
        index = cue.last + 1
        while scene.same_sentence(cue.last, index):
            closed = closed or bool(set(scene.tokens[index].gap) & _QUOTES)
            said = any(scene.word(i) in self._saying for i in range(index, index + 3))
            if closed and said and scene.word(index) not in self._writer:
                return True
            index += 1
        return False


def _so_do_i(scene: Scene, cue: Found[str]) -> bool:
    """ "He loved it, and so, it turns out, do I"."""
    _, after = scene.passage.sentences[scene.tokens[cue.first].sentence]
    words = [t.word for t in scene.tokens[cue.last + 1 : after]]
    rest = words[words.index("so") :] if "so" in words else []
    return "i" in rest and bool({"do", "did", "am"} & set(rest))
