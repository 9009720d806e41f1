"""The one writer: a lock on a file of the home, held across processes and let go by the system
when a process dies.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from flowery.words.errors import StorageBusy, StorageFailed


class WriterLock:
    """Held while steps are run, vectors are written or anything is erased. A thread that holds it
    may take it again.
    """

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path)

    @contextmanager
    def held(self, wait_seconds: float = 60) -> Iterator[None]:
        """Wait for the lock and hold it. Raises StorageBusy when another keeps it for too long,
        StorageFailed when it cannot be made.
        """
        self._acquire(wait_seconds)
        try:
            yield
        finally:
            self._lock.release()

    def _acquire(self, wait_seconds: float) -> None:
        try:
            self._lock.acquire(timeout=wait_seconds)
        except Timeout as error:
            sentence = "Flowery is busy with another change. Try again in a moment."
            raise StorageBusy(sentence) from error
        except OSError as error:
            sentence = f"The home cannot be written to ({error.strerror}); check its folder."
            raise StorageFailed(sentence) from error
