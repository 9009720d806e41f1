"""The other parts of a profile: families, notes by layer, and what the person stated themselves."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from flowery.perfumery.notes import Taxonomy
from flowery.ui import naming, paper, session, sums, ways
from flowery.ui.axes import leading
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import LAYERS, Dislike, Layer, NoteScore, ScentProfile, User

_FAMILIES = 5
_LOVED = 8
_HATED = 8
_FEELINGS = 12


def said(taxonomy: Taxonomy, subject: str) -> str:
    """An axis or a note by name."""
    return naming.subject_name(taxonomy, subject)


def families(profile: ScentProfile) -> None:
    """The families the radar is close to, and how much the profile rests on."""
    taxonomy = session.opened().taxonomy
    st.subheader(_("Families"), anchor=False)
    rows = [
        paper.Bar(
            naming.family_name(taxonomy, family),
            close,
            f"{close:.0%}",
            leading(taxonomy.families[family].axes),
        )
        for family, close in profile.families[:_FAMILIES]
    ]
    st.html(paper.bars(rows))
    memories = ngettext("{number} memory", "{number} memories", profile.memories)
    rests = _("This rests on {memories} and {evidence} pieces of evidence.").format(
        memories=memories.format(number=profile.memories), evidence=profile.evidence
    )
    st.html(paper.paragraph(rests))


def notes(profile: ScentProfile, open_key: str) -> None:
    """Loved notes by layer and disliked ones; choosing one opens its number."""
    st.subheader(_("Notes"), anchor=False)
    taxonomy = session.opened().taxonomy
    loved = [note for note in profile.notes if note.score > 0]
    for layer in LAYERS:
        in_layer = [note for note in loved if _layer(taxonomy, note.note) == layer]
        _pills(naming.layer_said(layer), in_layer[:_LOVED], open_key)
    hated = sorted((note for note in profile.notes if note.score < 0), key=lambda one: one.score)
    _pills(_("Not loved"), hated[:_HATED], open_key)


def feelings(profile: ScentProfile) -> None:
    """What was felt in the memories, the most frequent first."""
    st.subheader(_("Feelings in your memories"), anchor=False)
    felt = [
        (f"{paper.shortened(word, 30)} {count}" if count > 1 else paper.shortened(word, 30), None)
        for word, count in profile.emotions[:_FEELINGS]
    ]
    st.html(paper.dotted(felt) or paper.paragraph(_("No feeling was named yet.")))


def stated(user: User, profile: ScentProfile) -> None:
    """Dislikes, intensity and budget, as the person stated them."""
    st.subheader(_("What you do not want"), anchor=False)
    st.html(f"{_dislikes(profile.dislikes)}{paper.paragraph(_wishes(user))}")
    ways.link("account", _("Change it in your account"), icon=":material/tune:")


def _pills(named: str, scores: Iterable[NoteScore], open_key: str) -> None:
    taxonomy = session.opened().taxonomy
    points = {score.note: 100 * score.score for score in scores}
    if not points:
        return
    key = f"{open_key}.{named}"
    st.session_state[key] = None
    st.pills(
        named,
        list(points),
        format_func=lambda note: (
            f"{paper.label(naming.note_name(taxonomy, note))} {sums.signed(points[note])}"
        ),
        key=key,
        on_change=_open,
        args=(key, open_key),
    )


def _open(key: str, open_key: str) -> None:
    note = st.session_state.get(key)
    if note is not None:
        st.session_state[open_key] = f"note:{note}"


def _layer(taxonomy: Taxonomy, note: str) -> Layer:
    known = taxonomy.notes.get(note)
    return known.layer if known else "heart"


def _dislikes(dislikes: tuple[Dislike, ...]) -> str:
    if not dislikes:
        return paper.paragraph(_("Nothing is ruled out."))
    return "".join(paper.paragraph(_disliked(one), "fl-plain") for one in dislikes)


def _disliked(one: Dislike) -> str:
    name = naming.subject_name(session.opened().taxonomy, one.subject)
    layer = naming.layer_said(one.layer) if one.layer else ""
    narrowed = ", ".join(part for part in (one.facet, layer) if part)
    where = f" ({narrowed})" if narrowed else ""
    return f"{name}{where}: {naming.level_said(one.level)}"


def _wishes(user: User) -> str:
    intensity = naming.intensity_said(user.intensity) if user.intensity else _("any intensity")
    budget = (
        _("up to {amount} €").format(amount=f"{user.budget_max:,.0f}")
        if user.budget_max
        else _("any budget")
    )
    return f"{intensity} · {budget}"
