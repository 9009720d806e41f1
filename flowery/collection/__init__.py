"""The perfumes a person has: bottles, wears and ratings, what is left, what the wardrobe lacks.

`collection` is the door: every act on a collection and every reading of it. The other modules know
one thing each and keep nothing.
"""

from flowery.collection.checks import BottleFacts, WearFacts
from flowery.collection.collection import Collection, Ways
from flowery.collection.possessions import Possession

__all__ = ["BottleFacts", "Collection", "Possession", "Ways", "WearFacts"]
