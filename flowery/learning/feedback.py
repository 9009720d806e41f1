"""Stars, reactions and stated dislikes. Each is one row; what it means for the taste is decided in
`taste`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import Taxonomy
from flowery.storage.tables import Tables
from flowery.words.errors import Refused
from flowery.words.vocabulary import (
    AXES,
    LAYERS,
    Dislike,
    Feedback,
    Layer,
    Level,
    ReactionKind,
    Teaching,
    UserFragrance,
)

LONGEST = 2_000  # characters about an answer, as many as a question may have
LONGEST_REASON = 500  # characters of why a perfume was declined: a few sentences


class Learning:
    """Takes what people say about what they were shown."""

    def __init__(self, tables: Tables, taxonomy: Taxonomy, catalogue: Catalogue) -> None:
        self._tables = tables
        self._taxonomy = taxonomy
        self._catalogue = catalogue

    def rate(
        self,
        user_id: str,
        question_id: str,
        stars: int,
        dislikes: Iterable[str] = (),
        text: str = "",
    ) -> Feedback:
        """Keep 1 to 5 stars for an answer, and the notes disliked in it by name. Raises Refused."""
        if not 1 <= stars <= 5:
            raise Refused("An answer gets 1 to 5 stars.")
        if len(text) > LONGEST:
            raise Refused(f"What you say of an answer may have {LONGEST:,} characters; shorten it.")
        notes = tuple(self._note(name) for name in dislikes if name.strip())
        return self._tables.of(user_id).questions.rate(question_id, stars, notes, text)

    def react(
        self, user_id: str, fragrance_id: str, reaction: ReactionKind, reason: str = ""
    ) -> UserFragrance:
        """Keep a reaction to a perfume of the catalogue, and why. Raises NotFound, Refused."""
        if reaction not in get_args(ReactionKind):
            raise Refused(f"A reaction is one of {', '.join(get_args(ReactionKind))}.")
        if len(reason) > LONGEST_REASON:
            raise Refused(f"A reason may have {LONGEST_REASON} characters; shorten it.")
        self._catalogue.row(fragrance_id)
        return self._tables.of(user_id).tastes.react(fragrance_id, reaction, reason.strip())

    def unreact(self, user_id: str, fragrance_id: str, reaction: ReactionKind) -> int:
        """Take a reaction back; returns how many rows went. Raises Refused for "own" while a
        bottle of it is there.
        """
        own = self._tables.of(user_id)
        bottled = {bottle.fragrance_id for bottle in own.wardrobe.bottles()}
        if reaction == "own" and fragrance_id in bottled:
            raise Refused("A bottle of it is in your collection; remove that there first.")
        return own.tastes.unreact(fragrance_id, reaction)

    def dislike(
        self,
        user_id: str,
        subject: str,
        level: Level,
        facet: str = "",
        layer: Layer | None = None,
    ) -> Dislike:
        """State a dislike of a note by name or of "axis:ID", "accord:ID". Raises Refused."""
        if level not in get_args(Level) or layer not in (None, *LAYERS):
            raise Refused(
                "A dislike is a veto, an allergy or something to avoid, in one layer or in all."
            )
        subject = self._subject(subject)
        return self._tables.of(user_id).tastes.dislike(subject, level, facet, layer)

    def criticise(
        self, user_id: str, changes: Mapping[str, float], fragrance_id: str | None = None
    ) -> tuple[Teaching, ...]:
        """Keep what somebody would change, -1 for less to 1 for more by subject: in one perfume, or
        in an answer as a whole. Raises NotFound, Refused.
        """
        if not changes:
            raise Refused("No change was understood. Say it like “less sweet, more smoke”.")
        if not all(-1 <= change <= 1 for change in changes.values()):
            raise Refused("A change lies between -1 for less and 1 for more.")
        if fragrance_id is not None:
            self._catalogue.row(fragrance_id)
        subjects = {self._subject(subject): change for subject, change in changes.items()}
        add = self._tables.of(user_id).teachings.add
        return tuple(
            add("critique", s, amount, over=fragrance_id) for s, amount in subjects.items()
        )

    def relent(self, user_id: str, dislike_id: str) -> int:
        """Take a stated dislike back; returns how many rows went."""
        return self._tables.of(user_id).tastes.relent(dislike_id)

    def _subject(self, named: str) -> str:
        kind, _, name = named.partition(":")
        if kind == "axis" and name in AXES:
            return named
        if kind == "accord" and name in self._taxonomy.accords:
            return named
        return f"note:{self._note(name if kind == 'note' else named)}"

    def _note(self, name: str) -> str:
        note = self._taxonomy.notes.get(name) or self._taxonomy.note_named(name)
        if note is not None:
            return note.id
        if self._taxonomy.note_id(name) in self._catalogue.note_ids():
            return self._taxonomy.note_id(name)
        raise Refused(f"Flowery knows no note called {name!r}.")
