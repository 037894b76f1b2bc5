"""A test set takes the training set's μ and σ: what happens if it is given its own."""

from typing import NamedTuple

import numpy as np

from core.lessons.batch_norm import normalize_inputs as lesson
from core.lessons.batch_norm.normalize_inputs import Features
from core.normalize import mean_and_deviation, normalize
from core.types import Array

SEED, DRAWS = 7, 200
MOST_EXAMPLES, LARGEST_SHIFT = 200, 3.0


class Fed(NamedTuple):
    """What a test set is fed as, and what comes out: inputs `(D, 2, m)`, predictions `(D, m)`.

    `error` `(D,)` is the root of the mean squared difference between prediction and truth.
    """

    inputs: Array
    predictions: Array
    error: Array


class Refit(NamedTuple):
    """D test sets, X `(D, 2, m)` and y `(D, m)`, fed with the training set's μ and σ, and refitted.

    `refitted` takes μ and σ of each test set itself.
    """

    X: Array
    y: Array
    kept: Fed
    refitted: Fed

    @property
    def worse(self) -> int:
        """In how many of the test sets refitting raises the error."""
        return int((self.refitted.error > self.kept.error).sum())


def refit(features: Features, examples: int, shift: float, draws: int = DRAWS) -> Refit:
    """Train on normalized inputs, and test on sets of so many examples, both features shifted.

    `shift` is in spreads. Raises ValueError if the examples or the shift are out of bounds.

    Source: lesson C1.
    """
    if not 1 <= examples <= MOST_EXAMPLES:
        raise ValueError(f"examples is {examples}; it must be from 1 to {MOST_EXAMPLES}")
    if not 0 <= shift <= LARGEST_SHIFT:
        raise ValueError(f"shift is {shift}; it must be from 0 to {LARGEST_SHIFT:g}")
    z, y = lesson.training_set()
    X = lesson.measured(z, features)
    learned = mean_and_deviation(X)
    theta = lesson.least_squares(normalize(X, *learned), y)

    rng = np.random.default_rng(SEED)
    z_test = shift + rng.standard_normal((draws, 2, examples))
    y_test = lesson.target(z_test, rng)
    X_test = lesson.measured(z_test, features)
    return Refit(
        X_test,
        y_test,
        _feed(normalize(X_test, *learned), y_test, theta),
        _feed(normalize(X_test, *mean_and_deviation(X_test)), y_test, theta),
    )


def _feed(inputs: Array, y: Array, theta: Array) -> Fed:
    predictions = theta[:2] @ inputs + theta[2]
    return Fed(inputs, predictions, np.sqrt(((predictions - y) ** 2).mean(axis=-1)))
