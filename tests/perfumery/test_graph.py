"""The scent graph: what stands in it, what may not, and how a memory leads to a perfume."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.everyday import Everyday
from flowery.perfumery.graph import Graph, Life
from flowery.perfumery.graph_growing import scent_graph
from flowery.perfumery.graph_ways import around, of_kinds, path, strongest, touching
from flowery.perfumery.words import Lexicon
from flowery.words.vocabulary import (
    Answer,
    Brief,
    ExtractedScent,
    Reason,
    Recommendation,
    ScentMemory,
    Strike,
    StrikeKind,
    UserFragrance,
)

NOW = datetime(2026, 5, 1, tzinfo=UTC)
NAHEMA = "guerlain-nahema"
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


@pytest.fixture(scope="session")
def everyday(lexicon: Lexicon) -> Everyday:
    return Everyday(lexicon)


def smell(note: str | None, source: str, **changes: object) -> ExtractedScent:
    said = ExtractedScent(note, source, 0, 5, "explicit", "loved", 0.9)
    return replace(said, **changes)


def life(*answers: Answer) -> Life:
    smells = {"m1": (smell("rose", "roses"), smell("petrichor", "rain"), smell(None, "the gate"))}
    like = UserFragrance("r1", NAHEMA, "like", NOW)
    return Life((GARDEN,), smells, (like,), answers)


def reasoned(*reasons: Reason, fragrance_id: str = NAHEMA) -> Answer:
    told = Recommendation(fragrance_id, "G", "N", 0.4, {"memories": 0.4}, reasons, ())
    return Answer("q1", "?", "recommendation", Brief(), (told,), (), "", "embedded", 1)


def struck(source: str, target: str, kind: StrikeKind) -> Strike:
    return Strike("x1", source, target, kind, NOW)


def ids(graph: Graph) -> set[str]:
    return {node.id for node in graph.nodes}


@pytest.fixture
def graph(catalogue: Catalogue, everyday: Everyday) -> Graph:
    return scent_graph(life(), catalogue, everyday)


def test_a_memory_stands_with_everything_it_is_made_of(graph: Graph) -> None:
    expected = {"place:seoul", "person:grandmother", "note:rose", "source:the gate"}
    assert expected | {"memory:m1", f"perfume:{NAHEMA}"} <= ids(graph)
    assert {node.kind for node in graph.nodes} >= {"emotion", "accord", "family"}


def test_every_edge_ends_at_nodes_and_says_how_strong_and_from_where(graph: Graph) -> None:
    assert all({edge.source, edge.target} <= ids(graph) for edge in graph.edges)
    assert all(0 < edge.weight <= 1 and edge.provenance for edge in graph.edges)


def test_the_same_everyday_thing_in_two_languages_is_one(
    catalogue: Catalogue, everyday: Everyday
) -> None:
    rain = replace(GARDEN, id="m2", title="비 오는 날", emotion="그리움")
    longing = replace(GARDEN, emotion="longing")
    smells = {
        "m1": (smell("petrichor", "wet asphalt"),),
        "m2": (smell("petrichor", "젖은 아스팔트"),),
    }
    graph = scent_graph(Life((longing, rain), smells), catalogue, everyday)
    assert [n.id for n in graph.nodes if n.kind == "source"] == ["source:wet_asphalt"]
    assert len([n for n in graph.nodes if n.kind == "emotion"]) == 1
    said = {edge.said for edge in graph.edges if edge.target == "source:wet_asphalt"}
    assert said == {"wet asphalt", "젖은 아스팔트"}


def test_what_the_taxonomy_names_is_named_in_the_language(
    catalogue: Catalogue, everyday: Everyday
) -> None:
    graph = scent_graph(life(), catalogue, everyday, "ko")
    labels = {node.id: node.label for node in graph.nodes}
    assert labels["note:rose"] == catalogue.taxonomy.notes["rose"].korean
    assert all(
        any("가" <= letter <= "힣" for letter in node.label)
        for node in graph.nodes
        if node.kind in ("accord", "family")
    )


def test_what_was_absent_or_forgotten_is_in_no_edge(
    catalogue: Catalogue, everyday: Everyday
) -> None:
    denied = {"m1": (smell("tuberose", "no tuberose", absent=True),)}
    graph = scent_graph(Life((GARDEN,), denied), catalogue, everyday)
    assert "note:tuberose" not in ids(graph)
    answer = reasoned(Reason("memories", 0.4, "rose", "gone", "roses"))
    forgotten = scent_graph(Life((), {}, (), (answer,)), catalogue, everyday)
    assert not [edge for edge in forgotten.edges if "gone" in edge.source]


def test_a_memory_leads_to_a_perfume_over_its_smell(graph: Graph) -> None:
    way = path(graph, "memory:m1", f"perfume:{NAHEMA}")
    assert [edge.kind for edge in way] == ["loved", "smells of", "in"]
    assert path(graph, "memory:m1", "perfume:none") == ()
    assert path(graph, "place:seoul", "note:rose")[0].kind == "at"


def test_the_reasons_of_answers_are_edges_but_no_ways(
    catalogue: Catalogue, everyday: Everyday
) -> None:
    answer = reasoned(Reason("memories", 0.4, "rose", "m1", "roses"))
    graph = scent_graph(life(answer), catalogue, everyday)
    (edge,) = (edge for edge in graph.edges if edge.kind == "speaks for")
    assert (edge.source, edge.target) == ("memory:m1", f"perfume:{NAHEMA}")
    assert (edge.weight, edge.provenance, edge.note) == (0.4, "answer:q1", "rose")
    assert edge not in path(graph, "memory:m1", f"perfume:{NAHEMA}")


def test_the_way_goes_over_the_note_of_the_reason(catalogue: Catalogue, everyday: Everyday) -> None:
    two = {"m1": (smell("rose", "roses"), smell("sandalwood", "a chest", confidence=0.2))}
    weak = Reason("memories", 0.4, "sandalwood", "m1", "a chest")
    graph = scent_graph(Life((GARDEN,), two, (), (reasoned(weak),)), catalogue, everyday)
    ends = ("memory:m1", f"perfume:{NAHEMA}")
    assert path(graph, *ends)[-1].source == "note:sandalwood"
    assert path(graph, *ends, "rose")[-1].source == "note:rose"


def test_a_broader_note_leads_to_a_kind_of_it(catalogue: Catalogue, everyday: Everyday) -> None:
    with_damask = next(f for f in catalogue.fragrances if "damask_rose" in f.notes)
    there = replace(life(), reactions=(), looked_at=(with_damask.id,))
    graph = scent_graph(there, catalogue, everyday)
    way = path(graph, "memory:m1", f"perfume:{with_damask.id}", "damask_rose")
    assert [edge.kind for edge in way] == ["loved", "smells of", "kind of", "in"]


def test_no_memory_is_told_to_smell_what_only_another_did(
    catalogue: Catalogue, everyday: Everyday
) -> None:
    other = replace(GARDEN, id="m2", text="Roses again.")
    smells = {"m1": (smell("peony", "roses"),), "m2": (smell("rose", "roses"),)}
    graph = scent_graph(Life((GARDEN, other), smells, (), (), (), (NAHEMA,)), catalogue, everyday)
    way = path(graph, "memory:m1", f"perfume:{NAHEMA}")
    told = [edge for edge in way[:2] if edge.kind == "smells of"]
    assert all("m1" in edge.memories for edge in told)


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("note:rose", f"perfume:{NAHEMA}", "in"),
        ("memory:m1", f"perfume:{NAHEMA}", "speaks"),
        ("note:rose", "accord:rose", "makes"),
    ],
)
def test_what_was_struck_is_no_edge(
    catalogue: Catalogue, everyday: Everyday, source: str, target: str, kind: StrikeKind
) -> None:
    whole = life(reasoned(Reason("memories", 0.4, "petrichor", "m1", "rain")))
    ends = {(e.source, e.target) for e in scent_graph(whole, catalogue, everyday).edges}
    assert (source, target) in ends
    without = replace(whole, strikes=(struck(source, target, kind),))
    left = {(e.source, e.target) for e in scent_graph(without, catalogue, everyday).edges}
    assert (source, target) not in left
    assert left < ends


def test_a_reason_that_rests_on_a_struck_note_is_none(
    catalogue: Catalogue, everyday: Everyday
) -> None:
    whole = life(reasoned(Reason("memories", 0.4, "rose", "m1", "roses")))
    strike = struck("note:rose", f"perfume:{NAHEMA}", "in")
    graph = scent_graph(replace(whole, strikes=(strike,)), catalogue, everyday)
    assert not [edge for edge in graph.edges if edge.kind == "speaks for"]


def test_a_perfume_that_left_the_catalogue_is_left_out(
    catalogue: Catalogue, everyday: Everyday
) -> None:
    gone = UserFragrance("r1", "no-such-perfume", "own", NOW)
    looked = Life((), {}, (gone,), (), (), ("neither",))
    assert scent_graph(looked, catalogue, everyday) == Graph((), ())


def test_the_neighbourhood_and_the_kinds_are_parts_of_it(graph: Graph) -> None:
    near = around(graph, "memory:m1", steps=1)
    assert {node.kind for node in near.nodes} == {"memory", "place", "person", "emotion", "source"}
    notes = of_kinds(graph, ("note", "perfume"))
    assert {node.kind for node in notes.nodes} == {"note", "perfume"}
    assert all(edge.kind in ("in", "kind of") for edge in notes.edges)


def test_the_strongest_stay_and_what_is_asked_for_stays_always(graph: Graph) -> None:
    assert strongest(graph, len(graph.nodes)) is graph
    few = strongest(graph, 20, {"place:seoul"})
    assert len(few.nodes) == 20
    assert {"place:seoul", "memory:m1", f"perfume:{NAHEMA}"} <= ids(few)
    assert path(few, "memory:m1", f"perfume:{NAHEMA}")
    assert all({edge.source, edge.target} <= ids(few) for edge in few.edges)


def test_the_edges_of_a_thing_come_strongest_first(graph: Graph) -> None:
    found = touching(graph, "note:rose")
    assert [edge.weight for edge in found] == sorted((e.weight for e in found), reverse=True)
    assert all("note:rose" in (edge.source, edge.target) for edge in found)
