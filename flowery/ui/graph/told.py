"""The edges of the graph in words, each a sentence that stands alone, and who says so. Pure but for
the language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.graph import FELT, NODE_KINDS, SPEAKS, Edge, Graph, Node
from flowery.ui import paper
from flowery.ui.graph.kinds import kind_said
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import LAYERS

_NAME = 60  # letters of a name inside a sentence


@dataclass(frozen=True, slots=True)
class Told:
    """What sentences about a graph are made of: nodes by id, what each is called in a list to
    choose from, days of questions by id.
    """

    nodes: Mapping[str, Node]
    names: Mapping[str, str]
    days: Mapping[str, str]
    catalogue: Catalogue


def names(graph: Graph) -> dict[str, str]:
    """What the things of a graph are called in a list: "Rose · Note"."""
    kinds = {kind: kind_said(kind) for kind in NODE_KINDS}
    wordless = _("A memory without words")
    return {
        node.id: f"{paper.shortened(node.label, _NAME) or wordless} · {kinds[node.kind]}"
        for node in graph.nodes
    }


def edge_told(edge: Edge, told: Told) -> str:
    """One edge as a sentence."""
    source, target = _called(told.nodes[edge.source]), _called(told.nodes[edge.target])
    said = f"“{paper.shortened(edge.said, _NAME)}”"
    if edge.kind in FELT:
        return _felt(edge.kind).format(memory=source, words=said)
    if edge.kind == "smells of":
        return _("{words} smells of {note}.").format(words=said, note=target)
    if edge.kind == "in":
        return _contained(edge, told.catalogue).format(thing=source, perfume=target)
    if edge.kind in SPEAKS:
        return _spoken(edge).format(memory=source, perfume=target)
    return _plain(edge.kind).format(one=source, other=target)


def provenance_told(edge: Edge, told: Told) -> str:
    """Who says so, and how strongly."""
    share = f"{edge.weight:.0%}"
    kind, _colon, question = edge.provenance.partition(":")
    if kind == "answer":
        return _("an answer of {day}").format(day=told.days.get(question, "?"))
    if kind in ("memory", "explicit", "confirmed"):
        return {
            "memory": _("from your memory"),
            "explicit": _("you wrote it"),
            "confirmed": _("you confirmed it"),
        }[kind]
    return {
        "inferred": _("read in the text, {share} sure"),
        "picture": _("seen in the picture, {share} sure"),
        "catalogue": _("known of the perfume, {share} strong"),
    }.get(kind, _("known of smells in general, {share} alike")).format(share=share)


def _called(node: Node) -> str:
    name = paper.shortened(node.label, _NAME) or _("A memory without words")
    return f"“{name}”" if node.kind == "memory" else name


def _felt(kind: str) -> str:
    return {
        "loved": _("In {memory} you loved {words}."),
        "hated": _("In {memory} you hated {words}."),
    }.get(kind, _("In {memory} you smelled {words}."))


def _contained(edge: Edge, catalogue: Catalogue) -> str:
    if edge.source.startswith("accord:"):
        return _("{perfume} carries the accord {thing}.")
    if edge.source.startswith("family:"):
        return _("{perfume} belongs to the family {thing}.")
    fragrance = catalogue.get(edge.target.removeprefix("perfume:"))
    note = edge.source.removeprefix("note:")
    layer = next((one for one in LAYERS if note in getattr(fragrance, one)), "")
    return {
        "top": _("{perfume} has {thing} in its top."),
        "heart": _("{perfume} has {thing} in its heart."),
        "base": _("{perfume} has {thing} in its base."),
    }.get(layer, _("{perfume} has {thing} in it."))


def _spoken(edge: Edge) -> str:
    if edge.kind == SPEAKS[0]:
        return _("{memory} was given as a reason for {perfume}.")
    return _("{memory} was given as a reason against {perfume}.")


def _plain(kind: str) -> str:
    return {
        "at": _("{one} happened here: {other}."),
        "with": _("{one}: with {other}."),
        "felt": _("{one}: the feeling was {other}."),
        "kind of": _("{one} is a kind of {other}."),
        "makes": _("{one} makes an accord: {other}."),
    }.get(kind, _("The accord {one} belongs to the family {other}."))
