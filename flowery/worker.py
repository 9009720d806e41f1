"""The background thread: it runs the steps of memories that wait, takes up after a restart where
it was, and builds at the start what the first question would wait for.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from flowery.storage.memory import give_back
from flowery.words.errors import NotFound

if TYPE_CHECKING:
    from flowery.wiring import Flowery

_log = logging.getLogger(__name__)

_IDLE_SECONDS = 5.0
"""How long a retry that came due may wait; new memories nudge the worker at once."""


_WARM_AFTER_SECONDS = 3.0
"""The first page comes first; then what the first question would wait for is built."""


class Worker:
    """One thread that settles memories, oldest first. It never touches a page: the journal tells
    what it did.
    """

    def __init__(self, flowery: Flowery, idle_seconds: float = _IDLE_SECONDS) -> None:
        self._flowery = flowery
        self._idle_seconds = idle_seconds
        self._nudged = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="flowery-worker", daemon=True)
        self._warming = threading.Timer(_WARM_AFTER_SECONDS, self._warm)
        self._warming.daemon = True

    def start(self) -> None:
        """Begin; what a killed process left behind comes first."""
        self._thread.start()
        self._warming.start()

    def nudge(self) -> None:
        """Say that a new memory waits."""
        self._nudged.set()

    def stop(self) -> None:
        """End after the memory at hand, and wait for that."""
        self._stopped.set()
        self._nudged.set()
        self._warming.cancel()
        if self._thread.ident is not None:
            self._thread.join()

    def settle_waiting(self) -> int:
        """Settle every memory that waits now; returns how many were taken up."""
        waiting = self._flowery.tables.unsettled()
        for taken_up, (user_id, memory_id) in enumerate(waiting):
            if self._stopped.is_set():
                return taken_up
            self._carefully(memory_id, partial(self._settle, user_id, memory_id))
        if waiting:
            give_back()
        return len(waiting)

    def _run(self) -> None:
        self._carefully("tidying", self._flowery.remember.tidy)
        while not self._stopped.is_set():
            self._nudged.clear()
            self._carefully("looking for work", self.settle_waiting)
            self._nudged.wait(self._idle_seconds)

    def _warm(self) -> None:
        self._carefully("warming", self._flowery.warm)

    def _settle(self, user_id: str, memory_id: str) -> None:
        try:
            self._flowery.remember.settle(user_id, memory_id)
        except NotFound:
            _log.info("memory %s was forgotten while it waited", memory_id)

    def _carefully(self, what: str, act: Callable[[], object]) -> None:
        """Act, and let nothing end the thread: a dead one would leave every memory waiting without
        a word. What failed stands in the journal, or waits as it was.
        """
        try:
            act()
        except Exception as error:  # noqa: BLE001
            _log.warning("worker: %s: %s", what, type(error).__name__)
