"""Taste: a person's evidence, their profile now or at an earlier time, and how it came to be.

It reads rows through `tables.of(user)` and keeps nothing but the last profiles it made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.words import Lexicon
from flowery.storage.tables import PersonalTables, Tables
from flowery.taste import evidence as evidences, replay
from flowery.taste.newest import Newest
from flowery.taste.spreading import Spreading
from flowery.taste.taught import of_teachings
from flowery.words.vocabulary import Dislike, Evidence, ScentProfile

ENOUGH_MEMORIES = 3  # below, a page says that there is too little to tell


@dataclass(frozen=True, slots=True)
class TasteMoment:
    """The radar after something was said: when, what it was, and the 14 values then."""

    at: datetime
    source: str
    memory_id: str | None
    values: Mapping[str, float]


class Taste:
    """The tastes of everybody, each from their own evidence."""

    def __init__(
        self,
        tables: Tables,
        taxonomy: Taxonomy,
        lexicon: Lexicon,
        catalogue_of: Callable[[], Catalogue],
    ) -> None:
        self._tables = tables
        self._taxonomy = taxonomy
        self._catalogue_of = catalogue_of
        self._feelings = _feelings(lexicon)
        self._remembered = Newest(self._gathered)
        self._replayed_once = Newest(self._chosen)

    def evidence(self, user_id: str) -> tuple[Evidence, ...]:
        """Everything that speaks for or against something, oldest first."""
        return self._remembered(user_id, self._tables.of(user_id).version())

    def profile(
        self,
        user_id: str,
        until: datetime | None = None,
        without_memory: str | None = None,
        only_memories: frozenset[str] | None = None,
    ) -> ScentProfile:
        """The taste now; or as it was, without one memory, or from some memories alone."""
        version = self._tables.of(user_id).version()
        return self._replayed_once(user_id, version, until, without_memory, only_memories)

    def profile_at(
        self, user_id: str, until: datetime | None, without: frozenset[str]
    ) -> ScentProfile:
        """The taste until a moment (None: now), without some memories and rows of evidence."""
        rows = [
            row
            for row in self.evidence(user_id)
            if (until is None or row.at <= until)
            and without.isdisjoint((row.id, row.source, row.memory_id or ""))
        ]
        return self._replayed(rows, self._tables.of(user_id))

    def dislikes(self, user_id: str) -> tuple[Dislike, ...]:
        """What the person said they do not want, whatever their memories say."""
        return self._tables.of(user_id).tastes.dislikes()

    def timeline(self, user_id: str) -> tuple[TasteMoment, ...]:
        """The radar after each memory, reaction and rating, oldest first."""
        rows, spreading = self.evidence(user_id), self._spreading(self._tables.of(user_id))
        running = replay.running_values(rows, spreading.on_axes)
        events = (last for _, group in groupby(running, key=_event) for last in [*group][-1:])
        return tuple(TasteMoment(row.at, row.kind, row.memory_id, v) for row, v in events)

    def _gathered(self, user_id: str, _version: int) -> tuple[Evidence, ...]:
        own = self._tables.of(user_id)
        rows = (
            *evidences.of_memories(
                own.diary.list(),
                own.readings.standing(),
                own.readings.corrections(),
                self._feelings,
            ),
            *evidences.of_reactions(own.tastes.reactions()),
            *evidences.of_perfume_ratings(own.wardrobe.ratings()),
            *evidences.of_ratings(_ratings(own)),
            *of_teachings(own.teachings.list()),
        )
        return tuple(sorted(rows, key=lambda row: (row.at, row.id)))

    def _chosen(
        self,
        user_id: str,
        version: int,
        until: datetime | None,
        without_memory: str | None,
        only_memories: frozenset[str] | None,
    ) -> ScentProfile:
        rows: Iterable[Evidence] = self._remembered(user_id, version)
        if until is not None:
            rows = (row for row in rows if row.at <= until)
        if without_memory is not None:
            rows = [row for row in rows if row.memory_id != without_memory]
        if only_memories is not None:
            rows = [row for row in rows if row.memory_id in only_memories]
        return self._replayed(rows, self._tables.of(user_id))

    def _replayed(self, rows: Iterable[Evidence], own: PersonalTables) -> ScentProfile:
        rows, spreading = tuple(rows), self._spreading(own)
        axes = replay.axis_scores(rows, spreading.on_axes)
        values = {score.axis: score.value for score in axes}
        prototypes = {f.id: f.axes for f in self._taxonomy.families.values()}
        memories = {row.memory_id for row in rows if row.memory_id}
        felt = Counter(m.emotion for m in own.diary.list() if m.emotion and m.id in memories)
        return ScentProfile(
            axes=axes,
            notes=replay.note_scores(rows, spreading.on_notes),
            families=replay.family_shares(values, prototypes),
            dislikes=own.tastes.dislikes(),
            emotions=tuple(sorted(felt.items(), key=lambda pair: (-pair[1], pair[0]))),
            evidence=len(rows),
            memories=len(memories),
        )

    def _spreading(self, own: PersonalTables) -> Spreading:
        return Spreading(self._catalogue_of(), own.strikes.list())


def _feelings(lexicon: Lexicon) -> dict[str, str]:
    words = lexicon.of_kind("emotion")
    forms = {form.casefold(): w.id for w in words for form in (*w.english, *w.korean)}
    return forms | {word.id: word.id for word in words}


def _ratings(own: PersonalTables) -> list[evidences.Ratings]:
    answers = {question_id: answer for question_id, _, _, answer in own.questions.list(limit=1000)}
    rated = []
    for feedback in own.questions.feedback():
        answer = answers.get(feedback.question_id) or {}
        ids = tuple(r["fragrance_id"] for r in answer.get("recommendations", ()))
        rated.append(evidences.Ratings(feedback, ids))
    return rated


def _event(moment: tuple[Evidence, object]) -> tuple[str, object]:
    row, _ = moment
    return ("memory", row.memory_id) if row.memory_id else (row.kind, row.source)
