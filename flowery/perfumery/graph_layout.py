"""Where each node of a scent graph stands: one ring a kind, memories outside, perfumes inside, so
that a way from a memory to a perfume runs inwards; connected nodes stand near each other.

Linear in nodes and edges, so that thousands are placed at once; the same graph always lies the
same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowery.perfumery.graph import NODE_KINDS, Graph

_SWEEPS = 12  # later ones no longer change much
_RADII: Mapping[str, float] = {
    **dict.fromkeys(("place", "person", "emotion"), 1.0),
    "memory": 0.86,
    "source": 0.7,
    "note": 0.54,
    "accord": 0.38,
    "family": 0.2,
    "perfume": 0.28,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands, each coordinate -1..1; `z` is for three dimensions."""

    x: float
    y: float
    z: float


def layout(graph: Graph) -> Mapping[str, Place]:
    """A place for every node, by id."""
    angles = _angles(graph)
    heights = np.linspace(-0.8, 0.8, len(NODE_KINDS))
    depth = dict(zip(NODE_KINDS, heights, strict=True))
    return {
        node.id: Place(
            float(_RADII[node.kind] * np.cos(angle)),
            float(_RADII[node.kind] * np.sin(angle)),
            float(depth[node.kind]),
        )
        for node, angle in zip(graph.nodes, angles, strict=True)
    }


def _angles(graph: Graph) -> NDArray[np.float64]:
    """Every ring ordered by where its neighbours stand, then spread evenly; repeated."""
    rows = {node.id: row for row, node in enumerate(graph.nodes)}
    rings = [
        np.array([row for row, node in enumerate(graph.nodes) if node.kind == kind], dtype=int)
        for kind in NODE_KINDS
    ]
    ends = np.array([(rows[e.source], rows[e.target]) for e in graph.edges], dtype=int)
    ends = ends.reshape(-1, 2)
    weights = np.array([edge.weight for edge in graph.edges])
    angles = np.zeros(len(graph.nodes))
    for ring in rings:
        angles[ring] = _spread(len(ring))
    for _ in range(_SWEEPS):
        pulled = _pulled(angles, ends, weights)
        for ring in rings:
            angles[ring[np.argsort(pulled[ring], kind="stable")]] = _spread(len(ring))
    return angles


def _pulled(
    angles: NDArray[np.float64], ends: NDArray[np.int_], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The mean direction of a node's neighbours, its own where it has none."""
    towards = 0.01 * np.exp(1j * angles)
    np.add.at(towards, ends[:, 0], weights * np.exp(1j * angles[ends[:, 1]]))
    np.add.at(towards, ends[:, 1], weights * np.exp(1j * angles[ends[:, 0]]))
    pulled: NDArray[np.float64] = np.angle(towards) % (2 * np.pi)
    return pulled


def _spread(count: int) -> NDArray[np.float64]:
    return np.arange(count) * 2 * np.pi / max(count, 1)
