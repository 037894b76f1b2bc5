"""Any scores in, shares that sum to 1 out: the biggest stays biggest, gently.

Scores `z` are `(C,)` or, one example a column, `(C, m)`; `axis` says where the classes are.
Everything is a NumPy universal function, so that a training run can record it.
"""

import numpy as np
from numpy.typing import ArrayLike

from core.types import Array


def softmax(z: ArrayLike, axis: int = 0) -> Array:
    """Return each class's share of the whole.

    `t = e^z`, `a = t / Σt`, same shape as z

    The biggest score is subtracted first. That changes no share, since it divides every t by the
    same number, and no t can overflow, since none is above 1.

    Source: lesson E1; Bridle, 1990.

    >>> softmax([5, 2, -1, 3]).round(3)
    array([0.842, 0.042, 0.002, 0.114])
    """
    t = np.exp(_below_the_biggest(z, axis))
    return t / np.add.reduce(t, axis=axis, keepdims=True)


def log_softmax(z: ArrayLike, axis: int = 0) -> Array:
    """Return the natural logarithm of each share, exact even for a share that underflows to 0.

    `log a = z - log Σe^z`, same shape as z

    Source: lesson E5.

    >>> log_softmax([1000, 0])
    array([    0., -1000.])
    """
    below = _below_the_biggest(z, axis)
    return below - np.log(np.add.reduce(np.exp(below), axis=axis, keepdims=True))


def hardmax(z: ArrayLike, axis: int = 0) -> Array:
    """Return 1 for the biggest score and 0 for the others; scores that tie share the 1.

    This is what softmax becomes as the temperature falls to 0.

    Source: lesson E2.

    >>> hardmax([5, 2, -1, 3])
    array([1., 0., 0., 0.])
    """
    biggest = np.equal(_below_the_biggest(z, axis), 0)
    return biggest / np.add.reduce(biggest, axis=axis, keepdims=True)


def at_temperature(z: ArrayLike, temperature: ArrayLike, axis: int = 0) -> Array:
    """Return the scores as they count at temperature T: cold decides, hot shrugs.

    `(z - max z) / T`, same shape as z; `softmax` of these is `softmax(z / T)`, without overflow

    T → 0 gives hardmax, T = 1 softmax as it is, T → ∞ the share `1/C` to every class.

    Raises ValueError if T is not a finite number above 0.

    Source: lesson E2; Hinton, Vinyals and Dean, 2015.

    >>> softmax(at_temperature([5, 2, -1, 3], 100)).round(2)
    array([0.26, 0.25, 0.24, 0.25])
    """
    temperature = np.asarray(temperature, dtype=np.float64)
    if not ((temperature > 0) & (temperature < np.inf)).all():
        raise ValueError(f"temperature is {temperature}; it must be a finite number above 0")
    with np.errstate(over="ignore"):
        scores: Array = _below_the_biggest(z, axis) / temperature
    return scores


def naive_softmax(z: ArrayLike, axis: int = 0) -> Array:
    """Return `e^z / Σe^z` as it stands in the book, to show how it fails.

    From z = 710 on e^z is beyond the largest float64, 1.8e308, and `∞ / ∞` is not a number; below
    z = -745 every e^z is 0, and `0 / 0` is none either.

    >>> naive_softmax([1000, 999]), softmax([1000, 999]).round(3)
    (array([nan, nan]), array([0.731, 0.269]))
    """
    with np.errstate(over="ignore", invalid="ignore"):
        t = np.exp(np.asarray(z, dtype=np.float64))
        return t / np.add.reduce(t, axis=axis, keepdims=True)


def cross_entropy(z: ArrayLike, y: ArrayLike, axis: int = 0) -> Array:
    """Return the loss of each example: how surprised the shares are by the true class.

    `L = -Σ y_j log ŷ_j` with `ŷ = softmax(z)`, so `L = log Σe^z - Σ y_j z_j`;  (C, m) gives (m,)

    y is one-hot, or any shares that sum to 1. The cost J is the mean of L.

    Raises ValueError if y does not have the shape of z; it may lack axes in front of these, when
    many networks answer the same examples.

    Source: lesson E5.

    >>> cross_entropy([5, 2, -1, 3], [0, 1, 0, 0]).round(3)
    np.float64(3.172)
    """
    z, y = np.asanyarray(z, dtype=np.float64), np.asanyarray(y, dtype=np.float64)
    _check_targets(z, y)
    biggest: Array = np.maximum.reduce(z, axis=axis)
    true: Array = np.add.reduce(y * z, axis=axis)
    total: Array = np.add.reduce(np.exp(_below_the_biggest(z, axis)), axis=axis)
    with np.errstate(over="ignore"):  # a loss beyond 1.8e308 is inf
        return (biggest - true) + np.log(total)


def cross_entropy_gradient(z: ArrayLike, y: ArrayLike, axis: int = 0) -> Array:
    """Return the slope of the loss of each example in its scores: what was said minus what is true.

    `dz = ŷ - y`, same shape as z

    Raises ValueError if y does not have the shape of z.

    Source: lesson E5.

    >>> cross_entropy_gradient([5, 2, -1, 3], [0, 1, 0, 0]).round(3)
    array([ 0.842, -0.958,  0.002,  0.114])
    """
    z, y = np.asanyarray(z, dtype=np.float64), np.asanyarray(y, dtype=np.float64)
    _check_targets(z, y)
    dz: Array = softmax(z, axis) - y
    return dz


def _below_the_biggest(z: ArrayLike, axis: int) -> Array:
    z = np.asanyarray(z, dtype=np.float64)
    with np.errstate(over="ignore"):  # -1e308 - 1e308 is -inf, and e^-inf is 0: right
        return z - np.maximum.reduce(z, axis=axis, keepdims=True)


def _check_targets(z: Array, y: Array) -> None:
    if y.ndim < min(z.ndim, 2) or y.shape != z.shape[z.ndim - y.ndim :]:
        raise ValueError(f"y has shape {y.shape}; it must have the shape of z, {z.shape}")
