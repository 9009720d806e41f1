"""Grows the scent graph of one person: from a memory over its sources and notes to accords,
families and perfumes, every edge with its strength and where it comes from.

It is grown anew from the nouns handed in, so that what is forgotten is in no edge, and nothing that
the person struck. It reads nothing from storage and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowery.perfumery.catalogue import Catalogue, note_weights
from flowery.perfumery.everyday import Everyday
from flowery.perfumery.folding import folded
from flowery.perfumery.graph import NODE_KINDS, SPEAKS, Edge, Graph, Life, Node, NodeKind
from flowery.perfumery.notes import direction
from flowery.words.vocabulary import (
    Accord,
    Answer,
    ExtractedScent,
    Fragrance,
    Reason,
    ScentMemory,
    Strike,
)

_STRUCK_AS = {"in": "in", "makes": "makes"} | dict.fromkeys(SPEAKS, "speaks")
_TINGES = 0.75  # cosine of a note to an accord from which the one makes the other
_ACCORDS_A_NOTE = 2
_KIND_OF = 0.5  # who loves roses is likely, not sure, to love a damask rose; as in advice
_TITLE = 48  # characters of a memory's label


def scent_graph(
    life: Life, catalogue: Catalogue, everyday: Everyday, language: str = "en"
) -> Graph:
    """The graph of one person's memories and of the perfumes they met; what the taxonomy names is
    called so in this language.
    """
    builder = _Builder(catalogue, everyday, language, life.strikes)
    for memory in life.memories:
        builder.remember(memory, life.smells.get(memory.id, ()))
    for fragrance_id in _met(life):
        if fragrance_id in catalogue:
            builder.meet(catalogue.get(fragrance_id))
    for question_id, fragrance_id, reason in _reasons(life.answers):
        builder.reason(question_id, fragrance_id, reason)
    builder.relate_notes()
    return builder.graph()


class _Builder:
    """Gathers nodes and edges; an edge said twice keeps its strongest saying."""

    def __init__(
        self, catalogue: Catalogue, everyday: Everyday, language: str, strikes: Iterable[Strike]
    ) -> None:
        self._taxonomy = catalogue.taxonomy
        self._everyday = everyday
        self._language = language
        self._struck = {(one.source, one.target, one.kind) for one in strikes}
        self._nodes: dict[str, Node] = {}
        self._edges: dict[tuple[str, str, str], Edge] = {}

    def remember(self, memory: ScentMemory, smells: Sequence[ExtractedScent]) -> None:
        """A memory with its place, people, emotion and smells."""
        start = self._node("memory", memory.id, _title(memory))
        if memory.place:
            self._edge(start, self._named("place", memory.place), "at")
        for person in memory.people:
            self._edge(start, self._named("person", person), "with")
        if memory.emotion:
            key = self._everyday.feeling(memory.emotion)
            self._edge(start, self._node("emotion", key, memory.emotion), "felt")
        for smell in smells:
            if not smell.absent:
                self._smell(memory.id, start, smell)

    def meet(self, fragrance: Fragrance) -> None:
        """A perfume with its notes, accords and family."""
        here = self._node("perfume", fragrance.id, fragrance.title)
        for note, weight in note_weights(fragrance).items():
            if not self._is_struck(f"note:{note}", here, "in"):
                self._edge(self._note(note), here, "in", min(weight * 4, 1.0), "catalogue")
        for accord, strength in fragrance.accords.items():
            self._edge(self._accord(accord), here, "in", strength, "catalogue")
        if fragrance.family:
            self._edge(self._family(fragrance.family), here, "in", 0.5, "catalogue")

    def reason(self, question_id: str, fragrance_id: str, reason: Reason) -> None:
        """That an answer let a memory speak for or against a perfume."""
        memory, perfume = f"memory:{reason.memory_id}", f"perfume:{fragrance_id}"
        said = SPEAKS[reason.amount < 0]
        is_there = memory in self._nodes and perfume in self._nodes
        if is_there and not self._is_struck(f"note:{reason.note}", perfume, "in"):
            strength, source = min(abs(reason.amount), 1.0), f"answer:{question_id}"
            self._edge(memory, perfume, said, strength, source, note=reason.note or "")

    def relate_notes(self) -> None:
        """Notes to what they are kinds of and to the accords they make, accords to families."""
        for note in self._keys("note"):
            for broader in self._taxonomy.broader_than(note):
                if f"note:{broader}" in self._nodes:
                    ends = (f"note:{note}", f"note:{broader}")
                    self._edge(*ends, "kind of", _KIND_OF, "taxonomy")
        accords = _Directions(self._taxonomy.accords)
        for note in self._keys("note"):
            known = self._taxonomy.notes.get(note)
            for accord, near in accords.nearest(known.axes if known else {}, _ACCORDS_A_NOTE):
                if not self._is_struck(f"note:{note}", f"accord:{accord}", "makes"):
                    self._edge(f"note:{note}", self._accord(accord), "makes", near, "taxonomy")
        families = _Directions(self._taxonomy.families)
        for accord in self._keys("accord"):
            made = self._taxonomy.accords.get(accord)
            for family, near in families.nearest(made.axes if made else {}, 1):
                ends = (f"accord:{accord}", self._family(family))
                self._edge(*ends, "belongs to", near, "taxonomy")

    def graph(self) -> Graph:
        """What was gathered, in the order of the kinds."""
        order = {kind: place for place, kind in enumerate(NODE_KINDS)}
        nodes = sorted(self._nodes.values(), key=lambda node: (order[node.kind], node.id))
        return Graph(tuple(nodes), tuple(self._edges.values()))

    def _smell(self, memory_id: str, start: str, smell: ExtractedScent) -> None:
        source = self._node("source", self._everyday.source(smell.source), smell.source)
        sure, said = smell.confidence, smell.source
        by = "picture" if smell.start is None and smell.status != "confirmed" else smell.status
        self._edge(start, source, smell.valence, sure, by, said=said)
        if smell.note:
            note, here = self._note(smell.note), frozenset((memory_id,))
            self._edge(source, note, "smells of", sure, by, said=said, memories=here)

    def _keys(self, kind: NodeKind) -> list[str]:
        return [node.key for node in self._nodes.values() if node.kind == kind]

    def _named(self, kind: NodeKind, name: str) -> str:
        return self._node(kind, folded(name) or name, name)

    def _note(self, note: str) -> str:
        return self._node("note", note, self._taxonomy.label(note, self._language))

    def _accord(self, accord: str) -> str:
        return self._node("accord", accord, self._called(self._taxonomy.accords, accord))

    def _family(self, family: str) -> str:
        return self._node("family", family, self._called(self._taxonomy.families, family))

    def _called(self, known: Mapping[str, Accord], name: str) -> str:
        if name not in known:
            return name.replace("_", " ")
        one = known[name]
        return one.korean if self._language == "ko" and one.korean else one.name

    def _node(self, kind: NodeKind, key: str, label: str) -> str:
        node = Node(f"{kind}:{key}", kind, " ".join(label.split()))
        return self._nodes.setdefault(node.id, node).id

    def _is_struck(self, source: str, target: str, kind: str) -> bool:
        return (source, target, _STRUCK_AS[kind]) in self._struck

    def _edge(
        self,
        source: str,
        target: str,
        kind: str,
        weight: float = 1.0,
        provenance: str = "memory",
        **also: Any,
    ) -> None:
        if kind in SPEAKS and self._is_struck(source, target, kind):
            return
        key, made = (source, target, kind), Edge(source, target, kind, weight, provenance, **also)
        known = self._edges.get(key)
        if known is not None:
            stronger = made if known.weight < weight else known
            made = replace(stronger, memories=known.memories | made.memories)
        self._edges[key] = made


class _Directions:
    """Named directions on the axes, to find those nearest to another."""

    def __init__(self, nouns: Mapping[str, Accord]) -> None:
        self._names = sorted(nouns)
        self._rows = np.array([_unit(nouns[name].axes) for name in self._names])

    def nearest(self, axes: Mapping[str, float], count: int) -> Iterator[tuple[str, float]]:
        """(name, cosine) of those that are near, the nearest first."""
        likeness = self._rows @ _unit(axes)
        for place in np.argsort(-likeness, kind="stable")[:count]:
            if likeness[place] >= _TINGES:
                yield self._names[place], min(1.0, float(likeness[place]))


def _met(life: Life) -> Iterable[str]:
    """Every perfume that was reacted to, recommended or looked at, once."""
    recommended = (r.fragrance_id for a in life.answers for r in a.recommendations)
    reacted = (reaction.fragrance_id for reaction in life.reactions)
    return dict.fromkeys((*reacted, *life.looked_at, *recommended))


def _reasons(answers: Iterable[Answer]) -> Iterator[tuple[str, str, Reason]]:
    """(question, perfume, reason) of every reason that rests on a memory."""
    for answer in answers:
        for one in answer.recommendations:
            for reason in (*one.supports, *one.opposes):
                if reason.memory_id:
                    yield answer.question_id, one.fragrance_id, reason


def _title(memory: ScentMemory) -> str:
    said = memory.title or " ".join((memory.text or memory.caption).split())
    return said if len(said) <= _TITLE else said[:_TITLE].rsplit(maxsplit=1)[0] + " …"


def _unit(axes: Mapping[str, float]) -> NDArray[np.float64]:
    vector = direction(axes).astype(np.float64)
    unit: NDArray[np.float64] = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return unit
