"""The network of a run drawn: what every unit gives over the plane, and every weight, as a film."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.lessons.training import units
from core.lessons.training.one_step import Inside
from core.training import Run, replay
from core.types import Array

SIDE = 16  # points along each side of a unit's map
LEVELS = 15  # of a map, from 0 to the unit's largest output, and as many below 0
WEIGHT_LEVELS = 127  # from 0 to the largest weight of a layer

Columns = list[NDArray[np.intp]]  # the units of each column, counted from 0


class Drawing(NamedTuple):
    """What is drawn of the U units that are `shown`, a column each of inputs, layers and outputs.

    `maps` `(U, SIDE, F, SIDE)` are the outputs over the plane, for each unit from -LEVELS to
    LEVELS, its largest at a training example in the whole film. `weights` `(F, lines)` lie between
    -WEIGHT_LEVELS and WEIGHT_LEVELS, the largest of their layer; the lines go column by column,
    unit by unit, each to all units before it. `dead` `(F, U)` marks the hidden units that pass no
    gradient back.
    """

    names: list[list[str]]
    shown: Columns
    maps: NDArray[np.int8]
    weights: NDArray[np.int8]
    dead: NDArray[np.bool_]


def draw(run: Run, shown: Columns | None = None) -> Drawing:
    """Return the drawing of a run, of the units that `units.shown` chooses if none are given."""
    shown = units.shown(run) if shown is None else shown
    names = units.names(run)
    return Drawing(
        names=[[names[c][unit] for unit in column] for c, column in enumerate(shown)],
        shown=shown,
        maps=_maps(run, shown),
        weights=_weights(run, shown),
        dead=_dead(run, shown),
    )


STEP = ("weights before", "gradient dW", "step: after - before", "weights after")


def draw_step(inside: Inside) -> Drawing:
    """Return the drawing of one step as a film of four frames, which `STEP` names.

    Each frame has widths of its own, the largest of its layer being the widest.
    """
    shown = units.shown(inside.run)
    drawing = draw(inside.run, shown)
    lines = [
        [_levels(frame)[np.ix_(targets, sources)].ravel() for frame in weights_in_step(inside, i)]
        for i, (sources, targets) in enumerate(pairwise(shown))
    ]
    before_or_after = [0, 0, 0, 1]
    return drawing._replace(
        maps=drawing.maps[:, :, before_or_after],
        weights=np.concatenate(lines, axis=-1),
        dead=drawing.dead[before_or_after],
    )


def weights_in_step(inside: Inside, layer: int) -> Array:
    """Return the weights of a layer, from 0, in the four frames of a step, `(4, n, n_prev)`."""
    before, after = inside.before[layer].W, inside.after[layer].W
    return np.stack([before, inside.gradients[layer].W, after - before, after])


def outputs(run: Run, X: Array, shown: Columns) -> Array:
    """Return what each shown unit makes of X `(2, m)` at test time, `(F, U, m)`.

    Inputs are as the network is fed them; of the outputs it is ŷ.
    """
    values = np.empty((len(run.steps), sum(map(len, shown)), X.shape[1]))
    inputs, *columns = shown
    values[:, : len(inputs)] = run.data.inputs(X)[inputs]
    for frames, passes in replay.at_test_time(run, X):
        layers = [each.A[..., column, :] for each, column in zip(passes, columns, strict=True)]
        values[frames, len(inputs) :] = np.concatenate(layers, axis=-2)
    return values


def answers(run: Run, x: Array) -> tuple[Array, Array]:
    """Return the scores z and the probabilities ŷ of one input x `(2,)`, both `(F, C)`."""
    Z, probabilities = np.empty((2, len(run.steps), run.settings.classes))
    for frames, passes in replay.at_test_time(run, x[:, np.newaxis]):
        Z[frames], probabilities[frames] = passes[-1].Z[..., 0], passes[-1].A[..., 0]
    return Z, probabilities


def _maps(run: Run, shown: Columns) -> NDArray[np.int8]:
    largest = np.abs(outputs(run, run.data.X, shown)).max(axis=(0, 2))[:, np.newaxis]
    largest[-len(shown[-1]) :] = 1  # a probability
    values = outputs(run, replay.grid(replay.domain(run), SIDE), shown)
    values /= np.maximum(largest, np.finfo(float).tiny)
    levels = np.rint(values.clip(-1, 1) * LEVELS)
    frames, rows = levels.shape[:2]
    return levels.astype(np.int8).reshape(frames, rows, SIDE, SIDE).transpose(1, 2, 0, 3)


def _weights(run: Run, shown: Columns) -> NDArray[np.int8]:
    layers = run.settings.network.layers(run.theta)
    lines = [
        _levels(layer.W[:, targets[:, np.newaxis], sources])
        for layer, (sources, targets) in zip(layers, pairwise(shown), strict=True)
    ]
    return np.concatenate([each.reshape(len(each), -1) for each in lines], axis=1)


def _levels(W: Array) -> NDArray[np.int8]:
    largest = np.abs(W).max() or 1.0
    return np.rint(W / largest * WEIGHT_LEVELS).astype(np.int8)


def _dead(run: Run, shown: Columns) -> NDArray[np.bool_]:
    inputs, *_, outputs = (np.zeros((len(run.steps), len(column)), bool) for column in shown)
    found = [each[:, column] for each, column in zip(units.dead(run), shown[1:-1], strict=True)]
    return np.concatenate([inputs, *found, outputs], axis=1)
