"""Logistic regression: one score, one sigmoid. What a softmax of two classes comes down to."""

from typing import NamedTuple

import numpy as np

from core import training
from core.activations import sigmoid
from core.lessons.softmax import logistic
from core.lessons.softmax.boundaries import only_layer
from core.softmax import softmax
from core.training.settings import Settings
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


class Both(NamedTuple):
    """What either learned, `(steps + 1, 3)`, and the largest difference of any probability.

    For softmax that is `w_1 - w_2` and `b_1 - b_2`, for logistic regression w and b.
    """

    by_softmax: Array
    by_logistic: Array
    difference: float


def train_both(data: str, seed: int, learning_rate: float = 0.5, steps: int = 200) -> Both:
    """Train both on all of 200 points in every step, and compare every step on every point.

    Logistic regression starts at `w_1 - w_2`, `b_1 - b_2` and takes twice the learning rate: in
    softmax w_1 and w_2 both move, by as much, in opposite directions.

    Source: lesson E4.

    >>> train_both("blobs", seed=0).difference < 1e-12
    True
    """
    settings = Settings(
        data=data,
        classes=2,
        examples=200,
        validation_share=0,
        hidden=(),
        batch_norm=False,
        optimizer="sgd",
        learning_rate=learning_rate,
        decay=0,
        batch_size=200,
        steps=steps,
        seed=seed,
    )
    run = training.train(settings, np.arange(steps + 1))
    layer, X = only_layer(run), run.data.X
    by_softmax = np.concatenate([layer.W, layer.b], axis=-1)
    by_softmax = by_softmax[:, 0] - by_softmax[:, 1]
    is_first = (run.data.labels == 0).astype(float)
    by_logistic = logistic.train(X, is_first, by_softmax[0], 2 * learning_rate, steps)
    shares = softmax(layer.W @ X + layer.b, axis=-2)[:, 0]
    difference = np.abs(shares - logistic.predict(by_logistic, X)).max()
    return Both(by_softmax, by_logistic, float(difference))
