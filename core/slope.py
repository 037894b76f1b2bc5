"""A slope without calculus: step a little to either side and see how much the value changes."""

from collections.abc import Callable

import numpy as np

from core.types import Array

STEP = 1e-5  # a smaller one drowns in rounding, a larger one sees the curve bend


def slope(f: Callable[[Array], float], x: Array) -> Array:
    """Return the slope of f in each element of x, estimated from two values of f each.

    `df/dx_j ≈ (f(x + h e_j) - f(x - h e_j)) / 2h`;  x and the result are `(n,)`

    >>> slope(lambda x: x[0] ** 2 + 3 * x[1], np.array([4.0, 1.0])).round(6)
    array([8., 3.])
    """
    sides = [(x + h, x - h) for h in STEP * np.eye(x.size)]
    return np.array([(f(right) - f(left)) / (right - left).sum() for right, left in sides])
