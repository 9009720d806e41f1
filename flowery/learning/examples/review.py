"""The queue: reviewers accept, edit, discard or flag examples, hide a name that was missed, and ask
each other for a second opinion. They see words only after names were replaced.

Every act is an administrator's. Two who disagree leave an example flagged until one of them gives
in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from flowery.learning.examples import duplicates
from flowery.learning.examples.agreement import Agreement, agreements
from flowery.learning.examples.difference import Difference, difference
from flowery.learning.examples.pseudonyms import another_name
from flowery.learning.examples.raw import texts_of
from flowery.storage.example_content import EDITABLE, content_of, digest_of
from flowery.storage.examples import Wanted
from flowery.storage.tables import Tables
from flowery.words.errors import Refused
from flowery.words.vocabulary import TrainingExample, User, Verdict

_ALIKE = 5  # near-duplicates that are shown
_LOOKED_AT = 20
LONGEST = 2_000  # characters a reviewer may write, as many as a question may have


@dataclass(frozen=True, slots=True)
class Queued:
    """A page of the queue: how many examples are wanted in all, and those of this page."""

    count: int
    examples: tuple[TrainingExample, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """One example as a reviewer looks at it: as it stands, what was edited in it, what they said
    of it themselves, how many others spoke, and its near-duplicates with their likeness; `stamp` is
    another one after every change of its words.
    """

    example: TrainingExample
    edited: Mapping[str, Difference]
    own: Verdict | None
    others: int
    stamp: str
    alike: tuple[tuple[TrainingExample, float], ...]


class Review:
    """Goes through everybody's examples."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._rows = tables.examples

    def queue(
        self, administrator: User, wanted: Wanted, limit: int = 20, offset: int = 0
    ) -> Queued:
        """A page of the wanted examples, the best first. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        found = self._rows.find(wanted, limit, offset)
        return Queued(self._rows.count(wanted), found)

    def counts(self, administrator: User) -> Mapping[str, int]:
        """How many examples are in which state. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        return self._rows.states()

    def look(self, administrator: User, example_id: str) -> Looked:
        """One example with all a reviewer needs. Raises NotAllowed, NotFound."""
        self._tables.accounts.require_admin(administrator)
        example, made = self._rows.get(example_id), self._rows.as_made(example_id)
        changed = {
            name: difference(getattr(made, name), getattr(example, name))
            for name in EDITABLE
            if getattr(made, name) != getattr(example, name)
        }
        said = self._rows.reviews(example_id)
        others = len(said) - (administrator.id in said)
        alike = self._alike(example)
        stamp = digest_of(content_of(example), example.rejected)[:12]
        return Looked(example, changed, said.get(administrator.id), others, stamp, alike)

    def say(self, administrator: User, example_id: str, verdict: Verdict) -> TrainingExample:
        """Accept, discard or flag an example. Raises NotAllowed, NotFound, Refused."""
        self._tables.accounts.require_admin(administrator)
        if verdict not in get_args(Verdict):
            raise Refused("An example is accepted, discarded or flagged.")
        said = self._rows.review(example_id, administrator.id, verdict)
        agree = len(set(said.values())) == 1
        self._rows.set_state(example_id, verdict if agree else "flagged")
        if len(said) > 1:
            self._rows.want_second(example_id, False)
        return self._rows.get(example_id)

    def edit(
        self, administrator: User, example_id: str, question: str, answer: str
    ) -> TrainingExample:
        """Say question or answer better; what the answer was stays as the worse one of the two.
        Raises NotAllowed, NotFound, Refused.
        """
        self._tables.accounts.require_admin(administrator)
        made = self._rows.as_made(example_id)
        if made.source != "answer":
            raise Refused("A corrected smell is the person's own word; discard it if it is wrong.")
        texts = {"question": question.strip(), "answer": answer.strip()}
        if not all(texts.values()) or any(len(text) > LONGEST for text in texts.values()):
            raise Refused(f"Question and answer have 1 to {LONGEST:,} characters each.")
        edits = {n: v for n, v in self._rows.edits(example_id).items() if n not in EDITABLE}
        as_made = {"question": made.question, "answer": made.answer}
        edits |= {name: text for name, text in texts.items() if text != as_made[name]}
        self._rows.set_edits(example_id, edits)
        return self._rows.get(example_id)

    def hide(
        self,
        administrator: User,
        example_id: str,
        words: str,
        kind: Literal["person", "place"] = "person",
    ) -> TrainingExample:
        """Replace a name that was missed, wherever it stands in an example. Raises NotAllowed,
        NotFound, Refused when it stands nowhere in it.
        """
        self._tables.accounts.require_admin(administrator)
        words = words.strip()
        texts = texts_of(self._rows.get(example_id))
        if len(words) < 2 or not any(words in text for text in texts):
            raise Refused("Those words do not stand in this example; type them as they stand.")
        edits = self._rows.edits(example_id)
        hidden = [*edits.get("hidden", ()), (words, another_name(kind, texts))]
        self._rows.set_edits(example_id, edits | {"hidden": [list(pair) for pair in hidden]})
        return self._rows.get(example_id)

    def ask_second(self, administrator: User, example_id: str, wanted: bool = True) -> None:
        """Ask another reviewer for an opinion; until it is there, the example joins no set. Raises
        NotAllowed, NotFound.
        """
        self._tables.accounts.require_admin(administrator)
        self._rows.get(example_id)
        self._rows.want_second(example_id, wanted)

    def agreement(self, administrator: User) -> tuple[Agreement, ...]:
        """How far each two reviewers agree, by their names. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        names = {one.id: one.name for one in self._tables.accounts.list()}
        said = self._rows.all_reviews().values()
        return tuple(
            Agreement(names.get(a.one, "?"), names.get(a.other, "?"), a.both, a.same, a.kappa)
            for a in agreements(said)
        )

    def _alike(self, example: TrainingExample) -> tuple[tuple[TrainingExample, float], ...]:
        signed = self._rows.signed()
        (own,) = [one.signature for one in signed if one.example_id == example.id]
        others = [one for one in signed if one.example_id != example.id]
        much = duplicates.likeness(own, [one.signature for one in others])
        near = [
            (one.example_id, float(like))
            for one, like in zip(others, much, strict=True)
            if like >= duplicates.NEAR
        ]
        near.sort(key=lambda pair: -pair[1])
        found = ((self._rows.get(other), like) for other, like in near[:_LOOKED_AT])
        return tuple(pair for pair in found if _words(pair[0]) == _words(example))[:_ALIKE]


def _words(example: TrainingExample) -> str:
    """Two smells of one sentence are no duplicates of each other."""
    return example.reread.words if example.reread else ""
