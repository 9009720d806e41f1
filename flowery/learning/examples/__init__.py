"""Training examples: made only with consent, without names, reviewed, frozen and exported.

gathering, corrections, raw   rated answers and corrected smells of one person, as written
identifying  addresses, numbers and the like, by patterns
english_names, korean_names   names of people and places, by rules
kept         what is never replaced: perfumes, houses, notes
finding      all that is personal in a text
pseudonyms   the same word for the same name all through an example
quality, duplicates   how good an example is, and what it repeats
examples     gathers and withdraws
review       the queue, with agreement and difference
splitting, sets   frozen sets that leak nothing from what judges to what is learnt
turns        an example as a conversation: what a model is given, what it should say
lines, exporting   files for a fine-tuning service, checked before use
"""

from flowery.learning.examples.examples import Examples, Preview
from flowery.learning.examples.exporting import Export, Exports
from flowery.learning.examples.lines import Format
from flowery.learning.examples.review import Looked, Queued, Review
from flowery.learning.examples.sets import Frozen, Planned, Sets
from flowery.storage.examples import Wanted

__all__ = [
    "Examples",
    "Export",
    "Exports",
    "Format",
    "Frozen",
    "Looked",
    "Planned",
    "Preview",
    "Queued",
    "Review",
    "Sets",
    "Wanted",
]
