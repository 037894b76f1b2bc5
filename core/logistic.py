"""Logistic regression: one score, one sigmoid. What a softmax of two classes comes down to."""

import numpy as np

from core.activations import sigmoid
from core.types import Array


def predict(parameters: Array, X: Array) -> Array:
    """Return the probability that y is 1 for each column of X `(n, m)`.

    `ŷ = σ(w·x + b)`; parameters are `(…, n + 1)`, w first, then b; the result is `(…, m)`

    >>> predict(np.array([1.0, 0.0]), np.array([[0.0, np.log(3)]]))
    array([0.5 , 0.75])
    """
    return sigmoid(parameters[..., :-1] @ X + parameters[..., -1:])


def train(X: Array, y: Array, parameters: Array, learning_rate: float, steps: int) -> Array:
    """Return the parameters at the start and after each step on all examples, `(steps + 1, n + 1)`.

    `dz = ŷ - y`, `w := w - α mean(dz x)`, `b := b - α mean(dz)`

    Source: lesson C1, E4.
    """
    path = [parameters]
    for _ in range(steps):
        dz = predict(path[-1], X) - y
        gradient = np.append(X @ dz, dz.sum()) / y.size
        path.append(path[-1] - learning_rate * gradient)
    return np.array(path)
