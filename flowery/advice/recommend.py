"""Advice: a person asks, and gets perfumes with reasons, memories, or a comparison.

The same question on unchanged evidence, catalogue and models comes from what was kept for this very
person; a similar one never does. Logs carry ids and milliseconds, never a word of a question.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

from flowery.advice.acceptance import Acceptance, acceptances
from flowery.advice.afterwards import Afterwards
from flowery.advice.answering import answered
from flowery.advice.brief import ReadSmells
from flowery.advice.critique import changes_of
from flowery.advice.drafting import Trial
from flowery.advice.joined import Joined
from flowery.advice.panel import Panel, Posed
from flowery.advice.person import People
from flowery.advice.reopening import opened
from flowery.advice.sameness import EDITION, Asked, Sameness
from flowery.advice.saying import language_of
from flowery.advice.standing import Standing
from flowery.advice.supposing import Supposing
from flowery.advice.titles import Titles
from flowery.advice.written import answer_from_json, answer_to_json
from flowery.models.port import Models
from flowery.models.readable import readable
from flowery.perfumery.catalogue import Mask
from flowery.perfumery.words import Lexicon
from flowery.storage.tables import PersonalTables, Tables
from flowery.storage.vectors import Vectors
from flowery.words.errors import Outdated, Refused
from flowery.words.vocabulary import (
    Answer,
    Awaited,
    Brief,
    Look,
    Recommendation,
    ScentMemory,
    User,
)

_log = logging.getLogger(__name__)

_TRIES = 3  # a memory that is edited while it is quoted: the answer is thought over again
_REMEMBERED = 1_000  # newest answers that tell how shelves were taken
LONGEST = 2_000  # characters of a question; more is a memory, and belongs in the diary


class Advice:
    """The question path of everybody, each in their own rows."""

    def __init__(
        self,
        tables: Tables,
        vectors: Vectors,
        models: Models,
        lexicon: Lexicon,
        search: Titles,
        read_smells: ReadSmells,
        joined: Joined,
    ) -> None:
        self._tables = tables
        self._models = models
        self._titles = search
        self._joined = joined
        self._trial_of = joined.trial_of
        self._tuned = joined.tuned
        self._sameness = Sameness(models, search.catalogue, joined.tuned)
        self._people = People(joined.profile_of, joined.outlook_of, search.catalogue.taxonomy)
        self._panel = Panel(tables, vectors, models, lexicon, search, read_smells, joined.tuned)
        self._panel.elsewhere = joined.elsewhere
        self.meant, self.close = self._panel.meant, self._panel.close
        afterwards = Afterwards(tables, self._panel, self._people, joined, models)
        self.understand, self.word = afterwards.understand, afterwards.word
        at_any_time = (joined.profile_at, joined.outlook_of)
        self.standing = Standing(self._panel, search.catalogue.taxonomy, *at_any_time)

    def read(self, user_id: str, question: str) -> Brief:
        """A question taken apart, with what this person stated once and for all."""
        question = readable(question)
        own = self._tables.of(user_id)
        person = self._people.of(own, own.version())
        return self._panel.brief(question, person, self._user(user_id), None)

    def ask(
        self, user_id: str, question: str, limit: int = 5, brief: Brief | None = None
    ) -> Answer:
        """The answer to a question, at once; what it awaits of a model, `understand` and `word` add
        to it. A brief, when one is given, stands for the words of the question. Raises Refused.
        """
        question = readable(question)
        _refuse_unreadable(question, brief)
        for _ in range(_TRIES - 1):
            with suppress(Outdated):
                return self._ask(user_id, question, limit, brief)
        return self._ask(user_id, question, limit, brief)

    def _ask(self, user_id: str, question: str, limit: int, brief: Brief | None) -> Answer:
        started = perf_counter()
        own = self._tables.of(user_id)
        (version, stamps), user = self._panel.now(own), self._user(user_id)
        person, language = self._people.of(own, version), language_of(question, user.language)
        given, brief = brief, self._panel.brief(question, person, user, brief)
        awaits = self._awaited(user_id, given, brief)
        question_id = f"q_{secrets.token_hex(8)}"
        trial = self._trial_of(user_id, question_id)
        compared = trial.comparison_id if trial else ""
        said_in = (language, compared, self._panel.heard_by(user_id))
        key = self._sameness.key(Asked(question, brief, limit, version, *said_in, awaits))
        kept = own.questions.cached(key)
        if kept is not None:
            took = _milliseconds(started)
            return replace(answer_from_json(kept), cached=True, milliseconds=took)
        posed = Posed(user_id, question, brief, limit, language, person, version, trial)
        made = answered(question_id, posed, self._panel)
        awaits = awaits if made.answer.recommendations else ()
        answer = replace(made.answer, ranked_by=self._ranked_by(trial), awaits=awaits)
        answer = replace(answer, milliseconds=_milliseconds(started), created_at=datetime.now(UTC))
        stored = answer_to_json(answer)
        asked = (answer.question_id, question, answer.kind, key)
        own.questions.save(*asked, stored, made.rests_on, stamps)
        _log.info("question %s: %d ms", answer.question_id, answer.milliseconds)
        return answer

    def finish(self, user_id: str, question_id: str) -> Answer:
        """A kept answer with all that it awaits of a model. Raises NotFound."""
        self.understand(user_id, question_id)
        self.word(user_id, question_id)
        return self.reopen(user_id, question_id)

    def look(
        self,
        user_id: str,
        question: str,
        limit: int = 5,
        brief: Brief | None = None,
        without: str | None = None,
        relaxed: str | None = None,
    ) -> Look:
        """How the list of an answer would change `without` a memory, or with a stated dislike
        `relaxed`. Nothing is kept of it. Raises NotFound, Refused.
        """
        question = readable(question)
        _refuse_unreadable(question, brief)
        language = language_of(question, self._user(user_id).language)
        supposing = Supposing(self._tables, self._panel, self._people, self._joined)
        return supposing.look(user_id, question, limit, language, brief, without, relaxed)

    def suggest(self, user_id: str, brief: Brief, limit: int = 3) -> tuple[Recommendation, ...]:
        """Perfumes for a wish that nobody put into words, such as a gap in a wardrobe, within all
        that the person stated. Nothing is kept of it.
        """
        own, user = self._tables.of(user_id), self._user(user_id)
        version = own.version()
        person = self._people.of(own, version)
        brief = self._panel.brief("", person, user, replace(brief, budget_max=user.budget_max))
        posed = Posed(user_id, "", brief, limit, user.language, person, version)
        return answered("", posed, self._panel).answer.recommendations

    def critique(self, words: str) -> Mapping[str, float]:
        """What words such as "less sweet, more smoke" would change, -1..1 by subject; nothing when
        no change is understood.
        """
        readable_words = readable(words)
        _refuse_unreadable(readable_words, None)
        return changes_of(self._panel.reader.read(readable_words))

    def acceptance(self, user_id: str) -> tuple[Acceptance, ...]:
        """How what was shown on each shelf was taken, as far as answers are still kept."""
        own = self._tables.of(user_id)
        said = (own.tastes.reactions(), own.wardrobe.ratings())
        return acceptances(self.history(user_id, _REMEMBERED), *said)

    def permitted(self, user_id: str, fragrance_ids: Iterable[str]) -> frozenset[str]:
        """Those of these perfumes that hold nothing the person never wants."""
        own = self._tables.of(user_id)
        excluded = self._people.of(own, own.version()).excluded
        catalogue, allowed = self._titles.catalogue, self._panel.exclusions.allowed(excluded)
        here = (i for i in fragrance_ids if i in catalogue)
        return frozenset(i for i in here if allowed[catalogue.row(i)])

    def ruled_out(self, user_id: str) -> Mask:
        """Which perfumes of the catalogue hold something this person never wants, shape (n,)."""
        own = self._tables.of(user_id)
        excluded = self._people.of(own, own.version()).excluded
        never: Mask = ~self._panel.exclusions.allowed(excluded)
        return never

    def about(self, user_id: str, fragrance_id: str) -> Recommendation | None:
        """What speaks for and against one perfume, apart from any question; None for one that holds
        something this person never wants. Nothing is kept of it.
        """
        own, user = self._tables.of(user_id), self._user(user_id)
        version = own.version()
        person = self._people.of(own, version)
        brief = Brief(kind="comparison", like=(fragrance_id,), vetoes=person.vetoes)
        posed = Posed(user_id, "", brief, 1, user.language, person, version)
        told = answered("", posed, self._panel).answer.recommendations
        return told[0] if told else None

    def history(self, user_id: str, limit: int = 50) -> tuple[Answer, ...]:
        """Earlier answers, newest first. One that rested on a forgotten memory says so and holds
        nothing else.
        """
        own = self._tables.of(user_id)
        memories = self._memories(own)
        stars = {given.question_id: given.stars for given in own.questions.feedback()}
        return tuple(
            replace(opened(kept, asked, answer, memories), created_at=at, stars=stars.get(kept))
            for kept, asked, at, answer in own.questions.list(limit)
        )

    def reopen(self, user_id: str, question_id: str) -> Answer:
        """One earlier answer. Raises NotFound, also for another person's."""
        own = self._tables.of(user_id)
        question, stored = own.questions.get(question_id)
        stars = {given.question_id: given.stars for given in own.questions.feedback()}
        answer = opened(question_id, question, stored, self._memories(own))
        return replace(answer, stars=stars.get(question_id))

    def warm(self, user_id: str | None = None) -> None:
        """Build now what the first question would build, for everybody or for this person."""
        self._panel.warm()
        if user_id is not None:
            own = self._tables.of(user_id)
            version = own.version()
            self._people.of(own, version)
            self._panel.memories.of(user_id, version)

    def _user(self, user_id: str) -> User:
        return self._tables.accounts.get(user_id)

    def _awaited(self, user_id: str, given: Brief | None, brief: Brief) -> tuple[Awaited, ...]:
        """What a model may add afterwards: nothing to a search or for whoever keeps everything on
        this machine, and no wish to those that the person put together.
        """
        if "answer" not in self._models.offers or brief.kind == "search":
            return ()
        if self._tables.accounts.at_home.stays(user_id):
            return ()
        is_read = given is None and brief.kind == "recommendation"
        return ("brief", "words") if is_read else ("words",)

    def _ranked_by(self, trial: Trial | None) -> str:
        models = (trial.stands if trial else self._tuned).ranked_by
        return " + ".join((f"flowery-{EDITION}", *models))

    def _memories(self, own: PersonalTables) -> Mapping[str, ScentMemory]:
        return self._panel.memories.of(own.user_id, own.version()).memories


def _refuse_unreadable(question: str, brief: Brief | None) -> None:
    if not question.strip() and brief is None:
        raise Refused("There is no question yet. Ask in a few words what you are looking for.")
    if len(question) > LONGEST:
        raise Refused(
            f"A question may have {LONGEST:,} characters. Keep longer texts as a memory instead."
        )


def _milliseconds(started: float) -> int:
    return round((perf_counter() - started) * 1000)
