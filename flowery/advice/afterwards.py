"""What a model adds to an answer that was given at once: what else it understands of the question,
and then the words. The answer stands without any of it, and each is asked for once.

It reads the kept answer and keeps another in its place; a memory that was forgotten meanwhile takes
both with it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from flowery.advice.aloud import Hear
from flowery.advice.answering import Answered, answered
from flowery.advice.further import PROMPT, PURPOSE, QuestionRead, asked, further
from flowery.advice.joined import Joined
from flowery.advice.panel import Panel, Posed
from flowery.advice.person import People
from flowery.advice.reopening import opened
from flowery.advice.saying import language_of
from flowery.advice.turns import Turns
from flowery.advice.worded import Narrator
from flowery.advice.wording import Wording
from flowery.advice.written import answer_to_json
from flowery.models.port import Models
from flowery.storage.personal.questions import Stamp
from flowery.storage.tables import PersonalTables, Tables
from flowery.words.errors import ModelError, Outdated
from flowery.words.vocabulary import Answer, Awaited, Brief

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Kept:
    """A kept answer, with what it was read on."""

    own: PersonalTables
    answer: Answer
    language: str
    version: int
    stamps: Mapping[str, Stamp]


class Afterwards:
    """Adds to kept answers."""

    def __init__(
        self, tables: Tables, panel: Panel, people: People, joined: Joined, models: Models
    ) -> None:
        self._tables = tables
        self._panel = panel
        self._people = people
        self._joined = joined
        self._models = models
        self._turns = Turns()

    @cached_property
    def _narrator(self) -> Narrator:
        known, titles = self._panel.reader.known, self._panel.titles
        return Narrator(self._models, known, titles, self._joined.tuned, self._tables.counts.add)

    def understand(self, user_id: str, question_id: str) -> Answer:
        """The answer, thought over with what a model understands besides, if it is awaited. Raises
        NotFound.
        """
        with self._turns.of(question_id):
            kept = self._kept(user_id, question_id)
            if "brief" not in kept.answer.awaits:
                return kept.answer
            with suppress(Outdated):
                self._keep_understood(kept)
            return self._kept(user_id, question_id).answer

    def word(self, user_id: str, question_id: str, hear: Hear | None = None) -> Answer:
        """The answer in the words of a model, if they are awaited. Stars are given to the words
        that stood there, so what was rated keeps them. Raises NotFound.
        """
        with self._turns.of(question_id):
            kept = self._kept(user_id, question_id)
            if "words" not in kept.answer.awaits:
                return kept.answer
            as_it_is = replace(kept.answer, awaits=_without("words", kept.answer))
            answer = as_it_is if self._is_rated(kept) else self._worded(kept, hear)
            answer = as_it_is if self._is_rated(kept) else answer  # while the model spoke
            with suppress(Outdated):
                self._amend(kept, answer)
            return self._kept(user_id, question_id).answer

    def _worded(self, kept: _Kept, hear: Hear | None) -> Answer:
        """The answer in words; while two ways of wording are compared, in those of one of them."""
        answer, user_id = kept.answer, kept.own.user_id
        may_be_compared = answer.kind == "recommendation" and not answer.comparison_id
        spoken = self._joined.spoken_of(user_id, answer.question_id) if may_be_compared else None
        if spoken is None:
            return self._narrator.worded(answer, kept.language, user_id, hear)
        if spoken.tuned is None:
            worded = replace(answer, awaits=_without("words", answer))
        else:
            narrator = replace(self._narrator, tuned=spoken.tuned)
            worded = narrator.worded(answer, kept.language, user_id, hear)
        if "words" in worded.awaits:
            return worded
        return replace(worded, comparison_id=spoken.comparison_id, worded_for=spoken.team)

    def _kept(self, user_id: str, question_id: str) -> _Kept:
        own = self._tables.of(user_id)
        question, stored = own.questions.get(question_id)
        version, stamps = self._panel.now(own)
        memories = self._panel.memories.of(user_id, version).memories
        answer = opened(question_id, question, stored, memories)
        language = language_of(question, self._tables.accounts.get(user_id).language)
        return _Kept(own, answer, language, version, stamps)

    def _keep_understood(self, kept: _Kept) -> None:
        """Ask, and keep what comes of it. What was rated stays as it was rated."""
        brief = kept.answer.brief if self._is_rated(kept) else self._understood(kept)
        kept = self._kept(kept.own.user_id, kept.answer.question_id)  # a model takes its time
        if "brief" not in kept.answer.awaits:
            return
        settled = replace(kept.answer, awaits=_without("brief", kept.answer))
        is_more = brief != kept.answer.brief and not self._is_rated(kept)
        made = self._thought_over(kept, brief) if is_more else None
        if made is None or not made.answer.recommendations:
            self._amend(kept, settled)
        else:
            self._amend(kept, _in_place_of(settled, made.answer), made.rests_on)

    def _amend(self, kept: _Kept, then: Answer, rests_on: tuple[str, ...] | None = None) -> None:
        stored = answer_to_json(then)
        kept.own.questions.amend(then.question_id, stored, kept.stamps, rests_on)

    def _is_rated(self, kept: _Kept) -> bool:
        rated = (given.question_id for given in kept.own.questions.feedback())
        return kept.answer.question_id in rated

    def _understood(self, kept: _Kept) -> Brief:
        """The brief with what a model reads besides; the same while it is away."""
        brief, question = kept.answer.brief, kept.answer.question
        voice, catalogue = self._joined.tuned.voice(PROMPT), self._panel.catalogue
        known = Wording(self._panel.labels, "en").understood(brief)
        request = voice.request(PURPOSE, asked(question, known), kept.own.user_id)
        try:
            said = self._models.answer(request, QuestionRead)
        except ModelError:
            return brief
        found = further(brief, question, said.parts, self._panel.reader, catalogue)
        counted = {"asked": 1, **found.dropped}
        named = voice.model or self._models.named(PURPOSE)
        self._tables.counts.add(named, PURPOSE, counted)
        return found.brief

    def _thought_over(self, kept: _Kept, brief: Brief) -> Answered:
        own, answer = kept.own, kept.answer
        person = self._people.of(own, kept.version)
        user = self._tables.accounts.get(own.user_id)
        whole = self._panel.brief(answer.question, person, user, brief)
        trial = self._joined.trial_of(own.user_id, answer.question_id)
        said = (own.user_id, answer.question, whole, len(answer.recommendations))
        posed = Posed(*said, kept.language, person, kept.version, trial)
        return answered(answer.question_id, posed, self._panel)


def _in_place_of(first: Answer, then: Answer) -> Answer:
    """The new answer, which says how the first one was understood."""
    return replace(
        then,
        ranked_by=first.ranked_by,
        milliseconds=first.milliseconds,
        created_at=first.created_at,
        awaits=first.awaits,
        alone=first.brief,
    )


def _without(what: Awaited, answer: Answer) -> tuple[Awaited, ...]:
    return tuple(one for one in answer.awaits if one != what)
