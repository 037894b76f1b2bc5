"""Points in the plane, two to six classes of them: easy, bent, interleaved, stretched.

Each data set is a function of the labels, so that any number of classes works, and of a random
generator, so that the same seed gives the same points. Coordinates lie roughly in [-1, 1].
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.normalize import mean_and_deviation, normalize
from core.types import Array

Labels = NDArray[np.intp]


def blobs(labels: Labels, classes: int, rng: np.random.Generator) -> Array:
    """One round cloud a class, their centres on a circle: straight boundaries are enough."""
    angle = 2 * np.pi * (labels / classes + 0.125)
    return 0.65 * _polar(1.0, angle) + 0.12 * rng.standard_normal((2, labels.size))


def wedges(labels: Labels, classes: int, rng: np.random.Generator) -> Array:
    """A disc cut like a cake: straight boundaries that meet in the middle."""
    radius = np.sqrt(rng.uniform(0.02, 1, labels.size))
    angle = 2 * np.pi * (labels + rng.uniform(0.04, 0.96, labels.size)) / classes
    return _polar(radius, angle)


def moons(labels: Labels, classes: int, rng: np.random.Generator) -> Array:
    """Half circles, every other one upside down, each hooked into the next."""
    angle = np.pi * rng.uniform(0, 1, labels.size)
    upside_down = labels % 2 == 1
    arc = _polar(1.0, np.where(upside_down, -angle, angle))
    shift = np.stack([labels - (classes - 1) / 2, np.where(upside_down, 0.25, -0.25)])
    return (arc + shift) * 2 / (classes + 1)


def circles(labels: Labels, classes: int, rng: np.random.Generator) -> Array:
    """Rings around each other."""
    radius = (labels + rng.uniform(0.15, 0.85, labels.size)) / classes
    return _polar(radius, 2 * np.pi * rng.uniform(0, 1, labels.size))


def spirals(labels: Labels, classes: int, rng: np.random.Generator) -> Array:
    """Arms that wind around each other: no unit alone sees much."""
    along = rng.uniform(0.05, 1, labels.size)
    turns = 1.75 if classes == 2 else 3.5 / classes
    return _polar(along, 2 * np.pi * (labels / classes + turns * along))


def checkerboard(labels: Labels, classes: int, rng: np.random.Generator) -> Array:
    """Squares in classes' turn: the same class in many places."""
    side = classes * math.ceil(4 / classes)  # a multiple of the classes, at least 4
    row = rng.integers(0, side, labels.size)
    column = (labels - row) % classes + classes * rng.integers(0, side // classes, labels.size)
    cell = np.stack([column, row]) + rng.uniform(0.03, 0.97, (2, labels.size))
    return 2 * cell / side - 1


def valley(labels: Labels, classes: int, rng: np.random.Generator) -> Array:
    """Wedges squeezed to a fiftieth of their height: a cost surface long and narrow (lesson C1)."""
    return wedges(labels, classes, rng) * np.array([[1.0], [0.02]])


DATA_SETS: dict[str, Callable[[Labels, int, np.random.Generator], Array]] = {
    f.__name__: f for f in (blobs, wedges, moons, circles, spirals, checkerboard, valley)
}


class Data(NamedTuple):
    """Training and validation examples: `X` `(2, m)` and the label of each column, `(m,)`.

    A network is fed `inputs(X)`, every feature less its `mean`, over its `deviation`, `(2, 1)`. The
    last `added` training examples are a visitor's own, beside a data set.
    """

    X: Array
    labels: Labels
    X_validation: Array
    labels_validation: Labels
    mean: Array
    deviation: Array
    added: int = 0

    def inputs(self, X: Array) -> Array:
        """Return `(x - μ)/σ`, with the same μ and σ for whatever X (lesson C1).

        For a visitor's own points alone these are of the training examples; a data set is fed as it
        is, with μ = 0 and σ = 1.
        """
        return normalize(X, self.mean, self.deviation)


def make(
    name: str, classes: int, examples: int, noise: float, validation_share: float, seed: int
) -> Data:
    """Return `examples` points of a data set, the classes equally often, some for validation.

    `noise` is added to every coordinate: its standard deviation as a share of the coordinate's.

    >>> data = make("moons", classes=2, examples=10, noise=0.1, validation_share=0.2, seed=0)
    >>> data.X.shape, data.X_validation.shape
    ((2, 8), (2, 2))
    """
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.arange(examples) % classes)
    X = DATA_SETS[name](labels, classes, rng)
    X = X + noise * rng.standard_normal(X.shape) * X.std(axis=1, keepdims=True)
    m = _training_examples(labels.size, validation_share)
    as_it_is = np.zeros((2, 1)), np.ones((2, 1))
    return Data(X[:, :m], labels[:m], X[:, m:], labels[m:], *as_it_is)


def from_points(points: Array, validation_share: float) -> Data:
    """Return a visitor's points, rows of x, y and class, to be standardized.

    Those for validation are spread evenly over the rows, so that a point that is added at the end
    changes the role of none before it. A feature that never changes is left as it is, less its
    mean.

    >>> data = from_points(np.array([[1.0, 5.0, 0], [3.0, 5.0, 1], [9.0, 6.0, 1]]), 0.4)
    >>> data.inputs(data.X).tolist(), data.X_validation.tolist()
    ([[-1.0, 1.0], [-1.0, 1.0]], [[3.0], [5.0]])
    """
    counts = [_training_examples(n, validation_share) for n in range(len(points) + 1)]
    trained_on = np.diff(counts) > 0
    X, labels = points[:, :2].T, points[:, 2].astype(np.intp)
    training = X[:, trained_on]
    return Data(
        training,
        labels[trained_on],
        X[:, ~trained_on],
        labels[~trained_on],
        *mean_and_deviation(training),
    )


def with_points(made: Data, points: Array) -> Data:
    """Return a data set with a visitor's points, rows of x, y and class, added to train on.

    Every other example keeps its role.
    """
    return made._replace(
        X=np.hstack([made.X, points[:, :2].T]),
        labels=np.concatenate([made.labels, points[:, 2].astype(np.intp)]),
        added=len(points),
    )


def _training_examples(n: int, validation_share: float) -> int:
    """Return how many of n examples are trained on: at least one."""
    return max(min(n, 1), round(n * (1 - validation_share)))


def as_points(X: Array, labels: Labels) -> tuple[tuple[float, float, int], ...]:
    """Return examples, the columns of X and their labels, as x, y and class each.

    >>> as_points(np.array([[0.5], [-1.0]]), np.array([2]))
    ((0.5, -1.0, 2),)
    """
    return tuple(zip(*X.tolist(), labels.tolist(), strict=True))


def one_hot(labels: Labels, classes: int) -> Array:
    """Return Y `(C, m)`: in each column a 1 in the row of its class.

    >>> one_hot(np.array([2, 0]), 3)
    array([[0., 1.],
           [0., 0.],
           [1., 0.]])
    """
    return (labels == np.arange(classes)[:, np.newaxis]).astype(float)


def _polar(radius: Array | float, angle: Array) -> Array:
    return radius * np.stack([np.cos(angle), np.sin(angle)])
