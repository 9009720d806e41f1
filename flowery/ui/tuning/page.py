"""The page *Fine-tuning* of an administrator: what was taught, what is trained of it, what is in
use, and what models cost.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from flowery.ui import look, paper, session
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
    parts: dict[str, Callable[[User], None]] = {
        _("Examples"): tuning_examples.show,
        _("Sets"): tuning_sets.show,
        _("Train"): tuning_jobs.show,
        _("Models"): tuning_models.show,
        _("Prompts"): tuning_prompts.show,
        _("Use and cost"): tuning_usage.show,
    }
    for tab, part in zip(st.tabs(list(parts)), parts.values(), strict=True):
        with tab:
            part(user)
