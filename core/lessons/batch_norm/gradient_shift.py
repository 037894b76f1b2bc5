"""Internal covariate shift by its published measure: what a step below does to a layer's gradient.

A layer's weights are updated along a gradient that took the layers below as they were. In the same
step these change. How much of the gradient would still hold, had it waited for them?
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.training import Settings, examples, network, replay, trials
from core.training.data import one_hot
from core.training.gradient_descent import State
from core.training.network import Network
from core.training.runs import Steps, train_together
from core.types import Array

SPENT = 0.4 * trials.MOST_PAIR_WORK  # multiply-adds left to the measure, of those of a count
LOOKS = 25


class Shift(NamedTuple):
    """How a layer's gradient changes when the layers below take their step.

    `cosine` between both, 1 if the direction stays, and `difference`, `|G' - G| / |G|`. There is an
    entry for every layer but the first, below which nothing changes.
    """

    cosine: Array
    difference: Array


class Shifts(NamedTuple):
    """The `Shift` of networks without and with batch norm, each `(K, T, layers - 1)`.

    `steps` `(T,)` are those after which the next one was looked at, `seeds` `(K,)` those of the
    networks; `losses` without and with, `(K,)`, are those of all training examples at the end.
    """

    seeds: Steps
    steps: Steps
    without: Shift
    with_norm: Shift
    losses: tuple[Array, Array]


def shift(network_form: Network, before: Array, after: Array, X: Array, Y: Array) -> Shift:
    """Return what the step from theta `before` to `after` does to the gradients, layer by layer.

    Layer l's gradient on the mini-batch X `(n_0, m)`, Y `(C, m)` is taken twice: with all layers
    as they were before the step, and with the layers below l as they are after it. Axes may stand
    in front, of theta as of X and Y.

    Source: Santurkar et al., 2018, definition 2.1.
    """
    G = gradient(network_form, before, X, Y)
    starts = _starts(network_form)
    cosines, differences = [], []
    for layer in range(1, len(starts)):
        mixed = before.copy()
        mixed[..., : starts[layer]] = after[..., : starts[layer]]
        cosine, difference = compared(
            network_form.layers(G)[layer].W,
            network_form.layers(gradient(network_form, mixed, X, Y))[layer].W,
        )
        cosines.append(cosine)
        differences.append(difference)
    return Shift(np.stack(cosines, axis=-1), np.stack(differences, axis=-1))


def gradient(form: Network, theta: Array, X: Array, Y: Array) -> Array:
    """Return the gradient of the mean loss on a mini-batch, in the shape of theta `(…, P)`."""
    layers, found = form.layers(theta), np.empty_like(theta)
    statistics = form.statistics(np.empty((*theta.shape[:-1], form.n_statistics)))
    passes = network.forward(form, layers, X, statistics)
    network.backward(form, layers, X, passes, Y, form.layers(found))
    return found


def compared(one: Array, other: Array) -> tuple[Array, Array]:
    """Return the cosine between gradients of weights `(…, n, n_prev)` and `|other - one| / |one|`.

    Where one of them is 0 the cosine is 0, unless both are: then nothing changed, and it is 1. To
    a gradient of 0 every difference is infinite.

    >>> compared(np.array([[1.0, 0.0]]), np.array([[1.0, 1.0]]))
    (np.float64(0.7071067811865475), np.float64(1.0))
    """
    tiny = np.finfo(float).tiny
    length, other_length, apart = (_length(each) for each in (one, other, other - one))
    scaled = one / np.maximum(length, tiny)[..., np.newaxis, np.newaxis]
    other_scaled = other / np.maximum(other_length, tiny)[..., np.newaxis, np.newaxis]
    cosine = np.where(
        (length == 0) & (other_length == 0), 1, (scaled * other_scaled).sum(axis=(-2, -1))
    )
    difference = np.where((length == 0) & (apart > 0), np.inf, apart / np.maximum(length, tiny))
    return cosine[()], difference[()]


def over_seeds(settings: Settings) -> Shifts:
    """Train without and with batch norm, with up to 20 seeds each, and measure the shift.

    Every look is at the first mini-batch of an epoch: these all have the same size.
    """
    off, on = (replace(settings, batch_norm=each) for each in (False, True))
    n_seeds, n_steps = trials.affordable(off, on, SPENT)
    seeds = trials.seeds_from(settings.seed, n_seeds)
    steps = looks(settings, n_steps)
    sides = [
        _measured([replace(each, seed=seed, steps=n_steps) for seed in seeds.tolist()], steps)
        for each in (off, on)
    ]
    (without, loss_off), (with_norm, loss_on) = sides
    return Shifts(seeds, steps, without, with_norm, (loss_off, loss_on))


def looks(settings: Settings, n_steps: int, most: int = LOOKS) -> Steps:
    """Return steps, evenly apart, each of which ends an epoch and has another step after it.

    >>> looks(Settings(), n_steps=20, most=3).tolist()  # 240 examples, 64 a step: 4 an epoch
    [0, 8, 16]
    """
    epoch = -(-examples.of(settings).labels.size // settings.batch_size)
    last = (n_steps - 1) // epoch
    return epoch * np.unique(np.linspace(0, last, most).round().astype(np.intp))


def _measured(group: Sequence[Settings], steps: Steps) -> tuple[Shift, Array]:
    """Return the shift of networks that differ in their seeds, and their loss in the end."""
    form = group[0].network
    kept = np.unique([*steps, *(steps + 1)])
    found, losses = [], []
    for run in train_together(group, kept):
        at = np.flatnonzero(np.isin(run.steps[:-1], steps))  # the one after it was kept too
        data = run.data
        X, Y = data.inputs(data.X), one_hot(data.labels, run.settings.classes)
        batches = list(examples.mini_batches(run.settings, int(kept[-1])))
        columns = np.array([batches[t] for t in run.steps[at].tolist()], np.intp)
        with np.errstate(all="ignore"):  # a run about to diverge
            each = shift(form, run.theta[at], run.theta[at + 1], *_taken(X, Y, columns))
        missing = ((0, len(steps) - len(at)), (0, 0))  # of a run that diverged
        found.append([np.pad(one, missing, constant_values=np.nan) for one in each])
        state = State(run.theta[-1], (), run.running[-1])
        losses.append(np.inf if run.diverged_at else replay.mean_loss(form, state, X, Y))
    cosine, difference = np.array(found).swapaxes(0, 1)
    return Shift(cosine, difference), np.array(losses)


def _taken(X: Array, Y: Array, columns: NDArray[np.intp]) -> tuple[Array, Array]:
    """Return the mini-batches of columns `(T, m)`, `(T, n_0, m)` and `(T, C, m)`."""
    return X[:, columns].swapaxes(0, 1), Y[:, columns].swapaxes(0, 1)


def _starts(form: Network) -> list[int]:
    """Return where in theta the parameters of each layer begin, with its W."""
    return [int(layer.W[0, 0]) for layer in form.layers(np.arange(float(form.n_parameters)))]


def _length(gradient: Array) -> Array:
    return np.sqrt((gradient * gradient).sum(axis=(-2, -1)))
