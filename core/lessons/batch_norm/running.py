"""The running averages of μ and σ² over the mini-batches of a run, for any β (lesson A1, D7)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core import averages
from core.training import Run, Settings, examples, network
from core.training.gradient_descent import RUNNING_START
from core.types import Array


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


def after(own: Array, beta: float, correct_bias: bool = False) -> Array:
    """Return the running averages of every μ and σ² `(T, R)` after the last step, `(R,)`.

    They start as in training, from μ = 0 and σ² = 1; with bias correction the start is left out.
    """
    if correct_bias:
        return averages.ewma(own.T, beta, correct_bias=True)[:, -1]
    first = np.repeat(list(RUNNING_START.values()), own.shape[1] // 2)
    return averages.ewma((own - first).T, beta)[:, -1] + first


def unbiased(own: Array, sizes: NDArray[np.intp]) -> Array:
    """Return μ and σ² of every mini-batch `(T, R)` with each σ² times m / (m - 1).

    `sizes` `(T,)` are the m of the mini-batches. Raises ValueError if one holds a single example.

    >>> unbiased(np.array([[3.0, 1.0]]), np.array([5]))
    array([[3.  , 1.25]])
    """
    if sizes.min() < 2:
        raise ValueError("a mini-batch holds 1 example; an unbiased variance needs 2 or more")
    found = own.copy()
    found[:, own.shape[1] // 2 :] *= (sizes / (sizes - 1))[:, np.newaxis]
    return found


def left_of_the_start(beta: float, steps: int) -> float:
    """Return the share of the start in a running average after so many steps: β^t.

    >>> round(left_of_the_start(0.99, 100), 2)
    0.37
    """
    return float(1 - averages.weight_seen(beta, steps))


def unit_column(settings: Settings, layer: int, unit: int, what: str) -> int:
    """Return where a unit's `mean` or `variance` stands among all statistics of its run.

    Layers and units are counted from 0.
    """
    form = settings.network
    columns = form.statistics(np.arange(float(form.n_statistics)))[layer]
    return int(getattr(columns, what)[unit, 0])
