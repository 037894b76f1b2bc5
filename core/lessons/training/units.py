"""The units of a run: their names, what each is good for, and which of them no longer learn."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.activations import ACTIVATIONS
from core.softmax import cross_entropy
from core.training import Run, network, replay
from core.training.data import one_hot
from core.types import Array

FLAT = 0.01  # a slope below which an activation passes hardly any gradient back
MOST_SHOWN = 16  # units of a layer in a drawing; more would be too small to see
EXAMPLES_TO_JUDGE = 128  # training examples on which a unit is switched off


class Unit(NamedTuple):
    """A hidden unit: its layer and its number there, both counted from 1."""

    layer: int
    number: int

    def __str__(self) -> str:
        """Name it as the pages do: layer, point, number."""
        return f"{self.layer}.{self.number}"


def named(text: str) -> Unit:
    """Return the unit of that name.

    >>> named("2.11")
    Unit(layer=2, number=11)
    """
    layer, number = map(int, text.split("."))
    return Unit(layer, number)


def names(run: Run) -> list[list[str]]:
    """Return the names of inputs, hidden units and outputs, a list a column of the drawing."""
    hidden = [
        [str(Unit(layer, number)) for number in range(1, units + 1)]
        for layer, units in enumerate(run.settings.hidden, start=1)
    ]
    return [["x₁", "x₂"], *hidden, [f"class {c + 1}" for c in range(run.settings.classes)]]


def dead(run: Run) -> list[NDArray[np.bool_]]:
    """Return which hidden units pass no gradient back at any training example, `(F, n_l)` a layer.

    The slope of their activation is below `FLAT` everywhere: a relu that is never on, a sigmoid or
    a tanh at its end. At test time, with the running averages of μ and σ².
    """
    slope = ACTIVATIONS[run.settings.activation].derivative
    found = [np.empty((len(run.steps), units), bool) for units in run.settings.hidden]
    for frames, passes in replay.at_test_time(run, run.data.X):
        for layer, each in zip(found, passes[:-1], strict=True):
            layer[frames] = slope(each.A).max(axis=-1) < FLAT
    return found


def usefulness(run: Run) -> list[Array]:
    """Return by how much the training loss of the last frame rises without each unit, a layer each.

    Without a unit is with its activation at 0. Measured at test time on at most `EXAMPLES_TO_JUDGE`
    examples; below 0 the network is better off without it.
    """
    form, theta = network.fold(run.settings.network, run.theta[-1], run.running[-1])
    layers = form.layers(theta)
    X = run.data.inputs(run.data.X[:, :EXAMPLES_TO_JUDGE])
    Y = one_hot(run.data.labels[:EXAMPLES_TO_JUDGE], run.settings.classes)
    *hidden, last = network.forward(form, layers, X)
    loss = cross_entropy(last.Z, Y).mean()
    rises = []
    for layer, each in enumerate(hidden, start=1):
        without = each.A * ~np.eye(len(each.A), dtype=bool)[..., np.newaxis]  # a network a unit
        Z = network.forward(form, layers[layer:], without)[-1].Z
        rises.append(cross_entropy(Z, Y, axis=-2).mean(axis=-1) - loss)
    return rises


def shown(run: Run) -> list[NDArray[np.intp]]:
    """Return which units of each column are drawn, counted from 0: the most useful, in order."""
    columns = [np.arange(2), *map(np.arange, run.settings.hidden), np.arange(run.settings.classes)]
    if max(run.settings.hidden, default=0) > MOST_SHOWN:
        for column, rises in enumerate(usefulness(run), start=1):
            columns[column] = np.sort(np.argsort(-rises, kind="stable")[:MOST_SHOWN])
    return columns
