"""Everything that stands ready to answer, over one catalogue and for any person.

It reads a question into a brief and gathers what its answer stands on. It writes nothing down.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from flowery.advice.aspects import Aspects
from flowery.advice.brief import BriefReader, ReadSmells, merged
from flowery.advice.drafting import Trial, Turned
from flowery.advice.elsewhere import Elsewhere, There
from flowery.advice.exclusions import Exclusion, Exclusions
from flowery.advice.features import Features
from flowery.advice.holdings import Column
from flowery.advice.labels import Labels
from flowery.advice.own_memories import Found, OwnMemories, PersonalIndex
from flowery.advice.person import Person
from flowery.advice.phrasing import Phrasing
from flowery.advice.ranking import Ranker
from flowery.advice.recommending import Recommending
from flowery.advice.retrieval import Perfumes, close_perfumes, heard, telling_words
from flowery.advice.struck_parts import as_smelled
from flowery.advice.titles import Titles
from flowery.advice.tuned import Tuned
from flowery.models.port import Models
from flowery.perfumery.catalogue import Mask
from flowery.perfumery.gloss import Gloss
from flowery.perfumery.words import Lexicon
from flowery.storage.personal.questions import Stamp
from flowery.storage.tables import PersonalTables, Tables
from flowery.storage.vectors import Vectors
from flowery.words.errors import ModelError
from flowery.words.vocabulary import Brief, User

_log = logging.getLogger(__name__)

TOLD = 4  # memories that a question brings up
SEARCHED = 24  # memories that a search looks through


@dataclass(frozen=True)
class Posed:
    """A question as it is answered: who asks what, with which brief, in which language; `hides` are
    memories that are not to be brought up.
    """

    user_id: str
    question: str
    brief: Brief
    limit: int
    language: str
    person: Person
    version: int
    trial: Trial | None = None
    hides: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Heard:
    """The words of a question that are looked for, as a text and as a vector, and the person's
    index to look in; the perfumes too, where the vector is of another space than the catalogue's.
    """

    text: str
    vector: NDArray[np.float32]
    index: PersonalIndex
    perfumes: Perfumes | None = None


class Panel:
    """Ready to answer. What is slow to build is built at the first question, or by `warm`."""

    def __init__(
        self,
        tables: Tables,
        vectors: Vectors,
        models: Models,
        lexicon: Lexicon,
        titles: Titles,
        read_smells: ReadSmells,
        tuned: Tuned,
    ) -> None:
        self._models = models
        self._tuned = tuned
        self._lexicon = lexicon
        self.titles = titles
        self._read_smells = read_smells
        self.catalogue = titles.catalogue
        self._gloss = Gloss(self.catalogue.taxonomy, lexicon)
        self.labels = Labels(self.catalogue, lexicon)
        self.memories = OwnMemories(tables, vectors, self._gloss)
        self.elsewhere: Elsewhere | None = None

    def brief(self, question: str, person: Person, user: User, given: Brief | None) -> Brief:
        """The brief of a question, or the given one; what the person stated is part of either."""
        read = self.reader.read(question) if given is None else given
        budget = user.budget_max if given is None else None
        brief = merged(read, person.vetoes, budget, self.catalogue.taxonomy)
        needs_strength = given is None and brief.intensity is None
        return replace(brief, intensity=user.intensity) if needs_strength else brief

    def now(self, own: PersonalTables) -> tuple[int, Mapping[str, Stamp]]:
        """The version of a person's rows, and the stamps of their memories in exactly that one."""
        while True:
            version = own.version()
            stamps = self.memories.of(own.user_id, version).stamps
            if own.version() == version:
                return version, stamps

    def hear(self, posed: Posed) -> Heard:
        """What a question looks for, and where this person's memories are looked up."""
        kept = self.reader.kept(posed.question).strip()
        text = heard(posed.brief, kept, self.labels)
        there = self._heard_elsewhere(posed, kept or text)
        if there is not None:
            return Heard(self._with_gloss(text), there.vector, there.index, there.perfumes)
        index = self.memories.of(posed.user_id, posed.version)
        return Heard(*self._said(text, kept), index)

    def heard_by(self, user_id: str) -> str:
        """Which encoder elsewhere hears this person's questions; "" when the one here does."""
        return self.elsewhere.serves(user_id) if self.elsewhere else ""

    def meant(self, question: str) -> tuple[str, NDArray[np.float32]]:
        """What anybody's question looks for, as words and as a vector."""
        kept = self.reader.kept(question).strip()
        text = heard(self.reader.read(question), kept, self.labels)
        return self._said(text, kept)

    def close(self, text: str, vector: NDArray[np.float32], adapted: NDArray[np.float32]) -> Column:
        """How close every perfume is to words and a vector as it is adapted, shape (n,)."""
        return close_perfumes(self.features, text, vector, adapted)

    def recommending(
        self, posed: Posed, heard_: Heard, turned: Turned | None = None
    ) -> Recommending:
        """The ranking of all perfumes for this question and person; with `turned` as if that was
        looked for. While a comparison runs it is the ranking that stood when it began.
        """
        told = self._told(posed, heard_)
        stands = posed.trial.stands if posed.trial else self._tuned
        words = self._close(heard_, turned or stands.adapted)
        avoid = (*posed.brief.avoid, *posed.person.avoided)
        compares = posed.brief.kind == "comparison"  # then what is named is no wish to come near
        brief = replace(posed.brief, like=()) if compares else posed.brief
        known = (posed.person.liking, posed.person.outlook)
        ground = self.ranker.ground(brief, words, *known, told, avoid)
        struck = {
            self.catalogue.row(f): one
            for f, one in posed.person.struck.items()
            if f in self.catalogue
        }
        aspects = as_smelled(ground.aspects, struck, self.aspects)
        ground = replace(ground, aspects=aspects, weights=stands.weights)
        phrasing = Phrasing(self.labels, self.catalogue, heard_.index.memories, posed.language)
        coverage = self.exclusions.coverage
        ranked = (self.features, self.aspects, self.ranker, ground)
        return Recommending(*ranked, phrasing, coverage, struck)

    @property
    def weights(self) -> Mapping[str, float]:
        """What training multiplies parts of the score with."""
        return self._tuned.weights

    def excluded(self, brief: Brief, person: Person) -> tuple[Exclusion, ...]:
        """What may be in no perfume of the answer."""
        vetoes = (Exclusion(subject) for subject in brief.vetoes)
        return tuple(dict.fromkeys((*vetoes, *person.excluded)))

    def allowed(self, brief: Brief, person: Person) -> Mask:
        """Which perfumes may be shown: vetoes first, then price, house, and what is known
        already.
        """
        allowed = self.exclusions.allowed(self.excluded(brief, person))
        allowed &= self.ranker.affordable(brief.budget_max)
        allowed &= ~self.features.rows_of(brief.like)
        if brief.brands:
            codes = [self.features.brand_codes.get(brand, -1) for brand in brief.brands]
            allowed &= np.isin(self.features.brands, codes)
        if brief.perfumers:
            allowed &= self.features.made_by(brief.perfumers)
        if brief.years is not None:
            allowed &= self.features.of_years(brief.years)
        if not brief.include_known:
            allowed &= ~self.features.rows_of(person.known)
        return allowed

    def warm(self) -> None:
        """Build everything that does not depend on a person."""
        _ = (self.ranker, self.exclusions, self.catalogue.version, self.catalogue.postings)
        _ = (self.features.notes, self.features.accords, self.features.seasons)
        _ = (self.features.occasions, self.features.brand_words, self.features.shuffled)
        self.reader.read("like Qwxyz Zzyzx")
        self._embedded("warm")

    @cached_property
    def reader(self) -> BriefReader:
        """Reads questions about this catalogue."""
        return BriefReader(self._lexicon, self.titles, self._read_smells)

    @cached_property
    def features(self) -> Features:
        """The catalogue as columns."""
        return Features(self.catalogue)

    @cached_property
    def aspects(self) -> Aspects:
        """Turns briefs into wishes."""
        return Aspects(self.features, self._lexicon)

    @cached_property
    def ranker(self) -> Ranker:
        """Ranks the catalogue."""
        return Ranker(self.features, self.aspects)

    @cached_property
    def exclusions(self) -> Exclusions:
        """What vetoes cover in this catalogue."""
        return Exclusions(self.catalogue)

    def _close(self, heard_: Heard, adapted: Turned) -> Column:
        """How close perfumes are to the words; a question without a word of its own is close to
        none.
        """
        if not telling_words(heard_.text):
            return np.zeros(len(self.catalogue))
        if heard_.perfumes is not None:  # training adapts the vectors of the encoder here
            said = (heard_.text, heard_.vector, heard_.vector, heard_.perfumes)
            return close_perfumes(self.features, *said)
        return self.close(heard_.text, heard_.vector, adapted(heard_.vector))

    def _heard_elsewhere(self, posed: Posed, text: str) -> There | None:
        """A question as it is heard elsewhere; None for a wish that nobody put into words."""
        if self.elsewhere is None or not posed.question.strip():
            return None
        return self.elsewhere.hear(posed.user_id, posed.version, text, self._gloss)

    def _with_gloss(self, text: str) -> str:
        """The words that are looked for, with English ones for Korean."""
        glossed = self._gloss.english(text)
        return text if glossed == text else f"{text} {glossed}"

    def _told(self, posed: Posed, heard_: Heard) -> tuple[Found, ...]:
        """The memories a question brings up, without those in which what it asks for is hated."""
        found = heard_.index.search(heard_.text, heard_.vector, TOLD + len(posed.hides))
        return tuple(one for one in found if one.memory.id not in posed.hides)[:TOLD]

    def _said(self, text: str, kept: str) -> tuple[str, NDArray[np.float32]]:
        """The words that are looked for, with English ones for Korean, and their vector."""
        glossed = self._gloss.english(text)
        if glossed != text:
            return f"{text} {glossed}", self._embedded(glossed)
        return text, self._embedded(kept or text)

    def _embedded(self, text: str) -> NDArray[np.float32]:
        """The vector of a text; zeros, which are close to nothing, while the encoder is away."""
        try:
            read = self._gloss.for_encoder(self._models.embedder, text)
            vector: NDArray[np.float32] = self._models.embed([read])[0]
            return vector
        except ModelError as error:
            _log.info("question without a vector: %s", type(error).__name__)
            return np.zeros(self._models.dimensions, dtype=np.float32)
