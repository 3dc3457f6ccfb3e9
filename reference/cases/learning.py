"""Inputs for the threshold unit and for points in the plane, assignment `dense-networks`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Case = tuple[object, ...]
Array = NDArray[Any]


def totals() -> list[Case]:
    """Totals of both signs, whole and broken."""
    return [(5,), (-3,), (0.75,), (-0.25,), (120,), (-44.5,), (2.5,), (-1,)]


def awkward_totals() -> list[Case]:
    """On the threshold, and just beside it."""
    return [(0,), (0.0,), (-0.0,), (0.001,), (-0.001,), (1e-6,), (-1e-6,)]


def plain_points() -> list[Case]:
    """A few points well inside and well outside, all round; one case."""
    inside = [(0, 0), (1, 0), (0, -1), (-1, 1), (1.2, 1.2)]
    outside = [(4, 0), (-3, 0), (0, 3.5), (0, -4.5), (3, 3), (-3, 2.5), (2.5, -3), (-4, -4)]
    return [(np.array(inside + outside, float),)]


def unseen_points() -> list[Case]:
    """600 points of [-5, 5]², half of them nearer than 1.9, half beyond 2.1, mixed; one case."""
    rng = np.random.default_rng(311)
    radius, angle = 1.9 * np.sqrt(rng.uniform(0, 1, 300)), rng.uniform(0, 2 * np.pi, 300)
    inside = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    points = np.concatenate([inside, _beyond(2.1, rng.uniform(-5, 5, (500, 2)))[:300]])
    return [(rng.permutation(points),)]


def _beyond(radius: float, points: Array) -> Array:
    """The points that are farther from the origin than the radius."""
    kept: Array = points[np.hypot(*points.T) > radius]
    return kept
