"""The page *Profile*: the taste as a radar, and every number of it opened down to its sentences."""

from __future__ import annotations

import streamlit as st

from flowery.taste.profile import ENOUGH_MEMORIES
from flowery.ui import look, paper, session, sums, ways
from flowery.ui.axes import axis_name
from flowery.ui.graph import strikes as graph_strikes
from flowery.ui.profile import (
    evidence as evidence_list,
    notes as profile_notes,
    radar as profile_radar,
    shelves as shelves_told,
)
from flowery.ui.profile.story import story
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import AXES, ScentProfile, Share, User

OPEN = "profile.open"


def show(user: User) -> None:
    """The whole page."""
    look.page(
        _("Profile"), _("What your memories and ratings say you love, and every reason for it.")
    )
    paper.style()
    flowery = session.opened()
    profile = flowery.taste.profile(user.id)
    if not profile.evidence:
        _empty()
        return
    too_little(profile)
    left, right = st.columns([3, 2], gap="large")
    with left:
        profile_radar.show(user, profile, OPEN)
    with right:
        profile_notes.families(profile)
        profile_notes.feelings(profile)
        profile_notes.stated(user, profile)
    _opened(user, profile)
    profile_notes.notes(profile, OPEN)
    story(user)
    shelves_told.show(user)


def too_little(profile: ScentProfile) -> None:
    """Says plainly when the numbers rest on too few memories."""
    missing = ENOUGH_MEMORIES - profile.memories
    if missing > 0:
        said = ngettext(
            "There is too little to tell yet. {number} more memory would help.",
            "There is too little to tell yet. {number} more memories would help.",
            missing,
        )
        st.info(said.format(number=missing), icon=":material/hourglass_empty:")


def _empty() -> None:
    st.html(paper.paragraph(_("There is too little to tell yet."), "fl-step"))
    st.write(_("Your profile grows from what you remember and from how you rate answers."))
    with st.container(key="begin"):
        ways.link("remember", _("Write a memory"), icon=":material/edit:")
    ways.link("teach", _("Or let Flowery ask you"), icon=":material/psychology_alt:")


def _opened(user: User, profile: ScentProfile) -> None:
    """One number, taken apart."""
    subjects = [*(f"axis:{axis}" for axis in AXES), *(f"note:{n.note}" for n in profile.notes)]
    if st.session_state.get(OPEN) not in subjects:
        st.session_state[OPEN] = None
    chosen = st.selectbox(
        _("Open a number"),
        subjects,
        index=None,
        format_func=_offered,
        placeholder=_("choose an axis or a note, or click one in the drawing"),
        key=OPEN,
    )
    if chosen is None:
        return
    name, value, shares = _number(profile, chosen)
    with st.container(border=True, key="opened-number"):
        st.html(f'<p class="fl-big">{sums.plain(value)}</p>{paper.paragraph(name)}')
        evidence_list.opened(shares, evidence_list.sources(user), chosen)
        graph_strikes.of_number(user, chosen)
    look.bring("opened-number", chosen)


def _offered(subject: str) -> str:
    """A number as it is offered; a note may bear the name of an axis, and each opens its own."""
    said = profile_notes.said(session.opened().taxonomy, subject)
    return _("{axis} (axis)").format(axis=said) if subject.startswith("axis:") else said


def _number(profile: ScentProfile, subject: str) -> tuple[str, float, tuple[Share, ...]]:
    """(its name, its value in points, its shares)."""
    kind, _colon, name = subject.partition(":")
    if kind == "axis":
        score = next(one for one in profile.axes if one.axis == name)
        told = _("{axis}, of 100 points").format(axis=axis_name(name))
        if score.total != score.value:
            told = _("{axis}: the sum of what follows; the drawing shows 0 to 100").format(
                axis=axis_name(name)
            )
        return told, round(score.total * 1000) / 10, score.shares
    note = next(one for one in profile.notes if one.note == name)
    label = profile_notes.said(session.opened().taxonomy, subject)
    told = _("{note}, between −100 (hated) and 100 (loved)").format(note=label)
    return told, round(note.score * 1000) / 10, note.shares
