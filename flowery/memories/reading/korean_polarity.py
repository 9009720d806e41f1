"""Words of feeling in a Korean sentence, once denial, time and person are counted in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flowery.memories.reading.clauses import korean_clause
from flowery.memories.reading.cues import Cues
from flowery.memories.reading.scene import Scene
from flowery.words.vocabulary import Valence

_NIEUN, _RIEUL = 4, 8
ADNOMINAL = re.compile(
    f"(?!만)[{''.join(chr(0xAC00 + i) for i in range(11172) if i % 28 in {_NIEUN, _RIEUL})}]$"
)
"""How a predicate ends that stands before its noun: 좋아하는, 싫은, 그리운."""

_NEGATED = re.compile(r"[가-힣]{0,2}(?:지(?:는|도|가|를|만|만은)?|진|질)\s?(?:않|못|안|아니)")
_ENDED = re.compile(r"[가-힣]{0,2}(?:더니|았는데|었는데|했는데)")
_THOUGHT = re.compile(
    r"[가-힣]{0,3}(?:다고|라고|줄) ?(?:생각했|생각하|믿었|여겼|알았)[가-힣]{0,3}(?:는데|지만|으나)"
    r"|[가-힣]{0,2}던 (?:내|나|제|저)(?:가|는|도)?\s"
)
"""What was thought or felt before: "촌스럽다고 생각했는데", "싫어하던 내가"."""

_ABSURD = re.compile(r"[가-힣]{0,2} (?:리가|사람[이은도]? ?(?:어디 )?(?:없|있[을나겠]))")
_OTHER: dict[Valence, Valence] = {"loved": "hated", "hated": "loved", "neutral": "neutral"}

_ACT = re.compile(r"[가-힣]기(?:가|도|는|조차)?$")
_NO_TASTER = re.compile(
    r"(?:향|냄새|내음|노트|꽃|것|거|건|게|걸|편|마음|줄|데|중|듯|만큼|이유|터|지|수|때|순간|계절|나|저|내|제)"
)
_WEARING = ("맡", "쓰", "뿌리", "바르", "먹", "마시", "입", "들어가", "지나")

_BETTER = frozenset({"낫", "나은", "나아"})
_ONCE = re.compile(r"어릴|어렸|예전|옛날|한때|처음")
_NOW = re.compile(r"지금|이제|이젠|요즘")
_SOON = 60
"""So many letters on, "now" still answers "once"."""

_WISHES = ("겠", "을까", "을지", "을 텐데", "으련만")
_QUOTED = ("다고", "다는", "다며", "대요")
_HEARSAY = ("단다", "대요", "댄다", "다지만", "다는데", "다던데", "다더라", "다더니", "다고들")
_HONORED = ("시", "셨", "신", "십")
_TRANSITIVE = ("좋아하", "좋아했", "좋아한", "좋아합", "사랑", "아끼", "아껴", "싫어", "그리워")
_KINDS: dict[str, Valence] = {
    "korean_love": "loved",
    "korean_hate": "hated",
    "korean_indifferent": "neutral",
}


@dataclass(frozen=True, slots=True)
class KoreanFeeling:
    """Words of feeling: folded letters `start`..`end`, tokens `token`..`last`, what they say."""

    form: str
    valence: Valence
    start: int
    end: int
    token: int
    last: int


class KoreanPolarity:
    """Finds words of feeling and turns them into valences."""

    def __init__(self, cues: Cues) -> None:
        self._valences = {
            form.replace(" ", ""): valence
            for kind, valence in _KINDS.items()
            for form in cues.korean(kind)
        }
        forms = sorted((f for kind in _KINDS for f in cues.korean(kind)), key=len, reverse=True)
        body = "|".join(re.escape(form).replace(r"\ ", r"\s?") for form in forms)
        self._cue = re.compile(f"(?:(?<![가-힣])|(?<=안)|(?<=못)|(?<=너무)|(?<=제일))(?:{body})")
        self._extent = cues.korean("korean_extent")
        self._people = cues.korean("third_person")
        self._self = frozenset(cues.korean("first_person"))
        people = "|".join(map(re.escape, self._people))
        self._subject = re.compile(f"(?:{people})(?:은|는|이|가|께서|께서는|도)")

    def of(self, scene: Scene, sentence: int) -> Iterator[KoreanFeeling]:
        """The writer's feelings in one sentence, in order."""
        start, text = scene.passage.text_of(sentence)
        token, _ = scene.passage.sentences[sentence]
        for cue in self._cue.finditer(text):
            begin, end = start + cue.start(), start + cue.end()
            while scene.tokens[token].end <= begin:
                token += 1
            form = cue.group()
            known = self._valences[form.replace(" ", "")]
            last = token
            while scene.tokens[last].end < end:
                last += 1
            feeling = KoreanFeeling(form, known, begin, end, token, last)
            if self._is_writers(scene, feeling):
                yield self._turned(scene, feeling)

    def _turned(self, scene: Scene, feeling: KoreanFeeling) -> KoreanFeeling:
        """Denied love is a dislike, denied hate is nothing either way, unless nobody feels so."""
        text = scene.passage.letters.text
        before = text[max(0, feeling.start - 4) : feeling.start].rstrip()
        led = before.endswith(("안", " 덜")) and not before.endswith(("불안", "동안", "편안"))
        if led or _NEGATED.match(text[feeling.end : feeling.end + 10]):
            denied: Valence = "hated" if feeling.valence == "loved" else "neutral"
            feeling = replace(feeling, valence=denied)
        absurd = _is_absurd(text, feeling)
        return replace(feeling, valence=_OTHER[feeling.valence]) if absurd else feeling

    def _is_writers(self, scene: Scene, feeling: KoreanFeeling) -> bool:
        """Is it felt, now, by the writer?"""
        text = scene.passage.letters.text
        rest = text[feeling.end : feeling.end + 10]
        if _is_absurd(text, feeling):
            return True
        if not self._is_meant(scene, feeling, rest):
            return False
        told = text[feeling.start :].startswith(_TRANSITIVE) or rest.startswith(_QUOTED)
        if rest.startswith(_HEARSAY) or (feeling.form[-1] + rest).startswith(_HEARSAY):
            return False
        return not _is_over(scene, feeling) and not (told and self._is_others(scene, feeling, rest))

    def _is_meant(self, scene: Scene, feeling: KoreanFeeling, rest: str) -> bool:
        """Not "좋을 만큼", "좋겠다", "떠나기 싫다", nor 나은 and 쪽이 that compare nothing."""
        if rest.startswith(self._extent) or (feeling.form == "좋" and rest.startswith(_WISHES)):
            return False
        if feeling.form == "싫":
            return not _is_of_act(scene, feeling)
        if feeling.form == "쪽이":
            return self._is_own_side(scene, feeling)
        _, sentence = scene.passage.text_of(scene.tokens[feeling.token].sentence)
        return feeling.form not in _BETTER or "보다" in sentence

    def _is_own_side(self, scene: Scene, feeling: KoreanFeeling) -> bool:
        """ "나는 로즈마리 쪽이다"; not "바다 쪽이다"."""
        first, _ = scene.passage.sentences[scene.tokens[feeling.token].sentence]
        words = {token.word for token in scene.tokens[first : feeling.token]}
        return bool(words & self._self)

    def _is_others(self, scene: Scene, feeling: KoreanFeeling, rest: str) -> bool:
        """ "엄마는 … 좋아하셨다", "… 싫어하던 친구"."""
        first, _ = korean_clause(scene, feeling.token)
        words = [token.word for token in scene.tokens[first : feeling.token]]
        if any(self._is_self(words, place) for place in range(len(words))):
            return False
        if ADNOMINAL.search(scene.word(feeling.last)) and self._is_taster(scene, feeling.last + 1):
            return True
        return rest.startswith(_HONORED) or any(self._subject.fullmatch(word) for word in words)

    def _is_taster(self, scene: Scene, index: int) -> bool:
        """Whoever "장미를 좋아하던 그 애" names; not the smell, nor the 편 of "좋아하는 편"."""
        while scene.word(index) in {"그", "이", "저", "우리"}:
            index += 1
        word = scene.word(index)
        named = scene.mention_at(index) or word in self._self or _NO_TASTER.match(word)
        return word.startswith(self._people) or (scene.follows(index) and not named)

    def _is_self(self, words: list[str], place: int) -> bool:
        """ "나는"; not the 우리 of "우리 딸은"."""
        ours = words[place] == "우리" and "".join(words[place + 1 : place + 2]).startswith(
            self._people
        )
        return words[place] in self._self and not ours


def _is_of_act(scene: Scene, feeling: KoreanFeeling) -> bool:
    """ "떠나기 싫었다": an act is disliked, unless it is one of smelling or wearing."""
    before = scene.word(feeling.token - 1)
    return _ACT.search(before) is not None and not before.startswith(_WEARING)


def _is_absurd(text: str, feeling: KoreanFeeling) -> bool:
    """What nobody feels is turned round: "싫을 리가 있나", "안 좋아하는 사람은 없을 거다"."""
    return _ABSURD.match(text[feeling.end : feeling.end + 16]) is not None


def _is_over(scene: Scene, feeling: KoreanFeeling) -> bool:
    """ "어릴 땐 싫어했는데 지금은 …": something else is said of now."""
    first, _ = korean_clause(scene, feeling.token)
    text = scene.passage.letters.text
    if _THOUGHT.match(text[feeling.end : feeling.end + 14]):
        return True
    once = _ONCE.search(text[scene.tokens[first].start : feeling.start])
    ended = _ENDED.match(text[feeling.end : feeling.end + 5])
    return bool(once or ended) and bool(_NOW.search(text[feeling.end : feeling.end + _SOON]))
