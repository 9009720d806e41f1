"""What a Korean sentence feels about its smells, and about those that it refers back to.

A predicate looks back to its noun, an adnominal form ahead; 그 냄새 means the sentence before.
"""

from __future__ import annotations

import re
from itertools import pairwise

from flowery.memories.reading.clauses import KOREAN_CONTRAST, korean_clause
from flowery.memories.reading.cues import Cues
from flowery.memories.reading.feelings import (
    CLAUSE,
    OBJECT,
    REFERENCE,
    Verdicts,
    last_group,
    referred_to,
)
from flowery.memories.reading.korean_polarity import ADNOMINAL, KoreanFeeling, KoreanPolarity
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.scene import Scene

FARTHEST_AHEAD = 7
"""At most so many words stand between "좋아하는" and the smell that it is said of."""

SHORT = 2
"""A mood in so few words ("행복했다.") is about what was just told."""

_BODY = ("머리", "두통", "어지", "멀미", "토", "구역", "메스", "메슥", "울렁", "속이", "코", "숨")
_PARTICLE = re.compile(r"(?:이|가|을|를|은|는|도|만|만은|까지|이나|조차)$")
_NO_NOUN = re.compile(
    r"(?:나는|하는|있는|없는|되는|맡는|던|면|아도|어도|타도|해도|라도|기만)$|것|쪽[이은]$"
)
_BEARING = re.compile(
    r"(?:향|향기|냄새|내음)(?:이|가)? 나[는던]$|(?:가득한|풍기는|풍기던|섞인|밴|배인|머금은)$"
)
_SMELL = re.compile(
    r"(?:향기|향|냄새|내음|향수|것|건|게|노트)(?:은|는|이|가|을|를|도|중에|중|들은|라면)?"
)
_LIKENED = re.compile(
    r"(?:향|향기|냄새|내음|향수)?(?:보다|\S{0,2}\s?(?:같아|같은데|같은 느낌|같은 기분|같은 맛"
    r"|먹는 기분|먹는 느낌|마시는 기분|마시는 느낌|씹는 기분|씹는 느낌|비슷))"
)
_EACH_TIME = re.compile(r"면 |면은 |마다 |때면|때마다")
"""A mood that comes each time is the smell's doing: "그 앞을 지나면 기분이 좋아진다"."""

_CAUSE = re.compile(r"(?:향|향기|냄새|내음)(?: 하나)? ?(?:때문에|덕분에|덕에)")
"""What a smell brings about is felt of the smell: "그 향 덕분에 여름이 기다려졌다"."""

_REASON = re.compile(r"[가-힣](?:서|니까|길래)$|^때문에$")

_NAMING = re.compile(r"^(?:최[고악애]의|최애|극혐|불호|비호감|인생향)$")
_THINGS = frozenset(
    ["건", "것은", "거는", "게", "것이", "것도", "것만", "거", "쪽은", "향은", "향이"]
)
_POINTS = re.compile(
    r"(?:그|이|저)\s?(?:향|냄새|내음|체취|연기)|그게|그거|그것|이게|이거|그건|이건"
    r"|이런\s?[게거것]|그\s?(?:순간|느낌|기운)"
    r"|둘\s다|모두|전부|냄새|향기|향[이은도만을]"
)


class KoreanFeelings:
    """Hands out verdicts sentence by sentence."""

    def __init__(self, cues: Cues) -> None:
        self._polarity = KoreanPolarity(cues)
        self._adverbs = frozenset(cues.korean("korean_adverb"))
        self._people = frozenset(cues.korean("third_person"))
        self._fillers = frozenset(cues.korean("modifier")) | self._adverbs | self._people
        self._effects = cues.korean("korean_effect")
        self._latter = cues.korean("latter")
        self._former = cues.korean("former")
        self._all = cues.korean("all_of")

    def feel(self, scene: Scene, sentence: int, verdicts: Verdicts) -> None:
        """Adds what one sentence says of its own mentions and of those before."""
        for feeling in self._polarity.of(scene, sentence):
            if ahead := self._ahead(scene, feeling):
                verdicts.say(ahead, feeling.valence, OBJECT, sentence)
            elif not (self._is_about_other(scene, feeling) or _is_of_own(scene, feeling, verdicts)):
                self._look_back(scene, feeling, sentence, verdicts)
        for left, right in pairwise(scene.mentions_of(sentence)):
            if left.tail.startswith("보다") and not scene.same_sentence(right.last, right.last + 1):
                verdicts.say((right,), "loved", CLAUSE, sentence)

    def _look_back(
        self, scene: Scene, feeling: KoreanFeeling, sentence: int, verdicts: Verdicts
    ) -> None:
        before = [m for m in scene.mentions_of(sentence) if m.start < feeling.start]
        before = [m for m in before if not _is_likened(scene, m)] or before
        if before:
            verdicts.say(scene.group_of(before[-1]), feeling.valence, CLAUSE, sentence)
        elif self._may_refer(scene, feeling, sentence):
            meant = self._reference(scene, feeling, sentence)
            verdicts.say(meant, feeling.valence, REFERENCE, sentence)

    def _may_refer(self, scene: Scene, feeling: KoreanFeeling, sentence: int) -> bool:
        """Not "참 좋은 시절", nor "그날 나는 행복했다": a mood, or praise of its own noun."""
        _, text = scene.passage.text_of(sentence)
        first, after = scene.passage.sentences[sentence]
        if _POINTS.search(text) or text.startswith((*self._latter, *self._former, *self._all)):
            return True
        mood = feeling.form.startswith(self._effects) and not feeling.form.startswith(_BODY)
        word = scene.word(feeling.last)
        own = (ADNOMINAL.search(word) or word.endswith("의")) and feeling.last + 1 < after
        own = own and not scene.word(feeling.last + 1).startswith(("것", "거", "기억"))
        beside = after - first - (feeling.last - feeling.token) - 1
        return not own and (not mood or beside < SHORT or bool(_EACH_TIME.search(text)))

    def _ahead(self, scene: Scene, feeling: KoreanFeeling) -> tuple[Mention, ...]:
        """ "좋아하는 장미향", "제일 싫은 냄새는 나프탈렌"."""
        word = scene.word(feeling.last)
        if not (ADNOMINAL.search(word) or _NAMING.search(word)):
            return ()
        for index in range(feeling.last + 1, feeling.last + 1 + FARTHEST_AHEAD):
            if not scene.same_sentence(feeling.last, index):
                return ()
            if mention := scene.mention_at(index):
                return scene.onward(mention)
            if not self._is_filler(scene.word(index)):
                return ()
        return ()

    def _is_filler(self, word: str) -> bool:
        return word.endswith("의") or word in self._fillers or _SMELL.fullmatch(word) is not None

    def _is_about_other(self, scene: Scene, feeling: KoreanFeeling) -> bool:
        """Is the noun right before no smell: "할머니가 그립다"?"""
        if feeling.form.startswith(self._effects):
            return False
        if _CAUSE.search(_korean_before(scene, feeling)):
            return False
        if self._is_anothers_doing(scene, feeling):
            return True
        index = feeling.token - 1
        while scene.same_sentence(index, feeling.token) and scene.word(index) in self._adverbs:
            index -= 1
        if not scene.same_sentence(index, feeling.token) or _is_named(scene, index):
            return False
        return scene.tokens[index].hangul and self._is_other_noun(scene, index)

    def _is_anothers_doing(self, scene: Scene, feeling: KoreanFeeling) -> bool:
        """ "주인이 친절해서 좋았다": somebody between the smell and the feeling is its reason."""
        named = [m.last for m in scene.mentions_of(scene.tokens[feeling.token].sentence)]
        first, _ = korean_clause(scene, feeling.token)
        since = max((last + 1 for last in named if last < feeling.token), default=first)
        words = [token.word for token in scene.tokens[since : feeling.token]]
        because = [i for i, word in enumerate(words) if _REASON.search(word)]
        return bool(because) and any(
            word.startswith(tuple(self._people)) and word.endswith(("이", "가"))
            for word in words[: because[-1]]
        )

    def _is_other_noun(self, scene: Scene, index: int) -> bool:
        """A noun with its particle that is not what bears the smell: "… 향이 나는 그 카페를"."""
        word, before = scene.word(index), scene.word(index - 1)
        if not _PARTICLE.search(word) or KOREAN_CONTRAST.search(word) or _NO_NOUN.search(word):
            return False
        bearer = index - 2 if before in {"그", "이", "저"} else index - 1
        pointed = f"{before} {word}"
        named = pointed.startswith((*self._latter, *self._former, *self._all))
        return not (named or _POINTS.search(pointed) or _bears(scene, index, bearer))

    def _reference(
        self, scene: Scene, feeling: KoreanFeeling, sentence: int
    ) -> tuple[Mention, ...]:
        """What a clause without a smell of its own means of the sentence before."""
        pool = referred_to(scene, sentence)
        first, after = korean_clause(scene, feeling.token)
        text = scene.passage.letters.text[scene.tokens[first].start : scene.tokens[after - 1].end]
        if text.startswith(self._latter):
            return pool[-1:]
        if text.startswith(self._former):
            return pool[:1]
        if text.startswith(self._all) or (pool and scene.is_fragment(pool[-1].sentence)):
            return pool
        if len(pool) == 2 and _is_of_one(scene, *pool):
            return pool
        return last_group(scene, pool)


def _is_of_one(scene: Scene, left: Mention, right: Mention) -> bool:
    """ "계피 냄새 나는 수정과 … 그 향": both are one thing."""
    words = [token.word for token in scene.between(left.last, right.first)]
    return any(ADNOMINAL.search(word) for word in words)


def _korean_before(scene: Scene, feeling: KoreanFeeling) -> str:
    start, _ = scene.passage.text_of(scene.tokens[feeling.token].sentence)
    return scene.passage.letters.text[start : feeling.start]


def _is_named(scene: Scene, index: int) -> bool:
    """Is a noun a smell, or what a smell is told of: the 향수 of "장미 향수는"?"""
    before = scene.mention_at(index - 1)
    told = before is not None and not before.tail and scene.follows(index)
    return told or scene.mention_at(index) is not None


def _is_likened(scene: Scene, mention: Mention) -> bool:
    """ "… 보다", "비누 먹는 기분이라": something else is told by it."""
    after = scene.passage.letters.text[mention.end : mention.end + 14]
    return mention.hangul and _LIKENED.match(after) is not None


def _is_of_own(scene: Scene, feeling: KoreanFeeling, verdicts: Verdicts) -> bool:
    """ "복숭아는 좋은데 인공적인 건 싫다": the clause has a noun of its own, and no smell."""
    first, after = korean_clause(scene, feeling.token)
    named = [m for m in scene.mentions_of(scene.tokens[first].sentence) if m.first < after]
    if not named or named[-1].last >= first or not verdicts.is_felt(named[-1]):
        return False
    words = [token.word for token in scene.tokens[first : min(after, feeling.last + 2)]]
    return any(word in _THINGS and ADNOMINAL.search(before) for before, word in pairwise(words))


def _bears(scene: Scene, index: int, bearer: int) -> bool:
    """Is a noun told by the smell that was named before it in its sentence?"""
    named = scene.mentions_of(scene.tokens[index].sentence)
    told = _BEARING.search(f"{scene.word(bearer - 1)} {scene.word(bearer)}")
    return bool(named) and named[0].first < index and told is not None
