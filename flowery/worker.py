"""The background threads: some run the steps of memories that wait, and take up after a restart
where they were; one builds at the start what the first question would wait for; one brings in
tables of perfumes, and opens the catalogue anew when it has changed; one runs the evaluations and
trainings that wait; one brings what is found by meaning to an encoder elsewhere, if there is one.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING

from flowery.storage.memory import give_back
from flowery.words.errors import NotFound, Refused

if TYPE_CHECKING:
    from flowery.wiring import Flowery

_log = logging.getLogger(__name__)

_IDLE_SECONDS = 5.0
"""How long a retry that came due may wait; new memories nudge the worker at once."""


_WARM_AFTER_SECONDS = 3.0
"""The first page comes first; then what the first question would wait for is built, and what a
killed process left lying about is swept."""


_AT_ONCE = 24
"""Memories that are read side by side where a model far away is asked, since waiting for it takes
no processor. The embedded models take all of one, so that there they are read one by one."""

Waiting = tuple[str, str]
"""(user id, memory id)."""


class Hands:
    """Threads that take up memories side by side, oldest first, each memory in one hand. There are
    as many as `count` says, which may be another number every time.
    """

    def __init__(self, count: Callable[[], int], settle: Callable[[str, str], None]) -> None:
        self._count = count
        self._settle = settle
        self._queue: SimpleQueue[Waiting] = SimpleQueue()
        self._held: set[Waiting] = set()
        self._free = threading.Condition()
        self._threads: dict[int, threading.Thread] = {}

    def take(self, waiting: Iterable[Waiting]) -> int:
        """Take up those that are in no hand yet; returns how many."""
        with self._free:
            new = [one for one in waiting if one not in self._held]
            self._held.update(new)
            wanted = min(len(self._held), self._count())
        for one in new:
            self._queue.put(one)
        for number in range(wanted):
            self._begin(number)
        return len(new)

    def finish(self) -> None:
        """Wait until nothing is in any hand."""
        with self._free:
            self._free.wait_for(lambda: not self._held)

    def _begin(self, number: int) -> None:
        with self._free:
            if number not in self._threads:
                name = f"flowery-hand-{number}"
                thread = threading.Thread(target=self._work, args=(number,), name=name, daemon=True)
                self._threads[number] = thread
                thread.start()

    def _work(self, number: int) -> None:
        while self._is_wanted(number):
            one = self._queue.get()
            try:
                self._settle(*one)
            finally:
                self._put_down(one)

    def _is_wanted(self, number: int) -> bool:
        """Whether there are still so many hands; the first one always stays."""
        with self._free:
            if number and number >= self._count():
                del self._threads[number]
            return number in self._threads

    def _put_down(self, one: Waiting) -> None:
        with self._free:
            self._held.discard(one)
            is_free = not self._held
            self._free.notify_all()
        if is_free:
            give_back()


class Worker:
    """Threads that settle memories, and one each for the catalogue and for studies, which would
    keep them waiting. None touches a page: the journals tell what they did. `flowery` is the opened
    home with the newest catalogue.
    """

    def __init__(
        self,
        flowery: Flowery,
        idle_seconds: float = _IDLE_SECONDS,
        warm_after_seconds: float = _WARM_AFTER_SECONDS,
    ) -> None:
        self.flowery = flowery
        self._idle_seconds = idle_seconds
        self._nudged = threading.Event()
        self._stopped = threading.Event()
        self._hands = Hands(self._at_once, self._settle)
        self._thread = threading.Thread(target=self._run, name="flowery-worker", daemon=True)
        self._asked = threading.Event()
        self._importing = threading.Thread(
            target=self._run_imports, name="flowery-importer", daemon=True
        )
        self._told = threading.Event()
        self._studying = threading.Thread(
            target=self._run_studies, name="flowery-student", daemon=True
        )
        self._kept = threading.Event()
        self._moving = threading.Thread(target=self._run_moves, name="flowery-mover", daemon=True)
        self._warming = threading.Timer(warm_after_seconds, self._warm)
        self._warming.daemon = True

    def start(self) -> None:
        """Begin; the memories that a killed process left behind come first."""
        self._thread.start()
        self._importing.start()
        self._studying.start()
        self._moving.start()
        self._warming.start()

    def nudge(self) -> None:
        """Say that a new memory or table or something to study waits."""
        self._nudged.set()
        self._asked.set()
        self._told.set()
        self._kept.set()

    def stop(self) -> None:
        """End after the memories and the rows at hand, and wait for that."""
        self._stopped.set()
        self.nudge()
        self._warming.cancel()
        threads = (self._thread, self._importing, self._studying, self._moving, self._warming)
        for thread in threads:
            if thread.ident is not None:
                thread.join()
        self._hands.finish()

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

    def _at_once(self) -> int:
        return _AT_ONCE if self.flowery.remember.models.offers else 1

    def settle_waiting(self) -> int:
        """Settle every memory that waits now; returns how many were taken up."""
        taken_up = self.take_up()
        self._hands.finish()
        return taken_up

    def take_up(self) -> int:
        """Begin to settle every memory that waits now and is in no hand; returns how many."""
        return self._hands.take(self.flowery.tables.unsettled())

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._nudged.clear()
            self._carefully("looking for pages to read", self.flowery.remember.look_again)
            self._carefully("looking for work", self.take_up)
            self._nudged.wait(self._idle_seconds)

    def _run_imports(self) -> None:
        self._carefully("looking around", self._look_around)
        while not self._stopped.is_set():
            self._asked.clear()
            self._carefully("bringing in tables", self.bring_waiting)
            if not self._stopped.is_set():
                self._carefully("reading the catalogue", self.follow_catalogue)
            self._asked.wait(self._idle_seconds)

    def study_waiting(self) -> int:
        """Run every evaluation that waits now; returns how many were taken up."""
        return self.flowery.evaluation.run_waiting(self._unless_stopped)

    def train_waiting(self) -> int:
        """Begin the training that is due, then run all that waits; returns how many were taken
        up.
        """
        trainings = self.flowery.tuning.trainings
        trainings.keep_schedule()
        return trainings.run_waiting(self._stopped.is_set)

    def _run_studies(self) -> None:
        self._carefully("looking back", self._look_back)
        while not self._stopped.is_set():
            self._told.clear()
            self._carefully("evaluating", self.study_waiting)
            if not self._stopped.is_set():
                self._carefully("training", self.train_waiting)
            self._told.wait(self._idle_seconds)

    def move_waiting(self) -> int:
        """Bring what an encoder elsewhere has not embedded yet into its space; returns how many
        memories were.
        """
        return self.flowery.moving.run(self._stopped.is_set)

    def _run_moves(self) -> None:
        while not self._stopped.is_set():
            self._kept.clear()
            self._carefully("moving vectors", self.move_waiting)
            self._kept.wait(self._idle_seconds)

    def _look_back(self) -> None:
        self.flowery.evaluation.look_around()

    def _look_around(self) -> None:
        self.flowery.desk.look_around()

    def _unless_stopped(self, _done: float) -> None:
        if self._stopped.is_set():
            raise Refused("Flowery was closed meanwhile.")

    def _warm(self) -> None:
        self._carefully("warming", self.flowery.warm)
        if not self._stopped.is_set():
            self._carefully("tidying", self.flowery.remember.tidy)

    def _settle(self, user_id: str, memory_id: str) -> None:
        if not self._stopped.is_set():
            self._carefully(memory_id, partial(self._settled, user_id, memory_id))

    def _settled(self, user_id: str, memory_id: str) -> None:
        try:
            self.flowery.remember.settle(user_id, memory_id)
            self._kept.set()
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
