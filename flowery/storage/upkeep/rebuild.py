"""Clears what is searched, so that it is made anew from rows and originals when the home is opened
again. It knows what to let go; making it again is the business of the rooms it belongs to.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from flowery.storage.lock import WriterLock
from flowery.storage.tables import Tables
from flowery.words.settings import Settings


def clear_searched(settings: Settings, tables: Tables, lock: WriterLock) -> None:
    """Take every vector away, however damaged its files are, and every cached answer with them."""
    with lock.held():
        if settings.lance_uri is None:
            _take_away(settings.folder / "lance")
        else:
            _drop_tables(settings.lance_uri)
        tables.set_state("catalogue.vectors", "")
        for user in tables.accounts.list():
            tables.of(user.id).questions.drop_answers()


def _take_away(path: Path) -> None:
    """A folder or whatever lies in its place; of a link, what it leads to is emptied."""
    if path.is_symlink() and path.is_dir():
        for inside in path.iterdir():
            _take_away(inside)
    elif path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _drop_tables(uri: str) -> None:
    from flowery.storage.vectors import Vectors

    Vectors(uri, dimensions=1).drop_all()


def home_lock(folder: Path) -> WriterLock:
    """The writer lock of a home that is not opened."""
    return WriterLock(folder / "writer.lock")
