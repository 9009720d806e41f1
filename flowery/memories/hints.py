"""What a picture may smell of, by its colours and by what a model saw: hints, weak on purpose.

Matches of colour and smell between people are real and small (lightness r = .59, hue r = .43), so
that a palette weighs at most a fifth of one named smell, and is never a reason against anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from flowery.memories.vision import chroma
from flowery.words.vocabulary import ExtractedScent, ImageAnalysis, Swatch

STRONGEST = 0.2
SEEN = 0.3  # a thing with a name says more than a colour, and less than any word of the person
_SHARE = 0.25  # a colour on less of the picture is a detail, not its mood
_MOST = 2  # hints of one picture

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Direction:
    """A region of CIELAB and the note it points to. Hues in degrees, from a to b over 360."""

    colour: str
    note: str
    hue: Range
    chroma: Range
    lightness: Range

    def holds(self, swatch: Swatch) -> bool:
        """Is a swatch of this colour?"""
        hue = float(np.degrees(np.arctan2(swatch.b, swatch.a))) % 360
        first, last = self.hue
        return (
            (hue - first) % 360 <= (last - first) % 360
            and self.chroma[0] <= chroma(swatch) <= self.chroma[1]
            and self.lightness[0] <= swatch.lightness <= self.lightness[1]
        )


DIRECTIONS = (
    Direction("yellow", "citrus", (80, 110), (35, 200), (55, 100)),
    Direction("orange", "orange", (50, 80), (40, 200), (50, 100)),
    Direction("pink", "rose", (330, 30), (12, 200), (60, 95)),
    Direction("red", "red_fruits", (345, 45), (35, 200), (20, 60)),
    Direction("turquoise", "mint", (170, 215), (14, 200), (45, 100)),
    Direction("blue", "sea_notes", (215, 290), (14, 200), (25, 100)),
    Direction("green", "herbs", (110, 170), (14, 200), (20, 90)),
    Direction("brown", "woody_notes", (40, 85), (10, 40), (25, 55)),
    Direction("dark brown", "coffee", (30, 85), (6, 35), (8, 25)),
    Direction("purple", "lavender", (290, 330), (12, 200), (20, 85)),
    Direction("pastel", "powdery_notes", (0, 359.9), (4, 12), (80, 97)),
)


def seen(pictures: Sequence[ImageAnalysis]) -> tuple[ExtractedScent, ...]:
    """Inferred smells of the things that a model saw, each note once."""
    found = {smell.note: smell for picture in pictures for smell in reversed(picture.smells)}
    return tuple(_hint(smell.note, SEEN, smell.thing) for smell in reversed(found.values()))


def hints(pictures: Sequence[ImageAnalysis]) -> tuple[ExtractedScent, ...]:
    """Inferred smells of the pictures of a memory, the surest first, each note once."""
    best: dict[str, ExtractedScent] = {}
    for hint in (hint for picture in pictures for hint in _of(picture)):
        if hint.note and (hint.note not in best or best[hint.note].confidence < hint.confidence):
            best[hint.note] = hint
    surest = sorted(best.values(), key=lambda hint: (-hint.confidence, hint.note or ""))
    return tuple(surest[:_MOST])


def _of(picture: ImageAnalysis) -> Iterator[ExtractedScent]:
    for direction in DIRECTIONS:
        share = sum(s.share for s in picture.palette if direction.holds(s))
        if share >= _SHARE:
            confidence = round(STRONGEST * min(share, 1.0), 3)
            yield _hint(direction.note, confidence, f"the picture is {direction.colour}")


def _hint(note: str, confidence: float, because: str) -> ExtractedScent:
    return ExtractedScent(
        note=note,
        source="picture",
        start=None,
        end=None,
        status="inferred",
        valence="neutral",
        confidence=confidence,
        because=(because,),
    )
