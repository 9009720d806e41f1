"""Takes the words of a search apart, in English, Korean or both: what is wanted, what must not be
in it, which house, year or perfume is meant, and what it should be like.

Which perfumes follow from it is the business of `search`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flowery.perfumery.cues import search_cues
from flowery.perfumery.mentions import Mention, Mentions
from flowery.perfumery.money import Budget, asks_for_cheaper, budget_of
from flowery.perfumery.phrases import Found, Phrasebook, Word, words_of
from flowery.perfumery.spans import Years, years_of
from flowery.perfumery.stances import NOT, Stance, is_denied, stances_in
from flowery.perfumery.terms import Term

_LIKE = search_cues()["like"]
STOP = search_cues()["says_nothing"]
_KO_LIKE = re.compile(
    r"^\s*(?:이?랑|와|과|하고)?\s*(?:같은|같이|비슷한|비슷하|처럼|느낌|보다|닮은|대신|저렴|듀프)"
)
_ALL_BUT = re.compile(r"\b(?:(?:anything|everything|all) but|hold the)\b", re.IGNORECASE)
_KO_SWEET = re.compile(r"(?<![가-힣])(안|덜|더|너무)\s*(?:단|달고|달면|달게)(?![가-힣])")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search taken apart. `named` are perfumes whose title it is, `like` those it compares with;
    `cheaper` asks for less than these cost, `rest` are words nothing is known of, `text` is the
    search with its spelling corrected.
    """

    wants: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    less: tuple[Term, ...] = ()
    more: tuple[Term, ...] = ()
    houses: tuple[str, ...] = ()
    not_houses: tuple[str, ...] = ()
    perfumers: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    not_perfumes: tuple[str, ...] = ()
    years: Years | None = None
    budget: Budget | None = None
    cheaper: bool = False
    rest: tuple[str, ...] = ()
    text: str = ""

    @property
    def narrows(self) -> bool:
        """Whether it names something that perfumes must or must not have."""
        ruled_out = self.without or self.not_houses or self.not_perfumes
        return bool(ruled_out or self.years or self.budget or self.houses or self.perfumers)

    @property
    def is_only_names(self) -> bool:
        """Whether every word is a house, a perfumer, a title or a year."""
        smell = self.wants or self.without or self.less or self.more or self.like or self.rest
        return not smell


@dataclass(frozen=True)
class Asker:
    """Reads searches with the phrases, titles and perfumers of one catalogue."""

    phrases: Phrasebook[Term]
    mentions: Mentions
    perfumers: Phrasebook[str]
    correct: Callable[[str], str | None]

    def read(self, text: str) -> Asked:
        """A search taken apart; words that nobody knows are corrected when one is near."""
        text = _KO_SWEET.sub(r"\1 달콤한", unicodedata.normalize("NFC", text))
        text = _ALL_BUT.sub("without ", text)
        asked, left = self._read(text)
        nearer = {word: self.correct(word) for word in left}
        corrected = {word: near for word, near in nearer.items() if near}
        if not corrected:
            return asked
        again, _ = self._read(_replaced(text, corrected))
        return again

    def _read(self, text: str) -> tuple[Asked, tuple[str, ...]]:
        titles, houses = self.mentions.perfumes(text), self.mentions.houses(text)
        no_titles = [title for title in titles if is_denied(text, title.start, title.end)]
        no_houses = [house for house in houses if is_denied(text, house.start, house.end)]
        years, budget = years_of(text), budget_of(text)
        taken = [(t.start, t.end) for t in titles] + [(h.start, h.end) for h in houses]
        taken += ([years.at] if years else []) + ([*budget.at] if budget else [])
        words = tuple(w for w in words_of(text) if not _inside(w, taken))
        makers = self.perfumers.find(words)
        words = tuple(w for w in words if not _inside(w, [(m.start, m.end) for m in makers]))
        found = self._terms(words)
        wanted = [title for title in titles if title not in no_titles]
        like = _ids(t for t in wanted if self._is_compared(text, t.start, t.end))
        rest = _rest(words, found)
        asked = Asked(
            **_sorted(found, stances_in(text, words, found)),
            houses=tuple(dict.fromkeys(h.house for h in houses if h not in no_houses)),
            not_houses=tuple(dict.fromkeys(h.house for h in no_houses)),
            perfumers=tuple(dict.fromkeys(maker.meaning for maker in makers)),
            named=_ids(t for t in wanted if t.fragrance_id not in like),
            like=like,
            not_perfumes=_ids(no_titles),
            years=years,
            budget=None if like and asks_for_cheaper(text) else budget,
            cheaper=bool(like) and asks_for_cheaper(text),
            rest=rest,
            text=text,
        )
        return asked, rest

    def _terms(self, words: tuple[Word, ...]) -> list[Found[Term]]:
        """The phrases understood; "sweeter" is read as "sweet"."""
        plain = tuple(self._positive(word) for word in words)
        return self.phrases.find(plain)

    def _positive(self, word: Word) -> Word:
        if word.form in self.phrases or not word.form.endswith("er"):
            return word
        stems = (word.form[:-2], word.form[:-1], f"{word.form[:-3]}y", word.form[:-3])
        known = next((stem for stem in stems if stem in self.phrases), None)
        return Word(word.start, word.end, known, word.is_apart) if known else word

    def _is_compared(self, text: str, start: int, end: int) -> bool:
        before = {word.form for word in words_of(text[:start])[-3:]}
        after = {word.form for word in words_of(text[end:])[:2]}
        return bool(before & _LIKE or after & {"but"} or _KO_LIKE.match(text[end:]))


def _sorted(found: list[Found[Term]], stances: list[Stance]) -> Mapping[str, tuple[Term, ...]]:
    parts = {"wants": "want", "without": "without", "less": "less", "more": "more"}
    told = list(zip(found, stances, strict=True))
    return {
        part: tuple(phrase.meaning for phrase, stance in told if stance == wanted)
        for part, wanted in parts.items()
    }


def _ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.fragrance_id for mention in mentions))


def _rest(words: tuple[Word, ...], found: list[Found[Term]]) -> tuple[str, ...]:
    taken = {at for phrase in found for at in range(phrase.first, phrase.last)}
    open_words = (word.form for at, word in enumerate(words) if at not in taken)
    return tuple(dict.fromkeys(form for form in open_words if form not in STOP | NOT))


def _inside(word: Word, spans: list[tuple[int, int]]) -> bool:
    return any(start < word.end and word.start < end for start, end in spans)


def _replaced(text: str, corrected: Mapping[str, str]) -> str:
    for word in reversed(words_of(text)):
        if word.form in corrected:
            text = text[: word.start] + corrected[word.form] + text[word.end :]
    return text
