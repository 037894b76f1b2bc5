"""The running averages of μ and σ² over the mini-batches of a run, for any β (lesson A1, D7)."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from core import averages
from core.training import Run, examples, network
from core.types import Array

FIRST = {"mean": 0.0, "variance": 1.0}  # with which running averages start


class Gathered(NamedTuple):
    """One number of every mini-batch `(T,)`, and its averages for each β, `(K, T)`.

    `running` starts from `first` as it is done in training; `corrected` leaves the start out.
    """

    own: Array
    running: Array
    corrected: Array
    first: float


def own_statistics(run: Run) -> Array:
    """Return μ and σ² of every normalized unit over the mini-batch of each step, `(T, R)`.

    The run must have kept every step from 0 on. Raises ValueError if it has not.
    """
    if (np.diff(run.steps) != 1).any() or run.steps[0] != 0:
        raise ValueError("the run has not kept every step; it must, to see each mini-batch")
    form = run.settings.network
    batches = examples.mini_batches(run.settings, len(run.steps) - 1)
    found = np.empty((len(run.steps) - 1, form.n_statistics))
    inputs = run.data.inputs(run.data.X)
    for theta, members, statistics in zip(run.theta, batches, found, strict=False):
        network.forward(form, form.layers(theta), inputs[:, members], form.statistics(statistics))
    return found


def gathered(own: Array, betas: Array, first: float) -> Gathered:
    """Return the running averages of a unit's μ or σ² `(T,)` that start from `first`.

    What is left of the start after t steps is its share β^t.

    >>> gathered(np.array([3.0, 3.0]), np.array([0.5]), first=1.0).running
    array([[2. , 2.5]])
    """
    running = averages.ewma(own - first, betas) + first
    return Gathered(own, running, averages.ewma(own, betas, correct_bias=True), first)


def left_of_the_start(beta: float, steps: int) -> float:
    """Return the share of the start in a running average after so many steps: β^t.

    >>> round(left_of_the_start(0.99, 100), 2)
    0.37
    """
    return float(1 - averages.weight_seen(beta, steps))


def unit_column(run: Run, layer: int, unit: int, what: str) -> int:
    """Return where a unit's `mean` or `variance` stands among all statistics of a run.

    Layers and units are counted from 0.
    """
    ends = np.cumsum([0, *run.settings.hidden])
    place = int([start for start, _ in pairwise(ends)][layer]) + unit
    return place + (int(ends[-1]) if what == "variance" else 0)
