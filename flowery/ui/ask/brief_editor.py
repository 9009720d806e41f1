"""The wishes of a question, as chips to keep or take away, and a place to add one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from flowery.ui import paper, session
from flowery.ui.ask import brief_chips
from flowery.ui.memories.corrections import note_names
from flowery.ui.naming import subject_name
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Brief, User

_SEASONS = ("spring", "summer", "autumn", "winter")


def edit(user: User, brief: Brief, scope: str) -> Brief:
    """Draws the chips of a brief; returns it as the person left it. `scope` tells editors apart."""
    flowery = session.opened()
    standing: Brief = st.session_state.get(f"{scope}.brief", brief)
    ruled_out = _ruled_out(user)
    shown = {
        chip.id: chip
        for chip in brief_chips.chips(standing, flowery.catalogue, flowery.lexicon)
        if chip.field != "vetoes" or chip.value not in ruled_out
    }
    kept = list(shown)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"chips-{scope}"):
        if shown:
            kept = st.pills(
                _("What Flowery understood (choose a wish to take it away)"),
                list(shown),
                selection_mode="multi",
                default=list(shown),
                format_func=lambda chip: paper.label(shown[chip].said, 40),
                key=f"{scope}.kept.{hash(tuple(shown))}",
                wrap=True,
            )
        else:
            st.html(paper.paragraph(_("Flowery found no wish in it that it knows.")))
        removed = [chip for chip_id, chip in shown.items() if chip_id not in kept]
        edited = brief_chips.without(standing, removed)
        with st.popover(_("Add a wish"), icon=":material/add:"):
            _add(edited, scope)
    if ruled_out:
        names = (subject_name(flowery.taxonomy, subject) for subject in ruled_out)
        said = _("Always left out, as you said: {smells}").format(smells=", ".join(names))
        st.html(paper.paragraph(said))
    return edited


def _ruled_out(user: User) -> dict[str, None]:
    """What this person ruled out for good; a question cannot let it in again."""
    dislikes = session.opened().taste.dislikes(user.id)
    return dict.fromkeys(one.subject for one in dislikes if one.level != "avoid" and not one.layer)


def _add(brief: Brief, scope: str) -> None:
    notes = note_names()
    lexicon = session.opened().lexicon
    occasions = [word.id for word in lexicon.of_kind("occasion")]
    words = {word: brief_chips.word_said(word, lexicon) for word in (*_SEASONS, *occasions)}
    with st.form(f"{scope}.add", border=False):
        note = st.selectbox(
            _("A smell"),
            list(notes),
            index=None,
            format_func=notes.__getitem__,
            placeholder=_("search a note"),
        )
        how = st.segmented_control(
            _("It should be"),
            ("wants", "avoid", "vetoes"),
            default="wants",
            format_func=_how_said,
        )
        season = st.selectbox(
            _("Season"), _SEASONS, index=None, format_func=words.__getitem__, placeholder=_("any")
        )
        occasion = st.selectbox(
            _("Occasion"),
            occasions,
            index=None,
            format_func=words.__getitem__,
            placeholder=_("any"),
        )
        budget = st.number_input(_("At most, in euros"), min_value=1, value=None, step=10)
        known = st.checkbox(_("Show perfumes I already know, too"), value=brief.include_known)
        if st.form_submit_button(_("Add")):
            changes: dict[str, Any] = {
                "season": season or brief.season,
                "occasion": occasion or brief.occasion,
                "budget_max": float(budget) if budget else brief.budget_max,
                "include_known": known,
            }
            if note is not None and how is not None:
                standing = (*getattr(brief, how), f"note:{note}")
                changes[how] = tuple(dict.fromkeys(standing))
            st.session_state[f"{scope}.brief"] = replace(brief, **changes)
            st.rerun()


def _how_said(how: str) -> str:
    return {"wants": _("there"), "avoid": _("quiet"), "vetoes": _("absent")}[how]
