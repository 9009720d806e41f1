"""What if: the same question, had a memory never been kept, or a dislike never been stated.

It is a look, and nothing is kept by looking. A veto that is let go here stands everywhere else
until the person takes it back themselves; an allergy is not let go of for a look either.
"""

from __future__ import annotations

from dataclasses import replace

from flowery.advice.answering import answered
from flowery.advice.joined import Joined
from flowery.advice.liking import Liking
from flowery.advice.panel import Panel, Posed
from flowery.advice.person import People, Person
from flowery.storage.tables import PersonalTables, Tables
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import Brief, Look, Recommendation


class Supposing:
    """Answers as they would be."""

    def __init__(self, tables: Tables, panel: Panel, people: People, joined: Joined) -> None:
        self._tables = tables
        self._panel = panel
        self._people = people
        self._joined = joined

    def look(
        self,
        user_id: str,
        question: str,
        limit: int,
        language: str,
        brief: Brief | None = None,
        without: str | None = None,
        relaxed: str | None = None,
    ) -> Look:
        """A list as it is, and as it would be `without` a memory (by id) and with a stated dislike
        `relaxed` (by subject). Raises NotFound, Refused.
        """
        own, user = self._tables.of(user_id), self._tables.accounts.get(user_id)
        version = own.version()
        person = self._people.of(own, version)
        supposed = self._supposed(own, person, without, relaxed)

        def listed(one: Person, given: Brief | None) -> tuple[Recommendation, ...]:
            read = self._panel.brief(question, one, user, given)
            hides = frozenset((without,)) if one is supposed and without else frozenset[str]()
            posed = Posed(user_id, question, read, limit, language, one, version, hides=hides)
            return answered("", posed, self._panel).answer.recommendations

        if brief == self._panel.brief(question, person, user, None):
            brief = None  # nobody edited it: read anew, it finds again what a dislike took from it
        stated = {*person.vetoes, *person.avoided}
        let_go = relaxed if relaxed in stated - {*self._asked(question)} else None
        return Look(listed(person, brief), listed(supposed, brief and _without(brief, let_go)))

    def _asked(self, question: str) -> tuple[str, ...]:
        """What the question itself rules out; that is no stated dislike, and stays."""
        read = self._panel.reader.read(question)
        return (*read.vetoes, *read.avoid)

    def _supposed(
        self, own: PersonalTables, person: Person, without: str | None, relaxed: str | None
    ) -> Person:
        if without is not None:
            own.diary.get(without)
            gone = frozenset((without,))
            profile = self._joined.profile_at(own.user_id, None, gone)
            liking = Liking(profile, self._panel.catalogue.taxonomy)
            outlook = self._joined.outlook_of(own.user_id, without=gone)
            person = replace(person, liking=liking, outlook=outlook)
        if relaxed is None:
            return person
        stated = [one for one in person.dislikes if one.subject == relaxed]
        if not stated:
            raise NotFound("This is none of the dislikes that you stated.")
        if any(one.level == "allergy" for one in stated):
            raise Refused("An allergy is not relaxed, not even for a look.")
        left = tuple(one for one in person.dislikes if one.subject != relaxed)
        return replace(person, dislikes=left)


def _without(brief: Brief, relaxed: str | None) -> Brief:
    vetoes, avoid = (tuple(s for s in kept if s != relaxed) for kept in (brief.vetoes, brief.avoid))
    return replace(brief, vetoes=vetoes, avoid=avoid)
