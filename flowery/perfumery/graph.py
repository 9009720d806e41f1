"""The scent graph of one person: from a memory over its sources and notes to accords, families and
perfumes, every edge with its strength and where it comes from.

It is made anew from the nouns handed in, so that what is forgotten is in no edge. It reads nothing
from storage and draws nothing.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from flowery.perfumery.catalogue import Catalogue, note_weights
from flowery.perfumery.folding import folded
from flowery.perfumery.notes import Taxonomy, direction
from flowery.words.vocabulary import Answer, ExtractedScent, Fragrance, ScentMemory, UserFragrance

NodeKind = Literal[
    "memory", "place", "person", "emotion", "source", "note", "accord", "family", "perfume"
]
NODE_KINDS: tuple[NodeKind, ...] = (
    *("memory", "place", "person", "emotion", "source"),
    *("note", "accord", "family", "perfume"),
)
_TINGES = 0.75  # cosine of a note to an accord from which the one makes the other
_ACCORDS_A_NOTE = 2
_TITLE = 48  # characters of a memory's label


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the graph; its id is "kind:key"."""

    id: str
    kind: NodeKind
    label: str


@dataclass(frozen=True, slots=True)
class Edge:
    """How two things belong together. `weight` 0..1 is how strongly, `provenance` who says so."""

    source: str
    target: str
    kind: str
    weight: float
    provenance: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges; every edge ends at nodes that are there."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """What a person's graph is made of. `smells` are the standing smells by memory id."""

    memories: Sequence[ScentMemory] = ()
    smells: Mapping[str, Sequence[ExtractedScent]] | None = None
    reactions: Sequence[UserFragrance] = ()
    answers: Sequence[Answer] = ()


def scent_graph(life: Life, taxonomy: Taxonomy, catalogue: Catalogue) -> Graph:
    """The graph of one person's memories and of the perfumes they met."""
    builder = _Builder(taxonomy)
    for memory in life.memories:
        builder.remember(memory, (life.smells or {}).get(memory.id, ()))
    for fragrance, edges in _met(life, catalogue):
        builder.meet(fragrance, edges)
    builder.relate_notes()
    return builder.graph()


def path(graph: Graph, start: str, end: str) -> tuple[Edge, ...]:
    """How one thing leads to another: the shortest strong way; empty when there is none."""
    ways: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
    for edge in graph.edges:
        ways[edge.source].append((edge.target, edge))
        ways[edge.target].append((edge.source, edge))
    open_nodes: list[tuple[float, str]] = [(0.0, start)]
    came: dict[str, tuple[float, Edge | None, str]] = {start: (0.0, None, "")}
    while open_nodes:
        length, here = heapq.heappop(open_nodes)
        if here == end:
            return _walked(came, end)
        for there, edge in ways[here]:
            further = length + 2 - edge.weight  # a step counts, and a weak one up to twice
            if there not in came or further < came[there][0]:
                came[there] = (further, edge, here)
                heapq.heappush(open_nodes, (further, there))
    return ()


def around(graph: Graph, centre: str, steps: int = 2) -> Graph:
    """What lies within some steps of a node."""
    near = {centre}
    for _ in range(steps):
        touching = (e for e in graph.edges if e.source in near or e.target in near)
        near |= {end for edge in touching for end in (edge.source, edge.target)}
    return _only(graph, near)


def of_kinds(graph: Graph, kinds: Iterable[NodeKind]) -> Graph:
    """The graph with these kinds of nodes only."""
    wanted = set(kinds)
    return _only(graph, {node.id for node in graph.nodes if node.kind in wanted})


def graph_to_json(graph: Graph) -> dict[str, Any]:
    """The graph in the shape that `python -m flowery graph` promises."""
    return {
        "nodes": [{"id": n.id, "kind": n.kind, "label": n.label} for n in graph.nodes],
        "edges": [
            {"source": e.source, "target": e.target, "kind": e.kind}
            | {"weight": round(e.weight, 4), "provenance": e.provenance}
            for e in graph.edges
        ],
    }


class _Builder:
    """Gathers nodes and edges; an edge said twice keeps its strongest saying."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._nodes: dict[str, Node] = {}
        self._edges: dict[tuple[str, str, str], Edge] = {}

    def remember(self, memory: ScentMemory, smells: Sequence[ExtractedScent]) -> None:
        """A memory with its place, people, emotion and smells."""
        start = self._node("memory", memory.id, _title(memory))
        if memory.place:
            self._edge(start, self._node("place", folded(memory.place), memory.place), "at")
        for person in memory.people:
            self._edge(start, self._node("person", folded(person), person), "with")
        if memory.emotion:
            self._edge(start, self._node("emotion", folded(memory.emotion), memory.emotion), "felt")
        for smell in smells:
            if not smell.absent:
                self._smell(start, smell)

    def meet(self, fragrance: Fragrance, edges: Iterable[Edge]) -> None:
        """A perfume with its notes, accords and family, and what led to it."""
        here = self._node("perfume", fragrance.id, fragrance.title)
        for note_id, weight in note_weights(fragrance).items():
            self._edge(self._note(note_id), here, "in", min(weight * 4, 1.0), "catalogue")
        for accord_id, strength in fragrance.accords.items():
            self._edge(self._accord(accord_id), here, "in", strength, "catalogue")
        if fragrance.family:
            self._edge(self._family(fragrance.family), here, "in", 0.5, "catalogue")
        for edge in edges:
            if edge.source in self._nodes:
                self._edge(edge.source, here, edge.kind, edge.weight, edge.provenance)

    def relate_notes(self) -> None:
        """Notes to the accords they make, accords to the families they belong to."""
        accords = {a: _unit(noun.axes) for a, noun in self._taxonomy.accords.items()}
        families = {f: _unit(noun.axes) for f, noun in self._taxonomy.families.items()}
        for node in list(self._nodes.values()):
            key = node.id.partition(":")[2]
            if node.kind == "note" and key in self._taxonomy.notes:
                own = _unit(self._taxonomy.notes[key].axes)
                for accord, likeness in _nearest(own, accords, _ACCORDS_A_NOTE):
                    self._edge(node.id, self._accord(accord), "makes", likeness, "taxonomy")
        for node in list(self._nodes.values()):
            key = node.id.partition(":")[2]
            if node.kind == "accord" and key in accords:
                for family, likeness in _nearest(accords[key], families, 1):
                    self._edge(node.id, self._family(family), "belongs to", likeness, "taxonomy")

    def graph(self) -> Graph:
        """What was gathered, in the order of the kinds."""
        order = {kind: place for place, kind in enumerate(NODE_KINDS)}
        nodes = sorted(self._nodes.values(), key=lambda node: (order[node.kind], node.id))
        return Graph(tuple(nodes), tuple(self._edges.values()))

    def _smell(self, start: str, smell: ExtractedScent) -> None:
        source = self._node("source", folded(smell.source) or smell.source, smell.source)
        self._edge(start, source, smell.valence, smell.confidence, smell.status)
        if smell.note:
            note = self._note(smell.note)
            self._edge(source, note, "smells of", smell.confidence, smell.status)

    def _note(self, note_id: str) -> str:
        return self._node("note", note_id, self._taxonomy.label(note_id))

    def _accord(self, accord_id: str) -> str:
        accord = self._taxonomy.accords.get(accord_id)
        return self._node("accord", accord_id, accord.name if accord else accord_id)

    def _family(self, family_id: str) -> str:
        family = self._taxonomy.families.get(family_id)
        return self._node("family", family_id, family.name if family else family_id)

    def _node(self, kind: NodeKind, key: str, label: str) -> str:
        node = Node(f"{kind}:{key}", kind, label)
        return self._nodes.setdefault(node.id, node).id

    def _edge(
        self, source: str, target: str, kind: str, weight: float = 1.0, provenance: str = "memory"
    ) -> None:
        key = (source, target, kind)
        if key not in self._edges or self._edges[key].weight < weight:
            self._edges[key] = Edge(source, target, kind, weight, provenance)


def _met(life: Life, catalogue: Catalogue) -> Iterator[tuple[Fragrance, list[Edge]]]:
    """Every perfume that was reacted to or recommended, with the memories that spoke for it."""
    met: dict[str, list[Edge]] = {
        r.fragrance_id: [] for r in life.reactions if r.fragrance_id in catalogue
    }
    for answer in life.answers:
        for recommendation in answer.recommendations:
            if recommendation.fragrance_id not in catalogue:
                continue
            edges = met.setdefault(recommendation.fragrance_id, [])
            for reason in (*recommendation.supports, *recommendation.opposes):
                if reason.memory_id:
                    edges.append(_reason(reason.memory_id, reason.amount, answer.question_id))
    return ((catalogue.get(fragrance_id), edges) for fragrance_id, edges in met.items())


def _reason(memory_id: str, amount: float, question_id: str) -> Edge:
    kind = "speaks for" if amount >= 0 else "speaks against"
    return Edge(f"memory:{memory_id}", "", kind, min(abs(amount), 1.0), f"answer:{question_id}")


def _walked(came: Mapping[str, tuple[float, Edge | None, str]], end: str) -> tuple[Edge, ...]:
    edges: list[Edge] = []
    _, edge, before = came[end]
    while edge is not None:
        edges.append(edge)
        _, edge, before = came[before]
    return tuple(reversed(edges))


def _only(graph: Graph, ids: set[str]) -> Graph:
    nodes = tuple(node for node in graph.nodes if node.id in ids)
    return Graph(nodes, tuple(e for e in graph.edges if e.source in ids and e.target in ids))


def _title(memory: ScentMemory) -> str:
    said = memory.title or " ".join((memory.text or memory.caption).split())
    return said if len(said) <= _TITLE else said[:_TITLE].rsplit(maxsplit=1)[0] + " …"


def _unit(axes: Mapping[str, float]) -> Any:
    vector = direction(axes)
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _nearest(own: Any, others: Mapping[str, Any], count: int) -> list[tuple[str, float]]:
    likeness = sorted(((float(own @ o), name) for name, o in others.items()), reverse=True)
    return [(name, value) for value, name in likeness[:count] if value >= _TINGES]
