"""μ and σ² of mini-batches are estimates: how far they stray, and what that does to a network."""

import math
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import numpy as np

from core.training import Run, Settings, examples, replay
from core.training.runs import train_together
from core.types import Array

SIZES = (4, 8, 16, 32, 64, 128)  # and all examples, of mini-batches
BATCHES = 150  # of each size
GAP_SEEDS = 20
GAP_SIZES = (4, 16, 80)
GAP = Settings(
    examples=160, noise=0.3, validation_share=0.5, learning_rate=0.02, decay=0, steps=500
)


class Estimates(NamedTuple):
    """How the μ and σ² of mini-batches of a size lie around those of all m examples.

    `errors` `(batches,)` are `(μ_B - μ) / σ`, `ratios` `(batches,)` are `σ_B² / σ²`.
    """

    size: int
    errors: Array
    ratios: Array


def first_layer(run: Run, unit: int) -> Array:
    """Return z of a unit of the first hidden layer for every training example, `(m,)`.

    There z depends on its own example alone; farther up, on the others in the mini-batch too.
    """
    first = run.settings.network.layers(run.theta[-1])[0]
    z: Array = (first.W @ run.data.inputs(run.data.X))[unit]
    return z


def estimates(z: Array, seed: int) -> list[Estimates]:
    """Return the estimates from mini-batches of every size, drawn from z `(m,)` as in training.

    Raises ValueError if z is the same for all examples: then there is no spread to estimate.
    """
    mean, variance = z.mean(), z.var()
    if not variance > 0:
        raise ValueError("z is the same for all examples; its variance must not be 0")
    orders = np.array(list(islice(examples.epoch_orders(seed, z.size), BATCHES)))
    found = []
    for size in (*(each for each in SIZES if each < z.size), z.size):
        batches = z[orders[:, :size]]
        found.append(
            Estimates(
                size,
                (batches.mean(axis=1) - mean) / math.sqrt(variance),
                batches.var(axis=1) / variance,
            )
        )
    return found


def predicted_spread(size: int, m: int) -> float:
    """Return the deviation of `(μ_B - μ) / σ` of mini-batches drawn from m without replacement.

    `sqrt((m - size) / (m - 1) / size)`: nearly `1 / sqrt(size)` for small ones, and 0 for all m.

    >>> predicted_spread(1, 10), predicted_spread(10, 10)
    (1.0, 0.0)
    """
    return math.sqrt((m - size) / max(m - 1, 1) / size)


def predicted_ratio(size: int, m: int) -> float:
    """Return the mean of `σ_B² / σ²` of mini-batches drawn from m without replacement.

    `(size - 1) / size · m / (m - 1)`: a mini-batch lies closer to its own mean than to that of all.

    >>> predicted_ratio(1, 10), predicted_ratio(10, 10)
    (0.0, 1.0)
    """
    return (size - 1) / size * (m / max(m - 1, 1))


class Gap(NamedTuple):
    """The losses of K networks trained with mini-batches of a size, each `(2, K)`.

    The first row is without batch norm, the second with it.
    """

    size: int
    training: Array
    validation: Array

    @property
    def gap(self) -> Array:
        """By how much the validation loss is above the training loss, `(2, K)`."""
        return self.validation - self.training


def gaps(settings: Settings = GAP, sizes: tuple[int, ...] = GAP_SIZES) -> list[Gap]:
    """Train with every size of mini-batch and many seeds, and return the losses at the end."""
    return [_gap(replace(settings, batch_size=size)) for size in sizes]


def _gap(settings: Settings) -> Gap:
    losses = np.empty((2, 2, GAP_SEEDS))
    for side, batch_norm in enumerate((False, True)):
        group = [
            replace(settings, batch_norm=batch_norm, seed=settings.seed + k)
            for k in range(GAP_SEEDS)
        ]
        for k, run in enumerate(train_together(group, np.array([settings.steps]))):
            curves = replay.curves(run)
            losses[:, side, k] = curves.training_loss[-1], curves.validation_loss[-1]
    return Gap(settings.batch_size, *losses)
