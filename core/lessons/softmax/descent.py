"""Gradient descent in its smallest form: no weights, only the scores, walked down the loss."""

from collections.abc import Callable

import numpy as np

from core.softmax import cross_entropy_gradient
from core.types import Array


def descend(z: Array, y: Array, learning_rate: float, steps: int) -> Array:
    """Return the scores at the start and after each step, `(steps + 1, C)`.

    `z := z - α (ŷ - y)`

    Raises ValueError if the learning rate is not a finite number above 0.

    Source: lesson E5.

    >>> descend(np.array([0.0, 0.0]), np.array([1.0, 0.0]), learning_rate=1.0, steps=1)
    array([[ 0. ,  0. ],
           [ 0.5, -0.5]])
    """
    if not 0 < learning_rate < np.inf:
        raise ValueError(f"learning_rate is {learning_rate}; it must be a finite number above 0")
    path = [z]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * cross_entropy_gradient(path[-1], y))
    return np.array(path)


STEP = 1e-5  # a smaller one drowns in rounding, a larger one sees the curve bend


def slope(f: Callable[[Array], float], x: Array) -> Array:
    """Return the slope of f in each element of x, estimated from two values of f each.

    `df/dx_j ≈ (f(x + h e_j) - f(x - h e_j)) / 2h`;  x and the result are `(n,)`

    >>> slope(lambda x: x[0] ** 2 + 3 * x[1], np.array([4.0, 1.0])).round(6)
    array([8., 3.])
    """
    sides = [(x + h, x - h) for h in STEP * np.eye(x.size)]
    return np.array([(f(right) - f(left)) / (right - left).sum() for right, left in sides])
