"""The background threads: one runs the steps of memories that wait, takes up after a restart where
it was, and builds at the start what the first question would wait for; the other brings in tables
of perfumes, and opens the catalogue anew when it has changed.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from flowery.storage.memory import give_back
from flowery.words.errors import NotFound, Refused

if TYPE_CHECKING:
    from flowery.wiring import Flowery

_log = logging.getLogger(__name__)

_IDLE_SECONDS = 5.0
"""How long a retry that came due may wait; new memories nudge the worker at once."""


_WARM_AFTER_SECONDS = 3.0
"""The first page comes first; then what the first question would wait for is built."""


class Worker:
    """A thread that settles memories, oldest first, and one for the catalogue, which would keep
    them waiting. Neither touches a page: the journals tell what they did. `flowery` is the opened
    home with the newest catalogue.
    """

    def __init__(self, flowery: Flowery, idle_seconds: float = _IDLE_SECONDS) -> None:
        self.flowery = flowery
        self._idle_seconds = idle_seconds
        self._nudged = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="flowery-worker", daemon=True)
        self._asked = threading.Event()
        self._importing = threading.Thread(
            target=self._run_imports, name="flowery-importer", daemon=True
        )
        self._warming = threading.Timer(_WARM_AFTER_SECONDS, self._warm)
        self._warming.daemon = True

    def start(self) -> None:
        """Begin; what a killed process left behind comes first."""
        self._thread.start()
        self._importing.start()
        self._warming.start()

    def nudge(self) -> None:
        """Say that a new memory or table waits."""
        self._nudged.set()
        self._asked.set()

    def stop(self) -> None:
        """End after the memory and the rows at hand, and wait for that."""
        self._stopped.set()
        self.nudge()
        self._warming.cancel()
        for thread in (self._thread, self._importing):
            if thread.ident is not None:
                thread.join()

    def bring_waiting(self) -> int:
        """Bring in every table that waits now; returns how many were taken up."""
        return self.flowery.desk.run_waiting(self._unless_stopped)

    def follow_catalogue(self) -> None:
        """Open the catalogue anew if it was changed, here or by another process: soon to be
        searched, then whole.
        """
        from flowery.wiring import reread  # seconds, which a server that starts should not wait for

        if self.flowery.seen == self.flowery.tables.imports.stamp():
            return
        self.flowery = reread(self.flowery, at_once=True)
        self.flowery = reread(self.flowery)
        self.flowery.warm()

    def settle_waiting(self) -> int:
        """Settle every memory that waits now; returns how many were taken up."""
        waiting = self.flowery.tables.unsettled()
        for taken_up, (user_id, memory_id) in enumerate(waiting):
            if self._stopped.is_set():
                return taken_up
            self._carefully(memory_id, partial(self._settle, user_id, memory_id))
        if waiting:
            give_back()
        return len(waiting)

    def _run(self) -> None:
        self._carefully("tidying", self.flowery.remember.tidy)
        while not self._stopped.is_set():
            self._nudged.clear()
            self._carefully("looking for work", self.settle_waiting)
            self._nudged.wait(self._idle_seconds)

    def _run_imports(self) -> None:
        self._carefully("looking around", self._look_around)
        while not self._stopped.is_set():
            self._asked.clear()
            self._carefully("bringing in tables", self.bring_waiting)
            if not self._stopped.is_set():
                self._carefully("reading the catalogue", self.follow_catalogue)
            self._asked.wait(self._idle_seconds)

    def _look_around(self) -> None:
        self.flowery.desk.look_around()

    def _unless_stopped(self, _rows: int) -> None:
        if self._stopped.is_set():
            raise Refused("Flowery was closed meanwhile.")

    def _warm(self) -> None:
        self._carefully("warming", self.flowery.warm)

    def _settle(self, user_id: str, memory_id: str) -> None:
        try:
            self.flowery.remember.settle(user_id, memory_id)
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
