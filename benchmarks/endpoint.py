"""What an endpoint costs beyond itself: our layer over the bare client, memories read side by side
where every answer takes 300 ms, the tokens of a memory and an answer, and how long a question waits
for an endpoint that hangs.

The endpoint is one of ours on loopback, so that no network is measured. Tokens are counted as one
to four characters, as is usual for English.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterator, Mapping
from typing import Any

import openai
from pydantic import BaseModel

from benchmarks.homes import PERSON, Homes
from benchmarks.table import Row, at_most
from flowery.memories.intake import Draft
from flowery.models.connection import connection_of
from flowery.models.embedded.models import EmbeddedModels
from flowery.models.openai_compatible.models import open_endpoint
from flowery.models.port import Request
from flowery.models.usage import Meter
from flowery.wiring import Flowery, open_flowery
from flowery.words.settings import Settings
from flowery.worker import Worker
from tests.models import faulty
from tests.models.faulty import Conversation, Endpoint

CALLS = 300
LATENCY = 0.3  # seconds
A_TOKEN = 4  # characters
MEMORIES, CHAIN = 20, 2  # a memory in words is asked about twice, one after the other
HANGING = 20  # questions while nothing comes
QUESTIONS = ("a warm perfume with smoke", "something green for rain", "like wet stone, not sweet")


class Smell(BaseModel):
    smell: str


def rows(homes: Homes) -> Iterator[Row]:
    """Overhead, reading side by side, tokens, and a hang."""
    with faulty.running() as endpoint:
        yield _overhead(homes, endpoint)
    with faulty.running() as endpoint:
        endpoint.fault = _slowly
        yield from _side_by_side(homes, endpoint)


def _overhead(homes: Homes, endpoint: Endpoint) -> Row:
    """Our call less the client's own, taken in turns."""
    endpoint.fault = _rain
    connection = connection_of(_settings(homes, endpoint))
    ours = open_endpoint(connection, _embedded(homes), Meter([].append))
    bare = openai.OpenAI(base_url=endpoint.address, api_key="none", max_retries=0)
    request = Request("read", "You read smells.", "Rain on asphalt.")
    took: dict[str, list[float]] = {"ours": [], "bare": []}
    for _ in range(CALLS):
        took["ours"].append(_seconds(lambda: ours.answer(request, Smell)))
        took["bare"].append(_seconds(lambda: _asked_bare(bare, request)))
    ours_median, bare_median = (1000 * statistics.median(took[who]) for who in ("ours", "bare"))
    what = f"our layer over the bare client, a call ({bare_median:.2g} ms)"
    return at_most(what, ours_median - bare_median, 5, "ms")


def _side_by_side(homes: Homes, endpoint: Endpoint) -> Iterator[Row]:
    settings = _settings(homes, endpoint)
    connection = connection_of(settings)
    models = open_endpoint(connection, _embedded(homes), Meter([].append))
    flowery = open_flowery(settings, models)
    user_id = flowery.people.add(PERSON, None).id
    _settled(flowery, user_id, "Lilac before everything, to warm up.")
    endpoint.asked.clear()
    worker = Worker(flowery)
    texts = [f"Number {n}: lilac at the gate, tar from the boats." for n in range(MEMORIES)]
    for text in texts:
        flowery.remember.keep(user_id, Draft(text=text))
    took = _seconds(worker.settle_waiting)
    _check(flowery, user_id)
    beyond = took - CHAIN * LATENCY
    what = f"{MEMORIES} memories read side by side, beyond {CHAIN} answers of {1000 * LATENCY:g} ms"
    yield at_most(what, beyond, 1.5, "s")
    yield from _tokens("a memory of 8 words", endpoint, MEMORIES)
    endpoint.asked.clear()
    for question in QUESTIONS:
        flowery.advice.finish(user_id, flowery.advice.ask(user_id, question).question_id)
    yield from _tokens("an answer", endpoint, len(QUESTIONS))
    yield _while_it_hangs(flowery, user_id, endpoint)
    worker.stop()
    flowery.close()


def _while_it_hangs(flowery: Flowery, user_id: str, endpoint: Endpoint) -> Row:
    """Questions that were never asked, each answered before any model is."""
    endpoint.fault = faulty.hangs
    took = [
        _seconds(lambda n=n: flowery.advice.ask(user_id, f"{QUESTIONS[n % 3]}, number {n}"))
        for n in range(HANGING)
    ]
    p95 = statistics.quantiles(took, n=20)[-1]
    return at_most("a question while the endpoint hangs, p95", 1000 * p95, 200, "ms")


def _tokens(what: str, endpoint: Endpoint, count: int) -> Iterator[Row]:
    """Tokens that were sent, and how much of them stood at the beginning of a request before, which
    an endpoint with a cache of prefixes reads only once.
    """
    sent = cached = 0
    known: set[str] = set()
    for asked in endpoint.asked:
        prefix, whole = _prefix(asked), json.dumps(asked, ensure_ascii=False)
        sent += len(whole) // A_TOKEN
        cached += len(prefix) // A_TOKEN if prefix in known else 0
        known.add(prefix)
    yield Row(f"tokens sent for {what}, about", f"{sent / count:,.0f}")
    yield Row("... of which a cached prefix", f"{cached / max(1, sent):.0%}")


def _prefix(asked: Mapping[str, Any]) -> str:
    """What is the same in every request of a kind: the shape of the answer, the system's words."""
    system = asked["messages"][0]["content"]
    return json.dumps([asked.get("response_format"), system], ensure_ascii=False)


def _slowly(line: Conversation) -> None:
    time.sleep(LATENCY)
    faulty.well(line)


def _rain(line: Conversation) -> None:
    line.reply(200, faulty.said('{"smell": "rain"}'))


def _asked_bare(client: openai.OpenAI, request: Request) -> str:
    messages: Any = [
        {"role": "system", "content": request.system},
        {"role": "user", "content": request.user},
    ]
    said = client.chat.completions.create(model="m", messages=messages)
    return said.choices[0].message.content or ""


def _settings(homes: Homes, endpoint: Endpoint) -> Settings:
    told = {"openai_base_url": endpoint.address, "chat_model": "m", "memories_per_day": 0}
    return Settings(home=homes.folder / "endpoint", **told)


def _embedded(homes: Homes) -> EmbeddedModels:
    return EmbeddedModels(homes.folder / "endpoint" / "models")


def _settled(flowery: Flowery, user_id: str, text: str) -> None:
    kept = flowery.remember.keep(user_id, Draft(text=text))
    flowery.remember.settle(user_id, kept.memory.id)


def _check(flowery: Flowery, user_id: str) -> None:
    states = {memory.state for memory in flowery.tables.of(user_id).diary.list()}
    if states != {"done"}:
        raise RuntimeError(f"memories are {', '.join(sorted(states))}")


def _seconds(act: Any) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
