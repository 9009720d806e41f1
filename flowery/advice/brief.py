"""A question in plain words becomes a Brief: English, Korean or both.

It reads what is said and adds nothing: a stated dislike of the person is merged by `recommend`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from flowery.advice.coverage import covered
from flowery.advice.denying_korean import denied_quality
from flowery.advice.inquiry import how_many, kind_of, wants_known_too
from flowery.advice.meanings import Meanings
from flowery.advice.phrases import KnownPhrases
from flowery.advice.polarity import Judged, judge, operators
from flowery.advice.saying import Span, Word, blanked, cleaned, words_of
from flowery.advice.titles import TitleReader, Titles
from flowery.perfumery.money import Budget, budget_of, cheaper
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.spans import years_of
from flowery.perfumery.words import Lexicon
from flowery.words.vocabulary import Brief, ExtractedScent

ReadSmells = Callable[[str], tuple[ExtractedScent, ...]]


@dataclass(slots=True)
class _Draft:
    """What was gathered so far."""

    wants: list[str] = field(default_factory=list)
    vetoes: list[str] = field(default_factory=list)
    avoid: list[str] = field(default_factory=list)
    moods: list[str] = field(default_factory=list)
    season: str | None = None
    occasion: str | None = None
    intensity: str | None = None
    shifts: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    softened: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))


class BriefReader:
    """Reads questions about one catalogue."""

    def __init__(self, lexicon: Lexicon, titles: Titles, read_smells: ReadSmells) -> None:
        catalogue = titles.catalogue
        self.known = KnownPhrases(catalogue, lexicon)
        self._meanings = Meanings(catalogue.taxonomy, lexicon)
        self._titles = TitleReader(titles, self.known)
        self._read_smells = lru_cache(maxsize=4)(read_smells)  # a question is read twice
        self._catalogue = catalogue
        self._taxonomy = catalogue.taxonomy

    def read(self, question: str) -> Brief:
        """The question taken apart."""
        text = cleaned(question)
        budget = budget_of(text) or Budget()
        money = budget.at
        named = self._titles.read(text)
        words = words_of(text, (*money, *(name.span for name in named.all)))
        judged = judge(words, self.known)
        draft = _Draft()
        for one in judged:
            self._take(draft, one)
        self._comparatives(draft, words)
        self._verbs(draft, words)
        people = (*named.perfumes, *named.perfumers)
        self._smells(draft, text, words, judged, (*money, *(name.span for name in people)))
        kind = kind_of(text, len(named.perfumes))
        like = _once(n.id for n in named.perfumes if kind == "comparison" or not n.is_denied)
        draft.vetoes += named.denied if kind == "recommendation" else ()
        return Brief(
            kind=kind,
            wants=self._wanted(draft),
            vetoes=_once(draft.vetoes),
            avoid=_once(s for s in draft.avoid if s not in draft.vetoes),
            moods=_once(draft.moods),
            season=draft.season,
            occasion=draft.occasion,
            intensity=draft.intensity,
            budget_max=budget.most if money else self._cheaper(text, like) or budget.most,
            like=like,
            shifts=_shifts(draft, relative=bool(like)),
            brands=_once(n.id for n in named.houses if not n.is_denied),
            perfumers=_once(n.id for n in named.perfumers),
            years=_years(text, (*money, *(name.span for name in named.all))),
            include_known=wants_known_too(text),
            how_many=how_many(text),
        )

    def _cheaper(self, text: str, like: tuple[str, ...]) -> float | None:
        """ "Like Tobacco Vanille but cheaper": the price band below it."""
        bands = (self._catalogue.get(fragrance_id).price_band for fragrance_id in like)
        return next((most for most in (cheaper(text, band) for band in bands) if most), None)

    def kept(self, question: str) -> str:
        """The question without what is left out or softened, the words that do so, and money."""
        text = cleaned(question)
        money = (budget_of(text) or Budget()).at
        words = words_of(text, money)
        named = [one.span for one in self._titles.read(text).all if one.is_denied]
        denied = [_span(j, words) for j in judge(words, self.known) if j.polarity in _DENIED]
        smells = self._read_smells(text)
        denied += [(s.start or 0, s.end or 0) for s in smells if _is_missed(s)]
        return blanked(text, (*named, *denied, *operators(words), *money))

    def _take(self, draft: _Draft, one: Judged) -> None:
        if one.polarity in ("left out", "softened"):
            subjects = self._meanings.subjects(one.found)
            (draft.vetoes if one.polarity == "left out" else draft.avoid).extend(subjects)
            if one.polarity == "softened" and subjects:
                _move(draft.softened, self._meanings.direction(one.found), -1.0)
            elif not subjects:
                _move(draft.shifts, self._meanings.direction(one.found), -1.0)
            if one.found.of("intensity"):
                draft.intensity = self._meanings.opposite(one.found)
            return
        if one.polarity == "more":
            _move(draft.shifts, self._meanings.direction(one.found), 1.0)
        draft.wants += self._meanings.wishes(one.found)
        draft.moods += self._meanings.moods(one.found)
        draft.season = draft.season or self._meanings.season(one.found)
        draft.occasion = draft.occasion or next(iter(one.found.of("occasion")), None)
        draft.intensity = draft.intensity or next(iter(one.found.of("intensity")), None)

    def _comparatives(self, draft: _Draft, words: Iterable[Word]) -> None:
        """ "Lighter", "smokier", "drier": a wish on the axes, relative to what was named."""
        for word in words:
            quality = self._meanings.comparative(word.form)
            if quality is not None:
                _move(draft.shifts, quality.axes, 1.0)
                draft.intensity = draft.intensity or _STRENGTH.get(quality.id)

    def _verbs(self, draft: _Draft, words: tuple[Word, ...]) -> None:
        """Korean adjectives before "-지 않-", and the forms of 달다 beside 안, 덜 and 너무."""
        for place, word in enumerate(words):
            before = words[place - 1].form if place else ""
            after = words[place + 1].form if place + 1 < len(words) else ""
            said = denied_quality(word.form, before, after)
            if said is not None:
                self._deny(draft, *said)

    def _deny(self, draft: _Draft, quality: str, is_softened: bool) -> None:
        if quality in ("strong", "heavy"):
            draft.intensity = "light"
        word = self._meanings.quality(quality)
        subject = self._meanings.quality_subject(quality)
        if subject is None or is_softened:
            _move(draft.softened if subject else draft.shifts, word.axes if word else {}, -1.0)
        if subject is not None:
            (draft.avoid if is_softened else draft.vetoes).append(subject)

    def _smells(
        self,
        draft: _Draft,
        text: str,
        words: tuple[Word, ...],
        judged: tuple[Judged, ...],
        hidden: tuple[Span, ...],
    ) -> None:
        """What the reader of memories makes of it: everyday things, and what is missed."""
        spoken_of = [_span(one, words) for one in judged if one.polarity != "wanted"]
        denied = [_span(one, words) for one in judged if one.polarity in _DENIED]
        meant = [_span(one, words) for one in judged if one.polarity == "wanted"]
        for smell in self._read_smells(text):
            if smell.note is None or _touches(smell, hidden):
                continue
            subject = f"note:{smell.note}"
            if not _is_missed(smell):
                if not _touches(smell, denied):
                    draft.wants.append(self._meanings.wish(smell.note))
            elif not _touches(smell, spoken_of) and not (smell.absent and _touches(smell, meant)):
                draft.vetoes.append(subject)
        if not (draft.wants or draft.moods or draft.vetoes or draft.avoid or hidden):
            draft.wants += self._bare(text)

    def _bare(self, text: str) -> list[str]:
        """What a question names that says nothing of smelling: "old barbershop"."""
        read = self._read_smells(f"the smell of {text.strip()}")
        return [f"note:{s.note}" for s in read if s.note is not None and not _is_missed(s)]

    def _wanted(self, draft: _Draft) -> tuple[str, ...]:
        """What is wanted and not also left out or softened."""
        denied = covered(draft.vetoes, self._taxonomy) | {*draft.avoid}
        return _once(s for s in draft.wants if s not in denied)


_DENIED = ("left out", "softened")
_STRENGTH = {"light": "light", "soft": "light", "heavy": "strong"}


def merged(
    brief: Brief, vetoes: Iterable[str], budget_max: float | None, taxonomy: Taxonomy
) -> Brief:
    """A brief with what the person stated once and for all: their vetoes, their usual budget. What
    is wanted and vetoed is vetoed.
    """
    both = _once((*brief.vetoes, *vetoes))
    gone = covered(both, taxonomy)
    budget = brief.budget_max if brief.budget_max is not None else budget_max
    wants = tuple(want for want in brief.wants if want not in gone)
    return replace(brief, wants=wants, vetoes=both, budget_max=budget)


def _years(text: str, taken: Iterable[Span]) -> tuple[int | None, int | None] | None:
    """The years that are asked for, outside of titles and sums."""
    years = years_of(blanked(text, taken))
    return (years.first, years.last) if years else None


def _span(one: Judged, words: tuple[Word, ...]) -> Span:
    return words[one.found.first].start, words[one.found.last].end


def _is_missed(smell: ExtractedScent) -> bool:
    return smell.absent or smell.valence == "hated"


def _touches(smell: ExtractedScent, spans: Iterable[Span]) -> bool:
    if smell.start is None or smell.end is None:
        return False
    return any(smell.start < end and smell.end > start for start, end in spans)


def _move(shifts: defaultdict[str, float], axes: Mapping[str, float], by: float) -> None:
    for axis, weight in axes.items():
        shifts[axis] += by * weight


def _shifts(draft: _Draft, *, relative: bool) -> dict[str, float]:
    """Where to go from what was named. What is only softened says so when something was named;
    without that, it is something to avoid and no direction.
    """
    if relative:
        _move(draft.shifts, draft.softened, 1.0)
    return _rounded(draft.shifts)


def _rounded(shifts: Mapping[str, float]) -> dict[str, float]:
    kept = {axis: round(max(-1.0, min(1.0, by)), 3) for axis, by in sorted(shifts.items())}
    return {axis: by for axis, by in kept.items() if by}


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
