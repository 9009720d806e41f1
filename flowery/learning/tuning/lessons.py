"""What examples teach about perfumes: which were liked for a question, and which were not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowery.learning.tuning.adapter import Lesson, Matrix
from flowery.perfumery.catalogue import Catalogue
from flowery.words.vocabulary import TrainingExample

_LIKED_WHOLE = 3  # of an answer with 4 or 5 stars, where no perfume was chosen: what was seen first


@dataclass(frozen=True, slots=True)
class Ears:
    """How a question is heard: its words that are looked for with their vector, and how close
    every perfume is to words and a vector as it is adapted, shape (n,).
    """

    meant: Callable[[str], tuple[str, Matrix]]
    close: Callable[[str, Matrix, Matrix], NDArray[np.floating]]


@dataclass(frozen=True, slots=True)
class Heard:
    """A question of an example as it is heard, and what was liked for it."""

    words: str
    lesson: Lesson
    person: str


def liked(example: TrainingExample) -> tuple[str, ...]:
    """The perfumes that were right: the chosen ones, else the first of an answer that was liked."""
    chosen = tuple(c.fragrance_id for c in example.candidates if c.verdict == "chosen")
    if chosen or not example.is_liked:
        return chosen
    seen = (c.fragrance_id for c in example.candidates[:_LIKED_WHOLE] if c.verdict != "declined")
    return tuple(seen)


def disliked(example: TrainingExample) -> tuple[str, ...]:
    """The perfumes that were wrong: the declined ones, and all of an answer that was disliked."""
    return tuple(
        c.fragrance_id
        for c in example.candidates
        if c.verdict == "declined" or (example.is_disliked and c.verdict != "chosen")
    )


def heard(
    examples: Sequence[TrainingExample], catalogue: Catalogue, ears: Ears
) -> tuple[Heard, ...]:
    """The examples that say which perfumes were right, as lessons; a question without a vector
    teaches nothing.
    """
    made = []
    for example in examples:
        right, wrong = _rows(liked(example), catalogue), _rows(disliked(example), catalogue)
        if right and example.question.strip():
            words, vector = ears.meant(example.question)
            made.append(Heard(words, Lesson(vector, right, wrong), example.user_id))
    return tuple(one for one in made if one.lesson.vector.any())


def _rows(fragrance_ids: Sequence[str], catalogue: Catalogue) -> tuple[int, ...]:
    return tuple(catalogue.row(one) for one in fragrance_ids if one in catalogue)
