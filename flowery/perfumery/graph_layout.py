"""Where each node of a scent graph stands: like a flower, one band a kind, memories outside and
perfumes inside, so that a way from a memory to a perfume runs inwards; what is connected stands on
the same side.

A band is as wide as its nodes need, so that none is more crowded than another. Linear in nodes and
edges, so that thousands are placed at once; the same graph always lies the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowery.perfumery.graph import Graph, NodeKind

Numbers = NDArray[np.float64]
Places = NDArray[np.int_]

_BANDS: tuple[tuple[NodeKind, ...], ...] = (
    ("perfume",),
    ("family",),
    ("accord",),
    ("note",),
    ("source",),
    ("memory",),
    ("place", "person", "emotion"),
)
"""From the middle outwards."""

_ROOM: Mapping[NodeKind, float] = {"memory": 2.5, "perfume": 4.0}
"""How much more room than others a kind needs: those with the longest names."""

_GAP = 0.06  # between two bands, of the radius
_SWEEPS = 6  # later ones no longer change much
_GOLDEN = 0.618  # steps of it fill a band without a pattern


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands, each coordinate -1..1; `z` is for three dimensions."""

    x: float
    y: float
    z: float


def layout(graph: Graph) -> Mapping[str, Place]:
    """A place for every node, by id."""
    bands = [_rows(graph, kinds) for kinds in _BANDS]
    angles = _angles(graph, bands)
    radii = _radii(graph, bands, angles)
    heights = np.zeros(len(graph.nodes))
    for height, band in zip(np.linspace(-0.8, 0.8, len(bands)), bands, strict=True):
        heights[band] = height
    across, along = radii * np.cos(angles), radii * np.sin(angles)
    placed = zip(across.tolist(), along.tolist(), heights.tolist(), strict=True)
    return {node.id: Place(*place) for node, place in zip(graph.nodes, placed, strict=True)}


def _rows(graph: Graph, kinds: Sequence[NodeKind]) -> Places:
    return np.array([row for row, n in enumerate(graph.nodes) if n.kind in kinds], dtype=int)


def _angles(graph: Graph, bands: Sequence[Places]) -> Numbers:
    """Every band ordered by where its neighbours stand, then spread evenly; repeated."""
    rows = {node.id: row for row, node in enumerate(graph.nodes)}
    ends = np.array([(rows[e.source], rows[e.target]) for e in graph.edges], dtype=int)
    ends = ends.reshape(-1, 2)
    weights = np.array([edge.weight for edge in graph.edges])
    angles = np.zeros(len(graph.nodes))
    for band in bands:
        angles[band] = _spread(len(band))
    for sweep in range(_SWEEPS):
        for band in bands[:: -1 if sweep % 2 else 1]:  # out and in again, each after the last
            pulled = _pulled(angles, ends, weights)[band]
            in_turn = np.argsort(pulled, kind="stable")
            angles[band[in_turn]] = _turned(_spread(len(band)), pulled[in_turn])
    return angles


def _pulled(angles: Numbers, ends: Places, weights: Numbers) -> Numbers:
    """The mean direction of a node's neighbours, its own where it has none."""
    towards = 0.01 * np.exp(1j * angles)
    for one, other in ((0, 1), (1, 0)):
        pull = weights * np.exp(1j * angles[ends[:, other]])
        for part, unit in ((pull.real, 1), (pull.imag, 1j)):
            towards += unit * np.bincount(ends[:, one], weights=part, minlength=len(angles))
    pulled: Numbers = np.angle(towards) % (2 * np.pi)
    return pulled


def _spread(count: int) -> Numbers:
    """Evenly around, from the top: names to the right of things below each other do not touch."""
    return np.pi / 2 + np.arange(count) * 2 * np.pi / max(count, 1)


def _turned(evenly: Numbers, wished: Numbers) -> Numbers:
    """A band turned as a whole to where its nodes are pulled."""
    turn = np.exp(1j * (wished - evenly)).sum()
    turned: Numbers = evenly + (np.angle(turn) if abs(turn) > 1e-9 else 0.0)
    return turned


def _radii(graph: Graph, bands: Sequence[Places], angles: Numbers) -> Numbers:
    """How far from the middle each node stands: a band has the area that its nodes need."""
    filled = [band for band in bands if len(band)]
    needs = [sum(_ROOM.get(graph.nodes[row].kind, 1.0) for row in band) for band in filled]
    borders = np.sqrt(np.cumsum([0.0, *needs]) / max(sum(needs), 1.0))
    radii = np.zeros(len(graph.nodes))
    for place, band in enumerate(filled):
        share = (0.5 + _GOLDEN * np.arange(len(band))) % 1.0
        inner, outer = borders[place : place + 2]
        in_turn = band[np.argsort(angles[band], kind="stable")]
        radii[in_turn] = np.sqrt(inner**2 + (outer**2 - inner**2) * share) + _GAP * place
    return radii / max(float(radii.max(initial=0.0)), 1e-9)
