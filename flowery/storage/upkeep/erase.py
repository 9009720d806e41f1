"""Erases a person, or one of the tastes they keep: every row, file and vector, and then looks for
traces through the whole home.

The rows go first, in one transaction: from then on the person is gone. What a dying process leaves
of files and vectors after that, the next start sweeps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TypeVar

from flowery.storage.personal.questions import Questions
from flowery.storage.tables import PersonalTables
from flowery.storage.upkeep import traces
from flowery.storage.upkeep.stores import Stores
from flowery.storage.upkeep.traces import Marks
from flowery.words.vocabulary import Receipt, ScentMemory, User

Item = TypeVar("Item")

_PROBED = 16  # memories whose words are looked for: all of a long diary would take minutes
_PROBED_NAMES = 200
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Belongings:
    """What has to be known of a person before the rows are gone."""

    files: tuple[str, ...]
    marks: Marks


def erase_user(stores: Stores, user_id: str) -> Receipt:
    """Forget a person and the tastes they keep. The receipt counts rows by table, chunks and files,
    and what a search of every byte still found: of the account's id, which every row bears, and of
    a sample of the rest spread over the diary. Raises NotFound.
    """
    accounts = stores.tables.accounts
    person = accounts.get(user_id)
    with stores.lock.held(), stores.originals.held():
        everyone = (user_id, *(taste.id for taste in accounts.wards(user_id).list()))
        belongings = [_belongings(stores, one) for one in everyone]
        with stores.tables.leaving_no_trace():
            if person.guardian_id is None:  # a taste may bear the name of an account
                _forget_guesses(stores, person.name)
            forgotten = accounts.erase(user_id)
        forgotten["chunks"] = sum(stores.vectors.drop_chunks(one) for one in everyone)
        files = [digest for one in belongings for digest in one.files]
        forgotten["originals"] = _remove(stores, list(dict.fromkeys(files)))
        stores.vectors.erase()
        marks = traces.distinctive(_marks(belongings), stores.tables.database)
        seen = traces.search(_folders(stores), marks)
    return Receipt(forgotten, seen.bytes_scanned, seen.traces_found)


def erase_taste(stores: Stores, user: User, taste_id: str) -> Receipt:
    """Forget one of the tastes of somebody's account, as a person is forgotten. Raises NotFound,
    also for another person's.
    """
    taste = stores.tables.accounts.wards(user.account_id).get(taste_id)
    return erase_user(stores, taste.id)


def _marks(belongings: Sequence[_Belongings]) -> Marks:
    found = [one.marks for one in belongings]
    return Marks(
        tuple(name for marks in found for name in marks.names),
        tuple(piece for marks in found for piece in marks.pieces),
        tuple(vector for marks in found for vector in marks.vectors),
    )


def _belongings(stores: Stores, user_id: str) -> _Belongings:
    own = stores.tables.of(user_id)
    memories = own.diary.list()
    photos = [b.photo.sha256 for b in own.wardrobe.bottles() if b.photo]
    given = (a.sha256 for memory in memories for a in memory.attachments)
    files = tuple(dict.fromkeys((*given, *photos)))
    probed = _spread(memories, _PROBED)
    written = stores.vectors.written_of(user_id, [memory.id for memory in probed])
    vectors = chain.from_iterable(written)
    names = _spread([*_names(memories, own.questions), *photos], _PROBED_NAMES)
    texts = [text for memory in probed for text in _texts(memory)]
    said = (*_asked(own), *_noted(own))
    return _Belongings(files, traces.marks((user_id, *names), [*texts, *said], vectors))


def _names(memories: Sequence[ScentMemory], questions: Questions) -> Iterator[str]:
    for memory in memories:
        yield memory.id
        yield from (name for a in memory.attachments for name in (a.id, a.sha256))
    yield from (question_id for question_id, *_ in questions.list(_PROBED_NAMES))


def _texts(memory: ScentMemory) -> tuple[str, ...]:
    read = (attachment.words for attachment in memory.attachments)
    return (memory.text, memory.caption, memory.enhanced, *read)


def _asked(own: PersonalTables) -> list[str]:
    return [question for _, question, *_ in own.questions.list(_PROBED)]


def _noted(own: PersonalTables) -> list[str]:
    """What was said beside bottles, wears and reactions."""
    said = [text for bottle in own.wardrobe.bottles() for text in (bottle.batch, bottle.note)]
    said += [wear.note for wear in own.wears.list()]
    said += [reaction.reason for reaction in own.tastes.reactions()]
    return _spread([text for text in said if text], _PROBED)


def _spread(items: Sequence[Item], most: int) -> list[Item]:
    """At most so many of the items, from the first to the last at even distances."""
    step = max(1, -(-len(items) // most))
    return list(items[::step])


def _forget_guesses(stores: Stores, name: str) -> None:
    accounts = stores.tables.accounts
    for origin in {origin for origin, _ in accounts.failures(name, _EVER)}:
        accounts.clear_failures(name, origin)


def _remove(stores: Stores, digests: Sequence[str]) -> int:
    """Files that somebody else holds too stay; a statement carries a limited number of values."""
    removed = 0
    for start in range(0, len(digests), 500):
        batch = tuple(digests[start : start + 500])
        shared = stores.tables.shared_originals(batch)
        removed += sum(1 for d in batch if d not in shared and stores.originals.remove(d))
    return removed


def _folders(stores: Stores) -> tuple[Path, ...]:
    vectors = stores.vectors.folder()
    return (stores.settings.folder, *((vectors,) if vectors else ()))
