"""How far the reading of a memory has come: the steps in words, live until it is settled, and the
journal of what was done.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from flowery.ui import naming, paper, session
from flowery.ui.words import gettext as _, told
from flowery.words.errors import FloweryError
from flowery.words.vocabulary import SETTLED, STEPS, User

_EVERY_SECONDS = 1.0  # a memory takes about a second, so a look a second is one or two looks


def watch(user: User, memory_id: str) -> None:
    """Show the steps as they are done; draws the page anew once nothing moves."""
    st.fragment(_steps, run_every=_EVERY_SECONDS)(user.id, memory_id)


def is_still(state: str) -> bool:
    """Whether nothing happens for now: it is settled, or waits for another try."""
    return state in SETTLED or state == "failed"


def step_said(step: str) -> str:
    """What a step does."""
    return {
        "received": _("Kept"),
        "read": _("Reading what you gave"),
        "looked": _("Looking at the picture"),
        "enhanced": _("Putting it into fuller words"),
        "cut": _("Finding its sentences"),
        "embedded": _("Placing it among your memories"),
        "smelled": _("Smelling every word"),
        "indexed": _("Making it findable"),
        "done": _("Done"),
    }.get(step, step)


def journal(user: User, memory_id: str) -> None:
    """Every step that was taken, with how it ended and how long it took."""
    steps = session.opened().tables.of(user.id).readings.steps(memory_id)
    lines = "".join(
        f"<li>{escape(step_said(line.step))}{_ended(line.outcome)} · {line.milliseconds} ms</li>"
        for line in steps
    )
    empty = paper.paragraph(_("No step was taken yet."))
    st.html(f'<ol class="fl-quiet">{lines}</ol>' if lines else empty)


def _ended(outcome: str) -> str:
    """How a step ended, where it was not simply done."""
    return "" if outcome == "done" else f" · {escape(naming.state_said(outcome))}"


def _steps(user_id: str, memory_id: str) -> None:
    try:
        stands = session.opened().remember.progress(user_id, memory_id)
    except FloweryError as error:
        st.error(told(error))
        return
    if is_still(stands.state):
        st.rerun()
    under_way = STEPS[min(stands.done, len(STEPS) - 1)]
    said = _("Step {number} of {count}: {step} …").format(
        number=min(stands.done + 1, stands.of), count=stands.of, step=step_said(under_way)
    )
    st.progress(stands.done / max(1, stands.of), text=said)
