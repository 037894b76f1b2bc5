"""Inputs on one scale: every feature less its mean, over its deviation."""

import numpy as np

from core.types import Array


def normalize(X: Array, mean: Array, deviation: Array) -> Array:
    """Return `(x - μ)/σ` for every feature of X `(n, m)`, μ and σ `(n, 1)`.

    Training and test examples are treated alike: both take μ and σ of the training set.

    Source: lesson C1.

    >>> X = np.array([[1.0, 3.0], [10.0, 30.0]])
    >>> normalize(X, *mean_and_deviation(X))
    array([[-1.,  1.],
           [-1.,  1.]])
    """
    return (X - mean) / deviation


def mean_and_deviation(X: Array) -> tuple[Array, Array]:
    """Return μ and σ of every feature of X `(…, n, m)` over its examples, `(…, n, 1)` each.

    The variance is the mean of the squares, without the correction by m/(m-1). A feature that
    never changes gets σ = 1: it is left as it is, less its mean.

    Source: lesson C1.

    >>> [part.ravel().tolist() for part in mean_and_deviation(np.array([[1.0, 3.0], [5.0, 5.0]]))]
    [[2.0, 5.0], [1.0, 1.0]]
    """
    deviation = X.std(axis=-1, keepdims=True)
    return X.mean(axis=-1, keepdims=True), np.where(deviation > 0, deviation, 1)
