"""English corrections: "not rose but peony", "it wasn't the damp", "peony, not rose"."""

from __future__ import annotations

from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.scene import Scene

_BETWEEN = frozenset(
    ["the", "a", "an", "really", "exactly", "quite", "actually", "my", "her", "his"]
)
_IS_NOT = frozenset({"isnt", "wasnt", "arent", "werent"})
_BEFORE_NOT = frozenset({"is", "was", "are", "were", "be", "its", "thats"})
_FEELING = ("love_verb", "hate_verb", "love_word", "hate_word")


def is_corrected(scene: Scene, mention: Mention) -> bool:
    """Is a smell named only to say that it was another one?"""
    index = mention.first - 1
    while scene.word(index) in _BETWEEN and mention.first - index <= 3:
        index -= 1
    if not scene.same_sentence(index, mention.first) or _is_not_only(scene, index):
        return False
    if [scene.word(index - 1), scene.word(index)] in (["instead", "of"], ["rather", "than"]):
        return True
    if scene.word(index) in _IS_NOT:
        return _is_another_named(scene, mention)
    return scene.word(index) == "not" and _denies(scene, index, mention)


def _denies(scene: Scene, index: int, mention: Mention) -> bool:
    """Does "not" deny the name, and not a feeling that it shares?"""
    first, _ = scene.passage.sentences[mention.sentence]
    before = scene.word(index - 1)
    if before == "but" or scene.of_kind(_FEELING, first, index):
        return False
    opens = not scene.same_sentence(index - 1, index)
    apart = bool(scene.tokens[index].gap.strip())
    return opens or apart or before in _BEFORE_NOT or _is_another_named(scene, mention)


def _is_not_only(scene: Scene, index: int) -> bool:
    return scene.starts("not_only", index) is not None or scene.word(index + 1) in {"only", "just"}


def _is_another_named(scene: Scene, mention: Mention) -> bool:
    """ "… but peony", "… it was peony"."""
    _, after = scene.passage.sentences[mention.sentence]
    contrasts = scene.of_kind(("contrast",), mention.last, after)
    return bool(contrasts) or any(
        m.first > mention.last for m in scene.mentions_of(mention.sentence)
    )
