"""The page *Graph*: drawn from one's own life, walked, told in words, and put right by striking."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from flowery.memories.intake import Draft
from flowery.perfumery.graph import Graph
from flowery.ui.account.takeaway import packed
from flowery.ui.axes import DARK, LIGHT
from flowery.ui.graph import choice as graph_choice, drawing as graph_drawing, page
from flowery.ui.graph.choice import Choice
from flowery.ui.graph.drawing import Drawing
from flowery.ui.graph.kinds import SHAPES
from flowery.ui.graph.solid import figure
from flowery.wiring import Flowery
from flowery.words.vocabulary import ScentMemory, User
from tests.ui.pages.conftest import Show, drawn, links, read, steady, told

Diary = tuple[ScentMemory, ...]
EVIL = "<script>alert(1)</script> {a|x} {b} ${c} \u202e %s `x` [l](javascript:1)"


def chart(app: AppTest) -> dict[str, Any]:
    (found,) = app.get("echarts_chart")
    return dict(json.loads(found.proto.spec)["series"][0])


def with_cedar(house: Flowery) -> str:
    return house.catalogue.fragrances[int(house.catalogue.rows_with_any(("cedar",)).argmax())].id


def find(app: AppTest, node: str) -> AppTest:
    return steady(app.selectbox(key=page.NODE).set_value(node).run())


def press(app: AppTest, begins: str) -> AppTest:
    found = next(one for one in app.button if one.key and one.key.startswith(begins))
    return steady(found.click().run())


def all_edges(app: AppTest, node: str) -> AppTest:
    """The panel of a thing with every edge of it."""
    return steady(find(app, node).toggle(key=f"graph.all-{node}").set_value(True).run())


def own_graph(house: Flowery, user: User) -> Graph:
    return house.graph(house.life(user.id))


def test_a_stranger_is_shown_nothing(show: Show, house: Flowery) -> None:
    app = show("graph", None)
    assert told(app.info) == ["Sign in to see this page."]
    assert app.get("echarts_chart") == []


def test_nothing_is_drawn_of_nobody(show: Show, iris: User) -> None:
    app = show("graph", iris)
    assert app.get("echarts_chart") == []
    assert "There is nothing to draw yet." in read(app)
    assert ("remember", "Write your first memory", "") in links(app)


def test_one_memory_is_drawn_with_what_it_is_made_of(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    for memory in diary[1:]:
        house.remember.forget(iris.id, memory.id)
    names = [node["name"] for node in chart(show("graph", iris))["data"]]
    assert {"One long peel", "Jeonju", "my father", "love"} <= set(names)


def test_the_picture_has_everything_and_says_it_in_words(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app, graph = show("graph", iris), own_graph(house, iris)
    series = chart(app)
    assert (len(series["data"]), len(series["links"])) == (len(graph.nodes), len(graph.edges))
    assert "Memory 3" in app.get("echarts_chart")[0].proto.alt
    assert "Memory 3" in read(app)


def test_the_list_says_every_edge_without_the_picture(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = show("graph", iris)
    app.session_state["graph.list"] = True
    said = read(steady(app.run()))
    assert "In “The reading room” you loved “cedar”." in said
    assert drawn(app).count('<li class="fl-moment">') == min(40, len(own_graph(house, iris).edges))


def test_a_found_thing_opens_its_panel(show: Show, iris: User, diary: Diary) -> None:
    app = find(show("graph", iris), f"memory:{diary[1].id}")
    said = read(app)
    assert "In “The reading room” you hated “vanilla”." in said
    assert "“The reading room” happened here: Lisbon." in said
    assert ("memories", "Open", f"memory={diary[1].id}") in links(app)


def test_a_panel_leads_to_its_neighbours_and_to_the_thing_itself(
    show: Show, iris: User, diary: Diary
) -> None:
    app = find(show("graph", iris), f"memory:{diary[1].id}")
    app = press(app, f"graph.go-memory:{diary[1].id}|source:cedar")
    assert app.session_state[page.NODE].startswith("source:cedar")
    app = find(app, "note:cedar")
    assert ("explore", "Perfumes with this note", "note=cedar") in links(app)


def test_a_focus_draws_what_lies_around(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = show("graph", iris, focus=f"memory:{diary[0].id}")
    assert app.session_state[page.NODE] == f"memory:{diary[0].id}"
    assert len(chart(app)["data"]) < len(own_graph(house, iris).nodes)
    nearest = steady(app.segmented_control(key=page.STEPS).set_value(1).run())
    assert len(chart(nearest)["data"]) < len(chart(app)["data"]) + 1


def test_what_is_not_in_the_graph_is_said(
    show: Show, house: Flowery, iris: User, sage: User, diary: Diary
) -> None:
    kept = house.remember.keep(sage.id, Draft(text="Lilac at the gate.", place="Sagetown"))
    house.remember.settle(sage.id, kept.memory.id)
    app = show("graph", iris, focus=f"memory:{kept.memory.id}")
    assert "is not in your graph" in told(app.info)[0]
    assert app.session_state[page.NODE] is None
    assert "Sagetown" not in read(app) + app.get("echarts_chart")[0].proto.spec


def test_a_way_is_told_and_stands_out(show: Show, house: Flowery, iris: User, diary: Diary) -> None:
    perfume = with_cedar(house)
    ends = {"from": f"memory:{diary[1].id}", "to": f"perfume:{perfume}"}
    app = show("graph", iris, **ends, over="cedar")
    said = read(app)
    assert "In “The reading room” you loved “cedar”." in said
    assert "“cedar” smells of Cedar." in said
    assert f"{house.catalogue.get(perfume).title} has Cedar in" in said
    strong = [link for link in chart(app)["links"] if link.get("lineStyle", {}).get("width") == 4]
    assert len(strong) == 3


def test_a_way_is_told_in_korean(show: Show, house: Flowery, iris: User, diary: Diary) -> None:
    house.tables.accounts.change(iris.id, language="ko")
    korean = house.tables.accounts.get(iris.id)
    ends = {"from": f"memory:{diary[1].id}", "to": f"perfume:{with_cedar(house)}"}
    said = read(show("graph", korean, **ends))
    assert "“The reading room”에서 “cedar” 냄새를 좋아하셨어요." in said
    assert "시더" in said


def test_where_nothing_leads_that_is_said(show: Show, iris: User, diary: Diary) -> None:
    app = show("graph", iris, **{"from": f"memory:{diary[0].id}"}, to="note:cedar")
    assert "Nothing leads from the one to the other." in read(app)


def test_kinds_and_feelings_are_filtered(show: Show, iris: User, diary: Diary) -> None:
    app = show("graph", iris)
    app = steady(app.pills(key="graph.kinds").set_value(["memory", "source"]).run())
    assert {node["category"] for node in chart(app)["data"]} == {0, 4}
    app = steady(app.pills(key="graph.felt").set_value(["hated"]).run())
    names = {node["name"] for node in chart(app)["data"]}
    assert "vanilla" in names
    assert "cedar" not in names


def test_time_is_filtered_and_what_is_left_out_is_said(
    show: Show, iris: User, diary: Diary
) -> None:
    app = show("graph", iris)
    app = steady(app.slider(key="graph.lived").set_value((2000, 2003)).run())
    assert {n["name"] for n in chart(app)["data"] if n["category"] == 0} == {"The reading room"}
    assert "2 memories are filtered out." in read(app)


def test_the_day_of_keeping_is_ones_own_day(house: Flowery, iris: User, diary: Diary) -> None:
    late = datetime(2026, 3, 1, 20, tzinfo=UTC)  # in Seoul it is the second already
    life = house.life(iris.id)
    life = replace(life, memories=[replace(memory, created_at=late) for memory in life.memories])
    second = Choice(kept=(date(2026, 3, 2), date(2026, 3, 2)))
    assert len(graph_choice.chosen(life, second, "Asia/Seoul").memories) == 3
    assert len(graph_choice.chosen(life, second, "UTC").memories) == 0


def test_a_struck_note_leaves_the_graph_and_comes_back(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    perfume = with_cedar(house)
    house.learning.react(iris.id, perfume, "own")
    app = all_edges(show("graph", iris), f"perfume:{perfume}")
    app = press(app, f"graph.strike-note:cedar|perfume:{perfume}")
    (strike,) = house.tables.of(iris.id).strikes.list()
    assert (strike.source, strike.target) == ("note:cedar", f"perfume:{perfume}")
    assert "1 edge you struck" in [one.label for one in app.expander]
    assert f"You do not smell Cedar in {house.catalogue.get(perfume).title}" in read(app)
    app = press(app, f"unstrike-{strike.id}")
    assert house.tables.of(iris.id).strikes.list() == ()


def test_a_struck_smell_is_a_correction_of_its_memory(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = find(show("graph", iris), f"memory:{diary[1].id}")
    app = press(app, f"graph.strike-memory:{diary[1].id}|source:vanilla")
    notes = {smell.source for smell in house.remember.smells(iris.id, diary[1].id)}
    assert "vanilla" not in notes
    assert house.tables.of(iris.id).readings.corrections(diary[1].id)[-1].action == "strike"
    assert "vanilla" not in {node["name"] for node in chart(app)["data"]}


def test_in_two_tabs_the_second_strike_does_no_harm(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    perfume = with_cedar(house)
    house.learning.react(iris.id, perfume, "own")
    one, other = (all_edges(show("graph", iris), f"perfume:{perfume}") for _ in range(2))
    begins = f"graph.strike-note:cedar|perfume:{perfume}"
    press(one, begins)
    press(other, begins)
    assert len(house.tables.of(iris.id).strikes.list()) == 1


def test_what_was_forgotten_meanwhile_is_refused_in_a_sentence(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = find(show("graph", iris), f"memory:{diary[1].id}")
    house.remember.forget(iris.id, diary[1].id)
    app = press(app, f"graph.strike-memory:{diary[1].id}|source:cedar")
    assert told(app.error)


def test_the_profile_says_what_was_struck(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    perfume = with_cedar(house)
    house.learning.react(iris.id, perfume, "own")
    house.striking.note_in_perfume(iris.id, "cedar", perfume)
    app = show("profile", iris)
    app = steady(app.selectbox(key="profile.open").set_value("note:cedar").run())
    assert f"You do not smell Cedar in {house.catalogue.get(perfume).title}" in read(app)
    assert ("graph", "What you struck in the graph", "focus=note%3Acedar") in links(app)


def test_an_answer_leads_to_its_way(show: Show, house: Flowery, iris: User, diary: Diary) -> None:
    answer = house.advice.ask(iris.id, "dry cedar and old books")
    app = show("ask", iris, question=answer.question_id)
    first = answer.recommendations[0].fragrance_id
    app.session_state[f"details-{answer.question_id}-{first}"] = True
    ways = [query for name, said, query in links(steady(app.run())) if name == "graph"]
    assert any(f"to=perfume%3A{first}" in query and "from=memory%3A" in query for query in ways)


def test_in_the_example_one_may_look_and_not_strike(
    show: Show, house: Flowery, example: User
) -> None:
    kept = house.remember.keep(example.id, Draft(text="I loved the cedar.", title="Chest"))
    house.remember.settle(example.id, kept.memory.id)
    app = find(show("graph", example), f"memory:{kept.memory.id}")
    assert "you loved “cedar”" in read(app)
    assert not [one for one in app.button if one.key and one.key.startswith("graph.strike")]


def test_what_was_struck_is_taken_away_with_everything(house: Flowery, iris: User) -> None:
    house.striking.note_in_perfume(iris.id, "cedar", with_cedar(house))
    with zipfile.ZipFile(io.BytesIO(packed(house, iris))) as archive:
        (strike,) = json.loads(archive.read("flowery.json"))["struck"]
    assert strike["source"] == "note:cedar"


def test_hostile_words_stay_words(show: Show, house: Flowery, iris: User) -> None:
    draft = Draft(
        title=EVIL, text="I loved the cedar.", place=EVIL, people=(EVIL, "x" * 200), emotion=EVIL
    )
    kept = house.remember.keep(iris.id, draft)
    house.remember.settle(iris.id, kept.memory.id)
    app = find(show("graph", iris), f"memory:{kept.memory.id}")
    assert "<script>" not in drawn(app)
    series = chart(app)
    assert all(len(node["name"]) <= 36 for node in series["data"])
    assert "formatter" not in json.dumps(series)
    app.session_state["graph.list"] = True
    assert "<script>" not in drawn(steady(app.run()))


def test_no_name_in_the_picture_is_one_of_javascripts_own(house: Flowery, iris: User) -> None:
    draft = Draft(title="__proto__", text="I loved the cedar.", people=("__proto__",))
    kept = house.remember.keep(iris.id, draft)
    house.remember.settle(iris.id, kept.memory.id)
    drawing = Drawing(own_graph(house, iris))
    names = [n["name"] for n in graph_drawing.option(drawing, LIGHT)["series"][0]["data"]]
    assert "__proto__" not in names
    assert [name.strip("\N{WORD JOINER}") for name in names].count("__proto__") == 2


def test_a_click_opens_what_was_clicked(house: Flowery, iris: User, diary: Diary) -> None:
    graph = own_graph(house, iris)

    def clicked(data_type: str, *places: int) -> str | None:
        group = {"data_type": data_type, "data_indices": list(places)}
        return graph_drawing.picked({"selection": {"selected": [group]}}, graph)

    assert clicked("node", 2) == graph.nodes[2].id
    assert clicked("edge", 0) == graph.edges[0].source
    assert clicked("node", 10_000) is None
    assert graph_drawing.picked({"selection": {"selected": []}}, graph) is None


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_kind_has_its_shape_and_colour_flat_and_in_space(
    house: Flowery, iris: User, diary: Diary, colours: Any
) -> None:
    house.learning.react(iris.id, with_cedar(house), "own")
    drawing = Drawing(own_graph(house, iris))
    categories = graph_drawing.option(drawing, colours)["series"][0]["categories"]
    assert len({one["itemStyle"]["color"] for one in categories}) == len(SHAPES)
    assert len({one["symbol"] for one in categories}) == len(SHAPES)
    points = [t for t in figure(drawing, colours)["data"] if "marker" in t]
    assert sum(len(trace["x"]) for trace in points) == len(drawing.graph.nodes)


def test_it_is_drawn_in_space_too(show: Show, iris: User, diary: Diary) -> None:
    app = show("graph", iris)
    app = steady(app.segmented_control(key=page.VIEW).set_value(page.SOLID).run())
    assert app.get("echarts_chart") == []
    assert "Memory 3" in app.get("plotly_chart")[0].proto.alt


def test_more_than_can_be_seen_is_left_out_and_said(
    show: Show, iris: User, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST", 30)
    app = show("graph", iris)
    shown = len(chart(app)["data"])
    assert shown <= 30
    assert f"The {shown} best connected of" in read(app)
    app = steady(app.toggle(key="graph.more").set_value(True).run())
    assert len(chart(app)["data"]) > 30
