"""Streams of an endpoint that nobody here wrote, over a real socket, its faults included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pydantic import BaseModel

from flowery.models.port import Request
from flowery.words.errors import ModelUnavailable
from tests.models import peer as peers
from tests.models.peer import Peer
from tests.models.server import Bench


class Letter(BaseModel):
    words: str
    mood: str


LETTER = Letter(words="It rained on the roof. 지붕에 비가 왔다. The tin sang.", mood="calm")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    with peers.running(tmp_path_factory.mktemp("streaming_peer")) as peer:
        yield peer


@pytest.fixture
def peer(running: Peer) -> Peer:
    running.fails()
    said = {"content": LETTER.model_dump_json()}
    running.says({"match": {"userMessage": "roof"}, "response": said, "chunkSize": 5})
    return running


def asked(heard: list[Mapping[str, Any]]) -> Request:
    return Request("read", "Write.", "The roof.", user_id="iris", hear=heard.append)


def test_it_streams_and_counts(bench: Bench, peer: Peer) -> None:
    heard: list[Mapping[str, Any]] = []
    assert bench.open_at(peer.address).answer(asked(heard), Letter) == LETTER
    assert len(heard) > 3
    assert heard[-1] == LETTER.model_dump()
    (request,) = peer.heard()
    assert request["body"]["stream_options"] == {"include_usage": True}
    assert bench.usages[-1].output_tokens > 0


def test_a_line_that_is_cut_is_an_outage(bench: Bench, peer: Peer) -> None:
    peer.fails(disconnectRate=1.0)
    with pytest.raises(ModelUnavailable) as raised:
        bench.open_at(peer.address, model_timeout_seconds=5).answer(asked([]), Letter)
    assert not raised.value.permanent
