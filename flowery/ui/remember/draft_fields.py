"""The fields of a memory that is being written. What stands in them outlives a wrong turn, a
refusal and a visit to another page; only keeping the memory empties them.
"""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from flowery.memories.intake import Draft, Upload
from flowery.ui import session
from flowery.ui.memories.changes import named_people
from flowery.ui.words import gettext as _, language

_NUMBER = "draft.number"


def ask() -> Draft:
    """The form; returns what stands in it now."""
    told, facts = st.columns([3, 2], gap="large")
    with told:
        text = _text()
        title = _line(_("Title (if it has one)"), "title", "")
        files, caption = _files()
    with facts:
        happened = _when()
        place = _line(_("Where"), "where", _("the kitchen in Jeonju"))
        people = _line(_("Who was there"), "who", _("my father, Eunjung"))
        emotion = _suggested(_("How it felt"), "felt", _forms("emotion"))
        occasion = _suggested(_("Occasion"), "occasion", _forms("occasion"))
        keeps = _keeps()
    return Draft(
        title=title,
        text=text,
        happened=happened,
        place=place,
        people=named_people(people),
        emotion=emotion,
        occasion=occasion,
        caption=caption,
        files=files,
        keeps_original=keeps,
    )


def _text() -> str:
    return st.text_area(
        _("The memory"),
        height=300,
        key=_key("text"),
        placeholder=_(
            "The stairwell of my grandmother's house smelled of cold stone and floor wax, and "
            "behind her door of oranges …"
        ),
        persist_state="session",
    )


def _keeps() -> bool:
    return st.toggle(
        _("Keep the original files"),
        value=session.opened().settings.keep_originals,
        help=_("Otherwise they are removed once Flowery has read them; the words stay."),
        key=_key("keeps"),
    )


def clear() -> None:
    """Begin an empty draft."""
    st.session_state[_NUMBER] = _number() + 1


def _number() -> int:
    return int(st.session_state.get(_NUMBER, 0))


def _key(field: str) -> str:
    return f"draft{_number()}.{field}"


def _line(said: str, field: str, placeholder: str) -> str:
    return st.text_input(said, key=_key(field), placeholder=placeholder, persist_state="session")


def _suggested(said: str, field: str, options: list[str]) -> str:
    """A field with suggestions that takes any other word as well."""
    chosen = st.selectbox(
        said,
        options,
        index=None,
        accept_new_options=True,
        placeholder=_("choose, or write your own word"),
        key=_key(field),
        persist_state="session",
    )
    return chosen or ""


def _when() -> str:
    """A day, or a time of life in words."""
    ways_to_say = ("words", "day")
    said = {"words": _("in words"), "day": _("a day")}
    way = st.session_state.get(_key("when-way"), "words")
    happened = ""
    if way == "day":
        day = st.date_input(
            _("When"),
            value=None,
            min_value=date(1900, 1, 1),
            max_value="today",
            key=_key("when-day"),
            persist_state="session",
        )
        happened = day.isoformat() if isinstance(day, date) else ""
    else:
        happened = _suggested(_("When"), "when", _periods())
    st.segmented_control(
        _("Say when"),
        ways_to_say,
        default="words",
        format_func=lambda one: said[one],
        key=_key("when-way"),
        label_visibility="collapsed",
        persist_state="session",
    )
    return happened


def _files() -> tuple[tuple[Upload, ...], str]:
    """Files of every kind, and the caption that a picture asks for."""
    given: list[UploadedFile] = []
    chosen, voice, camera = st.tabs([_("Files"), _("Voice note"), _("Camera")])
    with chosen:
        given += st.file_uploader(
            _("Photos, a PDF or sound"),
            accept_multiple_files=True,
            key=_key("files"),
            help=_(
                "JPEG, PNG, WebP, AVIF, HEIC; PDF; WAV, WebM, Ogg, MP3, M4A, FLAC; 10 MB a file."
            ),
        )
    with voice:
        recorded = st.audio_input(_("Say it aloud"), key=_key("voice"))
    with camera:
        shot = _photograph()
    given += [one for one in (recorded, shot) if one is not None]
    caption = ""
    if given:
        caption = _line(
            _("One line about them"), "caption", _("what it is, and what it smelled of")
        )
    return tuple(Upload(one.name, one.getvalue()) for one in given), caption


def _photograph() -> UploadedFile | None:
    """The camera; asked for on purpose, so that no browser asks for it at every visit."""
    if st.toggle(_("Switch the camera on"), key=_key("camera-on")):
        return st.camera_input(_("Take a picture"), key=_key("camera"))
    return None


def _forms(kind: str) -> list[str]:
    words = session.opened().lexicon.of_kind(kind)
    forms = (word.korean if language() == "ko" else word.english for word in words)
    return list(dict.fromkeys(known[0] for known in forms if known))


def _periods() -> list[str]:
    return [
        _("Childhood"),
        _("School days"),
        _("My twenties"),
        _("A few years ago"),
        _("Last year"),
        _("This year"),
        _("Today"),
    ]
