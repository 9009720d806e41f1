"""The scent graph: what stands in it, what may not, and how a memory leads to a perfume."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.graph import (
    Graph,
    Life,
    around,
    graph_to_json,
    of_kinds,
    path,
    scent_graph,
)
from flowery.perfumery.graph_layout import layout
from flowery.words.vocabulary import (
    Answer,
    Brief,
    ExtractedScent,
    Reason,
    Recommendation,
    ScentMemory,
    UserFragrance,
)

NOW = datetime(2026, 5, 1, tzinfo=UTC)
GARDEN = ScentMemory(
    id="m1",
    user_id="iris",
    title="",
    text="My grandmother's garden after rain, roses and wet earth, in Seoul.",
    state="done",
    created_at=NOW,
    place="Seoul",
    people=("Grandmother",),
    emotion="calm",
)


def smell(note: str | None, source: str, **changes: object) -> ExtractedScent:
    said = ExtractedScent(note, source, 0, 5, "explicit", "loved", 0.9)
    return replace(said, **changes)


def life() -> Life:
    smells = {"m1": (smell("rose", "roses"), smell("petrichor", "rain"), smell(None, "the gate"))}
    like = UserFragrance("r1", "guerlain-nahema", "like", NOW)
    return Life((GARDEN,), smells, (like,), ())


@pytest.fixture
def graph(catalogue: Catalogue) -> Graph:
    return scent_graph(life(), catalogue.taxonomy, catalogue)


def test_a_memory_stands_with_everything_it_is_made_of(graph: Graph) -> None:
    ids = {node.id for node in graph.nodes}
    expected = {"place:seoul", "person:grandmother", "emotion:calm", "source:roses", "note:rose"}
    assert expected | {"memory:m1", "source:the gate", "perfume:guerlain-nahema"} <= ids
    assert {node.kind for node in graph.nodes} >= {"accord", "family"}


def test_every_edge_ends_at_nodes_and_says_how_strong_and_from_where(graph: Graph) -> None:
    ids = {node.id for node in graph.nodes}
    assert all({edge.source, edge.target} <= ids for edge in graph.edges)
    assert all(0 < edge.weight <= 1 and edge.provenance for edge in graph.edges)


def test_what_was_absent_or_forgotten_is_in_no_edge(catalogue: Catalogue) -> None:
    denied = {"m1": (smell("tuberose", "no tuberose", absent=True),)}
    graph = scent_graph(Life((GARDEN,), denied), catalogue.taxonomy, catalogue)
    assert "note:tuberose" not in {node.id for node in graph.nodes}
    reason = Reason("memories", 0.4, "rose", "gone", "roses")
    answer = _answer("guerlain-nahema", reason)
    forgotten = scent_graph(Life((), {}, (), (answer,)), catalogue.taxonomy, catalogue)
    assert not [edge for edge in forgotten.edges if "gone" in edge.source]


def test_a_memory_leads_to_a_perfume_over_its_smell(graph: Graph) -> None:
    way = path(graph, "memory:m1", "perfume:guerlain-nahema")
    assert [edge.kind for edge in way] == ["loved", "smells of", "in"]
    assert path(graph, "memory:m1", "perfume:none") == ()


def test_the_reasons_of_answers_are_edges(catalogue: Catalogue) -> None:
    answer = _answer("guerlain-nahema", Reason("memories", 0.4, "rose", "m1", "roses"))
    told = replace(life(), answers=(answer,))
    graph = scent_graph(told, catalogue.taxonomy, catalogue)
    (edge,) = (edge for edge in graph.edges if edge.kind == "speaks for")
    assert (edge.source, edge.target) == ("memory:m1", "perfume:guerlain-nahema")
    assert (edge.weight, edge.provenance) == (0.4, "answer:q1")


def test_a_perfume_that_left_the_catalogue_is_left_out(catalogue: Catalogue) -> None:
    gone = UserFragrance("r1", "no-such-perfume", "own", NOW)
    assert scent_graph(Life((), {}, (gone,)), catalogue.taxonomy, catalogue) == Graph((), ())


def test_the_neighbourhood_and_the_kinds_are_parts_of_it(graph: Graph) -> None:
    near = around(graph, "memory:m1", steps=1)
    assert {node.kind for node in near.nodes} == {"memory", "place", "person", "emotion", "source"}
    notes = of_kinds(graph, ("note", "perfume"))
    assert {node.kind for node in notes.nodes} == {"note", "perfume"}
    assert all(edge.kind == "in" for edge in notes.edges)


def test_the_promised_shape(graph: Graph) -> None:
    said = graph_to_json(graph)
    assert set(said) == {"nodes", "edges"}
    assert {"id", "kind", "label"} <= set(said["nodes"][0])
    assert {"source", "target", "kind", "weight"} <= set(said["edges"][0])


def test_a_layout_places_every_node_inside_the_unit_cube_and_never_two_in_one_place(
    graph: Graph,
) -> None:
    places = layout(graph)
    assert set(places) == {node.id for node in graph.nodes}
    assert all(max(abs(p.x), abs(p.y), abs(p.z)) <= 1 + 1e-9 for p in places.values())
    assert len(set(places.values())) == len(places)
    assert places == layout(graph)
    assert layout(Graph((), ())) == {}


def test_five_thousand_nodes_are_placed(catalogue: Catalogue) -> None:
    notes = sorted(catalogue.taxonomy.notes)
    memories = [replace(GARDEN, id=f"m{n}", place=f"Place {n}") for n in range(2000)]
    smells = {m.id: (smell(notes[n % 700], f"thing {n}"),) for n, m in enumerate(memories)}
    graph = scent_graph(Life(memories, smells), catalogue.taxonomy, catalogue)
    assert len(layout(graph)) == len(graph.nodes) > 5000


def _answer(fragrance_id: str, reason: Reason) -> Answer:
    told = Recommendation(fragrance_id, "G", "N", 0.4, {"memories": 0.4}, (reason,), ())
    return Answer("q1", "?", "recommendation", Brief(), (told,), (), "", "embedded", 1)
