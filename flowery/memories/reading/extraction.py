"""The entry to reading smells: text in, smells out, in the order of the text.

What it returns depends on the text and on the data it was built with, and on nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property

from flowery.memories.reading.admission import Admission
from flowery.memories.reading.cues import load_cues
from flowery.memories.reading.denial import Denial, Denied
from flowery.memories.reading.english_feelings import EnglishFeelings
from flowery.memories.reading.entries import load_books
from flowery.memories.reading.feelings import REFERENCE, Verdicts
from flowery.memories.reading.korean_feelings import KoreanFeelings
from flowery.memories.reading.manner import Manner, Widening
from flowery.memories.reading.mentions import Mention, MentionFinder
from flowery.memories.reading.passage import passage
from flowery.memories.reading.scene import Scene, SceneSetter
from flowery.memories.reading.surroundings import Surroundings
from flowery.memories.reading.unknown import UnknownSources
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.words import Lexicon
from flowery.words.vocabulary import ExtractedScent, Status, Valence

SAID, SMELLED, NAMED = 0.95, 0.9, 0.75
"""How sure a named note is: said to smell, in a smelling sentence, or only named."""

UNKNOWN = 0.3
DENIED = 0.55
"""What was said to be missing tells of taste more weakly than what was smelled."""


def _share_by_note(mentions: tuple[Mention, ...], verdicts: Verdicts) -> None:
    """What is felt about a note holds wherever else the text names it without a feeling."""
    felt: defaultdict[object, set[Valence]] = defaultdict(set)
    for mention in mentions:
        if mention.entry.notes and verdicts.is_felt(mention):
            felt[mention.entry.notes].add(verdicts.valence_of(mention))
    for mention in mentions:
        valences = felt[mention.entry.notes]
        if len(valences) == 1 and not verdicts.is_felt(mention):
            (valence,) = valences
            verdicts.say((mention,), valence, REFERENCE, mention.sentence)


def _only_opens(mention: Mention, phrase: Mention) -> bool:
    """A "garage" that only opens "garage sale" is not what smells; a named note always is."""
    return mention.entry.kind == "source" and mention.last < phrase.last and not mention.hangul


class SmellReader:
    """Reads smells. Built once, its books at the first text; reading changes nothing in it."""

    def __init__(self, taxonomy: Taxonomy, lexicon: Lexicon) -> None:
        cues = load_cues()
        self._taxonomy, self._lexicon, self._cues = taxonomy, lexicon, cues
        self._surroundings = Surroundings(cues)
        self._admission = Admission(cues, self._surroundings)
        self._unknown = UnknownSources(cues)
        self._widening = Widening(cues)
        self._denial = Denial(cues)
        self._manner = Manner(lexicon, cues)

    def read(self, text: str) -> tuple[ExtractedScent, ...]:
        """Every smell of a text; `text[smell.start : smell.end] == smell.source`."""
        words = passage(text)
        scene = self._setter.set(words, self._finder.find(words))
        scene = self._with_unknown(replace(scene, mentions=self._admission.admitted(scene)))
        denied = {m.start: self._denial.of(scene, m) for m in scene.mentions}
        real = tuple(m for m in scene.mentions if denied[m.start] != "corrected")
        verdicts = self._verdicts(replace(scene, mentions=real))
        return tuple(
            smell for m in real for smell in self._smells(scene, m, denied[m.start], verdicts)
        )

    @cached_property
    def _finder(self) -> MentionFinder:
        """With what follows nearly all that building takes, and no first page waits for it."""
        return MentionFinder(load_books(self._taxonomy, self._lexicon, self._cues), self._cues)

    @cached_property
    def _setter(self) -> SceneSetter:
        return SceneSetter(self._cues)

    @cached_property
    def _feelings(self) -> tuple[EnglishFeelings, KoreanFeelings]:
        return EnglishFeelings(self._cues), KoreanFeelings(self._cues)

    def _with_unknown(self, scene: Scene) -> Scene:
        mentions = list(scene.mentions)
        for unknown in self._unknown.find(scene):
            inside = [m for m in mentions if m.start < unknown.end and unknown.start < m.end]
            if all(_only_opens(m, unknown) for m in inside):
                mentions = [m for m in mentions if m not in inside] + [unknown]
        return replace(scene, mentions=tuple(sorted(mentions, key=lambda m: m.start)))

    def _verdicts(self, scene: Scene) -> Verdicts:
        verdicts = Verdicts()
        for sentence in range(len(scene.passage.sentences)):
            for feelings in self._feelings:
                feelings.feel(scene, sentence, verdicts)
        _share_by_note(scene.mentions, verdicts)
        return verdicts

    def _smells(
        self, scene: Scene, mention: Mention, denied: Denied | None, verdicts: Verdicts
    ) -> list[ExtractedScent]:
        valence = verdicts.valence_of(mention)
        if denied:
            valence = "hated" if denied == "excluded" else "neutral"
        return [
            replace(smell, valence=valence, absent=denied is not None)
            for smell in self._plain(scene, mention, denied)
        ]

    def _plain(self, scene: Scene, mention: Mention, denied: Denied | None) -> list[ExtractedScent]:
        """The smells of a mention before anything is felt about them."""
        status: Status = "explicit" if mention.entry.kind == "note" else "inferred"
        folded_start = (
            mention.start if status == "explicit" else self._widening.start(scene, mention)
        )
        start, end = scene.passage.letters.span(folded_start, mention.end)
        source = scene.passage.letters.given[start:end]
        return [
            ExtractedScent(
                note=note,
                source=source,
                start=start,
                end=end,
                status=status,
                valence="neutral",
                confidence=self._confidence(scene, mention, certainty, denied),
                qualities=self._manner.qualities(scene, mention),
                layer=self._manner.layer(scene, mention),
                because=(source,) if status == "inferred" else (),
            )
            for note, certainty in mention.entry.notes or ((None, UNKNOWN),)
        ]

    def _confidence(
        self, scene: Scene, mention: Mention, certainty: float, denied: Denied | None
    ) -> float:
        if denied:
            return DENIED
        if self._surroundings.is_direct(scene, mention):
            return round(certainty * SAID, 3)
        smelled = self._surroundings.is_smelling(scene, mention)
        return round(certainty * (SMELLED if smelled else NAMED), 3)
