"""What a person says about the smells Flowery read: confirm, correct, strike, or add a missed one.

Each is said in two clicks, through `Remember`, and is evidence at once.
"""

from __future__ import annotations

from typing import get_args

import streamlit as st

from flowery.ui import look, naming, paper, session
from flowery.ui.memories.smells_on_words import Picks, ShownSmell, status_said, valence_said
from flowery.ui.words import gettext as _
from flowery.words.errors import Refused
from flowery.words.vocabulary import ScentMemory, User, Valence


def picked(memory: ScentMemory) -> Picks:
    """Which smell is chosen, on its words or in the list."""
    return Picks(st.session_state.get(_key(memory)))


def corrections(user: User, memory: ScentMemory, shown: tuple[ShownSmell, ...]) -> None:
    """The list of smells; choosing one opens what can be said about it."""
    by_id = {one.smell.id: one for one in shown}
    if not by_id:
        st.html(paper.paragraph(_("Flowery smelled nothing in it yet. Add what it missed below.")))
    key = _key(memory)
    if st.session_state.get(key) not in by_id:
        st.session_state[key] = None
    chosen = st.pills(
        _("Choose a smell, here or in the text, to confirm, correct or strike it"),
        list(by_id),
        format_func=lambda smell_id: paper.label(by_id[smell_id].label, 40),
        key=key,
        wrap=True,
    )
    if chosen is not None:
        _said_about(user, memory, by_id[chosen])
        look.bring(f"correcting-{chosen}", chosen)
    with st.expander(_("Add a smell that was missed"), icon=":material/add:"):
        _missed(user, memory)


def _key(memory: ScentMemory) -> str:
    return f"smell-{memory.id}"


def _said_about(user: User, memory: ScentMemory, one: ShownSmell) -> None:
    with st.container(border=True, key=f"correcting-{one.smell.id}"):
        st.html(f"{paper.paragraph(one.name, 'fl-name')}{paper.paragraph(_why(one), 'fl-house')}")
        if one.smell.doubt is not None:
            st.write(_doubted(one.smell.valence, one.smell.doubt))
        with st.container(horizontal=True):
            st.button(
                _("Yes, that is it"),
                key=f"confirm-{one.smell.id}",
                icon=":material/check:",
                type="primary",
                disabled=one.smell.status == "confirmed" or one.smell.note is None,
                on_click=_correct,
                args=(user, memory, one, "confirm"),
            )
            st.button(
                _("No, strike it"),
                key=f"strike-{one.smell.id}",
                icon=":material/close:",
                on_click=_correct,
                args=(user, memory, one, "strike"),
            )
        note, feeling = st.columns(2)
        with note:
            _another_note(user, memory, one)
        with feeling:
            _another_feeling(user, memory, one)


def _another_note(user: User, memory: ScentMemory, one: ShownSmell) -> None:
    names = note_names()
    key = f"note-{one.smell.id}"
    st.selectbox(
        _("It is rather …"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("search a note"),
        key=key,
        on_change=_corrected_to,
        args=(user, memory, one, key),
    )


def _another_feeling(user: User, memory: ScentMemory, one: ShownSmell) -> None:
    key = f"valence-{one.smell.id}-{one.smell.valence}"
    st.segmented_control(
        _("It was"),
        get_args(Valence),
        default=one.smell.valence,
        format_func=valence_said,
        key=key,
        wrap=True,
        on_change=_felt,
        args=(user, memory, one, key),
    )


def _missed(user: User, memory: ScentMemory) -> None:
    names = note_names()
    with st.form(f"missed-{memory.id}", border=False, enter_to_submit=False):
        source = st.text_input(
            _("The words that smell, as they stand in the memory"), key=f"missed-words-{memory.id}"
        )
        note = st.selectbox(
            _("What it smells of"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("search a note"),
            key=f"missed-note-{memory.id}",
        )
        valence = st.segmented_control(
            _("It was"),
            get_args(Valence),
            default="loved",
            format_func=valence_said,
            key=f"missed-valence-{memory.id}",
        )
        if st.form_submit_button(_("Add this smell")):
            with look.sentences():
                _add(user, memory, source, note, valence or "neutral")
                st.rerun()


def _add(user: User, memory: ScentMemory, source: str, note: str | None, valence: Valence) -> None:
    if note is None:
        raise Refused(_("Choose the note it smells of."))
    start = memory.words.find(source) if source else -1
    if start < 0:
        raise Refused(_("Those words do not stand in the memory. Copy them as they are."))
    remember = session.writing().remember
    end = start + len(source)
    remember.add_smell(user.id, memory.id, start, end, note, valence)


def note_names() -> dict[str, str]:
    """Every note with its name in the language of this person, in the order of the names."""
    taxonomy = session.opened().taxonomy
    names = {note: naming.note_name(taxonomy, note) for note in taxonomy.notes}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


def _why(one: ShownSmell) -> str:
    because = ", ".join(f"“{words}”" for words in one.smell.because)
    if one.smell.status == "inferred" and because:
        return _("Flowery understood it, because of {words}").format(words=because)
    source = f"“{one.smell.source}”" if one.smell.source else ""
    return " · ".join(part for part in (source, status_said(one.smell)) if part)


def _doubted(read: Valence, doubt: Valence) -> str:
    said = _(
        "Flowery read it as {read}, the model as {doubt}. Until you say which it was, it counts "
        "half."
    )
    return said.format(read=valence_said(read), doubt=valence_said(doubt))


def _corrected_to(user: User, memory: ScentMemory, one: ShownSmell, key: str) -> None:
    note = st.session_state.pop(key, None)
    if note is not None:
        _correct(user, memory, one, "correct", note=note)


def _felt(user: User, memory: ScentMemory, one: ShownSmell, key: str) -> None:
    valence = st.session_state.get(key)
    if valence is not None:
        _correct(user, memory, one, "correct", valence=valence)


def _correct(
    user: User,
    memory: ScentMemory,
    one: ShownSmell,
    action: str,
    note: str | None = None,
    valence: Valence | None = None,
) -> None:
    with look.sentences():
        remember = session.writing().remember
        remember.correct(user.id, memory.id, one.smell, action, note=note, valence=valence)
