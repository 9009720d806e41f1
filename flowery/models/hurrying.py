"""Embeds a question elsewhere while somebody waits for the answer: no longer than a person may be
kept waiting, and not at all for a minute after it waited in vain.

An endpoint that was quick may be given more time than one of which nothing is known. What comes too
late is kept for the next time it is wanted, under a digest: nobody's words stand here.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections import OrderedDict
from threading import Event, Lock, Thread

import numpy as np
from numpy.typing import NDArray

from flowery.models.port import RemoteEncoder
from flowery.words.errors import FloweryError

_log = logging.getLogger(__name__)

FIRST_SECONDS = 0.1  # with nothing known: a page that has to answer in 200 ms still does
MOST_SECONDS = 1.0
REST_SECONDS = 60.0
_TIMES = 3.0  # as long as usual is given
_KEPT = 256

Vector = NDArray[np.float32]


class Hurrying:
    """One a process."""

    def __init__(self) -> None:
        self._usual: dict[str, float] = {}
        self._rests_until: dict[str, float] = {}
        self._made: OrderedDict[str, Vector] = OrderedDict()
        self._lock = Lock()

    def embedded(self, encoder: RemoteEncoder, text: str, user_id: str) -> Vector | None:
        """The vector of a text, None when it did not come in time or not at all."""
        key = _digest(encoder.embedder, user_id, text)
        with self._lock:
            known = self._made.get(key)
            if known is not None:
                return known
            if time.monotonic() < self._rests_until.get(encoder.embedder, 0.0):
                return None
            usual = self._usual.get(encoder.embedder)
        patience = FIRST_SECONDS if usual is None else min(MOST_SECONDS, _TIMES * usual + 0.1)
        came = Event()
        asking = (encoder, text, user_id, key, came)
        Thread(target=self._ask, args=asking, daemon=True, name="flowery-asking").start()
        if not came.wait(patience):
            self._rest(encoder.embedder)
        with self._lock:
            return self._made.get(key)

    def _ask(self, encoder: RemoteEncoder, text: str, user_id: str, key: str, came: Event) -> None:
        began = time.monotonic()
        try:
            vector = encoder.embed([text], user_id)[0]
        except FloweryError as error:
            _log.info("question not embedded elsewhere: %s", type(error).__name__)
        else:
            self._keep(encoder.embedder, key, vector, time.monotonic() - began)
        finally:
            came.set()

    def _keep(self, embedder: str, key: str, vector: Vector, took: float) -> None:
        with self._lock:
            self._made[key] = vector
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
            self._usual[embedder] = took
            self._rests_until.pop(embedder, None)

    def _rest(self, embedder: str) -> None:
        with self._lock:
            self._rests_until[embedder] = time.monotonic() + REST_SECONDS


def _digest(*said: str) -> str:
    return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()
