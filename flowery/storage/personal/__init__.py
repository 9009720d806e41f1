"""A person's rows. Every class here is bound to one person and can neither read nor write
another's.
"""

from flowery.storage.personal.diary import Diary, Kept
from flowery.storage.personal.examples import MadeExample, OwnExamples
from flowery.storage.personal.questions import Questions
from flowery.storage.personal.readings import Readings
from flowery.storage.personal.strikes import Strikes
from flowery.storage.personal.tastes import Tastes
from flowery.storage.personal.teachings import Teachings
from flowery.storage.personal.wardrobe import Brought, Wardrobe
from flowery.storage.personal.wears import Wears

__all__ = [
    "Brought",
    "Diary",
    "Kept",
    "MadeExample",
    "OwnExamples",
    "Questions",
    "Readings",
    "Strikes",
    "Tastes",
    "Teachings",
    "Wardrobe",
    "Wears",
]
