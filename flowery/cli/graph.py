"""`graph`: from a person's memories to perfumes, as nodes and edges."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from flowery.cli.call import Call
from flowery.cli.command import Command, of_user

if TYPE_CHECKING:
    from flowery.perfumery.graph import Graph


def _graph(call: Call) -> int:
    with call.flowery() as flowery:
        graph = flowery.graph(flowery.life(call.user_id(flowery.tables)))
    call.say(_as_json(graph), _graph_words(graph))
    return 0


def _as_json(graph: Graph) -> dict[str, Any]:
    return {
        "nodes": [{"id": n.id, "kind": n.kind, "label": n.label} for n in graph.nodes],
        "edges": [
            {"source": e.source, "target": e.target, "kind": e.kind}
            | {"weight": round(e.weight, 4), "provenance": e.provenance}
            for e in graph.edges
        ],
    }


def _graph_words(graph: Graph) -> str:
    kinds = Counter(node.kind for node in graph.nodes)
    counted = [f"{count} × {kind}" for kind, count in kinds.items()]
    label = {node.id: node.label for node in graph.nodes}
    edges = [
        f"  {label[e.source]} — {e.kind} {e.weight:.2f} — {label[e.target]}" for e in graph.edges
    ]
    return "\n".join([", ".join(counted) or "There is nothing to draw yet.", *edges])


COMMANDS = (
    Command("graph", "a person's memories, smells and perfumes as a graph", _graph, of_user),
)
