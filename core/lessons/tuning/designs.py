"""Which points to try: a grid, random ones, or ones that spread evenly without a grid.

Each returns places u `(n, d)` in the unit cube, a row a trial, a column a hyperparameter.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.types import Array

PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23)  # a base for each column of a Halton sequence
RANDOM, SHIFT = 1, 2  # streams of random numbers apart from each other


def grid_shape(n: int, d: int) -> tuple[int, ...]:
    """Return how many values each of d axes has in the largest even grid of at most n points.

    Where not all axes can have one more, the first ones do.

    >>> grid_shape(25, 2), grid_shape(25, 3)
    ((5, 5), (3, 3, 2))
    """
    shape = [1] * d
    while True:
        grown = shape.copy()
        grown[shape.index(min(shape))] += 1
        if np.prod(grown) > n:
            return tuple(shape)
        shape = grown


def grid(shape: tuple[int, ...], shift: ArrayLike = 0.5) -> Array:
    """Return every combination of k values an axis: `u = (i + shift) / k`, i = 0 … k - 1.

    A shift of 0.5 puts each value in the middle of its share of the axis; there may be one an axis.
    Source: lesson B2.

    >>> grid((2, 1)).tolist()
    [[0.25, 0.5], [0.75, 0.5]]
    """
    shifts = np.broadcast_to(shift, len(shape)).tolist()
    axes = [(np.arange(k) + each) / k for k, each in zip(shape, shifts, strict=True)]
    return np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")], axis=1)


def random(n: int, d: int, seed: int) -> Array:
    """Return n points drawn at random, each column from random numbers of its own.

    So more trials or more hyperparameters leave those before as they are. Source: lesson B2.

    >>> bool((random(9, 2, seed=0)[:5, :1] == random(5, 1, seed=0)).all())
    True
    """
    return np.stack([np.random.default_rng([seed, RANDOM, j]).random(n) for j in range(d)], axis=1)


def quasi_random(n: int, d: int, seed: int) -> Array:
    """Return the first n points of a Halton sequence, moved by a random shift: `(h + s) mod 1`.

    Each column is spread evenly at every n. Source: Halton (1960); the shift: Cranley and
    Patterson (1976).
    """
    shift = [np.random.default_rng([seed, SHIFT, j]).random() for j in range(d)]
    return (halton(n, d) + shift) % 1


def halton(n: int, d: int) -> Array:
    """Return points 1 … n of the Halton sequence: column j mirrors the digits of i in base p_j.

    >>> halton(3, 2).round(3).tolist()
    [[0.5, 0.333], [0.25, 0.667], [0.75, 0.111]]
    """
    i = np.arange(1, n + 1)
    return np.stack([_mirrored(i, base) for base in PRIMES[:d]], axis=1)


def _mirrored(i: NDArray[np.intp], base: int) -> Array:
    """Return the digits of i mirrored at the point: 6 is 110 in base 2, so 0.011, which is 3/8."""
    u, place = np.zeros(len(i)), 1.0
    while i.any():
        i, digit = np.divmod(i, base)
        place /= base
        u += digit * place
    return u
