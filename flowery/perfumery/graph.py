"""The nouns of the scent graph of one person: nodes, edges, and the life they are grown from.

How it is grown stands in `graph_growing`, ways through it in `graph_ways`, where each node is drawn
in `graph_layout`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from flowery.words.vocabulary import Answer, ExtractedScent, ScentMemory, Strike, UserFragrance

NodeKind = Literal[
    "memory", "place", "person", "emotion", "source", "note", "accord", "family", "perfume"
]
NODE_KINDS: tuple[NodeKind, ...] = (
    *("memory", "place", "person", "emotion", "source"),
    *("note", "accord", "family", "perfume"),
)
FELT = ("loved", "neutral", "hated")
SPEAKS = ("speaks for", "speaks against")


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the graph; its id is "kind:key"."""

    id: str
    kind: NodeKind
    label: str

    @property
    def key(self) -> str:
        """The id without the kind."""
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Edge:
    """How two things belong together. `weight` 0..1 is how strongly, `provenance` who says so.

    `said` are the words of the memory, `note` the note that a memory speaks of for a perfume,
    `memories` those in which a source smells of a note.
    """

    source: str
    target: str
    kind: str
    weight: float
    provenance: str
    said: str = ""
    note: str = ""
    memories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges; every edge ends at nodes that are there."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """What a person's graph is made of. `smells` are the standing smells by memory id, `looked_at`
    perfumes that are there though the person never met them.
    """

    memories: Sequence[ScentMemory] = ()
    smells: Mapping[str, Sequence[ExtractedScent]] = field(default_factory=dict)
    reactions: Sequence[UserFragrance] = ()
    answers: Sequence[Answer] = ()
    strikes: Sequence[Strike] = ()
    looked_at: Sequence[str] = ()
