"""Batch norm whose work is undone at random: another mean and spread for every unit at every step.

If a steady distribution were the reason why batch norm helps, such noise should take the help away
(Santurkar et al., 2018, section 2.1; they also draw for every example, here it is every unit).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from core.lessons.batch_norm.gradient_shift import looks
from core.optimizers import OPTIMIZERS
from core.softmax import cross_entropy
from core.training import Settings, examples, network, runs, trials
from core.training.gradient_descent import first_state, hyperparameters
from core.training.network import BatchNormed, Layer, Network
from core.training.replay import Spread
from core.training.runs import Steps
from core.types import Array

FARTHEST, WIDEST = 0.5, 1.25  # the mean is drawn from ±0.5, the spread from 1 to 1.25
LOOKS = 13
STREAM = 2_000  # random numbers apart from those of weights and mini-batches
SPENT = 0.7 * trials.MOST_PAIR_WORK  # multiply-adds left to the third network


class Noise(NamedTuple):
    """What z̃ of every hidden unit is multiplied by and what is added, each `(K, units)`."""

    spread: Array
    mean: Array


class Ground(NamedTuple):
    """What K networks do at T steps, `(K, T)`, all training examples being one mini-batch.

    `shake` is how far the mean of a hidden unit moves in the next step, as a share of its own
    deviation, a mean over all units; `loss` is the training loss. What is not finite is NaN.
    """

    shake: Array
    loss: Array


class Shaken(NamedTuple):
    """Networks without batch norm, with it, and with it and noise, by `seeds` and `steps`."""

    seeds: Steps
    steps: Steps
    without: Ground
    with_norm: Ground
    shaken: Ground


def over_seeds(settings: Settings) -> Shaken:
    """Train all three with up to 20 seeds, and see how the ground shakes and the loss falls."""
    off, on = (replace(settings, batch_norm=each) for each in (False, True))
    n_seeds, n_steps = trials.affordable(off, on, SPENT)
    seeds = trials.seeds_from(settings.seed, n_seeds)
    steps = looks(settings, n_steps, LOOKS)
    without, with_norm = (
        [replace(each, seed=seed, steps=int(steps[-1]) + 1) for seed in seeds.tolist()]
        for each in (off, on)
    )
    return Shaken(
        seeds,
        steps,
        watched(without, steps, _as_they_are(without, steps)),
        watched(with_norm, steps, _as_they_are(with_norm, steps)),
        watched(with_norm, steps, enumerate(training(with_norm, noises(with_norm)))),
    )


def watched(
    group: Sequence[Settings], steps: Steps, live: Iterable[tuple[int, Sequence[Layer]]]
) -> Ground:
    """Return what K networks do at each of the steps, while they train.

    `live` are their layers after each of the steps, and after the one that follows it.
    """
    form, (X, Y) = group[0].network, examples.together(group)
    found = np.full((2, len(group), len(steps)), np.nan)
    place = {step: look for look, step in enumerate(steps.tolist())}
    before = Spread(np.empty(0), np.empty(0))
    with np.errstate(all="ignore"):  # a run that diverges is found by its loss
        for t, layers in live:
            if t - 1 in place:
                found[0, :, place[t - 1]] = _moved(before, _look(form, layers, X, Y)[0])
            if t in place:
                before, found[1, :, place[t]] = _look(form, layers, X, Y)
    return Ground(*np.where(np.isfinite(found), found, np.nan))


def _as_they_are(group: Sequence[Settings], steps: Steps) -> Iterator[tuple[int, Sequence[Layer]]]:
    for t, state in runs.states(group, np.union1d(steps, steps + 1)):
        yield t, group[0].network.layers(state.theta)


def shaken_layers(form: Network, layers: Sequence[Layer], noise: Noise) -> list[Layer]:
    """Return the layers with z̃ times the noise's spread, plus its mean, in every hidden unit.

    `s (γ z_norm + β) + c = (s γ) z_norm + (s β + c)`.
    """
    start, changed = 0, list(layers)
    for i, units in enumerate(form.sizes[1:-1]):
        layer = layers[i]
        if isinstance(layer, BatchNormed):
            s, c = (each[..., start : start + units, np.newaxis] for each in noise)
            changed[i] = BatchNormed(layer.W, s * layer.gamma, s * layer.beta + c)
        start += units
    return changed


def training(group: Sequence[Settings], noises: Iterator[Noise]) -> Iterator[Sequence[Layer]]:
    """Yield the layers of K networks, noise included, after 0, 1, … all steps of their training.

    They are live: read them before you go on. Gradients go through the noise: `dγ = s dγ'` and
    `dβ = s dβ'`.
    """
    settings, (X, Y) = group[0], examples.together(group)
    form, state = settings.network, first_state(*group)
    theta, *memory = (np.atleast_2d(each) for each in (state.theta, *state.memory))
    batches = [examples.mini_batches(each, each.steps) for each in group]
    layers, gradient = form.layers(theta), np.empty_like(theta)
    statistics = form.statistics(np.empty((len(group), form.n_statistics)))
    for t in range(1, settings.steps + 1):
        noise = next(noises)
        shaken = shaken_layers(form, layers, noise)
        yield shaken
        columns = np.stack([next(each) for each in batches])[:, np.newaxis]
        x, y = np.take_along_axis(X, columns, axis=-1), np.take_along_axis(Y, columns, axis=-1)
        passes = network.forward(form, shaken, x, statistics)
        network.backward(form, shaken, x, passes, y, form.layers(gradient))
        _through(form, form.layers(gradient), noise)
        hyper = hyperparameters(settings, t, X.shape[-1])
        OPTIMIZERS[settings.optimizer].step(theta, gradient, memory, hyper)
    yield shaken_layers(form, layers, next(noises))


def noises(group: Sequence[Settings]) -> Iterator[Noise]:
    """Yield the noise of every step; a network's depends on its seed alone."""
    units = sum(group[0].hidden)
    generators = [np.random.default_rng([each.seed, STREAM]) for each in group]
    while True:
        drawn = np.stack([rng.random((2, units)) for rng in generators], axis=1)
        yield Noise(1 + (WIDEST - 1) * drawn[0], FARTHEST * (2 * drawn[1] - 1))


def _through(form: Network, gradients: Sequence[Layer], noise: Noise) -> None:
    """Turn the gradients of `s γ` and `s β + c` into those of γ and β."""
    start = 0
    for units, layer in zip(form.sizes[1:-1], gradients, strict=False):
        if isinstance(layer, BatchNormed):
            s = noise.spread[..., start : start + units, np.newaxis]
            layer.gamma[...] *= s
            layer.beta[...] *= s
        start += units


def _look(form: Network, layers: Sequence[Layer], X: Array, Y: Array) -> tuple[Spread, Array]:
    """Return the mean and deviation of every hidden unit, `(K, units)`, and the loss, `(K,)`."""
    statistics = form.statistics(np.empty((len(X), form.n_statistics)))
    *hidden, last = network.forward(form, layers, X, statistics)
    means, deviations = (
        np.concatenate([take(each.activation_input, -1) for each in hidden], axis=-1)
        for take in (np.mean, np.std)
    )
    return Spread(means, deviations), cross_entropy(last.Z, Y, axis=-2).mean(axis=-1)


def _moved(before: Spread, after: Spread) -> Array:
    """Return how far the means moved, in deviations, a mean over the units, `(K,)`."""
    deviation = np.maximum(before.deviations, np.finfo(float).tiny)
    return (np.abs(after.means - before.means) / deviation).mean(axis=-1)
