"""Evaluations as they are begun, run, kept, compared, taken away, and refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from flowery.learning.evaluation import evaluation as measuring
from flowery.learning.evaluation.evaluation import Evaluation, Measurable, found_in
from flowery.learning.evaluation.extraction import gold
from flowery.learning.evaluation.variants import Variants
from flowery.memories.reading.extraction import SmellReader
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import Taxonomy
from flowery.storage.tables import Tables
from flowery.wiring import Flowery
from flowery.words.errors import NotAllowed, NotFound, Refused
from flowery.words.vocabulary import User


@pytest.fixture
def evaluation(
    tables: Tables,
    home: Path,
    reader: SmellReader,
    taxonomy: Taxonomy,
    monkeypatch: pytest.MonkeyPatch,
) -> Evaluation:
    """Evaluations of a house without perfumes, where only the reading of smells can be measured, on
    a dozen gold memories.
    """
    few = gold()[:12]
    monkeypatch.setattr(measuring, "gold", lambda: few)
    nothing = Catalogue((), taxonomy, np.zeros((0, 4), dtype=np.float32))
    unasked = SimpleNamespace()
    measurable = Measurable(nothing, lambda _: (), unasked, unasked, lambda _: (), reader.read)
    return Evaluation(tables, home, measurable, Variants())


def rated(flowery: Flowery, *people: User, each: int = 8) -> None:
    """Everybody rates some perfumes, the woody ones well."""
    woody = flowery.catalogue.axes[:, 11]
    for place, user in enumerate(people):
        chosen = np.random.default_rng(place).permutation(len(woody))[:each]
        middle = np.median(woody[chosen])
        for row in chosen:
            stars = 5 if woody[row] > middle else 1
            name = flowery.catalogue.fragrances[row].id
            flowery.tables.of(user.id).wardrobe.rate(name, "would_wear", stars)


def run(evaluation: Evaluation, basil: User, kind: str = "own", **rankings: str) -> str:
    report = evaluation.begin(basil, kind, **rankings)  # type: ignore[arg-type]
    assert evaluation.run_waiting() == 1
    return report.id


def test_only_an_administrator_may(
    evaluation: Evaluation, tables: Tables, basil: User, iris: User
) -> None:
    report = evaluation.begin(basil, "extraction")
    for act in (
        lambda who: evaluation.begin(who, "own"),
        evaluation.reports,
        lambda who: evaluation.findings(who, report.id),
        lambda who: evaluation.differences(who, report.id, report.id),
        lambda who: evaluation.download(who, report.id, "csv"),
        lambda who: evaluation.forget(who, report.id),
    ):
        with pytest.raises(NotAllowed):
            act(iris)
        tables.accounts.change(basil.id, is_admin=False)
        with pytest.raises(NotAllowed):
            act(basil)
        tables.accounts.change(basil.id, is_admin=True)
    assert [one.id for one in evaluation.reports(basil)] == [report.id]


def test_likes_are_measured_beside_simple_rankers(
    flowery: Flowery, basil: User, iris: User, sage: User
) -> None:
    rated(flowery, iris, sage)
    found = flowery.evaluation.findings(basil, run(flowery.evaluation, basil))
    assert found is not None
    assert found.counts == {"opinions": 16, "liked": 8, "people": 2}
    names = {row.method.partition(": ")[2] for row in found.rows}
    simple = {"popularity", "cosine", "itemknn", "random"}
    assert names == {"foretold", "as_it_stands", *simple}
    assert all("auc" in row.metrics for row in found.rows)
    ours = [row for row in found.rows if row.method.endswith("foretold")]
    assert all({"brier", "ece"} <= set(row.metrics) for row in ours)


def test_the_example_person_is_nobody(flowery: Flowery, basil: User) -> None:
    rated(flowery, flowery.tables.accounts.add("Hana", None, is_example=True), each=20)
    found = flowery.evaluation.findings(basil, run(flowery.evaluation, basil))
    assert found is not None
    assert found.counts["people"] == 0
    assert "10 are still missing" in found.too_little


def test_a_report_is_found_again_and_compared_in_pairs(
    flowery: Flowery, basil: User, iris: User, sage: User
) -> None:
    rated(flowery, iris, sage)
    earlier, later = run(flowery.evaluation, basil), run(flowery.evaluation, basil)
    rows = flowery.evaluation.differences(basil, later, earlier)
    assert rows
    assert {one.value for row in rows for one in row.metrics.values()} == {0.0}
    assert [one.id for one in flowery.evaluation.reports(basil)] == [later, earlier]


def test_reports_of_two_kinds_are_not_compared(evaluation: Evaluation, basil: User) -> None:
    one, other = run(evaluation, basil, "extraction"), run(evaluation, basil, "answers")
    with pytest.raises(Refused, match="same kind"):
        evaluation.differences(basil, one, other)


def test_two_rankings_are_compared_without_showing_either(
    flowery: Flowery, basil: User, iris: User
) -> None:
    rated(flowery, iris, each=14)
    name = run(flowery.evaluation, basil, "rankings", a="as_it_stands", b="without_taste")
    found = flowery.evaluation.findings(basil, name)
    assert found is not None
    assert [row.method for row in found.rows] == ["as_it_stands", "without_taste", "difference"]
    assert "novelty" in found.rows[2].metrics
    assert flowery.evaluation.reports(basil)[0].settings == {
        "a": "as_it_stands",
        "b": "without_taste",
    }


def test_what_cannot_be_compared_is_refused(evaluation: Evaluation, basil: User) -> None:
    with pytest.raises(NotFound, match="no ranking"):
        evaluation.begin(basil, "rankings", "as_it_stands", "by_magic")
    with pytest.raises(Refused, match="two different"):
        evaluation.begin(basil, "rankings", "as_it_stands", "as_it_stands")
    with pytest.raises(Refused, match="is one of"):
        evaluation.begin(basil, "everything")  # type: ignore[arg-type]


def test_a_report_is_taken_away_in_three_forms(flowery: Flowery, basil: User, iris: User) -> None:
    rated(flowery, iris, each=14)
    name = run(flowery.evaluation, basil)
    whole = json.loads(flowery.evaluation.download(basil, name, "json"))
    assert (whole["id"], whole["kind"]) == (name, "own")
    table = flowery.evaluation.download(basil, name, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert set(rows[0]) == {"method", "metric", "value", "low", "high"}
    assert len(rows) == sum(len(row["metrics"]) for row in whole["rows"])
    page = flowery.evaluation.download(basil, name, "md").decode()
    assert "# Evaluation: own" in page
    assert "| auc |" in page


def test_the_same_is_not_begun_twice(evaluation: Evaluation, basil: User) -> None:
    evaluation.begin(basil, "own")
    with pytest.raises(Refused, match="under way"):
        evaluation.begin(basil, "own")
    assert evaluation.begin(basil, "answers").state == "waiting"


def test_what_stopped_says_so_and_can_be_begun_anew(evaluation: Evaluation, basil: User) -> None:
    def closing(_done: float) -> None:
        raise Refused("Flowery was closed meanwhile.")

    begun = evaluation.begin(basil, "extraction")
    with pytest.raises(Refused):
        evaluation.run_waiting(closing)
    stopped = evaluation.reports(basil)[0]
    assert (stopped.state, stopped.reason) == ("interrupted", "Flowery was closed meanwhile.")
    assert evaluation.begin(basil, "extraction").id != begun.id


def test_what_a_killed_process_left_running_was_interrupted(
    evaluation: Evaluation, tables: Tables, basil: User
) -> None:
    begun = evaluation.begin(basil, "own")
    tables.reports.change(begun.id, state="running")
    evaluation.look_around()
    assert evaluation.reports(basil)[0].state == "interrupted"


def test_a_measurement_that_fails_keeps_why(
    evaluation: Evaluation, basil: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> None:
        raise Refused("The gold memories are not here.")

    monkeypatch.setattr("flowery.learning.evaluation.evaluation.gold", nowhere)
    evaluation.begin(basil, "extraction")
    with pytest.raises(Refused):
        evaluation.run_waiting()
    failed = evaluation.reports(basil)[0]
    assert (failed.state, failed.reason) == ("failed", "The gold memories are not here.")
    assert evaluation.findings(basil, failed.id) is None
    with pytest.raises(Refused, match="not finished"):
        evaluation.download(basil, failed.id, "csv")


def test_a_report_is_deleted_but_not_under_its_feet(
    evaluation: Evaluation, tables: Tables, basil: User
) -> None:
    name = run(evaluation, basil)
    tables.reports.change(name, state="running")
    with pytest.raises(Refused, match="under way"):
        evaluation.forget(basil, name)
    tables.reports.change(name, state="done")
    assert evaluation.forget(basil, name) == 1
    with pytest.raises(NotFound):
        evaluation.findings(basil, name)


def test_the_owner_of_the_machine_measures_at_once(flowery: Flowery, iris: User) -> None:
    rated(flowery, iris, each=12)
    heard: list[float] = []
    report = flowery.evaluation.now("own", heard.append)
    assert report.state == "done"
    assert found_in(report).rows  # type: ignore[union-attr]
    assert heard == sorted(heard)
    assert 0 <= heard[0] <= heard[-1] <= 1


def test_a_report_outlives_who_began_it_and_names_nobody(
    flowery: Flowery, basil: User, iris: User, sage: User
) -> None:
    rated(flowery, iris, sage)
    name = run(flowery.evaluation, basil)
    written = json.dumps(flowery.tables.reports.get(name).findings)
    assert iris.id not in written
    assert sage.id not in written
    flowery.tables.accounts.erase(basil.id)
    assert flowery.tables.reports.get(name).begun_by is None
