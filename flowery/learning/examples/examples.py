"""Training examples from the rows of those who share them, and back to nothing when they do not.

Gathering asks each person's switch and makes what is new; nothing of anybody else is read.
Reviewing and freezing are an administrator's (see `Review` and `Sets`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flowery.learning.examples import duplicates
from flowery.learning.examples.exporting import Exports
from flowery.learning.examples.finding import Known, filled_in, knowing
from flowery.learning.examples.gathering import History, raw_examples
from flowery.learning.examples.kept import KeptNames
from flowery.learning.examples.pseudonyms import Disguise, Piece
from flowery.learning.examples.quality import judged
from flowery.learning.examples.raw import Raw, disguised, language_of
from flowery.learning.examples.review import Review
from flowery.learning.examples.sets import Frozen, Sets
from flowery.learning.examples.turns import System
from flowery.perfumery.search import CatalogueSearch
from flowery.storage.lock import WriterLock
from flowery.storage.personal import MadeExample
from flowery.storage.tables import PersonalTables, Tables
from flowery.words.vocabulary import TrainingExample, User

_EDITION = 1  # of how examples are made; another one makes all of them anew


@dataclass(frozen=True, slots=True)
class Preview:
    """One of a person's own examples: what it is made of, text by text, before and after."""

    example: TrainingExample
    texts: tuple[tuple[Piece, ...], ...]


class Examples:
    """Everybody's training examples, each with consent."""

    def __init__(
        self,
        tables: Tables,
        lock: WriterLock,
        search: CatalogueSearch,
        history: History,
        system: System,
    ) -> None:
        self._tables = tables
        self._lock = lock
        self._catalogue = search.catalogue
        self._kept = KeptNames(search)
        self._history = history
        self.review = Review(tables)
        self.sets = Sets(tables)
        self.exports = Exports(self.sets, system)

    def gather(self) -> int:
        """Make what is new of everybody who shares, and let go of who shares no more; returns how
        many examples are new or changed.
        """
        for user_id in self._tables.examples.left_behind():
            self.withdraw(user_id)
        return sum(map(self._gather, self._tables.examples.sharing()))

    def withdraw(self, user_id: str) -> int:
        """Take every example of a person away, out of the queue and out of every frozen set;
        returns how many there were. The switch is theirs to turn (see `people`).
        """
        with self._lock.held(), self._tables.leaving_no_trace():
            return self._tables.of(user_id).examples.withdraw()

    def own(self, user_id: str) -> tuple[TrainingExample, ...]:
        """A person's own examples, newest first."""
        return self._tables.of(user_id).examples.list()

    def previews(self, user_id: str, limit: int = 3) -> tuple[Preview, ...]:
        """The newest things a person's rows would teach, before and after names are replaced.
        Nothing is kept of it.
        """
        own = self._tables.of(user_id)
        raw = raw_examples(own, self._history, self._catalogue)
        known = self._known(own, raw)
        return tuple(self._preview(one, known) for one in raw[:limit])

    def replaced(self, user_id: str, text: str) -> tuple[Piece, ...]:
        """A text before and after, as it would be in an example of this person."""
        own = self._tables.of(user_id)
        known = knowing(self._filled_in(own), (text,), self._kept)
        return Disguise(known, self._kept, language_of(text)).pieces(text)

    def frozen(self, administrator: User, set_id: str) -> Frozen:
        """What is left of a frozen set. Raises NotAllowed, NotFound."""
        return self.sets.frozen(administrator, set_id)

    def _gather(self, user_id: str) -> int:
        own = self._tables.of(user_id)
        version = own.version()
        stamp = f"{_EDITION}:{version}"
        if own.examples.stamp() == stamp:
            return 0
        raw = raw_examples(own, self._history, self._catalogue)
        made = self._made(raw, self._known(own, raw))
        return own.examples.hold(made, stamp, version)

    def _made(self, raw: Sequence[Raw], known: Known) -> list[MadeExample]:
        hidden = [disguised(one.example, self._disguise(one, known)) for one in raw]
        signed = [duplicates.signature(" ".join(_core(one))) for one in hidden]
        own = [duplicates.signature(" ".join(_own(one))) for one in hidden]
        likeness = duplicates.closest(own)
        return [
            MadeExample(replace(one, quality=judged(one, float(like))), signature, of.rests_on)
            for one, signature, like, of in zip(hidden, signed, likeness, raw, strict=True)
        ]

    def _preview(self, raw: Raw, known: Known) -> Preview:
        disguise = self._disguise(raw, known)
        texts = tuple(disguise.pieces(text) for text in _core(raw.example))
        return Preview(disguised(raw.example, disguise), texts)

    def _disguise(self, raw: Raw, known: Known) -> Disguise:
        return Disguise(known, self._kept, raw.example.language)

    def _known(self, own: PersonalTables, raw: Sequence[Raw]) -> Known:
        """Names that stand anywhere in what the person filled in or wrote."""
        texts = [text for memory in own.diary.list() for text in (memory.title, memory.words)]
        texts += [text for one in raw for text in (one.example.question, one.example.comment)]
        return knowing(self._filled_in(own), texts, self._kept)

    def _filled_in(self, own: PersonalTables) -> Known:
        memories = own.diary.list()
        people = [name for memory in memories for name in memory.people]
        places = [memory.place for memory in memories]
        return filled_in([*self._names(own.user_id), *people], places)

    def _names(self, user_id: str) -> list[str]:
        """What this person calls themselves and everybody they keep a taste for."""
        here = self._tables.accounts.get(user_id)
        guardian = here.guardian_id or here.id
        family = [one for one in self._tables.accounts.list() if one.guardian_id == guardian]
        return [here.name, self._tables.accounts.get(guardian).name, *(o.name for o in family)]


def _own(example: TrainingExample) -> tuple[str, ...]:
    """The texts that make it worth more than another: of one sentence two smells may be put right,
    and both teach something.
    """
    said = example.reread
    return _core(example) if said is None else (said.words, str(said.read_note), str(said.note))


def _core(example: TrainingExample) -> tuple[str, ...]:
    """The texts by which two examples are told apart, or shown: not the reasons, which repeat."""
    if example.reread is not None:
        said = example.reread
        return (f"{said.before}{said.words}{said.after}",)
    quotes = (memory.quote for memory in example.memories)
    return tuple(text for text in (example.question, *quotes, example.answer) if text)
