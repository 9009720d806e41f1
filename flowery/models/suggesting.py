"""Which of the models that an endpoint lists are likely meant for a purpose, first those that were
found to do it. Ids say what kind of model it is, more often than not: it is an order, not a filter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flowery.models.connection import Purpose
from flowery.storage.connections import Finding, Listed

_EMBEDS = re.compile(r"embed|\bbge\b|\be5\b|\bgte\b|minilm", re.IGNORECASE)
_HEARS = re.compile(r"transcri|whisper|speech-to|\basr\b|\bstt\b", re.IGNORECASE)
_SEES = re.compile(r"vision|\bvl\b|[-\d]vl\b|llava|omni|multimodal", re.IGNORECASE)
_NEITHER = re.compile(
    r"\btts\b|moderat|rerank|image|diffusion|realtime|audio|video|guard|search", re.IGNORECASE
)
_WHAT: dict[Purpose, str] = {"see": "see", "embed": "embed", "transcribe": "transcribe"}


def suggested(
    purpose: Purpose, listed: Sequence[Listed], found: Sequence[Finding]
) -> tuple[str, ...]:
    """The ids of all that is listed, the likeliest for this purpose first."""
    what = _WHAT.get(purpose, "answer")
    told = {
        one.model: one.found not in ("no", "unclear", "blind") for one in found if one.what == what
    }
    ids = [one.model for one in listed]
    return tuple(sorted(ids, key=lambda model: (-_likely(purpose, model, told), model)))


def _likely(purpose: Purpose, model: str, told: dict[str, bool]) -> int:
    if model in told:
        return 3 if told[model] else -1
    embeds, hears = bool(_EMBEDS.search(model)), bool(_HEARS.search(model))
    if purpose in ("embed", "transcribe"):
        return 2 if (embeds if purpose == "embed" else hears) else 0
    if embeds or hears or _NEITHER.search(model):
        return 0
    return 2 if purpose == "see" and _SEES.search(model) else 1
