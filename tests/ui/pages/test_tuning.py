"""The page *Fine-tuning*: who may see it, training from the button to the gate, and prompts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from flowery.ui import session
from flowery.ui.tuning import examples, jobs, models, prompts, sets, usage
from flowery.ui.tuning.words import lines
from flowery.wiring import Flowery
from flowery.words.vocabulary import Gain, User
from tests.learning.tuning.conftest import Freeze, freeze, leathers
from tests.ui.pages.conftest import Show, steady, told

__all__ = ["freeze", "leathers"]  # fixtures of the trainings

UNSURE = Gain("nDCG@10", 20, 0.5, 0.51, -0.02, 0.04)

Press = Callable[[AppTest, str], AppTest]


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [one for one in app.button if one.label == label]
    return steady(button.click().run())


def said(app: AppTest) -> str:
    shown = (piece.value for piece in (*app.markdown, *app.caption, *app.info))
    return "\n".join(shown).replace("\\", "")


def test_anybody_else_reads_one_sentence(show: Show, house: Flowery, iris: User) -> None:
    app = show("tuning", iris)
    assert told(app.info) == ["This page is for the administrator."]
    assert not app.tabs


def test_an_empty_house_says_what_comes_first(show: Show, house: Flowery, basil: User) -> None:
    app = show("tuning", basil)
    assert [tab.label for tab in app.tabs if "(" not in tab.label][-4:] == [
        *("Train", "Models", "Prompts", "Use and cost"),
    ]
    assert "No set is frozen yet." in said(show("tuning", basil, part="sets"))
    assert "Nothing was trained yet" in said(show("tuning", basil, part="models"))
    app = show("tuning", basil, part="train")
    assert not [one for one in app.button if one.label == "Begin to train"]


def test_only_the_part_that_is_open_is_drawn(
    show: Show, house: Flowery, basil: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    for part in (examples, sets, jobs, models, prompts, usage):
        name = part.__name__.rpartition(".")[2]
        monkeypatch.setattr(part, "show", lambda _user, name=name: drawn.append(name))
    for address in ("models", "", "no such part"):
        show("tuning", basil, part=address)
    app = show("tuning", basil)
    app.session_state["tuning.part.Examples"] = "Prompts"
    steady(app.run())
    assert drawn == ["models", "examples", "examples", "examples", "prompts"]


def test_a_training_begins_with_a_button_and_is_cancelled_with_one(
    show: Show, house: Flowery, basil: User, freeze: Freeze
) -> None:
    freeze()
    app = show("tuning", basil, part="train")
    app = steady(app.selectbox(key="tuning.kind").set_value("ranker_weights").run())
    assert "how much the question, the taste" in said(app)
    app = press(app, "Begin to train")
    assert "waits for its turn" in app.get("progress")[0].proto.text
    app = press(app, "Cancel")
    session.worker().train_waiting()
    assert house.tuning.jobs(basil)[0].state == "cancelled"
    assert "The weights of the ranking** · was cancelled" in said(
        show("tuning", basil, part="train")
    )


def test_what_passes_the_gate_is_used_and_left_with_one_click(
    show: Show, house: Flowery, basil: User, freeze: Freeze
) -> None:
    house.tuning.begin(basil, "ranker_weights", freeze().id)
    session.worker().train_waiting()
    app = show("tuning", basil, part="models")
    assert "It passes the gate" in said(app)
    app = press(app, "Put it into use")
    assert house.tuning.in_use.ranked_by == ("ranker_weights-1",)
    assert "The weights of the ranking 1 is in use." in said(app)
    app = press(app, "Go back to the one before")
    assert house.tuning.in_use.ranked_by == ()
    assert "Basil" in said(app)


def test_a_model_made_of_what_was_withdrawn_says_so(
    show: Show, house: Flowery, iris: User, basil: User, freeze: Freeze
) -> None:
    frozen = freeze(30)
    job = house.tables.jobs.add("ranker_weights", frozen.id, {}, basil.id)
    model = house.tables.tuned.add(job, b'{"taste": 1.2}', UNSURE)
    assert "withdrawn" not in said(show("tuning", basil, part="models"))
    house.people.share_examples(house.tables.accounts.get(iris.id), False)
    gone = next(one.withdrawn for one in house.tables.training_sets.list())
    assert gone > 0
    assert f"{gone} examples it was made of were withdrawn" in said(
        show("tuning", basil, part="models")
    )
    house.tables.activations.add("ranker_weights", model.id, basil.id)
    assert f"{gone} examples it was made of were withdrawn" in said(
        show("tuning", basil, part="models")
    )


def test_the_gate_is_overruled_only_with_a_reason(show: Show, house: Flowery, basil: User) -> None:
    job = house.tables.jobs.add("ranker_weights", "s", {}, basil.id)
    house.tables.tuned.add(job, b'{"taste": 1.2}', UNSURE)
    app = show("tuning", basil, part="models")
    assert "the interval does not lie above zero" in said(app)
    assert "your taste × 1.20" in said(app)
    app = press(app, "Put it into use against the gate")
    assert "Its gain is not sure" in app.error[0].value
    (why,) = [one for one in app.text_input if one.label == "Why"]
    why.input("Looked at by hand")
    press(app, "Put it into use against the gate")
    (row,) = house.tables.activations.list()
    assert (row.is_overruled, row.reason, row.told_by) == (True, "Looked at by hand", basil.id)


def test_a_broken_model_is_named(show: Show, house: Flowery, basil: User) -> None:
    job = house.tables.jobs.add("ranker_weights", "s", {}, basil.id)
    model = house.tables.tuned.add(job, b"rotten", UNSURE)
    house.tables.activations.add("ranker_weights", model.id, basil.id)
    app = show("tuning", basil, part="models")
    assert "is broken; answers are made without it" in app.warning[0].value


def test_another_edition_of_a_prompt_is_written_and_used(
    show: Show, house: Flowery, basil: User
) -> None:
    app = show("tuning", basil, part="prompts")
    (template,) = [one for one in app.text_area if one.label == "Template"]
    template.set_value("Word it in {length} sentences.")
    app = press(app, "Keep this edition")
    assert "'tone' is missing" in app.error[0].value
    (template,) = [one for one in app.text_area if one.label == "Template"]
    template.set_value("Word it in {length} {tone} sentences.")
    app = press(app, "Keep this edition")
    assert "Edition 2" in said(app)
    app = press(app, "Put it into use")
    assert house.tuning.prompts.in_use(basil, "explain") == 2


def test_a_schedule_is_kept(show: Show, house: Flowery, basil: User) -> None:
    app = show("tuning", basil, part="train")
    (nightly,) = [one for one in app.toggle if one.label == "Every night"]
    nightly.set_value(True)
    app = press(app, "Keep the schedule")
    assert house.tuning.schedule(basil).hour == 3
    assert any("every night at 3:00" in one.label for one in app.expander)


@pytest.mark.usefixtures("house")
def test_whatever_a_training_says_is_a_message_of_the_page() -> None:
    """The templates stand twice, here where they are said and there where they are translated."""
    import ast

    from tests.ui.extracted import ROOT, template

    found = set()
    for path in (ROOT / "flowery/learning/tuning").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_saying = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_saying and node.func.attr == "say" and len(node.args) in (1, 2):
                sentence = template(node.args[-1], {})
                if sentence:
                    found.add(sentence)
    assert found - set(lines()) == set()
