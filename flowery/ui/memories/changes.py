"""Changing a memory after it was kept: giving it the words it waits for, editing, forgetting."""

from __future__ import annotations

import streamlit as st

from flowery.ui import look, paper, session, ways
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import Receipt, ScentMemory, User

_RECEIPT = "memories.receipt"


def words_form(user: User, memory: ScentMemory) -> None:
    """Asks for the words a photo or a voice note cannot give by itself."""
    voice = next((file for file in memory.attachments if file.kind == "voice"), None)
    st.info(_asked(memory), icon=":material/edit_note:")
    with st.form(f"words-{memory.id}", border=False):
        said = st.text_area(_("Your words"), key=f"words-for-{memory.id}")
        if st.form_submit_button(_("Keep these words"), type="primary"):
            with look.sentences():
                remember = session.writing().remember
                if voice:
                    remember.edit(user.id, memory.id, spoken={voice.id: said})
                else:
                    remember.edit(user.id, memory.id, caption=said)
                session.worker().nudge()
                st.rerun()


def _asked(memory: ScentMemory) -> str:
    """What is missing, and what the person may do about it."""
    if memory.reason == "voice":
        return _("Write down what you said in the voice note; its smells are read from your words.")
    if memory.reason == "pages":
        return _(
            "The pages are pictures, so their words cannot be read here. Write down what matters "
            "of them, and its smells are read from that."
        )
    return _("One line about the picture is missing: what was it, and what did it smell of?")


def edit_form(user: User, memory: ScentMemory) -> None:
    """All that the person wrote, to be changed; Flowery reads it again where that matters."""
    with st.form(f"edit-{memory.id}", border=False):
        title = st.text_input(_("Title"), memory.title, key=f"edit-title-{memory.id}")
        text = st.text_area(_("The memory"), memory.text, height=220, key=f"edit-text-{memory.id}")
        caption = memory.caption
        if memory.attachments:
            caption = st.text_area(_("Caption"), caption, key=f"edit-caption-{memory.id}")
        left, right = st.columns(2)
        happened = left.text_input(_("When"), memory.happened, key=f"edit-when-{memory.id}")
        place = right.text_input(_("Where"), memory.place, key=f"edit-where-{memory.id}")
        people = left.text_input(
            _("Who was there"), ", ".join(memory.people), key=f"edit-who-{memory.id}"
        )
        emotion = right.text_input(_("Feeling"), memory.emotion, key=f"edit-felt-{memory.id}")
        occasion = left.text_input(_("Occasion"), memory.occasion, key=f"edit-occasion-{memory.id}")
        if st.form_submit_button(_("Keep the changes"), type="primary"):
            with look.sentences():
                session.writing().remember.edit(
                    user.id,
                    memory.id,
                    title=title,
                    text=text,
                    caption=caption,
                    happened=happened,
                    place=place,
                    people=named_people(people),
                    emotion=emotion,
                    occasion=occasion,
                )
                session.worker().nudge()
                look.drawn_anew(_("Your changes are kept."))


def forgetting(user: User, memory: ScentMemory) -> None:
    """Forgets after a word typed on purpose."""
    st.write(
        _(
            "Its words, pictures, smells, every answer that rests on it and all it taught Flowery "
            "are erased. This cannot be undone."
        )
    )
    word = _("forget")
    typed = st.text_input(
        _("Type “{word}” to go on").format(word=word), key=f"forget-word-{memory.id}"
    )
    sure = typed.strip().casefold() == word.casefold()
    pressed = st.button(
        _("Forget it for good"),
        key=f"forget-{memory.id}",
        icon=":material/delete_forever:",
        disabled=not sure,
    )
    if pressed and sure:
        with look.sentences():
            receipt = session.writing().remember.forget(user.id, memory.id)
            st.session_state[_RECEIPT] = receipt
            ways.go("memories")


def receipt() -> None:
    """What the last forgetting erased, shown once."""
    kept: Receipt | None = st.session_state.pop(_RECEIPT, None)
    if kept is None:
        return
    counts = ((_kind_said(kind), count) for kind, count in kept.forgotten.items() if count)
    rows = ", ".join(f"{kind} {count}" for kind, count in counts)
    trace = (
        _("no trace of it was found.")
        if not kept.traces_found
        else ngettext(
            "{number} trace was still found; run “doctor”.",
            "{number} traces were still found; run “doctor”.",
            kept.traces_found,
        ).format(number=kept.traces_found)
    )
    searched = _("Forgotten. {bytes} bytes of this home were searched afterwards: {found}").format(
        bytes=f"{kept.bytes_scanned:,}", found=trace
    )
    st.success(searched, icon=":material/check:")
    st.html(paper.paragraph(_("Receipt: {rows}").format(rows=rows)))


def _kind_said(kind: str) -> str:
    """What a line of a receipt counts."""
    return {
        "memories": _("memories"),
        "answers": _("answers"),
        "attachments": _("files"),
        "originals": _("originals"),
        "steps": _("steps"),
        "smells": _("smells"),
        "corrections": _("corrections"),
        "chunks": _("passages"),
    }.get(kind, kind)


def named_people(said: str) -> tuple[str, ...]:
    """Names with commas between them."""
    return tuple(name for part in said.split(",") if (name := part.strip()))
