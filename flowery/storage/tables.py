"""The way to every row: `tables.of(user)` for a person's own, and the few things that belong to
nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from flowery.storage import schema
from flowery.storage.accounts import Accounts
from flowery.storage.books import Books
from flowery.storage.comparisons import Comparisons
from flowery.storage.connections import ConnectionRows
from flowery.storage.counts import Counts
from flowery.storage.database import Database
from flowery.storage.examples import ExampleRows
from flowery.storage.fragrances import FragranceRows
from flowery.storage.imports import Imports
from flowery.storage.personal import (
    Diary,
    OwnExamples,
    Questions,
    Readings,
    Strikes,
    Tastes,
    Teachings,
    Wardrobe,
    Wears,
)
from flowery.storage.personal.diary import findable, shared_originals, unseen, unsettled
from flowery.storage.personal.wardrobe import held_photos
from flowery.storage.reports import Reports
from flowery.storage.reservations import Reservations
from flowery.storage.training_sets import TrainingSets
from flowery.storage.tuning import Activations, Jobs, PromptRows, TunedModels
from flowery.words.errors import NotFound, StorageFailed
from flowery.words.vocabulary import Usage

_TRACES = "traces"  # the remark that something was deleted and may still be read in the file
_OWNED = {"memory": schema.memories, "question": schema.questions, "attachment": schema.attachments}


@dataclass(frozen=True, slots=True)
class PersonalTables:
    """Everything kept of one person."""

    user_id: str
    diary: Diary
    readings: Readings
    tastes: Tastes
    questions: Questions
    examples: OwnExamples
    strikes: Strikes
    teachings: Teachings
    wardrobe: Wardrobe
    wears: Wears

    def version(self) -> int:
        """Grows with every change of this person's rows."""
        return self.diary.version()


class Tables:
    """The opened rows."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.accounts = Accounts(database)
        self.books = Books(database)
        self.fragrances = FragranceRows(database)
        self.imports = Imports(database)
        self.reports = Reports(database)
        self.reservations = Reservations(database)
        self.comparisons = Comparisons(database)
        self.connections = ConnectionRows(database)
        self.counts = Counts(database)
        self.examples = ExampleRows(database)
        self.training_sets = TrainingSets(database)
        self.jobs = Jobs(database)
        self.tuned = TunedModels(database)
        self.prompts = PromptRows(database)
        self.activations = Activations(database)

    def of(self, user_id: str) -> PersonalTables:
        """The tables of one person; there is no other way to personal rows."""
        bound = (self.database, user_id)
        return PersonalTables(
            user_id,
            Diary(*bound),
            Readings(*bound),
            Tastes(*bound),
            Questions(*bound),
            OwnExamples(*bound),
            Strikes(*bound),
            Teachings(*bound),
            Wardrobe(*bound),
            Wears(*bound),
        )

    def owner_of(self, kind: str, row_id: str) -> str:
        """Whose memory or question this is; for the command line, whose user owns the machine."""
        table = _OWNED[kind]
        with self.database.read() as connection:
            found = connection.execute(select(table.c.user_id).where(table.c.id == row_id)).scalar()
        if found is None:
            raise NotFound(f"There is no {kind} {row_id!r}.")
        return str(found)

    def unsettled(self, moment: datetime | None = None) -> tuple[tuple[str, str], ...]:
        """(user id, memory id) of the memories whose steps are due, oldest first."""
        with self.database.read() as connection:
            return unsettled(connection, moment or datetime.now(UTC))

    def findable(
        self, memory_ids: Sequence[str] | None = None
    ) -> dict[tuple[str, str], datetime | None]:
        """When each memory that can be found (of these) was settled, by user id and memory id."""
        with self.database.read() as connection:
            return findable(connection, memory_ids)

    def unseen(self) -> tuple[tuple[str, str], ...]:
        """(user id, memory id) of the memories with pages that are pictures nobody read."""
        with self.database.read() as connection:
            return unseen(connection)

    def shared_originals(self, digests: tuple[str, ...]) -> frozenset[str]:
        """Which of these originals some memory or bottle still holds."""
        with self.database.read() as connection:
            in_bottles = held_photos(connection, digests)
            return shared_originals(connection, digests) | in_bottles

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is written inside is kept whole, or none of it; what is read there is as before."""
        with self.database.write("at_once"):
            yield

    def record(self, usage: Usage) -> None:
        """Keep what a call to a model took; never its text."""
        row = {name: getattr(usage, name) for name in usage.__slots__}
        with self.database.write("usage") as connection:
            connection.execute(insert(schema.usage).values(**row, at=datetime.now(UTC)))

    @contextmanager
    def leaving_no_trace(self) -> Iterator[None]:
        """Around a deletion: afterwards no byte of it is in the database. The caller holds the
        writer lock.
        """
        self.set_state(_TRACES, "left")
        yield
        self.clear_traces()

    def clear_traces(self) -> None:
        """Write the database anew, if something was deleted since that was last done. It stays due
        when there is no room for it or the process dies; a start tries again.
        """
        if self.state(_TRACES):
            with suppress(StorageFailed):
                self.database.rewrite()
                self.set_state(_TRACES, "")

    def state(self, key: str) -> str:
        """A remark of Flowery about its own home ("" when there is none)."""
        query = select(schema.state.c.value).where(schema.state.c.key == key)
        with self.database.read() as connection:
            return str(connection.execute(query).scalar() or "")

    def set_state(self, key: str, value: str) -> None:
        """Keep a remark about the home, such as which encoder made its vectors."""
        with self.database.write("state") as connection:
            connection.execute(delete(schema.state).where(schema.state.c.key == key))
            connection.execute(insert(schema.state).values(key=key, value=value))
