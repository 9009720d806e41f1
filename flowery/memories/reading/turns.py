"""Turns of phrase that decide a feeling without a word of feeling: answers, denials, needs.

Half sentences say yes or no to what stands before: "My sister loves it. I don't.", "Musk? Never."
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.exclusion import is_needed
from flowery.memories.reading.feelings import OBJECT, Verdicts
from flowery.memories.reading.lists import FILLERS
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.objects import Objects
from flowery.memories.reading.phrases import Found
from flowery.memories.reading.polarity import is_past
from flowery.memories.reading.references import reference
from flowery.memories.reading.scene import Scene
from flowery.words.vocabulary import Valence

MOST_ASKED = 4
"""A question in so few words only names what is judged by its answer: "Musk?"."""

_VERBS = ("love_verb", "hate_verb")
_TURNED: dict[tuple[str, bool], Valence] = {
    ("love_verb", True): "loved",
    ("love_verb", False): "hated",
    ("hate_verb", True): "hated",
    ("hate_verb", False): "neutral",
}


class Answers:
    """Hands out the verdicts of answers."""

    def __init__(self, cues: Cues) -> None:
        self._objects = Objects(cues)
        self._echoes = {
            tuple(form.split()): agrees
            for kind, agrees in (("echo_yes", True), ("echo_no", False))
            for form in cues.english(kind)
        }
        self._yes = cues.english("answer_yes")
        self._no = cues.english("answer_no")
        self._opening = cues.english("answer_opening")
        self._adverbs = cues.english("adverb")

    def feel(self, scene: Scene, sentence: int, verdicts: Verdicts) -> None:
        """Adds what the half sentences and the answer in one sentence say."""
        for start, agrees in self._echoed(scene, sentence):
            self._echo(scene, start, agrees, verdicts)
        answer = self._answer(scene, sentence)
        if answer is not None and is_question(scene, sentence - 1):
            self._reply(scene, sentence, answer, verdicts)

    def _echoed(self, scene: Scene, sentence: int) -> Iterator[tuple[int, bool]]:
        """Where "I don't", "so do I" and the like end a clause, and whether they agree."""
        first, after = scene.passage.sentences[sentence]
        for start in range(first, after):
            for form, agrees in self._echoes.items():
                end = start + len(form)
                said = tuple(t.word for t in scene.tokens[start:end]) == form and end <= after
                if said and (end == after or scene.tokens[end].gap.strip()):
                    yield start, agrees

    def _echo(self, scene: Scene, start: int, agrees: bool, verdicts: Verdicts) -> None:
        sentence = scene.tokens[start].sentence
        first, _ = scene.passage.sentences[max(0, sentence - 1)]
        verbs = scene.of_kind(_VERBS, first, start)
        if not verbs:
            return
        meant = self._which(scene, start) or self._object(scene, verbs[-1])
        turned = _TURNED[verbs[-1].value, agrees]
        over = not agrees and is_past(scene, verbs[-1])  # "I used to love it. I don't any more."
        verdicts.say(meant, "neutral" if over else turned, OBJECT, sentence)

    def _which(self, scene: Scene, start: int) -> tuple[Mention, ...]:
        """ "…, and coconut, which I don't"."""
        index = start - 1
        if scene.word(index) not in {"which", "that"} or not scene.same_sentence(index, start):
            return ()
        mention = scene.mention_at(index - 1)
        return (mention,) if mention else ()

    def _object(self, scene: Scene, verb: Found[str]) -> tuple[Mention, ...]:
        found = self._objects.of(scene, verb)
        if found.mention:
            return scene.onward(found.mention)
        return reference(scene, verb) if found.elsewhere == "it" else ()

    def _answer(self, scene: Scene, sentence: int) -> bool | None:
        """Does a sentence open with yes or no?"""
        first, after = scene.passage.sentences[sentence]
        while first < after and scene.word(first) in self._opening:
            first += 1
        word = scene.word(first) if first < after else ""
        if word in self._no or (word in self._yes and scene.word(first + 1) == "not"):
            return False
        return True if word in self._yes else None

    def _reply(self, scene: Scene, sentence: int, answer: bool, verdicts: Verdicts) -> None:
        asked, after = scene.passage.sentences[sentence - 1]
        verbs = [v for v in scene.of_kind(_VERBS, asked, after) if is_asked(scene, v)]
        if verbs:
            meant, kind = self._object(scene, verbs[0]), verbs[0].value
            verdicts.say(meant, _TURNED[kind, answer], OBJECT, sentence)
        elif after - asked <= MOST_ASKED or _asks_oneself(scene, asked):
            mentions = scene.mentions_of(sentence - 1)
            verdicts.say(mentions, _TURNED["love_verb", answer], OBJECT, sentence)


def is_question(scene: Scene, sentence: int) -> bool:
    """Does a question mark end a sentence?"""
    if sentence < 0:
        return False
    _, after = scene.passage.sentences[sentence]
    start = scene.tokens[after - 1].end
    end = scene.tokens[after].start if after < len(scene.tokens) else start + 2
    return "?" in scene.passage.letters.text[start:end]


def is_asked(scene: Scene, verb: Found[str]) -> bool:
    """ "Do I like it?" feels nothing yet."""
    index = verb.first - 1
    while scene.word(index) in {"even", "really", "actually", "still", "ever"}:
        index -= 1
    asker = scene.word(index) in {"i", "you", "we", "u"}
    asked = asker and scene.word(index - 1) in {"do", "did", "would"}
    return asked and is_question(scene, scene.tokens[verb.first].sentence)


def _asks_oneself(scene: Scene, first: int) -> bool:
    """ "Would I buy it for the tonka alone?"."""
    return scene.word(first) in {"would", "do", "did", "could"} and scene.word(first + 1) == "i"


ANSWERS: dict[str, Valence] = {
    "yes": "loved", "yep": "loved", "yay": "loved", "no": "hated", "nope": "hated", "nay": "hated",
    "nah": "hated",
}  # fmt: skip
OTHER: dict[Valence, Valence] = {"loved": "hated", "hated": "neutral", "neutral": "neutral"}


class Turns:
    """Hands out the verdicts of such turns."""

    def __init__(self, cues: Cues) -> None:
        korean = frozenset(cues.korean("strengthening"))
        self._strengthening = cues.english("strengthening") | korean

    def feel(self, scene: Scene, sentence: int, verdicts: Verdicts) -> None:
        """Adds what they say of the mentions of one sentence."""
        mentions = scene.mentions_of(sentence)
        for mention in mentions:
            if answer := self._answer(scene, mention) or _vote(scene, mention):
                verdicts.say((mention,), answer, OBJECT, sentence)
            if _is_left_out(scene, mention) and mentions[0] != mention:
                verdicts.say(scene.group_of(mention), "hated", OBJECT, sentence)
            if is_needed(scene, mention):
                verdicts.say((mention,), "loved", OBJECT, sentence)
        for before, mention in pairwise(mentions):
            if self._shares(scene, before, mention):
                other = OTHER[verdicts.valence_of(before)]
                verdicts.say(scene.group_of(mention), other, OBJECT, sentence)

    def _shares(self, scene: Scene, before: Mention, mention: Mention) -> bool:
        """ "I loved the rose but not the patchouli": the denied one takes the other side."""
        words = [t.word for t in scene.between(before.last, mention.first)]
        if "not" not in words or "only" in words:
            return False
        place = words.index("not")
        joined = place == 0 or words[place - 1] in {"but", "and", "just"}
        return joined and not set(words[place + 1 :]) - FILLERS

    def _answer(self, scene: Scene, mention: Mention) -> Valence | None:
        """ "Coffee yes, chocolate is a hard no"."""
        after = mention.last + 1
        if not scene.same_sentence(mention.last, after) or scene.tokens[after].gap.strip(" :,-"):
            return None
        while scene.same_sentence(mention.last, after) and self._leads(scene, after):
            after += 1
        if not scene.same_sentence(mention.last, after):
            return None
        follows = scene.same_sentence(after, after + 1) and not scene.tokens[after + 1].gap.strip()
        return None if follows else ANSWERS.get(scene.word(after))

    def _leads(self, scene: Scene, index: int) -> bool:
        """A particle on an English word, or what only strengthens an answer."""
        token = scene.tokens[index]
        return (token.hangul and not token.gap) or token.word in self._strengthening


def _vote(scene: Scene, mention: Mention) -> Valence | None:
    """ "Big yes to the ginger", "no to the pear"."""
    index = mention.first - 1
    while scene.word(index) in FILLERS:
        index -= 1
    led = scene.word(index) in {"to", "on"} and scene.same_sentence(index - 1, mention.first)
    return ANSWERS.get(scene.word(index - 1)) if led else None


def _is_left_out(scene: Scene, mention: Mention) -> bool:
    """ "Pepper is welcome, coconut and banana are not"."""
    words = [token.word for token in scene.tokens[mention.last + 1 : mention.last + 3]]
    end = mention.last + (3 if words[-1:] == ["not"] else 2)
    said = words in (["is", "not"], ["are", "not"]) or words[:1] in (["isnt"], ["arent"])
    return said and (not scene.same_sentence(end - 1, end) or bool(scene.tokens[end].gap.strip()))
