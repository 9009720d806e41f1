"""Every error Flowery raises, and none of a library below it.

FloweryError                 a sentence for the person; `advice` says what to do
+- Refused                   the input cannot be taken as it is; nothing was kept
|  +- NotAllowed             this person may not do that
|  +- NotFound               there is no such thing for this person
|  +- DailyLimitReached      no memory left for today
+- StorageFailed             the disk or a store did not take it; nothing was acknowledged
|  +- StorageFull            no room left
|  +- StorageBusy            another process holds the lock; try again
|  +- Outdated               what it rests on was changed meanwhile; do it again
+- ModelError
   +- NotOffered             this model has no such ability (an answer, not a fault)
   +- ModelUnavailable       an outage; `permanent` says whether trying again can help
"""

from __future__ import annotations


class FloweryError(Exception):
    """Base of all; its text is a sentence that may be shown."""


class Refused(FloweryError):
    """The input cannot be taken as it is; nothing was kept."""


class NotAllowed(Refused):
    """This person may not do that."""


class NotFound(Refused):
    """There is no such thing for this person."""


class DailyLimitReached(Refused):
    """No memory is left for today."""


class StorageFailed(FloweryError):
    """A store did not take it; nothing was acknowledged."""


class StorageFull(StorageFailed):
    """The disk has no room left."""


class StorageBusy(StorageFailed):
    """Another process holds the lock."""


class Outdated(StorageFailed):
    """What it rests on was changed meanwhile."""


class ModelError(FloweryError):
    """A model did not give what was asked."""


class NotOffered(ModelError):
    """This model has no such ability."""


class ModelUnavailable(ModelError):
    """The model is out of reach; `permanent` when trying again cannot help."""

    def __init__(self, sentence: str, *, permanent: bool) -> None:
        super().__init__(sentence)
        self.permanent = permanent
