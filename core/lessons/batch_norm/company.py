"""What a network with batch norm says of an example, by the company in which it is normalized.

A mini-batch at test time is an axis of its own in front: `(n, 2, m)` are n mini-batches of m.
"""

from collections.abc import Sequence

import numpy as np

from core import batch_norm
from core.training import Run, network, replay
from core.training.data import Labels
from core.types import Array

MOST_AT_ONCE = 2_000  # examples in one pass forward: what they become fits the cache


def by_own_batch(run: Run, batches: Array) -> Array:
    """Return the probabilities of every example, each mini-batch normalized by its own μ and σ².

    `batches` `(n, 2, m)` are points as drawn; the result is `(n, C, m)`. Source: lesson D4.
    """
    form, theta = run.settings.network, run.theta[-1]
    shares = np.empty((len(batches), run.settings.classes, batches.shape[-1]))
    size = max(1, MOST_AT_ONCE // batches.shape[-1])
    for start in range(0, len(batches), size):
        some = batches[start : start + size]
        statistics = form.statistics(np.empty((len(some), form.n_statistics)))
        passes = network.forward(form, form.layers(theta), run.data.inputs(some), statistics)
        shares[start : start + size] = passes[-1].A
    return shares


def by_statistics(run: Run, X: Array, statistics: Array) -> Array:
    """Return the probabilities of X `(2, m)`, normalized by fixed μ and σ², `(C, m)`.

    `statistics` `(R,)` are the running averages, or any other estimate. Source: lesson D7.
    """
    form, theta = run.settings.network, run.theta[-1]
    return network.forward(
        form,
        form.layers(theta),
        run.data.inputs(X),
        form.statistics(statistics),
        batch_norm.at_test_time,
    )[-1].A


def statistics_of(run: Run, X: Array) -> Array:
    """Return μ and σ² of every unit over X `(2, m)` as one mini-batch, `(R,)`."""
    form = run.settings.network
    found = np.empty(form.n_statistics)
    inputs = run.data.inputs(X)
    network.forward(form, form.layers(run.theta[-1]), inputs, form.statistics(found))
    return found


def among(X: Array, neighbours: Array) -> Array:
    """Return each column of X `(2, n)` as the first of a mini-batch with these neighbours.

    `neighbours` are `(2, m - 1)`, the mini-batches `(n, 2, m)`.

    >>> among(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[9.0], [8.0]]))[1]
    array([[2., 9.],
           [4., 8.]])
    """
    n, others = X.shape[1], neighbours.shape[1]
    batches = np.empty((n, 2, 1 + others))
    batches[..., 0] = X.T
    batches[..., 1:] = neighbours
    return batches


def draws(run: Run, chosen: int, size: int, n: int) -> np.ndarray:
    """Return n draws of the neighbours of a validation example, `(n, size - 1)`, without it.

    Neighbours are other validation examples; the draws depend on the seed of the run.
    """
    m = run.data.labels_validation.size
    others = np.delete(np.arange(m), chosen)
    rng = np.random.default_rng([run.settings.seed, chosen])
    return rng.permuted(np.tile(others, (n, 1)), axis=1)[:, : size - 1]


def plane_among(run: Run, neighbours: Sequence[Array], resolution: int) -> Array:
    """Return what the network says of an example anywhere in the picture, draw by draw.

    Each of the `neighbours` `(2, m - 1)` is a draw; the result is `(F, C, resolution, resolution)`,
    laid out as `replay.regions`.
    """
    grid = replay.grid(replay.domain(run), resolution)
    shares = np.stack([by_own_batch(run, among(grid, each))[..., 0].T for each in neighbours])
    return shares.reshape(len(neighbours), -1, resolution, resolution)


def accuracy_in_batches(run: Run, size: int, shuffles: int = 10) -> float:
    """Return the share of validation examples that are right in test mini-batches of this size.

    The validation examples are shuffled and cut into mini-batches so many times; what is left over
    is left out. With a size of all of them or more they are one mini-batch.
    """
    X, labels = run.data.X_validation, run.data.labels_validation
    size = min(size, labels.size)
    rng = np.random.default_rng(run.settings.seed)
    orders = rng.permuted(np.tile(np.arange(labels.size), (shuffles, 1)), axis=1)
    members = orders[:, : labels.size // size * size].reshape(-1, size)
    said = by_own_batch(run, np.moveaxis(X[:, members], 0, 1)).argmax(axis=1)
    return float((said == labels[members]).mean())


def accuracy(run: Run, statistics: Array) -> float:
    """Return the share of validation examples that are right with fixed μ and σ²."""
    return right(by_statistics(run, run.data.X_validation, statistics), run.data.labels_validation)


def right(probabilities: Array, labels: Labels) -> float:
    """Return the share of examples whose most probable class, of `(C, m)`, is their own."""
    return float((probabilities.argmax(axis=0) == labels).mean())
