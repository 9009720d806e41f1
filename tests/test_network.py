"""No test reaches a network."""

import socket

import pytest
from pydantic import BaseModel

from flowery.models.connection import Connection
from flowery.models.openai_compatible.models import open_endpoint
from flowery.models.port import Request
from flowery.models.usage import Meter
from flowery.words.errors import ModelUnavailable
from tests import network
from tests.models.fake import FakeModels


class Words(BaseModel):
    words: str


@pytest.mark.parametrize("address", ["http://192.0.2.1/v1", "https://models.example.com/v1"])
def test_a_call_that_nobody_answers_here_is_refused_and_fails_the_test(address: str) -> None:
    connection = Connection(address=address, models={"chat": "m"})
    models = open_endpoint(connection, FakeModels(), Meter([].append))
    with pytest.raises(ModelUnavailable):
        models.answer(Request("read", "", ""), Words)
    assert len(network.refused) == 1
    network.refused.clear()


def test_names_that_are_nobodys_are_looked_up_by_nobody() -> None:
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("nobody.invalid", 80)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", b"127.0.0.1", None, "0.0.0.0"])
def test_this_machine_is_no_network(host: object) -> None:
    assert network.is_here(host)
