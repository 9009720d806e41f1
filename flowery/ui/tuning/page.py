"""The page *Fine-tuning* of an administrator: what was taught, what is trained of it, what is in
use, and what models cost. Of its parts only the open one is drawn, and an address can name it.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from flowery.ui import look, paper, session, ways
from flowery.ui.tuning import (
    examples as tuning_examples,
    jobs as tuning_jobs,
    models as tuning_models,
    prompts as tuning_prompts,
    sets as tuning_sets,
    usage as tuning_usage,
)
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The whole page."""
    paper.style()
    said = _(
        "{count} approved examples are here to learn from. Nothing is used before it is better."
    )
    approved = session.opened().tuning.approved(user)
    look.page(_("Fine-tuning"), said.format(count=f"{approved:,}"))
    parts: dict[str, tuple[str, Callable[[User], None]]] = {
        "examples": (_("Examples"), tuning_examples.show),
        "sets": (_("Sets"), tuning_sets.show),
        "train": (_("Train"), tuning_jobs.show),
        "models": (_("Models"), tuning_models.show),
        "prompts": (_("Prompts"), tuning_prompts.show),
        "usage": (_("Use and cost"), tuning_usage.show),
    }
    first, _drawn = parts.get(ways.opened("part") or "", parts["examples"])
    labels = [label for label, _drawn in parts.values()]
    tabs = st.tabs(labels, default=first, key=f"tuning.part.{first}", on_change="rerun")
    for tab, (_label, part) in zip(tabs, parts.values(), strict=True):
        if tab.open:
            with tab:
                part(user)
