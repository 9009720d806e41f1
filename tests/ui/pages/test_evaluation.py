"""The page *Evaluation*: who may see it, measuring, reports beside each other, and a comparison of
rankings from its beginning to its verdict.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from flowery.learning.evaluation.interleaving import verdict
from flowery.learning.evaluation.resampling import Measured
from flowery.learning.evaluation.two_wordings import words_verdict
from flowery.learning.evaluation.variants import Variants, Worded
from flowery.memories.intake import Draft
from flowery.ui import session, words
from flowery.ui.axes import LIGHT
from flowery.ui.evaluation import chart as evaluation_chart
from flowery.ui.evaluation.verdicts import said as verdicts_said, verdict_said
from flowery.ui.evaluation.words import number_said
from flowery.wiring import Flowery
from flowery.words.vocabulary import User
from tests.ui.pages.conftest import Show, steady, told


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [one for one in app.button if one.label == label]
    return steady(button.click().run())


def said(app: AppTest) -> str:
    pieces = (*app.markdown, *app.caption, *app.success, *app.info, *app.warning)
    return "\n".join(piece.value for piece in pieces)


def rated(house: Flowery, user: User, each: int = 12) -> None:
    for place, row in enumerate(np.random.default_rng(5).permutation(len(house.catalogue))[:each]):
        name = house.catalogue.fragrances[row].id
        house.tables.of(user.id).wardrobe.rate(name, "would_wear", 5 if place % 2 else 1)


def measured(app: AppTest) -> AppTest:
    """Press the button, let the worker work, and look again."""
    app = press(app, "Measure now")
    session.worker().study_waiting()
    return steady(app.run())


def test_anybody_else_reads_one_sentence(show: Show, house: Flowery, iris: User) -> None:
    app = show("evaluation", iris)
    assert told(app.info) == ["This page is for the administrator."]
    assert not app.tabs


def test_an_empty_house_says_what_is_missing(show: Show, house: Flowery, basil: User) -> None:
    app = show("evaluation", basil)
    assert "Nothing was measured yet." in said(app)
    assert [tab.label for tab in app.tabs] == [
        "How good it is",
        "Compare two",
        "The two readers",
        "Earlier reports",
    ]
    assert "No report is kept yet." in said(app)
    app = measured(app)
    assert "10 perfumes have to be rated or worn" in said(app)
    assert "10 are still missing" in said(app)


def test_likes_are_measured_and_stand_in_a_table(
    show: Show, house: Flowery, basil: User, iris: User
) -> None:
    rated(house, iris)
    app = measured(show("evaluation", basil))
    assert "opinions 12, liked among them 6, people 1" in said(app)
    assert "drawn over opinions" in said(app)
    table = app.dataframe[0].value
    assert list(table.iloc[:, 0])[:2] == ["Foretold", "The ranking as it stands"]
    assert len(table) == 6
    assert "Reports kept: 1." in said(app)


def test_a_second_report_can_be_laid_beside_the_first(
    show: Show, house: Flowery, basil: User, iris: User, sage: User
) -> None:
    rated(house, iris)
    rated(house, sage)
    app = measured(measured(show("evaluation", basil)))
    (beside,) = [box for box in app.selectbox if box.label == "Beside it"]
    (only,) = beside.options
    reports = house.evaluation.reports(basil)
    app = steady(beside.set_value(reports[1].id).run())
    assert "By how much the first is above the second" in said(app)
    assert only.startswith("1. Likes foretold")


def test_a_report_is_deleted(show: Show, house: Flowery, basil: User) -> None:
    app = measured(show("evaluation", basil))
    press(app, "Delete this report")
    assert house.evaluation.reports(basil) == ()


def test_what_is_under_way_is_shown_and_not_begun_twice(
    show: Show, house: Flowery, basil: User
) -> None:
    house.tables.reports.add("own", {}, None, "running")
    app = show("evaluation", basil)
    (button,) = [one for one in app.button if one.label == "Measure now"]
    assert button.disabled
    assert "You may leave this page" in said(app)


def test_what_was_interrupted_is_told(show: Show, house: Flowery, basil: User) -> None:
    report = house.tables.reports.add("own", {}, None, "running")
    house.tables.reports.change(report.id, state="interrupted", reason="It was dark.")
    assert "was interrupted. It was dark" in said(show("evaluation", basil)).replace("\\", "")


def test_a_comparison_from_its_beginning_to_its_verdict(
    show: Show, house: Flowery, basil: User, iris: User
) -> None:
    app = press(show("evaluation", basil), "Compare on new questions")
    assert "No list was drafted yet" in said(app)
    answer = house.advice.ask(iris.id, "cedar for the office")
    assert answer.comparison_id
    app = steady(app.run())
    assert "Lists drafted so far: 1. None is decided yet." in said(app)
    app = press(app, "Stop and keep the verdict")
    assert house.tables.comparisons.running() is None
    assert [one.label for one in app.button if one.label.startswith("Compare on")]


def test_the_same_two_are_refused_in_a_sentence(show: Show, house: Flowery, basil: User) -> None:
    app = show("evaluation", basil)
    (box,) = [box for box in app.selectbox if box.label == "Ranking B"]
    app = press(steady(box.set_value("as_it_stands").run()), "Compare on new questions")
    assert told(app.error) == ["Choose two different ones to compare."]


@pytest.mark.parametrize(
    ("a", "b", "sentence"),
    [
        (14, 9, "A leads 14 to 9. Not sure yet; decided lists still needed: about 212."),
        (9, 14, "B leads 14 to 9. Not sure yet; decided lists still needed: about 212."),
        (5, 5, "A and B stand 5 to 5. Not sure yet, and too close to say how many more it takes."),
        (40, 8, "A is better, 40 to 8."),
        (8, 40, "B is better, 40 to 8."),
        (
            200,
            200,
            "After 400 decided lists neither is better by enough to matter: 200 to 200.",
        ),
    ],
)
def test_a_verdict_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, a: int, b: int, sentence: str
) -> None:
    monkeypatch.setattr(words, "language", lambda: "en")
    assert verdict_said(verdict(500, a, b)) == sentence


def test_the_chart_says_in_words_what_it_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "language", lambda: "en")
    rows = [("Foretold", Measured(0.7, 0.6, 0.8)), ("Chance", Measured(0.5, 0.5, 0.5))]
    assert evaluation_chart.alternative(rows) == "Foretold 0.700 (0.60 to 0.80); Chance 0.500"
    option = evaluation_chart.option(rows, LIGHT, ours=1, even=0.5)
    *whiskers, dots = option["series"]
    assert [one["data"] for one in whiskers] == [[[0.6, 0], [0.8, 0]]]
    assert [point["value"] for point in dots["data"]] == [[0.7, 0], [0.5, 1]]
    assert option["xAxis"]["min"] <= 0.5
    assert option["xAxis"]["max"] >= 0.8


def test_a_number_that_is_exact_has_no_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "language", lambda: "en")
    exact = Measured(0.25, 0.25, 0.25)
    assert number_said(exact) == "0.250"
    assert number_said(replace(exact, low=0.2)) == "0.250 (0.20 to 0.25)"
    assert number_said(None) == "–"


def test_the_two_readers_say_how_far_they_agree(
    show: Show, house: Flowery, basil: User, iris: User
) -> None:
    assert "No model has read a memory yet." in said(show("evaluation", basil))
    memory = house.remember.keep(iris.id, Draft(text="I loved the cedar chest.")).memory
    counts = {"read": 50, "said": 44, "same_place": 40, "same_note": 30, "added": 4, "missed": 10}
    counts |= {"loved_loved": 10, "hated_loved": 10, "hated_hated": 20}
    house.tables.of(iris.id).readings.agree(memory.id, "llama <b>", counts)
    house.tables.counts.add("llama <b>", "smells", {"asked": 4, "unknown_note": 2, "odd": 1})
    app = show("evaluation", basil)
    assert "Memories read by both: 1. Loved or hated alike beyond chance: 0.50" in said(app)
    drawn = "".join(one.proto.body for one in app.get("html"))
    assert "There the same note: 30 (75%)" in drawn
    assert "llama &lt;b&gt;" in drawn
    tables = [one.value.to_dict("records") for one in app.dataframe]
    (dropped,) = [rows for rows in tables if rows and rows[0].get("Why")]
    assert [(one["Why"], one["How many"], one["Answers"]) for one in dropped] == [
        ("odd", "1", "4"),
        ("no note of that name is known", "2", "4"),
    ]


def test_two_ways_of_wording_can_be_compared_once_a_model_words(
    show: Show, house: Flowery, basil: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = show("evaluation", basil)
    assert "What to compare" not in [one.label for one in app.segmented_control]
    spoken = (Worded("words_as_they_stand", "As they stand"), Worded("own_words", "Own"))
    monkeypatch.setattr(house.comparing, "_variants", Variants(lambda _slots: spoken))
    app = show("evaluation", basil)
    (kind,) = [one for one in app.segmented_control if one.label == "What to compare"]
    app = steady(kind.set_value("words").run())
    assert "A coin says which of the two words an answer" in said(app)
    app = press(app, "Compare on new questions")
    assert "No answer was worded for it yet" in said(app)
    assert "A: The words as they stand. B: Flowery's own words, without a model." in said(app)
    house.tables.activations.add("prompt:explain", "", None)
    house.tables.activations.add("few_shot", "t_1", None)
    assert "Something else came into use since it began." in said(show("evaluation", basil))
    press(app, "Stop and keep the verdict")
    (ended,) = house.comparing.all(basil)
    assert not ended.comparison.runs


@pytest.mark.parametrize(
    ("good", "sentence"),
    [
        ((0, 0, 0, 0), "Answers worded so far: 500. None was rated yet."),
        (
            (8, 10, 3, 10),
            "Rated well: A 8 of 10, B 3 of 10. Not sure yet; rated answers still needed: about 32.",
        ),
        ((3, 4, 2, 5), "Rated well: A 3 of 4, B 2 of 5. Not sure yet, and too close to say"),
        ((58, 60, 20, 60), "A is better. Rated well: A 58 of 60, B 20 of 60."),
        ((20, 60, 58, 60), "B is better. Rated well: A 20 of 60, B 58 of 60."),
        ((150, 200, 150, 200), "Neither is better by enough to matter."),
    ],
)
def test_stars_for_words_are_told_in_a_sentence(
    good: tuple[int, int, int, int], sentence: str
) -> None:
    told = [("a", n < good[0]) for n in range(good[1])]
    told += [("b", n < good[2]) for n in range(good[3])]
    assert verdicts_said(words_verdict(500, told)).startswith(sentence)
