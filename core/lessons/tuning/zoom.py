"""Coarse to fine: a box around what works, sampled more densely, and again (lesson B3)."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from core.lessons.tuning import designs
from core.lessons.tuning.contest import Contest
from core.training.settings import Settings
from core.types import Array

CLOSER = 0.5  # the sides of a box, as a share of those of the box before
NEW_SEEDS = 1_000  # from a search to its zooms: they draw points of their own
SMALLEST_SIDE = 0.01


class Box(NamedTuple):
    """A part of the map, in places along both axes: from low to high across and up."""

    left: float = 0.0
    right: float = 1.0
    bottom: float = 0.0
    top: float = 1.0


def around(best: Sequence[float], before: Box) -> Box:
    """Return the box with half the sides, its middle at the best place, as far as the map allows.

    >>> around((0.5, 0.9), Box())
    Box(left=0.25, right=0.75, bottom=0.5, top=1.0)
    """
    left, right = _interval(best[0], CLOSER * (before.right - before.left))
    bottom, top = _interval(best[1], CLOSER * (before.top - before.bottom))
    return Box(left, right, bottom, top)


def _interval(middle: float, length: float) -> tuple[float, float]:
    length = max(length, SMALLEST_SIDE)
    low = min(max(middle - length / 2, 0.0), 1 - length)
    return low, low + length


class Zooms(NamedTuple):
    """The trials in each of some boxes, and as many more without a box.

    `inside` `(boxes, n, d)` lie in the boxes across and up and anywhere in the rest; `wide`
    `((1 + boxes) · n, d)` are the first random trials and those that would follow.
    """

    inside: Array
    wide: Array


def zooms(contest: Contest, across: int, up: int, boxes: Sequence[Box]) -> Zooms:
    """Return what is tried in each box, as many trials as the contest has, evenly on each scale."""
    n, d = contest.n, len(contest.searched)
    inside = np.empty((len(boxes), n, d))
    for i, box in enumerate(boxes):
        inside[i] = designs.random(n, d, contest.seed + NEW_SEEDS + i)
        for column, low, high in ((across, box.left, box.right), (up, box.bottom, box.top)):
            inside[i, :, column] = low + (high - low) * inside[i, :, column]
    return Zooms(inside, designs.random((1 + len(boxes)) * n, d, contest.seed))


def candidates(contest: Contest, tried: Zooms) -> list[Settings]:
    """Return all that has to be trained: what lies in the boxes, then the rest."""
    d = tried.wide.shape[1]
    return contest.settings(np.concatenate([tried.inside.reshape(-1, d), tried.wide]))


def in_order(tried: Zooms, losses: Array) -> tuple[Array, Array]:
    """Return the first random trials and then those in each box: their places and their losses."""
    boxes, n, d = tried.inside.shape
    inside = boxes * n
    return (
        np.concatenate([tried.wide[:n], tried.inside.reshape(-1, d)]),
        np.concatenate([losses[inside : inside + n], losses[:inside]]),
    )


class Gain(NamedTuple):
    """The lowest loss after a zoom, `zoomed`, and after as many trials over the whole map, `wide`.

    `best` `(d,)` is the place of the best trial in and before this box.
    """

    zoomed: float
    wide: float
    best: Array


def gains(tried: Zooms, losses: Array) -> list[Gain]:
    """Return what each zoom gained; the first row is before any, where both are the same."""
    boxes, n, _ = tried.inside.shape
    places, zoomed = in_order(tried, losses)
    wide = losses[boxes * n :]
    return [
        Gain(float(zoomed[:end].min()), float(wide[:end].min()), places[zoomed[:end].argmin()])
        for end in range(n, (1 + boxes) * n + 1, n)
    ]
