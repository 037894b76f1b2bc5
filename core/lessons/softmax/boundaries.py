"""Where two classes of a softmax without hidden layers tie: a straight line, in parts a border.

The score of class i at a point x is `w_i·x + b_i`, so classes i and j tie where
`(w_i - w_j)·x + (b_i - b_j) = 0`. The tie is a border where no third class has a higher score.
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np

from core.training import Run
from core.training.network import Linear
from core.types import Array


class Ties(NamedTuple):
    """One line a pair of classes and frame, cut to the picture.

    `pairs` are the classes `(i, j)`, i < j; `lines` and `borders` are `(F, pairs, 4)`, the ends
    `x, y, x, y` of the line and of the part of it that is a border; NaN where there is none.
    """

    pairs: list[tuple[int, int]]
    lines: Array
    borders: Array


def only_layer(run: Run) -> Linear:
    """Return the one layer of a softmax without hidden layers, W `(F, C, 2)` and b `(F, C, 1)`.

    It takes the points as they are: `W (x - μ)/σ + b = (W/σ) x + (b - (W/σ) μ)`.

    Raises ValueError if the run has hidden layers.
    """
    *hidden, last = run.settings.network.layers(run.theta)
    if hidden or not isinstance(last, Linear):
        raise ValueError(f"hidden is {run.settings.hidden}; only with () are boundaries straight")
    W = last.W / run.data.deviation.T
    return Linear(W, last.b - W @ run.data.mean)


def ties(layer: Linear, domain: tuple[float, float]) -> Ties:
    """Return where each pair of classes ties, in the square picture over `domain`.

    W is `(F, C, 2)` and b `(F, C, 1)`: a layer a frame.

    Source: lesson E3.

    >>> W, b = np.array([[[1.0, 0.0], [0.0, 0.0]]]), np.array([[[0.0], [0.5]]])
    >>> ties(Linear(W, b), (-1, 1)).borders.round(6)
    array([[[ 0.5, -1. ,  0.5,  1. ]]])
    """
    W, b = layer
    pairs = list(combinations(range(W.shape[1]), 2))
    i, j = np.array(pairs).T
    normal, offset = W[:, i] - W[:, j], b[:, i] - b[:, j]
    with np.errstate(all="ignore"):  # the same w twice: no line, NaN
        length = np.linalg.norm(normal, axis=-1, keepdims=True)
        start = -offset / length * (normal / length)
        along = np.stack([-normal[..., 1], normal[..., 0]], axis=-1) / length
        low, high = domain
        inside = [
            np.concatenate([start - low, high - start], -1),
            np.concatenate([along, -along], -1),
        ]
        ahead = _lead(W, b, start, i, j), _lead(W, 0 * b, along, i, j)
        return Ties(
            pairs,
            _part(start, along, *inside),
            _part(
                start,
                along,
                *(np.concatenate(both, -1) for both in zip(inside, ahead, strict=True)),
            ),
        )


def _lead(W: Array, b: Array, x: Array, i: Array, j: Array) -> Array:
    """Return by how much class i leads every class at x, one x a pair, `(F, pairs, C)`."""
    scores = x @ W.mT + b.mT
    pair = np.arange(len(i))
    lead = scores[:, pair, i, np.newaxis] - scores
    lead[:, pair, i] = lead[:, pair, j] = 0  # it ties with these, but for rounding
    return lead


def _part(start: Array, along: Array, at_start: Array, growth: Array) -> Array:
    """Return the ends of the part of a line where all of `at_start + t growth` are at least 0."""
    zero = -at_start / growth
    first = np.where(growth > 0, zero, -np.inf).max(axis=-1, keepdims=True)
    last = np.where(growth < 0, zero, np.inf).min(axis=-1, keepdims=True)
    never = ((growth == 0) & (at_start < 0)).any(axis=-1, keepdims=True)
    ends = np.concatenate([start + first * along, start + last * along], axis=-1)
    return np.where(never | (first >= last), np.nan, ends)
