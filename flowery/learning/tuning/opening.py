"""Puts the parts of the studio together, for one catalogue and the models that are there."""

from __future__ import annotations

from pathlib import Path

from flowery.learning.examples import Sets
from flowery.learning.tuning.at_endpoint import AtEndpoint, Lines
from flowery.learning.tuning.few_shot import FewShot
from flowery.learning.tuning.in_use import InUse
from flowery.learning.tuning.lessons import Ears
from flowery.learning.tuning.local_adapter import LocalAdapter
from flowery.learning.tuning.ranker_weights import RankerWeights
from flowery.learning.tuning.studio import Tuning
from flowery.learning.tuning.training import Trainings
from flowery.models.port import Models
from flowery.perfumery.catalogue import Catalogue
from flowery.storage.tables import Tables


def open_tuning(
    tables: Tables,
    catalogue: Catalogue,
    ears: Ears,
    models: Models,
    in_use: InUse,
    lines_of: Lines,
    folder: Path,
) -> Tuning:
    """The studio of a home."""
    sets = Sets(tables)
    trainers = (
        LocalAdapter(catalogue, ears),
        RankerWeights(in_use.weights_at),
        FewShot(sets, models.embed),
        AtEndpoint(models, lines_of),
    )
    trainings = Trainings(tables, sets, trainers, folder)
    return Tuning(tables, trainings, in_use)
