"""The part *The two readers*: where a model reads memories beside the embedded reader, how far the
two agree, and what was dropped of what models said. Counts, and nobody's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from flowery.learning.evaluation.two_readers import ASKED, Reader
from flowery.storage.counts import Count
from flowery.ui import paper, session, words
from flowery.ui.tuning.usage_table import purpose_said
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The whole part."""
    found = session.opened().evaluation.readers(user)
    st.write(
        _(
            "What the embedded reader finds in a memory is kept. A model that reads it too may "
            "add smells, and where it felt one otherwise, that smell counts half until the person "
            "says which it was."
        )
    )
    if not found.readers:
        st.info(
            _(
                "No model has read a memory yet. Once one is connected, how far the two readers "
                "agree stands here."
            )
        )
    for one in found.readers:
        _reader(one)
    _dropped(found.dropped, words.day(found.since, "UTC"))
    if found.readers:
        _how()


def _reader(one: Reader) -> None:
    with st.container(border=True):
        st.html(paper.paragraph(one.model, "fl-name"))
        read = _("Memories read by both: {count}.").format(count=f"{one.memories:,}")
        st.write(f"{read} {_alike(one)}")
        st.html("".join(paper.paragraph(f"{name}: {number}") for name, number in _rows(one)))


def _alike(one: Reader) -> str:
    """How far they feel alike, with what that number means."""
    if one.kappa is None:
        return _("There is too little to tell yet how far they feel alike.")
    said = _("Loved or hated alike beyond chance: {kappa} (Cohen's kappa; 1 is always).")
    return said.format(kappa=f"{one.kappa:.2f}")


def _rows(one: Reader) -> Iterable[tuple[str, str]]:
    yield _("Smells the embedded reader found"), f"{one.read:,}"
    yield _("Smells the model said that hold"), f"{one.said:,}"
    yield _("At the same place"), f"{one.same_place:,}"
    yield _("There the same note"), _share(one.same_note, one.same_place)
    yield _("There felt the same"), _share(one.same_felt, one.same_place)
    yield _("Found by the model alone, added"), f"{one.added:,}"
    yield _("Found by the embedded reader alone, kept"), f"{one.missed:,}"


def _share(part: int, whole: int) -> str:
    return f"{part:,} ({part / whole:.0%})" if whole else f"{part:,}"


def _dropped(counts: Sequence[Count], since: str) -> None:
    """What did not hold of what models said."""
    asked = {(one.model, one.purpose): one.number for one in counts if one.what == ASKED}
    told = [
        {
            _("Model"): one.model,
            _("Called for"): purpose_said(one.purpose),
            _("Why"): reason_said(one.what),
            _("How many"): f"{one.number:,}",
            _("Answers"): f"{asked.get((one.model, one.purpose), 0):,}",
        }
        for one in counts
        if one.what != ASKED
    ]
    if not asked and not told:
        return
    st.subheader(_("What did not hold"))
    st.caption(_("What a model says is checked, dropped where it does not hold, and counted."))
    if not told:
        st.success(_("Everything that models said since {day} held.").format(day=since))
        return
    st.dataframe(told, hide_index=True, width="stretch", height="content")
    st.caption(_("Since {day}.").format(day=since))


def reason_said(what: str) -> str:
    """Why something was dropped; one that is not known here is told by its own word."""
    return {
        "not_in_text": _("its words do not stand in the text"),
        "unknown_note": _("no note of that name is known"),
        "unknown_perfume": _("no perfume of that id is known"),
        "not_offered": _("a perfume that was not offered"),
        "vetoed": _("something that was to be left out"),
        "not_plain": _("no plain words"),
        "too_many": _("more than were asked for"),
    }.get(what, what.replace("_", " "))


def _how() -> None:
    with st.expander(_("How it is counted")):
        st.write(
            _(
                "Each memory is counted once, as it was read last, and not at all after it was "
                "forgotten. Two smells are at the same place where their words overlap. What a "
                "memory says is missing is left out. Source: Cohen 1960 (kappa)."
            )
        )
