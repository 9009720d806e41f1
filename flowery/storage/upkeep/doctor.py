"""Examines a home: is everything there that the rows speak of, and what is to be done if not.

It only looks. Each check gives one finding: fine, worth a look, or wrong, with what to do.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal

from flowery.storage.originals import Originals
from flowery.storage.upkeep.stores import Stores
from flowery.storage.vectors import Vectors, space_of
from flowery.words.errors import StorageFailed
from flowery.words.vocabulary import SETTLED, ScentMemory

State = Literal["fine", "look", "wrong"]
Held = dict[str, list[str]]
"""Which memories and bottles hold an original, by its name."""

_REBUILD = "Run `python -m flowery rebuild`."
_RESTORE = "Restore the newest backup into a new folder: `python -m flowery restore FILE`."
_SERVER = "Start Flowery, or add a memory with `--wait`: what waits is read then."
_TIGHT, _TOO_TIGHT = 1_000_000_000, 100_000_000  # bytes: a day of uploads, and one upload
_STUCK = timedelta(hours=1)
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `remedy` says what to do when it is not fine."""

    check: str
    state: State
    says: str
    remedy: str = ""


def examine(stores: Stores, embedder: str, elsewhere: str = "") -> Iterator[Finding]:
    """Every check in turn. `embedder` is the encoder that is in use now, `elsewhere` one at an
    endpoint beside it.
    """
    database = _database(stores)
    yield database
    if database.state == "wrong":
        return  # what the rows say cannot be relied on
    memories = _memories(stores)
    kept = _held(stores, memories)
    yield _originals(stores.originals, kept)
    yield _strangers(stores, frozenset(kept))
    yield _searched(lambda: _memory_vectors(stores, memories), "memories")
    yield _searched(lambda: _catalogue_vectors(stores), "catalogue")
    yield _encoder(stores, embedder)
    if elsewhere or stores.vectors.spaces():
        yield _other_space(stores, memories, elsewhere)
    yield _waiting(memories)
    yield _tuned(stores)
    yield _rights(stores)
    yield _room(stores)


def unreadable(error: StorageFailed) -> Finding:
    """The finding for a home whose rows cannot even be opened."""
    return Finding("database", "wrong", str(error), _RESTORE)


def unsearchable(error: StorageFailed) -> Finding:
    """The finding for a home whose rows are there and whose searched part cannot be opened."""
    return Finding("search", "wrong", str(error), _REBUILD)


def _database(stores: Stores) -> Finding:
    try:
        found = stores.tables.database.check()
    except StorageFailed as error:
        return unreadable(error)
    if found != "ok":
        return Finding("database", "wrong", f"The database is damaged: {found}.", _RESTORE)
    return Finding("database", "fine", "The database is whole.")


def _memories(stores: Stores) -> tuple[ScentMemory, ...]:
    people = stores.tables.accounts.list()
    return tuple(m for user in people for m in stores.tables.of(user.id).diary.list())


def _originals(originals: Originals, kept: Held) -> Finding:
    missing = {digest for digest in kept if not originals.path(digest).exists()}
    damaged = {digest for digest in set(kept) - missing if _digest(originals, digest) != digest}
    if not missing and not damaged:
        return Finding("originals", "fine", f"Every original is there and true ({len(kept):,}).")
    held = sorted({holder for digest in missing | damaged for holder in kept[digest]})
    says = f"{len(missing)} originals are missing, {len(damaged)} have other bytes ({_few(held)})."
    return Finding("originals", "wrong", says, f"Copy them from a backup. {_RESTORE}")


def _strangers(stores: Stores, kept: frozenset[str]) -> Finding:
    halves = len(list(stores.settings.folder.glob("originals/??/.new-*")))
    unheld = len(stores.originals.digests() - kept) + halves
    if not unheld:
        return Finding("leftovers", "fine", "No file lies about that nothing holds.")
    says = f"{unheld} files belong to nothing, left by something that was interrupted."
    return Finding("leftovers", "look", says, "The next start of Flowery removes them.")


def _searched(compare: Callable[[], str], what: str) -> Finding:
    check = f"{what} search"
    try:
        wrong = compare()
    except StorageFailed as error:
        return Finding(check, "wrong", str(error), _REBUILD)
    if wrong:
        return Finding(check, "wrong", wrong, _REBUILD)
    return Finding(check, "fine", f"What is searched of the {what} is what is kept.")


def _memory_vectors(stores: Stores, memories: tuple[ScentMemory, ...]) -> str:
    searched = {memory_id for _, memory_id in stores.vectors.memories()}
    anywhere = {memory_id for _, memory_id in stores.vectors.memories_anywhere()}
    lacking = {memory.id for memory in memories if memory.state == "done"} - searched
    lost = anywhere - {memory.id for memory in memories}
    if not lacking and not lost:
        return ""
    return f"{len(lacking)} memories are not searched, {len(lost)} are that are gone."


def _catalogue_vectors(stores: Stores) -> str:
    kept = {row[0] for row in stores.tables.fragrances.rows()}
    searched, _ = stores.vectors.named("fragrances")
    apart = len(kept ^ set(searched))
    return f"{apart:,} perfumes are kept but not searched, or the reverse." if apart else ""


def _encoder(stores: Stores, embedder: str) -> Finding:
    made_by = stores.tables.state("memories.embedder")
    if made_by and made_by != embedder:
        says = f"What is searched was made by {made_by}, and {embedder} is in use."
        return Finding("encoder", "wrong", says, _REBUILD)
    return Finding("encoder", "fine", f"The encoder is {embedder}.")


def _other_space(stores: Stores, memories: tuple[ScentMemory, ...], elsewhere: str) -> Finding:
    """How far another encoder is; it answers once it is whole, and the one here until then."""
    check, vectors = "encoder elsewhere", stores.vectors
    if not elsewhere:
        says = "Vectors are kept of an encoder that no setting names now."
        return Finding(check, "look", says, "Name its model again, or let them go: " + _REBUILD)
    at_home = stores.tables.accounts.at_home.everybody()
    wanted = {m.id for m in memories if m.state == "done" and m.user_id not in at_home}
    space = Vectors(vectors.uri, 1, space_of(elsewhere))
    done = len(wanted & {memory_id for _, memory_id in space.memories()})
    says = f"{elsewhere} has {done:,} of {len(wanted):,} memories."
    if done < len(wanted):
        return Finding(check, "look", says, "A running Flowery brings the rest there by itself.")
    return Finding(check, "fine", says)


def _waiting(memories: tuple[ScentMemory, ...]) -> Finding:
    open_ones = [m for m in memories if m.state not in SETTLED]
    failed = [m.id for m in open_ones if m.state == "failed"]
    late = [m.id for m in open_ones if datetime.now(UTC) - m.created_at > _STUCK]
    if not failed and not late:
        return Finding("memories", "fine", f"{len(memories):,} kept, {len(open_ones)} waiting.")
    stuck = sorted({*failed, *late})
    return Finding("memories", "look", f"{len(stuck)} memories wait ({_few(stuck)}).", _SERVER)


def _tuned(stores: Stores) -> Finding:
    """Whether the bytes of tuned models are those that were kept."""
    models = stores.tables.tuned.list()
    broken = [m.name for m in models if sha256(m.artefact).hexdigest() != m.sha256]
    if not broken:
        return Finding("tuned models", "fine", f"Every tuned model is whole ({len(models):,}).")
    says = f"{len(broken)} tuned models have other bytes ({_few(broken)}); they are not used."
    return Finding("tuned models", "wrong", says, "Train again, or go back to the one before.")


def _rights(stores: Stores) -> Finding:
    folder = stores.settings.folder
    if folder.stat().st_mode & 0o077:
        return Finding(
            "rights", "look", "Others on this machine may read the home.", f"chmod 700 {folder}"
        )
    return Finding("rights", "fine", "Only its owner may read the home.")


def _room(stores: Stores) -> Finding:
    free = shutil.disk_usage(stores.settings.folder).free
    state: State = "wrong" if free < _TOO_TIGHT else "look" if free < _TIGHT else "fine"
    says = f"{free / 1e9:.1f} GB are free on the disk."
    return Finding("disk", state, says, "" if state == "fine" else "Make room.")


def _held(stores: Stores, memories: tuple[ScentMemory, ...]) -> Held:
    held: Held = {}
    for digest, holder in (*_files(memories), *_photos(stores)):
        held.setdefault(digest, []).append(holder)
    return held


def _files(memories: tuple[ScentMemory, ...]) -> Iterator[tuple[str, str]]:
    return ((a.sha256, m.id) for m in memories for a in m.attachments if a.kept)


def _photos(stores: Stores) -> Iterator[tuple[str, str]]:
    for user in stores.tables.accounts.list():
        for bottle in stores.tables.of(user.id).wardrobe.bottles():
            if bottle.photo is not None:
                yield bottle.photo.sha256, bottle.id


def _digest(originals: Originals, digest: str) -> str:
    read = sha256()
    with originals.path(digest).open("rb") as file:
        while block := file.read(_BLOCK):
            read.update(block)
    return read.hexdigest()


def _few(ids: list[str]) -> str:
    return ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
