"""What is in use: a tuned model for each kind, a prompt for each purpose, and the way back.

Every change is a row that says who, when and why; nothing is ever overwritten. Going back is one,
too, and going back again leads further back.
"""

from __future__ import annotations

from flowery.storage.tables import Tables
from flowery.words.errors import Refused
from flowery.words.vocabulary import Activation, JobKind, TunedModel

_LONGEST = 500


class Registry:
    """The slots and what is in them."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def used(self, slot: str) -> str:
        """The id of what is in use; "" for nothing but what comes with Flowery."""
        newest = next(iter(self._tables.activations.list(slot)), None)
        return newest.used_id if newest else ""

    def active(self, kind: JobKind) -> TunedModel | None:
        """The tuned model of a kind that is in use."""
        used = self.used(kind)
        return self._tables.tuned.get(used) if used else None

    def before(self, slot: str) -> Activation | None:
        """What one click back leads to; None where nothing was in use before."""
        rows = self._tables.activations.list(slot)
        if not rows:
            return None
        here = rows[0].goes_back_to if rows[0].goes_back_to is not None else rows[0].number
        earlier = next((row for row in rows if row.number < here), None)
        if earlier is None or earlier.goes_back_to is None:
            return earlier
        return next((row for row in rows if row.number == earlier.goes_back_to), None)

    def can_go_back(self, slot: str) -> bool:
        """Whether something is in use that can be left, or was left."""
        return bool(self.used(slot)) or self.before(slot) is not None

    def use(self, slot: str, used_id: str, told_by: str | None, reason: str = "") -> None:
        """Put something into use that needs no gate."""
        self._tables.activations.add(slot, used_id, told_by, reason=reason.strip()[:_LONGEST])

    def pass_gate(self, model: TunedModel, told_by: str | None, reason: str = "") -> None:
        """Put a tuned model into use. Raises Refused unless it passed the gate, or a reason to
        overrule it is given, which is kept.
        """
        reason = reason.strip()[:_LONGEST]
        compared = model.gain.against == self.used(model.kind)
        if not compared and not reason:
            raise Refused(
                "It was compared with another model than the one in use. Train again, or say why "
                "it should be used all the same."
            )
        if not model.gain.is_sure and not reason:
            raise Refused(
                "Its gain is not sure: the interval does not lie above zero. Say why it should be "
                "used all the same, or train with more examples."
            )
        passed = compared and model.gain.is_sure
        values = {"is_overruled": not passed, "reason": reason}
        self._tables.activations.add(model.kind, model.id, told_by, **values)

    def back(self, slot: str, told_by: str | None) -> str:
        """Go back to what was in use before; returns its id. Raises Refused."""
        if not self.can_go_back(slot):
            raise Refused("Nothing was in use before; there is no way further back.")
        before = self.before(slot)
        used, number = (before.used_id, before.number) if before else ("", 0)
        self._tables.activations.add(slot, used, told_by, goes_back_to=number)
        return used
