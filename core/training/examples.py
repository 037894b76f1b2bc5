"""The examples of a run, and the order in which its mini-batches take them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from core.training import data
from core.training.data import Data
from core.training.settings import Settings
from core.types import Array

EPOCHS_PER_DRAW = 64
ORDER_STREAM = 1_000  # random numbers apart from those of the layers' weights


def of(settings: Settings) -> Data:
    """Return the data of a run: a data set, with the visitor's own points, or these alone."""
    points = np.array(settings.points)
    if settings.alone:
        return data.from_points(points, settings.validation_share)
    made = _made(
        settings.data,
        settings.classes,
        settings.examples,
        settings.noise,
        settings.validation_share,
        settings.seed,
    )
    return data.with_points(made, points) if settings.points else made


@lru_cache(maxsize=8)  # hundreds of candidates of a search learn from the same points
def _made(
    name: str, classes: int, examples: int, noise: float, validation_share: float, seed: int
) -> Data:
    made = data.make(name, classes, examples, noise, validation_share, seed)
    *arrays, _ = made
    for array in arrays:
        array.flags.writeable = False
    return made


def together(group: Sequence[Settings], validation: bool = False) -> tuple[Array, Array]:
    """Return the training inputs and one-hot labels of K runs, `(K, 2, m)` and `(K, C, m)`.

    With `validation` they are those of the validation examples.
    """
    X, Y = [], []
    for settings in group:
        made = of(settings)
        points, labels = (
            (made.X_validation, made.labels_validation) if validation else (made.X, made.labels)
        )
        X.append(made.inputs(points))
        Y.append(data.one_hot(labels, settings.classes))
    return np.stack(X), np.stack(Y)


def mini_batches(settings: Settings, steps: int) -> Iterator[NDArray[np.intp]]:
    """Yield the columns of the training examples in the mini-batch of step 1, 2, … `steps`."""
    m = of(settings).labels.size
    taken = 0
    for leg in settings.plan:
        batches = (
            order[start : start + leg.batch_size]
            for order in epoch_orders(leg.seed, m)
            for start in range(0, m, leg.batch_size)
        )
        yield from islice(batches, max(0, min(leg.steps, steps - taken)))
        taken += leg.steps


def epoch_orders(seed: int, m: int) -> Iterator[NDArray[np.intp]]:
    """Yield a fresh order of the examples for every epoch, drawn many epochs at a time."""
    yield from _first_orders(seed, m)
    for orders in islice(_drawn(seed, m), 1, None):
        yield from orders


@lru_cache(maxsize=8)
def _first_orders(seed: int, m: int) -> NDArray[np.intp]:
    orders = next(_drawn(seed, m))
    orders.flags.writeable = False
    return orders


def _drawn(seed: int, m: int) -> Iterator[NDArray[np.intp]]:
    rng = np.random.default_rng([seed, ORDER_STREAM])
    while True:
        yield rng.permuted(np.tile(np.arange(m), (EPOCHS_PER_DRAW, 1)), axis=1)
