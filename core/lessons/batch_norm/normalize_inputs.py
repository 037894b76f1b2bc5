"""Linear regression on two features: its cost is a bowl, round or a valley by how they are scaled.

The prediction is `ŷ = w₁ x₁ + w₂ x₂ + b`, the cost `J = Σ (ŷ - y)² / 2m`. Its parameters are
θ = (w₁, w₂, b), its Hessian `H = Σ x̃ x̃ᵀ / m` with x̃ = (x₁, x₂, 1), the same everywhere, so that
`J(θ) = J(θ*) + (θ - θ*)ᵀ H (θ - θ*) / 2`.
"""

import math
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from core.normalize import mean_and_deviation, normalize
from core.optimizers import Hyperparameters, momentum
from core.types import Array

EXAMPLES, SEED, NOISE = 200, 2, 0.5
BOUNDS = {"spread": (1, 1000), "mean": (0, 10)}  # a mean is counted in spreads
GOAL = 0.01  # of the cost that can go: what may be left
DOUBLINGS = 50  # of a step; the slowest descent within the bounds needs some 10¹² steps


class Features(NamedTuple):
    """How the two features are measured: x₁ spreads by `spread`, x₂ by 1; means in spreads."""

    spread: float
    means: tuple[float, float]


class Scaling(NamedTuple):
    """Which of the two steps of normalizing are taken."""

    subtract_mean: bool
    divide_by_deviation: bool


NOTHING = Scaling(subtract_mean=False, divide_by_deviation=False)


def standard_examples(m: int, seed: int) -> tuple[Array, Array]:
    """Draw two independent features of mean 0 and deviation 1, `(2, m)`, and y `(m,)`."""
    rng = np.random.default_rng(seed)
    z = rng.standard_normal((2, m))
    return z, target(z, rng)


def target(z: Array, rng: np.random.Generator) -> Array:
    """Return `y = 3 + 2 z₁ + z₂ + noise`, by example, for features z `(…, 2, m)`."""
    z1, z2 = z[..., 0, :], z[..., 1, :]
    return 3 + 2 * z1 + z2 + NOISE * rng.standard_normal(z1.shape)


@cache
def training_set() -> tuple[Array, Array]:
    """Return the training examples, z of mean 0 and deviation 1 to the last digit, and y."""
    z, y = standard_examples(EXAMPLES, SEED)
    return normalize(z, *mean_and_deviation(z)), y


def correlation() -> float:
    """Return the correlation of the two features of the training set."""
    z, _ = training_set()
    return float(z[0] @ z[1] / z.shape[1])


def measured(z: Array, features: Features) -> Array:
    """Return the same features in other units and from another zero: `x = σ (mean + z)`.

    Raises ValueError if a spread or a mean is out of bounds.

    >>> measured(np.array([[-1.0, 1.0], [-1.0, 1.0]]), Features(40, (2.5, 3)))
    array([[ 60., 140.],
           [  2.,   4.]])
    """
    for name, value in (("spread", features.spread), *(("mean", mean) for mean in features.means)):
        low, high = BOUNDS[name]
        if not low <= value <= high:
            raise ValueError(f"{name} is {value}; it must be a number from {low} to {high}")
    deviations = np.array([[features.spread], [1.0]])
    return deviations * (np.array(features.means)[:, np.newaxis] + z)


def scaled(X: Array, scaling: Scaling) -> Array:
    """Return X `(2, m)` less its mean, over its deviation, or only one of the two, or neither."""
    mean, deviation = mean_and_deviation(X)
    return normalize(
        X,
        mean if scaling.subtract_mean else np.zeros_like(mean),
        deviation if scaling.divide_by_deviation else np.ones_like(deviation),
    )


class Bowl(NamedTuple):
    """The cost as a function of θ = (w₁, w₂, b).

    H `(3, 3)`, the lowest point θ* `(3,)`, and H's eigenvalues `(3,)`, the least first, with an
    eigenvector a column `(3, 3)`.
    """

    hessian: Array
    lowest: Array
    eigenvalues: Array
    directions: Array

    @property
    def condition(self) -> float:
        """The condition number κ = λ_max / λ_min."""
        return float(self.eigenvalues[-1] / self.eigenvalues[0])

    @property
    def steepest(self) -> float:
        """The largest eigenvalue λ_max: how sharply the cost bends where it bends most."""
        return float(self.eigenvalues[-1])

    def excess(self, theta: Array) -> Array:
        """Return the cost above the least one, `J(θ) - J(θ*)`, of each θ `(…, 3)`."""
        off = theta - self.lowest
        return ((off @ self.hessian) * off).sum(axis=-1) / 2


def with_ones(X: Array) -> Array:
    """Return X with a row of ones, by which b is a weight like the others."""
    return np.vstack([X, np.ones(X.shape[1])])


def least_squares(X: Array, y: Array) -> Array:
    """Return the θ `(3,)` of least cost on inputs X `(2, m)` and y `(m,)`."""
    theta: Array = np.linalg.lstsq(with_ones(X).T, y, rcond=None)[0].astype(float)
    return theta


def bowl(X: Array, y: Array) -> Bowl:
    """Return the cost of linear regression on inputs X `(2, m)` and y `(m,)`.

    Source: lesson C1.

    >>> bowl(np.array([[1.0, -1, 1, -1], [2, 2, -2, -2]]), np.ones(4)).eigenvalues
    array([1., 1., 4.])
    """
    inputs = with_ones(X)
    hessian = inputs @ inputs.T / X.shape[1]
    return Bowl(hessian, least_squares(X, y), *np.linalg.eigh(hessian))


def learning_rate(cost: Bowl, share: float) -> float:
    """Return α as a share of `2/λ_max`: below 1 gradient descent converges, above it diverges."""
    return share * 2 / cost.steepest


def descend(costs: Sequence[Bowl], share: float, steps: int, beta: float = 0) -> Array:
    """Return θ at the start, all 0, and after each step down K bowls at once, `(K, steps + 1, 3)`.

    `θ := θ - α ∂J/∂θ`, each bowl with its own α. With momentum `v := β v + (1-β) ∂J/∂θ` takes the
    place of the gradient and α/(1-β) that of α, so that both take the same first step. A path that
    grows without bound goes on as far as float64 does.

    >>> cost = bowl(np.array([[1.0, -1, 1, -1], [2, 2, -2, -2]]), np.ones(4))
    >>> abs(descend([cost], share=0.5, steps=1)).round(6)
    array([[[0.  , 0.  , 0.  ],
            [0.  , 0.  , 0.25]]])
    """
    hessians, lowest = np.stack([c.hessian for c in costs]), np.stack([c.lowest for c in costs])
    rates = np.array([[learning_rate(c, share)] for c in costs]) / (1 - beta)
    unused = np.zeros(1)  # Adam's
    hyper = Hyperparameters(rates, unused, unused, np.array([beta]), unused, unused, unused)
    path, velocity = np.zeros((steps + 1, len(costs), 3)), np.zeros((len(costs), 3))
    for before, after in pairwise(path):
        after[...] = before
        gradient = (hessians @ (before - lowest)[..., np.newaxis])[..., 0]
        momentum(after, gradient, [velocity], hyper)
    return path.swapaxes(0, 1)


class Modes(NamedTuple):
    """Gradient descent along each eigenvector on its own, where it goes its way alone.

    A step multiplies the distance to θ* and v by `step` `(3, 2, 2)`. At the start the distance is 1
    and v is 0; `weights` `(3,)` are the shares of the cost that can go.
    """

    step: Array
    weights: Array

    def left(self, power: Array) -> float:
        """Return the share of the cost that is left after the steps whose matrix is `power`."""
        with np.errstate(all="ignore"):
            found = float((self.weights * power[:, 0, 0] ** 2).sum())
        return found if math.isfinite(found) else math.inf


def modes(cost: Bowl, share: float, beta: float = 0) -> Modes:
    """Return what a step does along each eigenvector, with the α and the start of `descend`."""
    curves, ones = cost.eigenvalues, np.ones(3)
    rate = learning_rate(cost, share)
    step = np.array(
        [
            [ones - rate * curves, -rate * beta / (1 - beta) * ones],
            [(1 - beta) * curves, beta * ones],
        ]
    )
    weights = curves * (cost.directions.T @ cost.lowest) ** 2
    return Modes(np.moveaxis(step, -1, 0), weights / weights.sum())


def steps_needed(cost: Bowl, path: Array, share: float, beta: float = 0) -> int | None:
    """Return after how many steps no more than `GOAL` of the cost is left, for good; None if never.

    Looks along the path `(steps + 1, 3)` first, on which all swinging has died out at its end or
    never will. From there on powers of two of the step find the place, however far.
    """
    left = cost.excess(path)
    above = np.flatnonzero(~(left <= GOAL * left[0]))
    if not above.size or above[-1] < len(path) - 1:
        return int(above[-1]) + 1 if above.size else 0
    return _steps_beyond(modes(cost, share, beta), len(path) - 1)


def _steps_beyond(each: Modes, steps: int) -> int | None:
    """Return after how many steps `GOAL` is reached, which are more than `steps`; None if never."""
    with np.errstate(all="ignore"):
        doubled = [each.step]
        for _ in range(DOUBLINGS):
            doubled.append(doubled[-1] @ doubled[-1])
        if each.left(doubled[-1]) > GOAL:
            return None
        power = np.linalg.matrix_power(each.step, steps)
        for k in reversed(range(DOUBLINGS)):
            further = power @ doubled[k]
            if each.left(further) > GOAL:
                power, steps = further, steps + 2**k
    return steps + 1


def most_steps(condition: float, share: float) -> int | None:
    """Return how many steps without momentum are enough whatever the start; None if none are.

    A step multiplies the distance along an eigenvector by `1 - 2 share λ/λ_max`; the largest such
    factor r belongs to λ_max or to λ_min, and `r^(2t) = GOAL`.

    >>> most_steps(1000, 0.5), most_steps(1, 0.5), most_steps(1000, 1)
    (2302, 1, None)
    """
    slowest = max(_log_factor(2 * share), _log_factor(2 * share / condition))
    return None if slowest >= 0 else max(1, math.ceil(math.log(GOAL) / (2 * slowest)))


def _log_factor(x: float) -> float:
    """Return log |1 - x|, precise also for the smallest x."""
    if x < 1:
        return math.log1p(-x)
    return math.log(x - 1) if x > 1 else -math.inf
