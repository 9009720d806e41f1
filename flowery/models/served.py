"""The models of the connection as it is now: an administrator may change it while Flowery runs, and
no process has to start anew.

It knows when to open an endpoint. An address has one meter, so that what failed there is known
however often it is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from flowery.models.connection import Connection
from flowery.models.passing import Passing
from flowery.models.port import Models
from flowery.words.errors import StorageFailed

Now = Callable[[], Connection]
Open = Callable[[Connection, Models], Models]


class Served(Passing):
    """Follows the connection; where there is none, it is the embedded models."""

    def __init__(self, embedded: Models, now: Now, open_endpoint: Open) -> None:
        super().__init__(embedded)
        self._embedded, self._now, self._open = embedded, now, open_endpoint
        self._lock = Lock()
        self._opened = (Connection(), embedded)

    @property
    def _models(self) -> Models:
        """Those of the connection now; the last known ones while the rows cannot be read."""
        try:
            now = self._now()
        except StorageFailed:
            return self._opened[1]
        with self._lock:
            if self._opened[0] != now:
                models = self._open(now, self._embedded) if now.address else self._embedded
                self._opened = (now, models)
            return self._opened[1]
