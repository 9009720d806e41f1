"""What training puts into use reaches answers, names itself in them, and is done without when it is
broken; a score stays the sum of its parts.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import update

from flowery.advice.worded import PROMPT, Narrator, WordedAnswer
from flowery.advice.written import answer_from_json, answer_to_json
from flowery.storage import schema
from flowery.wiring import Flowery
from flowery.words.errors import Refused
from flowery.words.vocabulary import Gain, JobKind, TunedModel, User
from tests.learning.tuning.conftest import Freeze
from tests.models.fake import FakeModels

SURE = Gain("m", 20, 0.5, 0.6, 0.05, 0.15)
QUESTION = "my grandfather and his garage, for the evening at home"


def put(flowery: Flowery, administrator: User, kind: JobKind, artefact: bytes) -> TunedModel:
    job = flowery.tables.jobs.add(kind, "s", {}, administrator.id)
    model = flowery.tables.tuned.add(job, artefact, SURE)
    flowery.tuning.activate(administrator, model.id, "for the test")
    return model


def trained(flowery: Flowery, basil: User, kind: JobKind, set_id: str) -> TunedModel:
    flowery.tuning.begin(basil, kind, set_id)
    flowery.tuning.trainings.run_waiting()
    (model,) = (one for one in flowery.tuning.models(basil) if one.kind == kind)
    flowery.tuning.activate(basil, model.id, "for the test")
    return model


def closeness(flowery: Flowery, perfumes: tuple[str, ...], is_adapted: bool = False) -> float:
    words, vector = flowery.advice.meant(QUESTION)
    sought = flowery.tuning.in_use.adapted(vector) if is_adapted else vector
    rows = [flowery.catalogue.row(one) for one in perfumes]
    return float(flowery.advice.close(words, vector, sought)[rows].mean())


def test_an_adapter_changes_what_is_found_and_going_back_changes_it_back(
    flowery: Flowery, freeze: Freeze, basil: User, sage: User, leathers: tuple[str, ...]
) -> None:
    before = flowery.advice.ask(sage.id, QUESTION)
    model = trained(flowery, basil, "local_adapter", freeze().id)
    during = flowery.advice.ask(sage.id, QUESTION)
    assert before.ranked_by == during.ranked_by.removesuffix(f" + {model.name}")
    assert not during.cached
    assert closeness(flowery, leathers, is_adapted=True) > closeness(flowery, leathers) + 0.05
    flowery.tuning.back(basil, "local_adapter")
    after = flowery.advice.ask(sage.id, QUESTION)
    assert [r.fragrance_id for r in after.recommendations] == [
        r.fragrance_id for r in before.recommendations
    ]
    assert after.ranked_by == before.ranked_by


def test_multipliers_keep_the_sum_and_the_reasons_exact(
    flowery: Flowery, basil: User, sage: User
) -> None:
    flowery.tables.of(sage.id).tastes.dislike("note:vanilla", "avoid")
    question = "leather and incense for winter"
    before = flowery.advice.ask(sage.id, question)
    weights = {"question": 1.5, "dislikes": 2.0, "season": 0.5}
    put(flowery, basil, "ranker_weights", json.dumps(weights).encode())
    after = flowery.advice.ask(sage.id, question)
    old = {one.fragrance_id: one for one in before.recommendations}
    assert "ranker_weights-1" in after.ranked_by
    for one in after.recommendations:
        assert one.score == pytest.approx(sum(one.parts.values()), abs=1e-6)
        if one.fragrance_id in old:
            for part, weight in weights.items():
                was = old[one.fragrance_id].parts[part]
                assert one.parts[part] == pytest.approx(weight * was, abs=2e-6)
        for part in ("question", "dislikes"):
            told = [r.amount for r in (*one.supports, *one.opposes) if r.kind == part]
            assert abs(sum(told)) <= abs(one.parts[part]) + 0.05


def test_a_veto_holds_whatever_is_in_use(flowery: Flowery, basil: User, sage: User) -> None:
    flowery.tables.of(sage.id).tastes.dislike("note:leather", "veto")
    put(flowery, basil, "ranker_weights", b'{"question": 4.0, "dislikes": 0.25}')
    answer = flowery.advice.ask(sage.id, "leather and incense, all the leather there is")
    kinds = flowery.taxonomy.kinds_of("leather")
    for one in answer.recommendations:
        assert kinds.isdisjoint(flowery.catalogue.get(one.fragrance_id).notes)


def test_a_broken_artefact_is_done_without_and_said(
    flowery: Flowery, basil: User, sage: User
) -> None:
    model = put(flowery, basil, "ranker_weights", b'{"question": 2.0}')
    assert flowery.tuning.in_use.weights == {"question": 2.0}
    with flowery.tables.database.write("test") as connection:
        rotten = update(schema.tuned_models).values(artefact=b'{"question": 3.0}')
        connection.execute(rotten.where(schema.tuned_models.c.id == model.id))
    flowery.tables.activations.add("few_shot", "", basil.id)  # something came into use: read anew
    assert flowery.tuning.in_use.faults == ("ranker_weights",)
    assert flowery.tuning.in_use.weights == {}
    answer = flowery.advice.ask(sage.id, "leather and incense")
    assert "ranker_weights" not in answer.ranked_by


def test_an_artefact_that_was_never_one_does_not_come_into_use(
    flowery: Flowery, basil: User
) -> None:
    with pytest.raises(Refused, match="broken"):
        put(flowery, basil, "ranker_weights", b'{"question": 400.0}')
    assert flowery.tuning.in_use.weights == {}


def test_the_multipliers_of_a_moment_are_known_later(flowery: Flowery, basil: User) -> None:
    put(flowery, basil, "ranker_weights", b'{"question": 2.0}')
    at = flowery.tables.activations.list()[0].at
    flowery.tuning.stop_using(basil, "ranker_weights")
    in_use = flowery.tuning.in_use
    assert in_use.weights_at(at) == {"question": 2.0}
    assert in_use.weights_at(at.replace(year=2020)) == {}
    assert in_use.weights == {}


def test_the_bank_shows_approved_answers_until_they_are_withdrawn(
    flowery: Flowery, freeze: Freeze, basil: User, iris: User, sage: User
) -> None:
    trained(flowery, basil, "few_shot", freeze().id)
    models = FakeModels({"explain": [WordedAnswer(answer="It has leather.", sentences=[])]})
    answer = flowery.advice.ask(sage.id, QUESTION)
    known, in_use = flowery.advice._panel.reader.known, flowery.tuning.in_use

    def asked() -> str:
        Narrator(models, known, flowery.search, in_use).worded(answer, "en", sage.id)
        return models.requests[-1].user

    first = asked()
    assert "Leather keeps you warm; take it for my grandfather and his garage" in first
    assert first.index("Leather keeps you warm") < first.index('"understood"')
    assert asked() == first
    edition = in_use.edition
    flowery.examples.withdraw(iris.id)
    assert in_use.edition != edition
    assert "Leather keeps you warm" not in asked()


def test_words_of_a_tuned_model_name_it_and_the_prompt(
    flowery: Flowery, basil: User, sage: User
) -> None:
    put(flowery, basil, "endpoint", b'{"model": "ft:mine:1"}')
    answer = flowery.advice.ask(sage.id, "leather and incense")
    models = FakeModels({"explain": [WordedAnswer(answer="It has leather.", sentences=[])]})
    known = flowery.advice._panel.reader.known
    narrator = Narrator(models, known, flowery.search, flowery.tuning.in_use)
    then = narrator.worded(answer, "en", sage.id)
    assert (then.words_by, then.prompt) == ("ft:mine:1", "explain-1")
    (request,) = models.requests
    assert (request.model, request.prompt) == ("ft:mine:1", "explain-1")
    assert request.system == PROMPT.voice.system
    assert answer_from_json(answer_to_json(then)) == then
    old = answer_to_json(then)
    del old["ranked_by"], old["prompt"]  # as an earlier Flowery kept it
    assert answer_from_json(old) == replace(then, ranked_by="", prompt="")
