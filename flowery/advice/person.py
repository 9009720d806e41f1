"""One person as a question finds them: their liking, their dislikes, what they know already."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock

from flowery.advice.exclusions import Exclusion, stated
from flowery.advice.foreseeing import Outlook, OutlookOf
from flowery.advice.liking import Liking
from flowery.advice.struck import Struck, by_perfume
from flowery.perfumery.notes import Taxonomy
from flowery.storage.tables import PersonalTables
from flowery.words.vocabulary import Dislike, ScentProfile, UserFragrance

ProfileOf = Callable[[str], ScentProfile]

_PEOPLE = 32  # in memory at once; a profile of a thousand sentences takes a few MB
_KNOWN = ("own", "tried", "wore", "dislike", "declined")


@dataclass(frozen=True)
class Person:
    """What is known of a person as of one version of their rows."""

    version: int
    liking: Liking
    dislikes: tuple[Dislike, ...]
    reactions: tuple[UserFragrance, ...]
    struck: Mapping[str, Struck]
    outlook: Outlook

    @property
    def excluded(self) -> tuple[Exclusion, ...]:
        """What they never want, whatever they ask."""
        return stated(self.dislikes)

    @property
    def vetoes(self) -> tuple[str, ...]:
        """The same as subjects of a brief, as far as no facet or layer narrows it."""
        return tuple(e.subject for e in self.excluded if not e.facet and e.layer is None)

    @property
    def avoided(self) -> tuple[str, ...]:
        """What they said they want little of."""
        return tuple(d.subject for d in self.dislikes if d.level == "avoid")

    @property
    def known(self) -> tuple[str, ...]:
        """The perfumes they own, tried, wore or declined."""
        return tuple(r.fragrance_id for r in self.reactions if r.reaction in _KNOWN)

    @property
    def is_known(self) -> bool:
        """Whether anything is known of their taste."""
        return self.liking.profile.evidence > 0


class People:
    """The people who asked last, each in step with their rows."""

    def __init__(self, profile_of: ProfileOf, outlook_of: OutlookOf, taxonomy: Taxonomy) -> None:
        self._profile_of = profile_of
        self._outlook_of = outlook_of
        self._taxonomy = taxonomy
        self._held: OrderedDict[str, Person] = OrderedDict()
        self._lock = Lock()

    def of(self, own: PersonalTables, version: int) -> Person:
        """A person as of this version."""
        with self._lock:
            known = self._held.pop(own.user_id, None)
            if known is None or known.version != version:
                known = self._read(own, version)
            self._held[own.user_id] = known
            while len(self._held) > _PEOPLE:
                self._held.popitem(last=False)
            return known

    def _read(self, own: PersonalTables, version: int) -> Person:
        liking = Liking(self._profile_of(own.user_id), self._taxonomy)
        struck = by_perfume(own.strikes.list())
        said = (own.tastes.dislikes(), own.tastes.reactions(), struck)
        return Person(version, liking, *said, self._outlook_of(own.user_id))
