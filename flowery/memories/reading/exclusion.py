"""English words that wish a smell away: "everything but vanilla", "without sugar", "musk-free".

Two denials make a wish: "I can't imagine summer without basil".
"""

from __future__ import annotations

from flowery.memories.reading.lists import FILLERS
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.phrases import Found
from flowery.memories.reading.scene import Scene

FARTHEST = 4
"""At most so many words (adjectives) stand between the excluding word and what it excludes."""

_WISHES = ("love_verb", "hate_verb", "wishing")
_BARRIER = frozenset(["but", "is", "was", "are", "were", "i", "it", "just", "only", "and", "that"])
_UNABLE = frozenset({"cant", "cannot", "couldnt", "wouldnt"})
_NEVER = frozenset({"never", "not", "nothing", "rarely", "dont", "doesnt", "isnt", "no"})
_REFUSING = _UNABLE | {"hate", "hated", "dont", "no", "nothing", "never", "dislike"}
_EXCEPTING = frozenset({"except", "other", "apart", "aside"})
_STATING = frozenset(["is", "was", "theres", "there", "are", "had", "has", "were"])


def is_excluded(scene: Scene, mention: Mention) -> bool:
    """Is a smell, or the list it stands in, wished away?"""
    after = mention.last + 1
    if scene.word(after) == "free" and scene.same_sentence(mention.last, after):
        return scene.tokens[after].gap in {" ", "-"}
    return _is_led(scene, mention) or _shares(scene, mention) or _is_refused(scene, mention)


def _is_refused(scene: Scene, mention: Mention) -> bool:
    """ "Soap perhaps, never oud", "give me violets, not lilies"; not "not rose but peony"."""
    index = mention.first - 1
    while scene.word(index) in FILLERS and scene.same_sentence(index, mention.first):
        index -= 1
    if not scene.same_sentence(index, mention.first) or scene.word(index) not in {"not", "never"}:
        return False
    first, _ = scene.passage.sentences[mention.sentence]
    apart = index == first or bool(scene.tokens[index].gap.strip())
    wished = scene.of_kind(_WISHES, first, index)
    return apart and (scene.word(index) == "never" or bool(wished))


def is_said_missing(scene: Scene, mention: Mention) -> bool:
    """ "There is no amber in it": a plain statement, no wish."""
    cue = _excluding(scene, mention)
    return cue is not None and _states(scene, cue)


def is_needed(scene: Scene, mention: Mention) -> bool:
    """ "I can't imagine summer without it", "I hate perfume, except vetiver"."""
    cue = None if mention.hangul else _excluding(scene, mention)
    if cue is None or not _is_undone(scene, cue):
        return False
    first, _ = scene.passage.sentences[mention.sentence]
    before = {token.word for token in scene.tokens[first : cue.first]}
    excepted = scene.word(cue.first) in _EXCEPTING and scene.word(cue.first - 1) != "nothing"
    return excepted or bool(before & _UNABLE)


def _is_led(scene: Scene, mention: Mention) -> bool:
    cue = _excluding(scene, mention)
    return cue is not None and not _is_undone(scene, cue) and not _states(scene, cue)


def _shares(scene: Scene, mention: Mention) -> bool:
    """ "Without rose, jasmine or musk": one word excludes the whole list."""
    group = scene.group_of(mention)
    led = [m for m in group if m.first < mention.first and _is_led(scene, m)]
    if not led:
        return False
    between = scene.between(led[-1].last, mention.first)
    later = scene.between(mention.last, group[-1].first)
    joined = any(t.word in {"or", "nor", "and"} for t in between)
    joined = joined or any(t.word in {"or", "nor"} for t in later)
    again = any(t.word in {"no", "zero"} or t.hangul for t in between)
    return joined and not again


def _excluding(scene: Scene, mention: Mention) -> Found[str] | None:
    """The excluding word before a mention, over a few adjectives."""
    first, _ = scene.passage.sentences[mention.sentence]
    first = max(first, mention.first - 2 * FARTHEST)
    cues = [c for c in scene.of_kind(("without",), first, mention.first) if _excludes(scene, c)]
    return cues[-1] if cues and _reaches(scene, cues[-1], mention) else None


def _reaches(scene: Scene, cue: Found[str], mention: Mention) -> bool:
    between = scene.between(cue.last, mention.first)
    if len(between) > FARTHEST or any(t.word in _BARRIER for t in between[:-1]):
        return False
    if any(set(t.gap) & set(",;:") for t in (*between, scene.tokens[mention.first])):
        return False
    return not any(scene.mention_at(i) for i in range(cue.last + 1, mention.first))


def _excludes(scene: Scene, cue: Found[str]) -> bool:
    """ "The rose but not the patchouli" shares a verb: what is felt decides there."""
    words = [scene.word(index) for index in range(cue.first, cue.last + 1)]
    return words not in (["but"], ["not"], ["but", "not"])


def _is_undone(scene: Scene, cue: Found[str]) -> bool:
    first, _ = scene.passage.sentences[scene.tokens[cue.first].sentence]
    before = {token.word for token in scene.tokens[first : cue.first]}
    if scene.word(cue.first) == "without":
        return bool(before & (_UNABLE | _NEVER))
    return scene.word(cue.first) in _EXCEPTING and bool(before & _REFUSING)


def _states(scene: Scene, cue: Found[str]) -> bool:
    return scene.word(cue.first) in {"no", "zero"} and scene.word(cue.first - 1) in _STATING
