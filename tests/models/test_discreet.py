"""Models ask nothing of whoever keeps everything here, whatever is asked and from when on."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from flowery.models.discreet import Discreet
from flowery.models.port import Request
from flowery.words.errors import NotOffered
from tests.models.fake import FakeModels
from tests.models.remote import WithRemote


class Said(BaseModel):
    words: str


class House:
    """Who stays home; it may be changed at any moment."""

    def __init__(self) -> None:
        self.at_home = {"u_iris"}
        self.fake = FakeModels({"explain": [Said(words="yes")], "see": [Said(words="a gate")]})
        self.remote = WithRemote(self.fake)
        self.models = Discreet(self.remote, lambda user_id: user_id in self.at_home)

    def ask(self, what: str, user_id: str | None) -> object:
        request = Request("see" if what == "see" else "explain", "s", "lilac", user_id)
        match what:
            case "answer":
                return self.models.answer(request, Said)
            case "see":
                return self.models.see(b"", "image/png", request, Said)
            case "transcribe":
                return self.models.transcribe(b"", "audio/wav", user_id)
            case _:
                return self.models.remote_encoder().embed(["lilac"], user_id)


@pytest.fixture
def house() -> House:
    return House()


@pytest.mark.parametrize("what", ["answer", "see", "transcribe", "embed"])
def test_nothing_is_asked_of_who_stays_home(house: House, what: str) -> None:
    with pytest.raises(NotOffered):
        house.ask(what, "u_iris")
    assert (house.fake.requests, house.remote.sent) == ([], [])
    for anybody in ("u_sage", None):
        house.ask(what, anybody)


def test_the_switch_is_asked_each_time(house: House) -> None:
    encoder = house.models.remote_encoder()
    house.ask("answer", "u_sage")
    house.at_home = {"u_sage"}
    with pytest.raises(NotOffered):
        house.ask("answer", "u_sage")
    with pytest.raises(NotOffered):
        encoder.embed(["lilac"], "u_sage")
    assert house.ask("answer", "u_iris") == Said(words="yes")


def test_what_stays_here_is_nobodys_to_refuse(house: House) -> None:
    assert house.models.embed(["lilac"]).shape == (1, house.models.dimensions)
    encoder = house.models.remote_encoder()
    assert (encoder.embedder, encoder.dimensions) == ("far@models.test", 48)
    assert encoder.model.name == "far"
    house.remote.far = ""
    with pytest.raises(NotOffered):
        house.models.remote_encoder()
