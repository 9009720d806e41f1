"""The ranking as it stands, for somebody who asks for nothing: what evaluations measure, as of any
moment and without some rows of evidence. Nothing is kept of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

import numpy as np

from flowery.advice.foreseeing import OutlookOf
from flowery.advice.holdings import Column
from flowery.advice.liking import Liking
from flowery.advice.panel import Panel
from flowery.perfumery.notes import Taxonomy
from flowery.words.vocabulary import Brief, ScentProfile

ProfileAt = Callable[[str, datetime | None, frozenset[str]], ScentProfile]
"""The taste of a person until a moment (None: now), without some rows and memories by id."""


class Standing:
    """The parts of every perfume's score by a taste alone."""

    def __init__(
        self, panel: Panel, taxonomy: Taxonomy, profile_at: ProfileAt, outlook_of: OutlookOf
    ) -> None:
        self._panel = panel
        self._taxonomy = taxonomy
        self._profile_at = profile_at
        self._outlook_of = outlook_of

    def parts(
        self, user_id: str, until: datetime | None, without: frozenset[str]
    ) -> Mapping[str, Column]:
        """Every part but variety, each of shape (n,)."""
        liking = Liking(self._profile_at(user_id, until, without), self._taxonomy)
        nothing = np.zeros(len(self._panel.catalogue))
        outlook = self._outlook_of(user_id, until=until, without=without)
        ground = self._panel.ranker.ground(Brief(), nothing, liking, outlook, (), ())
        return self._panel.ranker.parts(replace(ground, weights=self._panel.weights))
