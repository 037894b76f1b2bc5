"""Scales on which to sample a hyperparameter: from u, even in [0, 1), to a value.

    linear(u, low, high)      α = low + (high - low) u
    log(u, low, high)         r = a + (b - a) u,  α = 10^r,      from low = 10^a to high = 10^b
    log_of_gap(u, low, high)  r = a + (b - a) u,  β = 1 - 10^r,  from low = 1 - 10^a to 1 - 10^b
    whole(u, low, high)       n = low + floor((high - low + 1) u): low and high, too, are drawn
    whole_log(u, low, high)   n = log(u, low - 1/2, high + 1/2), rounded

Each grows with u, so that the same u lies equally far along every scale. `SCALES` has each with
its `below(x, low, high)`: the share of all draws that fall below x, exactly.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from core.types import Array


def linear(u: ArrayLike, low: float, high: float) -> Array:
    """Return the values at u on a scale where equal differences are equally likely.

    α = low + (high - low) u;  the shape is that of u

    Raises ValueError if u leaves [0, 1], or unless low < high. Source: lesson B4.

    >>> linear([0, 0.5], low=2, high=4)
    array([2., 3.])
    """
    u = _even(u, low, high)
    return np.clip(low + (high - low) * u, low, high)  # rounding may leave the range


def log(u: ArrayLike, low: float, high: float) -> Array:
    """Return the values at u on a scale where equal ratios are equally likely.

    r = a + (b - a) u,  α = 10^r,  from low = 10^a to high = 10^b;  the shape is that of u

    Raises ValueError if u leaves [0, 1], or unless 0 < low < high. Source: lesson B4.

    >>> log([0, 0.5, 0.75], low=0.0001, high=1)
    array([0.0001, 0.01  , 0.1   ])
    """
    u = _even(u, low, high)
    if not low > 0:
        raise ValueError(f"a log scale runs over numbers above 0, not from {low:g}")
    a, b = np.log10(low), np.log10(high)
    r = a + (b - a) * u
    return np.clip(10**r, low, high)  # rounding may leave the range by the last digit


def log_of_gap(u: ArrayLike, low: float, high: float) -> Array:
    """Return the values at u on a scale where equal ratios of 1 - β are equally likely.

    r = a + (b - a) u,  β = 1 - 10^r,  from low = 1 - 10^a to high = 1 - 10^b;  the shape is that
    of u

    Raises ValueError if u leaves [0, 1], or unless low < high < 1. Source: lesson B5.

    >>> log_of_gap([0, 0.5], low=0.9, high=0.999)
    array([0.9 , 0.99])
    """
    u = _even(u, low, high)
    if not high < 1:
        raise ValueError(f"a log scale of 1 - β runs over β below 1, not up to {high:g}")
    a, b = np.log10(1 - low), np.log10(1 - high)
    r = a + (b - a) * u
    return np.clip(1 - 10**r, low, high)  # rounding may leave the range by the last digit


def whole(u: ArrayLike, low: int, high: int) -> Array:
    """Return the whole numbers at u, from low to high, each equally likely.

    n = low + floor((high - low + 1) u);  the shape is that of u

    Raises ValueError if u leaves [0, 1], or unless low < high are whole. Source: lesson B4.

    >>> whole([0, 0.4, 0.99], low=2, high=4)
    array([2., 3., 4.])
    """
    u = _even(u, low, high)
    _check_whole(low, high)
    return np.minimum(low + np.floor((high - low + 1) * u), high)  # u = 1 is the last


def whole_log(u: ArrayLike, low: int, high: int) -> Array:
    """Return the whole numbers at u, from low to high, on a log scale.

    n = log(u, low - 1/2, high + 1/2), rounded;  the shape is that of u

    Raises ValueError if u leaves [0, 1], or unless 0 < low < high are whole. Source: lesson B4.

    >>> whole_log([0, 0.4, 0.99], low=2, high=4)
    array([2., 2., 4.])
    """
    _check_whole(low, high)
    return np.minimum(np.floor(log(u, low - 0.5, high + 0.5) + 0.5), high)


def linear_below(x: ArrayLike, low: float, high: float) -> Array:
    """Return the share of draws below x on a linear scale: (x - low) / (high - low).

    Source: lesson B4.

    >>> linear_below(0.1, low=0, high=1)
    array(0.1)
    """
    return _share(np.subtract(x, low) / (high - low))


def log_below(x: ArrayLike, low: float, high: float) -> Array:
    """Return the share of draws below x > 0 on a log scale: log(x / low) / log(high / low).

    Source: lesson B4.

    >>> log_below(0.001, low=0.0001, high=1)
    array(0.25)
    """
    return _share(np.log(np.divide(x, low)) / np.log(high / low))


def log_of_gap_below(x: ArrayLike, low: float, high: float) -> Array:
    """Return the share of draws below x < 1 on a log scale of 1 - β.

    It is log((1 - x) / (1 - low)) / log((1 - high) / (1 - low)). Source: lesson B5.

    >>> log_of_gap_below([0.99, 0.999], low=0.9, high=0.999)
    array([0.5, 1. ])
    """
    return _share(np.log(np.subtract(1, x) / (1 - low)) / np.log((1 - high) / (1 - low)))


def whole_below(x: ArrayLike, low: int, high: int) -> Array:
    """Return the share of draws below x among whole numbers: how many there are below it.

    Source: lesson B4.

    >>> whole_below(3, low=2, high=4)
    array(0.33333333)
    """
    _check_whole(low, high)
    return _share((np.ceil(x) - low) / (high - low + 1))


def whole_log_below(x: ArrayLike, low: int, high: int) -> Array:
    """Return the share of draws below x among whole numbers on a log scale.

    Source: lesson B4.

    >>> whole_log_below([2, 3], low=2, high=4).round(3)
    array([0.   , 0.465])
    """
    _check_whole(low, high)
    return log_below(np.ceil(x) - 0.5, low - 0.5, high + 0.5)


class Scale(NamedTuple):
    """A scale: the value at u, and the share of draws below a value."""

    at: Callable[..., Array]
    below: Callable[..., Array]


SCALES = {
    "linear": Scale(linear, linear_below),
    "log": Scale(log, log_below),
    "log of 1 - β": Scale(log_of_gap, log_of_gap_below),
    "whole numbers": Scale(whole, whole_below),
    "whole numbers, log": Scale(whole_log, whole_log_below),
}


def _even(u: ArrayLike, low: float, high: float) -> Array:
    """Return u as an array, with it and the ends of the scale checked."""
    if not -np.inf < low < high < np.inf:
        raise ValueError(f"a scale runs from a lower to a higher number, not {low:g} to {high:g}")
    u = np.asarray(u, dtype=np.float64)
    if not ((u >= 0) & (u <= 1)).all():
        raise ValueError("u must lie between 0 and 1")
    return u


def _check_whole(low: float, high: float) -> None:
    if low != int(low) or high != int(high):
        raise ValueError(f"whole numbers run between whole numbers, not {low:g} and {high:g}")


def _share(u: Array) -> Array:
    return np.asarray(np.clip(u, 0, 1))
