"""One number that forgets the past slowly."""

import math
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike

from core.types import Array

Real = TypeVar("Real", float, Array)


def update(v: Real, x: Real, beta: Real | float) -> Real:
    """Return the average after today: keep a share β of what it was, take the rest from x.

    v_t = β v_{t-1} + (1 - β) x_t

    The weights of past and present sum to 1 (libraries that compute β v + x leave 1 - β out).
    Source: lesson A1.

    >>> update(np.array([11.0, 0.0]), np.array([15.0, 4.0]), 0.75)
    array([12.,  1.])
    """
    return beta * v + (1 - beta) * x


def ewma(x: ArrayLike, beta: ArrayLike, correct_bias: bool = False) -> Array:
    """Return the exponentially weighted average of x up to and including each step.

    v_t = β v_{t-1} + (1 - β) x_t,  v_0 = 0;  bias correction divides v_t by 1 - β^t

    Time is the last axis of x. The other axes, if any, are averaged side by side, and β
    broadcasts against them: x (T,) and β (K,) give (K, T), one row a β. Averages start from 0,
    so the first ones are too small; the correction divides by the weight seen so far.

    Raises ValueError if β is not in [0, 1) or if x holds anything but finite numbers.
    Source: lesson A1.

    >>> ewma([8, 8, 8], 0.5)
    array([4., 6., 7.])
    >>> ewma([8, 8, 8], 0.5, correct_bias=True)
    array([8., 8., 8.])
    >>> ewma([8, 8, 8], [0, 0.5])
    array([[8., 8., 8.],
           [4., 6., 7.]])
    """
    x, beta = _series(x), _betas(beta)
    v = np.zeros(np.broadcast_shapes(x.shape[:-1], beta.shape))
    averages = np.empty((*v.shape, x.shape[-1]))
    for t in range(x.shape[-1]):
        v = update(v, x[..., t], beta)
        averages[..., t] = v
    if correct_bias:
        averages /= weight_seen(beta[..., np.newaxis], np.arange(1, x.shape[-1] + 1))
    return averages


def weights(beta: ArrayLike, days: int) -> Array:
    """Return what each of the last days counts for in today's average, today first.

    w_k = (1 - β) β^k,  k = 0 … days - 1;  shape (*β.shape, days)

    Raises ValueError if β is not in [0, 1). Source: lesson A1.

    >>> weights(0.5, 3)
    array([0.5  , 0.25 , 0.125])
    """
    beta = _betas(beta)[..., np.newaxis]
    return (1 - beta) * beta ** np.arange(days)


def weight_seen(beta: ArrayLike, t: ArrayLike) -> Array:
    """Return how much weight the first t steps hold together: 1 - β^t.

    It goes through log and expm1, because 1 - β**t loses nine digits when β is near 1.

    Raises ValueError if β is not in [0, 1). Source: lesson A1.

    >>> weight_seen(0.5, [1, 2, 3])
    array([0.5  , 0.75 , 0.875])
    """
    with np.errstate(divide="ignore"):  # β = 0: log 0 is -inf, and the answer 1 is right
        return -np.expm1(np.asarray(t, dtype=np.float64) * np.log(_betas(beta)))


def memory(beta: Real) -> Real:
    """Return the window, in steps, over which the average looks back: 1 / (1 - β).

    That many steps back a value counts about 1/e of what today's counts.

    Raises ValueError if β is not in [0, 1). Source: lesson A2.

    >>> memory(0.75)
    4.0
    """
    _betas(beta)
    return 1 / (1 - beta)


def memory_slope(beta: Real) -> Real:
    """Return how fast the window grows with β, in steps per unit of β: 1 / (1 - β)².

    Raises ValueError if β is not in [0, 1). Source: lesson A3.

    >>> memory_slope(0.75)
    16.0
    """
    return memory(beta) ** 2


def cold_start(beta: float, tolerance: float = 0.01) -> int:
    """Return the first step at which bias correction changes the average by less than tolerance.

    The uncorrected average is short by the share β^t: this is the least t with β^t < tolerance.

    Raises ValueError if β is not in [0, 1). Source: lesson A1.

    >>> cold_start(0.9)
    44
    """
    if _betas(beta) == 0:
        return 1
    return math.floor(math.log(tolerance) / math.log(beta)) + 1


def betas_up_to(nines: int, per_decade: int = 20) -> Array:
    """Return β from 0 to 0.99…9 (so many nines), evenly spaced in log(1 - β).

    1 - β is rounded to two digits, so that 0.9, 0.95, 0.98, 0.99, 0.999 are among them exactly.

    Source: lesson B5.

    >>> betas_up_to(1)[[0, 6, 14, 20]]
    array([0. , 0.5, 0.8, 0.9])
    """
    gaps = [10 ** (-i / per_decade) for i in range(nines * per_decade + 1)]
    return np.array([round(1 - float(f"{gap:.2g}"), nines + 2) for gap in gaps])


def _series(x: ArrayLike) -> Array:
    x = np.atleast_1d(np.asarray(x, dtype=np.float64))
    if not np.isfinite(x).all():
        step, value = np.argwhere(~np.isfinite(x))[0][-1] + 1, x[~np.isfinite(x)][0]
        raise ValueError(f"x: value {step} is {value}; an average needs finite numbers")
    return x


def _betas(beta: ArrayLike) -> Array:
    beta = np.asarray(beta, dtype=np.float64)
    allowed = (beta >= 0) & (beta < 1)
    if not allowed.all():
        raise ValueError(f"beta is {beta[~allowed].flat[0]}; it must be at least 0 and below 1")
    return beta
