"""`graph`: from a person's memories to perfumes, as nodes and edges."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from flowery.cli.call import Call
from flowery.cli.command import Command, of_user
from flowery.words.vocabulary import ExtractedScent

if TYPE_CHECKING:
    from flowery.perfumery.graph import Graph, Life
    from flowery.wiring import Flowery

_QUESTIONS = 100  # the newest: a graph of every answer ever given would be all perfumes


def _graph(call: Call) -> int:
    from flowery.perfumery.graph import graph_to_json, scent_graph

    with call.flowery() as flowery:
        life = _life(flowery, call.user_id(flowery.tables))
        graph = scent_graph(life, flowery.taxonomy, flowery.catalogue)
    call.say(graph_to_json(graph), _graph_words(graph))
    return 0


def _life(flowery: Flowery, user_id: str) -> Life:
    from flowery.perfumery.graph import Life

    own = flowery.tables.of(user_id)
    smells: defaultdict[str, list[ExtractedScent]] = defaultdict(list)
    for memory_id, smell in own.readings.standing():
        smells[memory_id].append(smell)
    answers = flowery.advice.history(user_id, _QUESTIONS)
    return Life(own.diary.list(), smells, own.tastes.reactions(), answers)


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
