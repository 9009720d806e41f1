"""Where the nodes of a graph stand: inside, apart, the same every time, memories outside."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import hypot

from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.everyday import Everyday
from flowery.perfumery.graph import Graph, Life, Node
from flowery.perfumery.graph_growing import scent_graph
from flowery.perfumery.graph_layout import layout
from flowery.perfumery.words import Lexicon
from tests.perfumery.test_graph import GARDEN, life, smell


def test_every_node_stands_inside_and_never_two_in_one_place(
    catalogue: Catalogue, lexicon: Lexicon
) -> None:
    graph = scent_graph(life(), catalogue, Everyday(lexicon))
    places = layout(graph)
    assert set(places) == {node.id for node in graph.nodes}
    assert all(max(abs(p.x), abs(p.y), abs(p.z)) <= 1 + 1e-9 for p in places.values())
    assert len(set(places.values())) == len(places)
    assert places == layout(graph)


def test_a_way_from_a_memory_to_a_perfume_runs_inwards(
    catalogue: Catalogue, lexicon: Lexicon
) -> None:
    graph = scent_graph(life(), catalogue, Everyday(lexicon))
    places = layout(graph)
    order = ("place", "memory", "source", "note", "accord", "family", "perfume")
    far = [
        [hypot(places[node.id].x, places[node.id].y) for node in graph.nodes if node.kind == kind]
        for kind in order
    ]
    assert all(min(outer) > max(inner) for outer, inner in pairwise(far))


def test_nothing_and_one_thing_are_placed() -> None:
    assert layout(Graph((), ())) == {}
    alone = layout(Graph((Node("memory:m1", "memory", "One"),), ()))
    assert max(abs(alone["memory:m1"].x), abs(alone["memory:m1"].y)) <= 1


def test_five_thousand_nodes_are_placed(catalogue: Catalogue, lexicon: Lexicon) -> None:
    notes = sorted(catalogue.taxonomy.notes)
    memories = [replace(GARDEN, id=f"m{n}", place=f"Place {n}") for n in range(2000)]
    smells = {m.id: (smell(notes[n % 700], f"thing {n}"),) for n, m in enumerate(memories)}
    graph = scent_graph(Life(memories, smells), catalogue, Everyday(lexicon))
    assert len(layout(graph)) == len(graph.nodes) > 5000
