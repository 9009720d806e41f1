"""What a known word means for perfumes: a subject ("axis:gourmand", "accord:smoky", "note:rose"), a
mood, a direction on the axes.
"""

from __future__ import annotations

from collections.abc import Mapping

from flowery.advice.phrases import Found
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.words import Lexicon, Word
from flowery.words.vocabulary import AXES

MOODS = ("mood", "weather", "place", "time", "emotion", "quality")
"""Kinds of words that colour a whole answer, the most telling first where a form means several."""

_SEASONS = ("spring", "summer", "autumn", "winter")
_WHOLE_AXIS = {
    "sweet": "gourmand",
    "edible": "gourmand",
    "citrusy": "citrus",
    "leathery": "leather",
}
_VERBS = frozenset(("love", "loved", "like", "hope", "memory", "remember", "miss", "기억", "사랑"))
_DISGUST = "disgust"
_OPPOSITE = {"light": "strong", "skin_scent": "strong", "fleeting": "long_lasting"}


class Meanings:
    """The words of the lexicon and the accords, as a brief names them."""

    def __init__(self, taxonomy: Taxonomy, lexicon: Lexicon) -> None:
        self._taxonomy = taxonomy
        self._words = {(word.kind, word.id): word for word in lexicon.words}
        self._qualities = {
            form.casefold(): word
            for kind in ("mood", "quality")
            for word in lexicon.of_kind(kind)
            for form in word.english
        }

    def subjects(self, found: Found) -> list[str]:
        """What is left out or softened by this name: the whole of a group, each side of it."""
        groups = [subject for group in found.of("group") for subject in self._sides(group)]
        if groups:
            return groups
        notes = [f"note:{note}" for note in found.of("note")]
        if notes:
            return notes
        return self._qualities_of(found)

    def wishes(self, found: Found) -> list[str]:
        """What is wanted by this name; a single note is left to the reader of smells, who knows
        everyday things better.
        """
        groups = found.of("group")
        if set(found.of("note")) - set(groups):
            return []
        return [self.wish(group) for group in groups] or self._qualities_of(found)

    def wish(self, note: str) -> str:
        """A wished note as a subject: a group that is a side of smell is a wish for that side."""
        sides = self._sides(note)
        return sides[0] if len(sides) == 1 else f"note:{note}"

    def _sides(self, note: str) -> list[str]:
        group = self._taxonomy.groups.get(note)
        sides = group.axes if group is not None else ()
        return [f"axis:{axis}" for axis in sides] or [f"note:{note}"]

    def _qualities_of(self, found: Found) -> list[str]:
        accords = [_accord(accord) for accord in found.of("accord")]
        qualities = [self.quality_subject(quality) for quality in found.of("quality")]
        return (accords or [subject for subject in qualities if subject])[:1]

    def quality_subject(self, quality: str) -> str | None:
        """The axis or accord that is this quality; None when it is more of a mood ("dry")."""
        axis = quality if quality in AXES else _WHOLE_AXIS.get(quality)
        if axis is not None:
            return f"axis:{axis}"
        accord = self._taxonomy.accord_named(quality.replace("_", " "))
        return _accord(accord.id) if accord else None

    def quality(self, quality: str) -> Word | None:
        """A quality of the lexicon, or a mood of that id."""
        return self._words.get(("quality", quality)) or self._words.get(("mood", quality))

    def moods(self, found: Found) -> list[str]:
        """The mood this name sets; none where it already names a subject or is only a verb, and
        nobody wishes for disgust.
        """
        if found.form in _VERBS or _DISGUST in found.of("emotion"):
            return []
        if self.subjects(found):
            return [i for kind in MOODS[:4] for i in found.of(kind)][:1]
        return [i for kind in MOODS for i in found.of(kind)][:1]

    def season(self, found: Found) -> str | None:
        """The season it names."""
        return next((s for s in found.of("season") if s in _SEASONS), None)

    def direction(self, found: Found) -> Mapping[str, float]:
        """Where it points on the axes."""
        for group in found.of("group"):
            sides = self._taxonomy.groups[group].axes
            return dict.fromkeys(sides, 1.0) or self._taxonomy.notes[group].axes
        for kind in (*MOODS[::-1], "intensity"):
            for word_id in found.of(kind):
                return self._words[kind, word_id].axes
        for nouns, kind in ((self._taxonomy.accords, "accord"), (self._taxonomy.notes, "note")):
            for noun_id in found.of(kind):
                if noun_id in nouns:
                    return nouns[noun_id].axes
        return {}

    def opposite(self, found: Found) -> str:
        """The intensity that is asked for by denying this one."""
        return _OPPOSITE.get(found.of("intensity")[0], "light")

    def comparative(self, form: str) -> Word | None:
        """The quality whose comparative this is: "lighter", "smokier", "drier"."""
        if not form.endswith("er") or len(form) < 5:
            return None
        for stem in (f"{form[:-3]}y" if form.endswith("ier") else "", form[:-2], form[:-1]):
            if stem in self._qualities:
                return self._qualities[stem]
        return self._qualities.get(form[:-3]) if form[-4:-3] == form[-3:-2] else None


def _accord(accord: str) -> str:
    axis = accord if accord in AXES else _WHOLE_AXIS.get(accord)
    return f"axis:{axis}" if axis else f"accord:{accord}"
