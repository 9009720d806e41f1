"""What training has to say of answers. Advice is handed it and knows not how it was learnt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from flowery.models.prompts import Prompt, Voice

Vector = NDArray[np.float32]


class Voiced(Protocol):
    """What the words of an answer are made with."""

    def voice(self, prompt: Prompt) -> Voice:
        """What a request of a purpose begins with."""

    def shots(self, question: str) -> tuple[tuple[str, str], ...]:
        """Approved (question, answer) pairs like this question, closest first."""


class Tuned(Voiced, Protocol):
    """What is in use at this moment."""

    @property
    def edition(self) -> str:
        """Another one whenever answers may come out otherwise."""

    @property
    def ranked_by(self) -> tuple[str, ...]:
        """The tuned models that ranking rests on."""

    @property
    def weights(self) -> Mapping[str, float]:
        """What each part of a score is multiplied with; 1 where nothing is said."""

    def adapted(self, vector: Vector) -> Vector:
        """The vector of a question as it is looked for."""


class Untuned:
    """Nothing is in use but what comes with Flowery."""

    edition = ""
    ranked_by: tuple[str, ...] = ()
    weights: Mapping[str, float] = {}

    def adapted(self, vector: Vector) -> Vector:
        """The vector as it is."""
        return vector

    def voice(self, prompt: Prompt) -> Voice:
        """The prompt as it comes with Flowery."""
        return prompt.voice

    def shots(self, question: str) -> tuple[tuple[str, str], ...]:
        """None."""
        return ()
