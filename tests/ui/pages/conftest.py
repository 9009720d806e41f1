"""The content pages, opened for somebody whose diary is real and read by the real reader."""

from __future__ import annotations

import html
import io
import re
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from flowery.memories.intake import Draft
from flowery.wiring import Flowery
from flowery.words.vocabulary import ScentMemory, User
from tests.ui.conftest import ROOT, ComeAs

PEEL = Draft(
    title="One long peel",
    text="My father laid the orange peel on the stove. I loved that smell more than the fruit.",
    happened="1994",
    place="Jeonju",
    people=("my father",),
    emotion="love",
)
LIBRARY = Draft(
    title="The reading room",
    text="It smelled of old books and cedar. I loved the cedar. I hated the vanilla candle.",
    happened="2003",
    place="Lisbon",
    emotion="peace",
)
RAIN = Draft(
    title="비 오는 날",
    text="비 온 뒤 젖은 흙 냄새가 정말 좋았다. 할머니의 장미 비누 냄새도 났다.",
    happened="childhood",
    emotion="그리움",
)

_MAIN = """
from pathlib import Path

import streamlit as st

from flowery.ui import session, words

words.speak_to(session.user())
files = sorted(Path({folder!r}).glob("*.py"))
pages = [st.Page(file, default=file.stem == {page!r}) for file in files]
st.navigation(pages, position="hidden").run()
"""

Show = Callable[..., AppTest]


@pytest.fixture
def show(come_as: ComeAs) -> Show:
    """Opens a page for somebody; keywords say what to open there, as its address would."""

    def shown(page: str, user: User | None, /, **opened: str) -> AppTest:
        come_as(user)
        source = _MAIN.format(folder=str(ROOT / "pages"), page=page)
        app = AppTest.from_string(source, default_timeout=30)
        for what, value in opened.items():
            app.query_params[what] = value
        return steady(app.run())

    return shown


@pytest.fixture
def diary(house: Flowery, iris: User) -> tuple[ScentMemory, ...]:
    """Three memories of Iris, read through."""
    kept = [house.remember.keep(iris.id, draft).memory for draft in (PEEL, LIBRARY, RAIN)]
    return tuple(house.remember.settle(iris.id, memory.id) for memory in kept)


@pytest.fixture
def example(house: Flowery) -> User:
    """The example person, who is only looked at."""
    return house.tables.accounts.add("Hana", None, is_example=True)


def steady(app: AppTest) -> AppTest:
    """The page, when nothing in it broke."""
    assert not app.exception, [problem.message for problem in app.exception]
    return app


def drawn(app: AppTest) -> str:
    """Every piece of HTML of a page, as it is sent."""
    return "\n".join(piece.proto.body for piece in app.get("html"))


def read(app: AppTest) -> str:
    """Everything a page says in HTML, as a person reads it."""
    without_styles = re.sub(r"<style>.*?</style>", "", drawn(app), flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", without_styles))


def links(app: AppTest) -> list[tuple[str, str, str]]:
    """(page, label, what is opened) of every link."""
    found = (piece.proto for piece in app.get("page_link"))
    return [(link.page, link.label, link.query_string) for link in found]


def told(elements: object) -> list[str]:
    """The sentences of errors, warnings and the like."""
    return [element.value for element in elements]  # type: ignore[attr-defined]


def folder_bytes(folder: Path) -> bytes:
    """Everything on the disk of a home."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.fixture
def photo() -> bytes:
    """A picture of an orange peel."""
    return (ROOT / "data/example/orange_peel.webp").read_bytes()


@pytest.fixture
def voice() -> bytes:
    """A second of silence, as a recorder would give it."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(bytes(16_000))
    return kept.getvalue()
