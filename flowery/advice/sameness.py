"""When an answer that was kept still is the answer: the same question, and all the same that it
depends on.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from flowery.advice.tuned import Tuned
from flowery.advice.written import brief_to_json
from flowery.models.port import Models
from flowery.perfumery.catalogue import Catalogue
from flowery.words.vocabulary import Awaited, Brief

EDITION = 4  # of ranking and wording; a new one makes every kept answer be thought over again


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked: at which version of the person's rows, for which comparison, by
    which encoder it is heard, and what a model may add. The brief holds what was stated and the
    usual budget.
    """

    question: str
    brief: Brief
    limit: int
    version: int
    language: str
    compared: str
    heard_by: str
    awaits: tuple[Awaited, ...]


class Sameness:
    """Knows what stands in the house beside the question."""

    def __init__(self, models: Models, catalogue: Catalogue, tuned: Tuned) -> None:
        self._models, self._catalogue, self._tuned = models, catalogue, tuned

    def key(self, asked: Asked) -> str:
        """The same for what has the same answer, and for nothing else."""
        brief = json.dumps(brief_to_json(asked.brief), sort_keys=True, ensure_ascii=False)
        said = (asked.question, brief, asked.limit, asked.version, asked.language, asked.compared)
        models = (self._models.name, self._models.embedder, sorted(self._models.offers))
        heard = (models, asked.awaits, asked.heard_by)
        whole = repr((EDITION, self._tuned.edition, self._catalogue.version, said, heard))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
