"""What a model adds to an answer, in a thread of its own: leaving the page loses nothing, and a
reload, a second tab or another press looks at what is under way already.

It touches no page; a page asks it what was said so far.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock, Thread
from typing import TYPE_CHECKING

from flowery.words.errors import FloweryError
from flowery.words.vocabulary import Answer, Awaited

if TYPE_CHECKING:
    from flowery.advice.recommend import Advice

_log = logging.getLogger(__name__)

_AT_ONCE = 8  # answers; more wait their turn, since each holds a connection
_room = BoundedSemaphore(_AT_ONCE)
_under_way: dict[str, Telling] = {}
_lock = Lock()


@dataclass(slots=True)
class Telling:
    """How far it is: what is still awaited, and the words so far."""

    awaits: tuple[Awaited, ...]
    words: str = ""

    def hear(self, words: str) -> None:
        """Words that may be shown."""
        self.words = words


def begin(advice: Advice, user_id: str, answer: Answer) -> None:
    """Let a model add what an answer awaits, unless one is at it."""
    telling = Telling(answer.awaits)
    with _lock:
        if _under_way.setdefault(answer.question_id, telling) is not telling:
            return
    told = (advice, user_id, answer.question_id, telling)
    Thread(target=_finish, args=told, name="flowery-words", daemon=True).start()


def now(question_id: str) -> Telling | None:
    """How far it is; None when nothing is under way."""
    with _lock:
        return _under_way.get(question_id)


def _finish(advice: Advice, user_id: str, question_id: str, telling: Telling) -> None:
    try:
        with _room:
            telling.awaits = advice.understand(user_id, question_id).awaits
            advice.word(user_id, question_id, telling.hear)
    except FloweryError as error:  # forgotten meanwhile, or a full disk: the answer stands
        _log.info("question %s stays as it is: %s", question_id, type(error).__name__)
    finally:
        with _lock:
            del _under_way[question_id]
