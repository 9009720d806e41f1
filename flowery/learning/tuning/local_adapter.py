"""The training that is always there: an adapter of what questions mean, in seconds.

A few settings are tried. The validation split says when to stop, by how likely what was liked would
be, and chooses among them as they are judged then: as *Ask* uses them, by how close perfumes are to
a question, words and all.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from flowery.learning.examples.sets import Frozen
from flowery.learning.tuning import adapter
from flowery.learning.tuning.adapter import Adapter, Setting, Trainee
from flowery.learning.tuning.gate import gain_of, ndcg
from flowery.learning.tuning.lessons import Ears, Heard, heard
from flowery.learning.tuning.report import Report
from flowery.learning.tuning.trainer import Made, require
from flowery.perfumery.catalogue import Catalogue
from flowery.words.vocabulary import JobKind, TunedModel

LEAST = (12, 4, 4)  # to learn from, to choose by, to be judged by
SETTINGS = (
    Setting(16, 0.003, 3.0),
    Setting(16, 0.003, 30.0),
    Setting(8, 0.003, 10.0),
    Setting(16, 0.001, 3.0),
    Setting(16, 0.003, 0.3),
)
_EPOCHS = 30
_PATIENCE = 4  # epochs without a better validation score
MEASURE = "nDCG@10"


class LocalAdapter:
    """Trains adapters for one catalogue."""

    kind: JobKind = "local_adapter"

    def __init__(self, catalogue: Catalogue, ears: Ears) -> None:
        self._catalogue = catalogue
        self._ears = ears

    def absent(self) -> str:
        """It is always there."""
        return ""

    def check(self, artefact: bytes) -> None:
        """Whether an artefact can be used. Raises ValueError."""
        adapter.read(artefact, self._catalogue.vectors.shape[1])

    def train(self, examples: Frozen, active: TunedModel | None, report: Report) -> Made:
        """Try the settings and keep the best on the validation split."""
        report.say("Reading the questions of the set.")
        splits = (examples.train, examples.validation, examples.test)
        learn, choose, judge = (heard(one, self._catalogue, self._ears) for one in splits)
        require(LEAST, (len(learn), len(choose), len(judge)))
        best = self._searched(learn, choose, report)
        used = self._read(active.artefact) if active else None
        before = [self._scored(one, used) for one in judge]
        after = [self._scored(one, best) for one in judge]
        people = [one.person for one in judge]
        gain = gain_of(MEASURE, before, after, people, active.id if active else "")
        return Made(best.written(), gain)

    def _searched(self, learn: Sequence[Heard], choose: Sequence[Heard], report: Report) -> Adapter:
        """The best adapter of all settings; those that were tried before a stop are not again."""
        best = self._kept(report)
        tried: list[dict[str, Any]] = list(report.checkpoint["tried"]) if best else []
        top = max(((one["score"], one["likely"]) for one in tried), default=(-np.inf, -np.inf))
        usual = self._mean(choose, None)
        report.measured(validation_before=round(usual, 4), learnt_from=len(learn))
        for number, setting in enumerate(SETTINGS[len(tried) :], start=len(tried)):
            made, epochs = self._trained(learn, choose, setting, report, number)
            score, likely = self._mean(choose, made), self._likely(choose, made)
            if (score, likely) > top:  # among equals, whichever makes the liked ones likelier
                top, best = (score, likely), made
            tried.append(asdict(setting) | {"score": score, "likely": likely, "epochs": epochs})
            written = base64.b64encode(best.written()).decode() if best else ""
            report.reached(tried=tried, best=written)
            report.measured(tried=tried, validation_after=round(top[0], 4))
            report.say(
                f"Rank {setting.rank}, step {setting.rate:g}, pull {setting.pull:g}: "
                f"{score:.4f} after {epochs} rounds; without it {usual:.4f}."
            )
        assert best is not None  # noqa: S101 - there is at least one setting
        return best

    def _trained(
        self,
        learn: Sequence[Heard],
        choose: Sequence[Heard],
        setting: Setting,
        report: Report,
        number: int,
    ) -> tuple[Adapter, int]:
        """The adapter of the best epoch, and how many epochs there were."""
        trainee = Trainee([one.lesson for one in learn], self._catalogue.vectors, setting)
        best: tuple[Adapter, float] | None = None
        since, epoch = 0, 0
        for epoch, (made, _) in enumerate(trainee.epochs(_EPOCHS), start=1):
            report.step((number + epoch / _EPOCHS) / len(SETTINGS))
            likely = self._likely(choose, made)
            since = 0 if best is None or likely > best[1] else since + 1
            if best is None or likely > best[1]:
                best = made, likely
            if since >= _PATIENCE:
                break
        assert best is not None  # noqa: S101 - there is at least one epoch
        return best[0], epoch

    def _likely(self, choose: Sequence[Heard], made: Adapter) -> float:
        """How likely what was liked would be, as a mean logarithm: the first places of thirty
        questions jump from round to round, and this does not.
        """
        lessons = [one.lesson for one in choose]
        return float(np.mean(adapter.likelihoods(lessons, self._catalogue.vectors, made)))

    def _mean(self, choose: Sequence[Heard], made: Adapter | None) -> float:
        return float(np.mean([self._scored(one, made) for one in choose]))

    def _scored(self, one: Heard, made: Adapter | None) -> float:
        vector = one.lesson.vector
        adapted = vector if made is None else made(vector)
        return ndcg(self._ears.close(one.words, vector, adapted), one.lesson.liked)

    def _read(self, artefact: bytes) -> Adapter | None:
        try:
            return adapter.read(artefact, self._catalogue.vectors.shape[1])
        except ValueError:
            return None

    def _kept(self, report: Report) -> Adapter | None:
        written = report.checkpoint.get("best")
        return self._read(base64.b64decode(written)) if written else None
