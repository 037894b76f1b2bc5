"""One hidden unit of a run from near: its numbers at every frame, and what it gives over the plane.

All at test time, with the running averages of μ and σ².
"""

from typing import NamedTuple

import numpy as np

from core import batch_norm
from core.lessons.training.units import Unit
from core.training import Run, replay
from core.training.network import BatchNormed
from core.types import Array


class CloseUp(NamedTuple):
    """A unit in every frame: what it gives over the plane, `map` `(F, side, side)`, and numbers.

    `Z` and `A` `(F, m)` are those at the training examples; `incoming` `(F, n_prev)` and `outgoing`
    `(F, n_next)` its weights. `activated` `(F, m)` is what its activation is applied to: with batch
    norm `(z - mean) / deviation · scale + shift`, each `(F,)`; without it z, and then the mean is
    0, deviation and scale are 1 and the shift is the bias.
    """

    map: Array
    Z: Array
    activated: Array
    A: Array
    incoming: Array
    outgoing: Array
    mean: Array
    deviation: Array
    scale: Array
    shift: Array


def close_up(run: Run, unit: Unit) -> CloseUp:
    """Return everything about one hidden unit."""
    layer, j = unit.layer - 1, unit.number - 1
    frames, m = len(run.steps), run.data.labels.size
    inputs = run.data.inputs(run.data.X)
    parameters = run.settings.network.layers(run.theta)
    W = parameters[layer].W[:, j]
    Z, activated, A = np.empty((3, frames, m))
    for block, passes in replay.at_test_time(run, run.data.X):
        before = passes[layer - 1].A if layer else inputs
        Z[block] = (W[block, np.newaxis] @ before)[:, 0]
        activated[block], A[block] = passes[layer].Z[:, j], passes[layer].A[:, j]
    grid = np.empty((frames, replay.RESOLUTION**2))
    for block, passes in replay.at_test_time(run, replay.grid(replay.domain(run))):
        grid[block] = passes[layer].A[:, j]
    return CloseUp(
        grid.reshape(frames, replay.RESOLUTION, replay.RESOLUTION),
        Z,
        activated,
        A,
        W,
        parameters[layer + 1].W[:, :, j],
        *_scale_and_shift(run, layer, j),
    )


def _scale_and_shift(run: Run, layer: int, j: int) -> tuple[Array, Array, Array, Array]:
    match run.settings.network.layers(run.theta)[layer]:
        case BatchNormed(_, gamma, beta):
            mean, variance = run.settings.network.statistics(run.running)[layer]
            deviation = np.sqrt(variance[:, j, 0] + batch_norm.EPSILON)
            return mean[:, j, 0], deviation, gamma[:, j, 0], beta[:, j, 0]
        case linear:
            zeros, ones = np.zeros(len(run.steps)), np.ones(len(run.steps))
            return zeros, ones, ones, linear.b[:, j, 0]
