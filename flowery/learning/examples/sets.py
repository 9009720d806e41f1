"""Sets: accepted examples frozen together, each in its split, and read back as they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flowery.learning.examples import duplicates
from flowery.learning.examples.splitting import Placed, split
from flowery.storage.examples import Wanted
from flowery.storage.tables import Tables
from flowery.words.errors import Refused
from flowery.words.vocabulary import Split, TrainingExample, TrainingSet, User

LEAST = 2
"""Examples of a set: one to learn from and one that judges."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is left of a set, each split oldest first."""

    number: int
    train: tuple[TrainingExample, ...]
    validation: tuple[TrainingExample, ...]
    test: tuple[TrainingExample, ...]

    @property
    def all(self) -> tuple[TrainingExample, ...]:
        """Every example that is left."""
        return (*self.train, *self.validation, *self.test)


@dataclass(frozen=True, slots=True)
class Planned:
    """What freezing now would make; `repeats` are left out because they nearly repeat an example
    that judges.
    """

    counts: Mapping[Split, int]
    repeats: int
    people: int


class Sets:
    """Frozen sets of everybody's accepted examples."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def every(self, administrator: User) -> tuple[TrainingSet, ...]:
        """Every set, the newest first. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        return self._tables.training_sets.list()

    def planned(self, administrator: User) -> Planned:
        """What freezing now would make. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        accepted = self._accepted()
        placed, people = self._placed(accepted)
        splits = list(placed.values())
        names: tuple[Split, ...] = ("train", "validation", "test")
        counts = {name: splits.count(name) for name in names}
        return Planned(counts, len(accepted) - len(placed), people)

    def freeze(self, administrator: User) -> TrainingSet:
        """Freeze every accepted example that waits for no second opinion. Raises NotAllowed, and
        Refused when there are too few.
        """
        self._tables.accounts.require_admin(administrator)
        accepted = self._accepted()
        placed, _ = self._placed(accepted)
        kept = [(placed[one.id], one) for one in accepted if one.id in placed]
        if len({name for name, _ in kept} & {"train", "test"}) < LEAST:
            raise Refused(
                "A set needs at least 2 accepted examples that do not say the same. Accept more "
                "examples first."
            )
        rows = self._tables.training_sets
        return rows.get(rows.freeze(kept, administrator.id))

    def frozen(self, administrator: User, set_id: str) -> Frozen:
        """What is left of a set, by its id or number. Raises NotAllowed, NotFound."""
        self._tables.accounts.require_admin(administrator)
        return self.read(set_id)

    def read(self, set_id: str) -> Frozen:
        """What is left of a set, for a training that an administrator began. Raises NotFound."""
        found = self._tables.training_sets.get(set_id)
        rows = self._tables.training_sets.examples(found.id)
        return Frozen(found.number, _of(rows, "train"), _of(rows, "validation"), _of(rows, "test"))

    def approved(self) -> int:
        """How many examples a set that is frozen now could hold."""
        return self._tables.examples.approved()

    def _accepted(self) -> tuple[TrainingExample, ...]:
        found = self._tables.examples.find(Wanted(state="accepted"))
        return tuple(one for one in found if not one.wants_second)

    def _placed(self, accepted: Iterable[TrainingExample]) -> tuple[dict[str, Split], int]:
        """The split of each example, and how many people they are of: all tastes that an account
        keeps are of one person.
        """
        wanted = {one.id: one for one in accepted}
        signed = [one for one in self._tables.examples.signed() if one.example_id in wanted]
        group = duplicates.groups([one.signature for one in signed])
        people = {user.id: user.account_id for user in self._tables.accounts.list()}
        placed = [
            Placed(one.example_id, people[one.user_id], wanted[one.example_id].created_at, g)
            for one, g in zip(signed, group, strict=True)
        ]
        return split(placed), len({one.person for one in placed})


def _of(
    rows: Iterable[tuple[Split, TrainingExample]], wanted: Split
) -> tuple[TrainingExample, ...]:
    return tuple(example for name, example in rows if name == wanted)
