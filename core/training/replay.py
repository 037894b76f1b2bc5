"""What a run looked like from frame to frame, all of it computed afterwards from its parameters.

The frames of a run are so many networks side by side, `theta` `(F, P)`: every function here is one
forward pass over all of them, a block of frames at a time so that it stays in the processor's
cache. Predictions are those at test time, with the running averages of μ and σ² (lesson D7).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.softmax import cross_entropy
from core.training import Run, examples, network
from core.training.data import Labels, one_hot
from core.training.gradient_descent import State
from core.training.network import Network, Pass
from core.types import Array

BLOCK = 60_000  # numbers in the largest array of a block of frames
EXAMPLES_TO_SHOW = 128  # of the distributions: more would not look different
RESOLUTION = 40  # points along each side of the picture; colours blend between them
MARGIN = 1.1  # of the picture around the points


def domain(run: Run) -> tuple[float, float]:
    """Return the ends of the square picture that holds every example, the same for x₁ and x₂."""
    farthest = max(np.abs(X).max(initial=0) for X in (run.data.X, run.data.X_validation)) or 1.0
    return -MARGIN * farthest, MARGIN * farthest


def at_test_time(run: Run, X: Array) -> Iterator[tuple[slice, list[Pass]]]:
    """Yield frames, a block at a time, and the way of X `(2, m)` through their networks.

    Batch norm is folded into the weights: the `Z` of a layer is what its activation is applied to.
    """
    form, theta = network.fold(run.settings.network, run.theta, run.running)
    inputs = run.data.inputs(X)
    for frames in _blocks(form, len(theta), X.shape[1]):
        yield frames, network.forward(form, form.layers(theta[frames]), inputs)


def regions(run: Run, resolution: int = RESOLUTION) -> Array:
    """Return the probability of each class over the picture, `(F, C, resolution, resolution)`.

    The rows go down in x₂, as those of an image do; both ends of `domain` are included.
    """
    shares = np.empty((len(run.steps), run.settings.classes, resolution * resolution))
    for frames, passes in at_test_time(run, grid(domain(run), resolution)):
        shares[frames] = passes[-1].A
    return shares.reshape(*shares.shape[:-1], resolution, resolution)


def grid(ends: tuple[float, float], resolution: int = RESOLUTION) -> Array:
    """Return the points of a square picture as columns, `(2, resolution²)`, the top row first.

    >>> grid((-1, 1), resolution=2)
    array([[-1.,  1., -1.,  1.],
           [ 1.,  1., -1., -1.]])
    """
    along = np.linspace(*ends, resolution)
    return np.stack([np.tile(along, resolution), np.repeat(along[::-1], resolution)])


class Curves(NamedTuple):
    """Mean loss and accuracy at every frame, each `(F,)`; NaN where there are no examples."""

    mini_batch_loss: Array
    training_loss: Array
    validation_loss: Array
    mini_batch_accuracy: Array
    training_accuracy: Array
    validation_accuracy: Array


def curves(run: Run) -> Curves:
    """Return how well the network does at every frame: on its mini-batch and on all examples."""
    loss, right = _answers(run, run.data.X, run.data.labels)
    validation_loss, validation_right = _answers(
        run, run.data.X_validation, run.data.labels_validation
    )
    members = mini_batches(run)
    share = members / members.sum(axis=1, keepdims=True)
    return Curves(
        (loss * share).sum(axis=1),
        loss.mean(axis=1),
        _mean(validation_loss),
        (right * share).sum(axis=1),
        right.mean(axis=1),
        _mean(validation_right),
    )


def mean_loss(form: Network, state: State, X: Array, Y: Array) -> Array:
    """Return the mean loss on inputs X `(2, m)` in a state of a run; of K runs, `(K,)`."""
    folded, theta = network.fold(form, state.theta, state.running)
    Z = network.forward(folded, folded.layers(theta), X)[-1].Z
    return cross_entropy(Z, Y, axis=-2).mean(axis=-1)


def mini_batches(run: Run) -> NDArray[np.bool_]:
    """Return which training examples are in the mini-batch of each frame, `(F, m)`.

    It is the mini-batch of the step that led to the frame; before the first step, the one to come.
    """
    members = np.zeros((len(run.steps), run.data.labels.size), dtype=bool)
    wanted = np.maximum(run.steps, 1)
    batches = list(examples.mini_batches(run.settings, wanted[-1]))
    for frame, t in enumerate(wanted):
        members[frame, batches[t - 1]] = True
    return members


class Distributions(NamedTuple):
    """What every hidden layer feeds its activation: histograms over all its units and examples.

    `shares` `(F, layers, bins)` sum to 1 over the bins between `edges` `(bins + 1,)`, the outermost
    of which also hold what lies beyond; `means` and `deviations` are `(F, layers)`.
    """

    shares: Array
    edges: Array
    means: Array
    deviations: Array


def distributions(run: Run, reach: float | None = None, bins: int = 30) -> Distributions:
    """Return the distribution of z (of z̃ with batch norm) in each hidden layer at every frame.

    The bins cover ±`reach`; left out, nearly all of what occurs.
    """
    return distributions_of(activation_inputs(run, run.data.X[:, :EXAMPLES_TO_SHOW]), reach, bins)


def distributions_of(
    layers: Sequence[Array], reach: float | None = None, bins: int = 30
) -> Distributions:
    """Return the distributions of values `(F, units, m)`, a layer each."""
    means = np.stack([z.mean(axis=(1, 2)) for z in layers], axis=1)
    deviations = np.stack([z.std(axis=(1, 2)) for z in layers], axis=1)
    reach = reach or float(np.quantile(np.abs(means) + 3 * deviations, 0.95)) or 1.0
    edges = np.linspace(-reach, reach, bins + 1)
    counts = np.stack([_count(z.reshape(len(z), -1), edges) for z in layers], axis=1)
    return Distributions(counts / counts.sum(axis=-1, keepdims=True), edges, means, deviations)


class Spread(NamedTuple):
    """The mean and the deviation of every unit of a layer over the examples, each `(F, n_l)`."""

    means: Array
    deviations: Array


def spreads(run: Run) -> list[Spread]:
    """Return how each unit's z (z̃ with batch norm) lies over the examples, a `Spread` a layer."""
    layers = activation_inputs(run, run.data.X[:, :EXAMPLES_TO_SHOW])
    return [Spread(z.mean(axis=-1), z.std(axis=-1)) for z in layers]


def activation_inputs(run: Run, X: Array) -> list[Array]:
    """Return what each hidden layer feeds its activation at every frame, `(F, n_l, m)` a layer.

    It is what they feed it in training: X is normalized by its own mean and variance.
    """
    form, (n_frames, m) = run.settings.network, (len(run.steps), X.shape[1])
    layers = [np.empty((n_frames, units, m)) for units in run.settings.hidden]
    inputs, statistics = run.data.inputs(X), np.empty_like(run.running)
    for frames in _blocks(form, n_frames, m):
        theta, mean_and_variance = run.theta[frames], form.statistics(statistics[frames])
        passes = network.forward(form, form.layers(theta), inputs, mean_and_variance)
        for layer, each in zip(layers, passes[:-1], strict=True):
            layer[frames] = each.activation_input
    return layers


def _count(values: Array, edges: Array) -> NDArray[np.intp]:
    """Return how many values of each row lie between the edges, `(rows, bins)`."""
    rows, bins = len(values), len(edges) - 1
    place = (values - edges[0]) * (bins / (edges[-1] - edges[0]))
    place = place.clip(0, bins - 1).astype(np.intp) + bins * np.arange(rows)[:, np.newaxis]
    return np.bincount(place.ravel(), minlength=rows * bins).reshape(rows, bins)


def _answers(run: Run, X: Array, labels: Labels) -> tuple[Array, Array]:
    """Return the loss of every example at every frame, and whether it is right, `(F, m)`."""
    Y = one_hot(labels, run.settings.classes)
    losses, right = np.empty((2, len(run.steps), labels.size))
    for frames, passes in at_test_time(run, X):
        losses[frames] = cross_entropy(passes[-1].Z, Y, axis=-2)
        right[frames] = passes[-1].Z.argmax(axis=-2) == labels
    return losses, right


def _mean(values: Array) -> Array:
    return values.mean(axis=1) if values.shape[1] else np.full(len(values), np.nan)


def _blocks(form: Network, n_frames: int, m: int) -> Iterator[slice]:
    """Yield so many frames at a time that m examples of them fill the cache."""
    size = max(1, BLOCK // (max(form.sizes) * max(m, 1)))
    for start in range(0, n_frames, size):
        yield slice(start, start + size)
