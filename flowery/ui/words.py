"""The words of the interface in the person's language. English is the message itself.

The Korean words are read from `locale/ko/LC_MESSAGES/flowery.po` as they are, so that there is
nothing to compile. It knows no page; tests hold every page to it.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import streamlit as st
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from flowery.words.errors import FloweryError
from flowery.words.vocabulary import User

LANGUAGES = {"en": "English", "ko": "한국어"}
_SPOKEN = "spoken_language"
_LOCALES = Path(__file__).parent / "locale"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:$<>&=])")
_INSIDE = re.compile(r"([\\`*_\[\]|~$<&]|:(?=\w))")  # what is markdown in the middle of a sentence
_FIRST = re.compile(r"(?=[#>+=-]|\d+[.)])")  # and at its beginning
# What Streamlit draws as an icon, a link or another sign, however it is escaped.
_SIGNS = re.compile(r":(?=[\w+/-]+:|//)|www(?=\.)|@|-(?=[->])|<(?=-)|[<>~](?==)", re.IGNORECASE)
_JOINER = "\N{WORD JOINER}"  # shows nothing; no name may hold it, so that it can be taken out again
_PLACEHOLDER = re.compile(r"\\\{(\w+)\\\}")  # as re.escape leaves it


def speak(language: str) -> None:
    """Use this language from here on, for this browser."""
    st.session_state[_SPOKEN] = language if language in LANGUAGES else "en"


def speak_to(person: User | None) -> None:
    """Use the language of whoever is here; of a stranger (None) the one they chose, else their
    browser's.
    """
    if person is not None:
        speak(person.language)
    elif _SPOKEN not in st.session_state:
        speak(st.query_params.get("language") or (st.context.locale or "en")[:2])


def choose(language: str) -> None:
    """Remember a stranger's choice in the address, so that it outlives a sign-in."""
    st.query_params["language"] = language
    speak(language)


def zone_of_browser() -> str:
    """The time zone the browser names, when there is such a zone; else UTC."""
    named = st.context.timezone or "UTC"
    return named if named in available_timezones() else "UTC"


def language() -> str:
    """The language that is spoken now: "en" or "ko"."""
    return str(st.session_state.get(_SPOKEN, "en"))


def gettext(message: str) -> str:
    """A message in the language of this person."""
    return _translated(language()).get(message, message)


def ngettext(one: str, many: str, number: int) -> str:
    """A counted message; Korean has one form for every number."""
    english = one if number == 1 else many
    return _translated(language()).get(one, english)


def told(error: FloweryError) -> str:
    """The sentence of an error in the language of this person, safe where Streamlit reads
    markdown: it may name a file or an account.
    """
    said = _INSIDE.sub(r"\\\1", _parted(sentence(str(error))))
    return f"{_JOINER}{said}" if _FIRST.match(said) else said


def sentence(said: str) -> str:
    """A sentence that another room made, in the language of this person: its own words and numbers
    are put back in. What has no translation stays as it is.
    """
    known = _translated(language())
    if said in known:
        return known[said]
    for pattern, translation in _patterns(language()):
        if found := pattern.fullmatch(said):
            values = {name: known.get(value, value) for name, value in found.groupdict().items()}
            return translation.format(**values)
    return said


def literal(text: str) -> str:
    """Somebody's own words, shown as they are where Streamlit reads markdown."""
    return _MARKDOWN.sub(r"\\\1", _parted(text))


def typed(text: str) -> str:
    """What somebody typed, or copied from where `literal` showed it."""
    return text.replace(_JOINER, "").strip()


def _parted(text: str) -> str:
    """Without the signs that Streamlit makes of some letters."""
    return _SIGNS.sub(lambda found: f"{found[0]}{_JOINER}", text)


def day(moment: datetime, zone: str) -> str:
    """A day as it is written: "12 March 2026", "2026년 3월 12일"."""
    pattern = "y년 M월 d일" if language() == "ko" else "d MMMM y"
    return format_date(moment.astimezone(ZoneInfo(zone)), pattern, locale=language())


def moment(at: datetime, zone: str) -> str:
    """A day with its time: "12 March 2026, 14:05"."""
    return f"{day(at, zone)}, {at.astimezone(ZoneInfo(zone)):%H:%M}"


@lru_cache
def catalogue(language: str) -> Catalog:
    """Every message with its translation, as the file has them."""
    with (_LOCALES / language / "LC_MESSAGES" / "flowery.po").open("rb") as file:
        return read_po(file, locale=language)


@lru_cache
def _translated(language: str) -> dict[str, str]:
    if language == "en":
        return {}
    return {_first(m.id): _first(m.string) for m in catalogue(language) if m.id and m.string}


@lru_cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    open_ended = [(k, v) for k, v in _translated(language).items() if "{" in k]
    return tuple((_pattern(message), _numbered(said)) for message, said in open_ended)


def _pattern(message: str) -> re.Pattern[str]:
    return re.compile(_PLACEHOLDER.sub(r"(?P<of_\1>.+?)", re.escape(message)), re.DOTALL)


def _numbered(translation: str) -> str:
    return re.sub(r"\{(\w+)\}", r"{of_\1}", translation)


def _first(form: str | tuple[str, ...] | list[str]) -> str:
    return form if isinstance(form, str) else form[0]
