"""An endpoint that takes no schema is asked in a looser form, and remembered to be."""

import httpx2
import pytest
from pydantic import BaseModel

from flowery.models.port import Request
from flowery.words.errors import ModelUnavailable
from tests.models.server import Bench, completion


class Smell(BaseModel):
    smell: str


class Mood(BaseModel):
    mood: str


ASKED = Request(purpose="read", system="You read smells.", user="Rain on asphalt.", user_id="iris")
NO = httpx2.Response(400, json={"error": {"message": "response_format is not supported"}})
RAIN = completion('{"smell": "rain"}')


def forms(bench: Bench) -> list[str | None]:
    """What each request said of the form of its answer."""
    asked = (body.get("response_format") for body in bench.server.bodies())
    return [str(form["type"]) if isinstance(form, dict) else None for form in asked]


@pytest.mark.parametrize(("refusals", "last"), [(1, "json_object"), (2, None)])
def test_the_next_looser_form_is_tried_with_the_schema_in_words(
    bench: Bench, refusals: int, last: str | None
) -> None:
    bench.server.script = [*[NO] * refusals, RAIN]
    assert bench.open().answer(ASKED, Smell) == Smell(smell="rain")
    assert forms(bench) == ["json_schema", "json_object", None][: refusals + 1]
    system = bench.server.bodies()[-1]["messages"][0]["content"]
    assert system.startswith("You read smells.")
    assert '"required": ["smell"]' in system


def test_what_worked_comes_first_the_next_time(bench: Bench) -> None:
    bench.server.script = [NO, RAIN]
    models = bench.open()
    models.answer(ASKED, Smell)
    models.answer(ASKED, Smell)
    assert forms(bench) == ["json_schema", "json_object", "json_object"]


def test_what_one_shape_needs_says_nothing_of_another(bench: Bench) -> None:
    models = bench.open()
    bench.server.script = [NO, RAIN, completion('{"mood": "calm"}')]
    models.answer(ASKED, Smell)
    models.answer(ASKED, Mood)
    assert forms(bench) == ["json_schema", "json_object", "json_schema"]


def test_a_request_refused_in_every_form_teaches_nothing(bench: Bench) -> None:
    models = bench.open()
    bench.server.script = [NO]
    with pytest.raises(ModelUnavailable):
        models.answer(ASKED, Smell)
    bench.server.script = [RAIN]
    models.answer(ASKED, Smell)
    assert forms(bench)[-1] == "json_schema"


def test_every_try_stands_in_the_books(bench: Bench) -> None:
    bench.server.script = [NO, RAIN]
    bench.open().answer(ASKED, Smell)
    assert [one.succeeded for one in bench.usages] == [False, True]
