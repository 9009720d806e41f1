"""Ways through a scent graph, and parts of it: how one thing leads to another, what lies around a
thing, and what matters most where all of it is too much to see.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import ceil

from flowery.perfumery.graph import FELT, SPEAKS, Edge, Graph, NodeKind


def path(graph: Graph, start: str, end: str, over: str = "") -> tuple[Edge, ...]:
    """How one thing leads to another; empty when it does not.

    From a memory to a perfume the way goes over a smell of that very memory and, where it can, over
    the note `over`: the one an answer gave as its reason. That an answer let the memory speak is a
    conclusion and no way, so it is told only where there is no other.
    """
    if start.startswith("memory:") and end.startswith("perfume:"):
        smelled = _smelled(graph, start, end, over or _spoken_of(graph, start, end))
        if smelled:
            return smelled
    edges = _true_of(graph, start)
    grown = [edge for edge in edges if edge.kind not in SPEAKS]
    return _shortest(grown, start, end) or _shortest(edges, start, end)


def around(graph: Graph, centre: str, steps: int = 2) -> Graph:
    """What lies within some steps of a node."""
    near = {centre}
    for _ in range(steps):
        touching = [e for e in graph.edges if e.source in near or e.target in near]
        near |= {end for edge in touching for end in (edge.source, edge.target)}
    return _only(graph, near)


def of_kinds(graph: Graph, kinds: Iterable[NodeKind]) -> Graph:
    """The graph with these kinds of nodes only."""
    wanted = set(kinds)
    return _only(graph, {node.id for node in graph.nodes if node.kind in wanted})


def strongest(graph: Graph, most: int, always: Collection[str] = ()) -> Graph:
    """The graph with at most so many nodes, and in any case those in `always`.

    Every kind keeps a share, and within a kind those that are held most by what was kept before:
    memories first, then what they lead to, so that ways stay whole.
    """
    if len(graph.nodes) <= most:
        return graph
    kept, whole = set(always), _held(graph.edges, None)
    for kind, share in _shares(graph, most - len(kept)).items():
        by_kept = _held(graph.edges, kept)
        of_kind = [node.id for node in graph.nodes if node.kind == kind and node.id not in kept]
        of_kind.sort(key=lambda node: (-by_kept[node], -whole[node], node))
        kept.update(of_kind[: min(share, most - len(kept))])
    rest = [node.id for node in graph.nodes if node.id not in kept]
    rest.sort(key=lambda node: (-whole[node], node))
    return _only(graph, kept | set(rest[: max(0, most - len(kept))]))


def touching(graph: Graph, node_id: str) -> tuple[Edge, ...]:
    """The edges of one node, the strongest first."""
    found = (edge for edge in graph.edges if node_id in (edge.source, edge.target))
    return tuple(sorted(found, key=lambda edge: (-edge.weight, edge.source, edge.target)))


_KEPT_IN_TURN: tuple[NodeKind, ...] = (
    *("memory", "source", "note", "perfume", "accord"),
    *("family", "place", "person", "emotion"),
)


def _shares(graph: Graph, most: int) -> Mapping[NodeKind, int]:
    """How many of each kind are kept: by the root of their number, so that the few are not lost."""
    counts = Counter(node.kind for node in graph.nodes)
    roots = sum(count**0.5 for count in counts.values())
    return {kind: ceil(most * counts[kind] ** 0.5 / roots) for kind in _KEPT_IN_TURN}


def _held(edges: Iterable[Edge], by: Collection[str] | None) -> Mapping[str, float]:
    """How strongly each node is held by these nodes (None: by all)."""
    held: defaultdict[str, float] = defaultdict(float)
    for edge in edges:
        if by is None or edge.source in by:
            held[edge.target] += edge.weight
        if by is None or edge.target in by:
            held[edge.source] += edge.weight
    return held


def _spoken_of(graph: Graph, memory: str, perfume: str) -> str:
    """The note of which an answer let this memory speak most for, or against, this perfume."""
    said = (
        e for e in graph.edges if e.kind in SPEAKS and (e.source, e.target) == (memory, perfume)
    )
    return max(said, key=lambda edge: edge.weight, default=_NOTHING).note


def _smelled(graph: Graph, memory: str, perfume: str, over: str) -> tuple[Edge, ...]:
    """The strongest way memory - source - note - perfume; a note may stand for a kind of it."""
    ways = list(_ways_of_smell(graph, memory, perfume))
    told = [way for way in ways if f"note:{over}" in {edge.source for edge in way[2:]}]
    return max(told or ways, key=_strength, default=())


def _ways_of_smell(graph: Graph, memory: str, perfume: str) -> Iterator[tuple[Edge, ...]]:
    leaving = _leaving(graph)
    inside = {e.source: e for e in graph.edges if e.target == perfume and e.kind == "in"}
    kinds: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        if edge.kind == "kind of" and edge.source in inside:
            kinds[edge.target].append(edge)
    for felt in leaving[memory]:
        for smells in leaving[felt.target] if felt.kind in FELT else ():
            if memory.removeprefix("memory:") not in smells.memories:
                continue
            if smells.target in inside:
                yield felt, smells, inside[smells.target]
            for kind in kinds[smells.target]:
                yield felt, smells, kind, inside[kind.source]


def _true_of(graph: Graph, start: str) -> list[Edge]:
    """The edges without what a source of this memory smells of in other memories only."""
    own = {e.target for e in graph.edges if e.source == start and e.kind in FELT}
    memory = start.removeprefix("memory:")
    return [e for e in graph.edges if e.source not in own or memory in e.memories]


def _leaving(graph: Graph) -> Mapping[str, list[Edge]]:
    leaving: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        leaving[edge.source].append(edge)
    return leaving


def _strength(way: tuple[Edge, ...]) -> tuple[float, int, str]:
    product = 1.0
    for edge in way:
        product *= edge.weight
    return product, -len(way), way[1].target


def _shortest(edges: Iterable[Edge], start: str, end: str) -> tuple[Edge, ...]:
    """The shortest strong way, along edges in either direction."""
    ways: defaultdict[str, list[tuple[str, Edge]]] = defaultdict(list)
    for edge in edges:
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


_NOTHING = Edge("", "", "", 0.0, "")
