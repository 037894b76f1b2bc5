"""The ways down from the same start: plain and with momentum, with each scaling of the inputs."""

from typing import NamedTuple

import numpy as np

from core.lessons.batch_norm import normalize_inputs as lesson
from core.lessons.batch_norm.normalize_inputs import NOTHING, Bowl, Features, Scaling
from core.types import Array

BETA = 0.9
BOTH = Scaling(subtract_mean=True, divide_by_deviation=True)
SCALINGS = (
    NOTHING,
    BOTH._replace(divide_by_deviation=False),
    BOTH._replace(subtract_mean=False),
    BOTH,
)


class Way(NamedTuple):
    """θ at the start and after each step `(steps + 1, 3)`, and the share of the cost that is left.

    That is the share of what can go, `(steps + 1,)`: 1 at the start, 0 at the best θ. After
    `needed` steps no more than `GOAL` is left; None if that never is so.
    """

    path: Array
    left: Array
    needed: int | None


class Ways(NamedTuple):
    """The cost of inputs scaled in one way, and the ways down with and without momentum.

    `means` and `deviations` `(2,)` are those of the inputs; `most` is how many plain steps are
    enough by κ alone.
    """

    cost: Bowl
    means: Array
    deviations: Array
    plain: Way
    momentum: Way
    most: int | None

    def across(self, step: int) -> float:
        """Return the plain way's distance to θ* in the steepest direction; it is 1 at first."""
        off = (self.plain.path[[0, step]] - self.cost.lowest) @ self.cost.directions[:, -1]
        return float(off[1] / off[0])


def ways_down(features: Features, share: float, steps: int) -> list[Ways]:
    """Return the ways down with each of `SCALINGS`, for so many steps."""
    z, y = lesson.training_set()
    X = lesson.measured(z, features)
    inputs = [lesson.scaled(X, scaling) for scaling in SCALINGS]
    costs = [lesson.bowl(each, y) for each in inputs]
    plain, fast = (lesson.descend(costs, share, steps, beta) for beta in (0, BETA))
    return [
        Ways(
            cost,
            each.mean(axis=1),
            each.std(axis=1),
            _way(cost, plain[k], share, 0),
            _way(cost, fast[k], share, BETA),
            lesson.most_steps(cost.condition, share),
        )
        for k, (cost, each) in enumerate(zip(costs, inputs, strict=True))
    ]


def _way(cost: Bowl, path: Array, share: float, beta: float) -> Way:
    with np.errstate(over="ignore"):
        left = cost.excess(path)
    return Way(path, left / left[0], lesson.steps_needed(cost, path, share, beta))
