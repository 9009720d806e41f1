"""Who is here, and the opened Flowery behind every page.

It knows the cookie and the rows of sessions; it draws nothing but the sentence a stranger reads.
Every page begins with `require_user()`; every act that changes something goes through `writing()`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from flowery.storage.memory import without_collection
from flowery.ui.words import gettext as _
from flowery.words.errors import NotAllowed
from flowery.words.settings import Settings
from flowery.words.vocabulary import User

if TYPE_CHECKING:
    from flowery.wiring import Flowery
    from flowery.worker import Worker

COOKIE = "flowery_session"
_HERE = "who_is_here"


@dataclass(frozen=True, slots=True)
class Household:
    """What is opened once for everybody: the threads that read memories and tables, and the home
    behind them.
    """

    worker: Worker

    @property
    def flowery(self) -> Flowery:
        """The opened home, with the catalogue as it was read last."""
        return self.worker.flowery


def opened() -> Flowery:
    """The opened home."""
    return household().flowery


def worker() -> Worker:
    """The worker of this home; nudge it after a memory was kept."""
    return household().worker


def household() -> Household:
    """Everything opened, once a process and home."""
    return _of_home(os.environ.get("FLOWERY_HOME"))


@lru_cache(maxsize=8)
def _of_home(_named: str | None) -> Household:
    """Found at once, since a page asks hundreds of times: reading all settings takes 3 ms, and
    Streamlit's cache a quarter of one.
    """
    return _household(Settings().folder)


@st.cache_resource(show_spinner=False)
def _household(folder: Path) -> Household:
    with without_collection():
        from flowery.wiring import open_flowery  # seconds, which the port should not wait for
        from flowery.worker import Worker

        flowery = open_flowery(Settings(home=folder))
    thread = Worker(flowery)
    thread.start()
    return Household(thread)


def token() -> str | None:
    """The session token this browser came with."""
    return st.context.cookies.get(COOKIE)


def user() -> User | None:
    """Who is here; asked of the rows on every run, so that an ended session ends at once."""
    return opened().people.user_of(token())


def keep_apart(here: User | None) -> None:
    """Let nobody find what somebody else left unsent in this tab, when the tab comes back with
    another cookie.
    """
    name = here.id if here else ""
    if st.session_state.get(_HERE, name) != name:
        st.session_state.clear()
    st.session_state[_HERE] = name


def require_user() -> User:
    """Who is here. A stranger reads one sentence, and the page stops."""
    here = user()
    if here is None:
        st.info(_("Sign in to see this page."))
        st.stop()
    return here


def require_admin() -> User:
    """The administrator who is here; anybody else reads one sentence, and the page stops."""
    here = require_user()
    if not here.is_admin:
        st.info(_("This page is for the administrator."))
        st.stop()
    return here


def is_example(person: User) -> bool:
    """Whether this is the example person, whose diary strangers look around in."""
    example = opened().tables.accounts.example()
    return example is not None and example.id == person.id


def may_write() -> bool:
    """Whether the person who is here may change anything."""
    here = user()
    return here is not None and not is_example(here)


def writing() -> Flowery:
    """The opened home, for an act that changes something. Raises NotAllowed in the example."""
    if not may_write():
        raise NotAllowed(_("This is an example diary, to look at only. Make your own to write."))
    return opened()
