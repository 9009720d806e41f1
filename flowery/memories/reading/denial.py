"""What a text says is not there: excluded (a wish), absent (gone) or corrected (another one).

English corrections: "not rose but peony", "it wasn't the damp", "peony, not rose".
"""

from __future__ import annotations

import re
from typing import Literal

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.exclusion import is_excluded, is_said_missing
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


Denied = Literal["excluded", "absent", "corrected"]

FARTHEST_ABSENT = 4
"""At most so many words stand between "couldn't smell" and what was gone."""

_SMELL = r"\s?(?:향기|향|냄새|내음|맛|노트|느낌|계열)"
_PARTICLE = r"(?:이나|랑|이랑|만은|만|은|는|이|가|을|를|도)?"
_ADVERB = r"(?:\s(?:제발|절대|전혀|꼭|다|좀|하나도|더 이상|더는|이제|이젠|이제는|아예))?"


class Denial:
    """Tells how a mention is denied, if it is."""

    def __init__(self, cues: Cues) -> None:
        self._excluded = _after_noun(f"(?:{_SMELL})?", cues.korean("without"))
        self._corrected = _after_noun(f"(?:{_SMELL})?", cues.korean("correction"))
        self._absent = _after_noun(_SMELL, cues.korean("absence"))
        self._only = cues.korean("not_only")

    def of(self, scene: Scene, mention: Mention) -> Denied | None:
        """How a mention is denied; None when it is simply there."""
        if mention.hangul:
            return self._of_korean(scene, mention)
        if _is_absent(scene, mention):
            return "absent"
        if is_corrected(scene, mention) or is_said_missing(scene, mention):
            return "corrected"
        return "excluded" if is_excluded(scene, mention) else None

    def _of_korean(self, scene: Scene, mention: Mention) -> Denied | None:
        start, words = scene.passage.text_of(mention.sentence)
        rest = words[mention.end - start :]
        if rest.lstrip("이가은는도을를만 ").startswith(self._only):
            return None
        if self._excluded.match(rest):
            return "excluded"
        if self._corrected.match(rest):
            return "corrected"
        return "absent" if self._absent.match(rest) else None


def _after_noun(smell: str, forms: tuple[str, ...]) -> re.Pattern[str]:
    """A form behind a noun, with what may stand between them."""
    return re.compile(f"{smell}{_PARTICLE}{_ADVERB}\\s?(?:{'|'.join(map(re.escape, forms))})")


def _is_absent(scene: Scene, mention: Mention) -> bool:
    """ "I couldn't smell the roses", "no roses any more"; not "can't smell it without …"."""
    first, after = scene.passage.sentences[mention.sentence]
    cue = next(iter(scene.of_kind(("absence",), first, after)), None)
    if cue is None:
        return False
    if cue.first > mention.last:
        nos = scene.of_kind(("without",), first, mention.first)
        return any(scene.word(no.first) == "no" and mention.first - no.last <= 3 for no in nos)
    unless = any(scene.word(i) in {"without", "unless"} for i in range(mention.last, after))
    return mention.first <= cue.last + FARTHEST_ABSENT and not unless
