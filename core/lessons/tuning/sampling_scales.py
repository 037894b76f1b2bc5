"""The same random numbers on two scales: in which part of its range does a hyperparameter land?"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core import averages
from core.lessons.tuning.scales import SCALES
from core.text.written import rounded
from core.types import Array


def plain(number: float) -> str:
    """Write a number as short as can be, tiny ones as powers of ten.

    >>> plain(0.001), plain(1e-5)
    ('0.001', '10⁻⁵')
    """
    return rounded(number).removeprefix("1 × ")


@dataclass(frozen=True)
class Range:
    """What is sampled: a hyperparameter between two ends, in parts, and the scale that suits it.

    `parts` are the inner borders of its parts; `both` are the plain scale and the one that spreads
    the draws evenly over the parts. The picture's axis is that of the second.
    """

    name: str
    low: float
    high: float
    parts: tuple[float, ...]
    both: tuple[str, str]
    text: Callable[[float], str] = rounded

    @property
    def borders(self) -> tuple[float, ...]:
        """The ends of all parts, from `low` to `high`; of whole numbers one beyond `high`."""
        return self.low, *self.parts, self.high + (1 if self.is_whole else 0)

    @property
    def is_whole(self) -> bool:
        """Whether it takes whole numbers alone."""
        return self.both[0].startswith("whole")

    @property
    def names(self) -> list[str]:
        """What the parts are called."""
        ends = list(zip(self.borders, self.borders[1:], strict=False))
        if not self.is_whole:
            return [f"{self.text(low)} to {self.text(high)}" for low, high in ends]
        return [f"{low:g}" if high == low + 1 else f"{low:g} to {high - 1:g}" for low, high in ends]

    @property
    def marks(self) -> list[tuple[float, str]]:
        """What is written along the axis, and where: at borders, of whole numbers in the middle."""
        if self.is_whole:
            ends = self.places(np.array(self.borders) - 0.5)
            return list(zip(((ends[:-1] + ends[1:]) / 2).tolist(), self.names, strict=True))
        places = self.places(np.array(self.borders)).tolist()
        return list(zip(places, map(self.text, self.borders), strict=True))

    def shares(self, scale: str) -> Array:
        """Return how much of all draws each part gets on a scale, exactly, `(parts,)`."""
        return np.diff(SCALES[scale].below(np.array(self.borders), self.low, self.high))

    def at(self, scale: str, u: Array) -> Array:
        """Return the values at u on a scale."""
        return SCALES[scale].at(u, self.low, self.high)

    def places(self, values: Array) -> Array:
        """Return where values lie along the axis of the picture, from 0 to 1."""
        if not self.is_whole:
            return SCALES[self.both[1]].below(values, self.low, self.high)
        return (values - self.low + 0.5) / (self.high - self.low + 1)

    def part_of(self, values: Array) -> NDArray[np.intp]:
        """Return the number of the part in which each value lies, from 0."""
        return np.searchsorted(np.array(self.parts), values, side="right")


def learning_rates(a: int, b: int) -> Range:
    """Return α from 10^a to 10^b, a part a decade (lesson B4)."""
    parts = tuple(float(f"1e{power}") for power in range(a + 1, b))
    return Range("α", float(f"1e{a}"), float(f"1e{b}"), parts, ("linear", "log"), plain)


def _beta(value: float) -> str:
    """Write β with its window.

    >>> _beta(0.99)
    '0.99: 100 steps'
    """
    return f"{rounded(value)}: {rounded(averages.memory(value))} steps"


UNITS = Range("units", 50, 100, (60, 70, 80, 90), ("whole numbers", "whole numbers, log"), plain)
LAYERS = Range("layers", 2, 4, (3, 4), ("whole numbers", "whole numbers, log"), plain)
MOMENTUM = Range("β", 0.9, 0.999, (0.99,), ("linear", "log of 1 - β"), _beta)
SEEDS, MOST_DRAWS = range(20), 20_000  # with which, and how far, draws until all parts are counted


class Draws(NamedTuple):
    """The same u `(n,)` on both scales: the values and the numbers of their parts, `(2, n)`."""

    u: Array
    values: Array
    parts: NDArray[np.intp]

    def counts(self, n_parts: int) -> NDArray[np.intp]:
        """Return how many of the first 0, 1, 2 … draws lie in each part, `(2, n + 1, parts)`."""
        each = self.parts[..., np.newaxis] == np.arange(n_parts)
        start = np.zeros((2, 1, n_parts), dtype=np.intp)
        return np.concatenate([start, each.cumsum(axis=1)], axis=1)


def draw(sampled: Range, n: int, seed: int) -> Draws:
    """Draw n random numbers u, even in [0, 1), and read each on both scales."""
    u = np.random.default_rng(seed).random(n)
    values = np.stack([sampled.at(scale, u) for scale in sampled.both])
    return Draws(u, values, sampled.part_of(values))


def draws_until_all(shares: Array) -> float:
    """Return how many draws it takes on average until every part has one.

    `Σ (-1)^(k+1) / (p_1 + … + p_k)` over all sets of k parts, k = 1, 2, …; infinite if a part gets
    none. Source: Flajolet, Gardy and Thimonier (1992), the coupon collector with unequal shares.

    >>> draws_until_all(np.array([0.5, 0.5]))
    3.0
    """
    if (shares <= 0).any():
        return np.inf
    return float(
        sum(
            (-1) ** (k + 1) / sum(some)
            for k in range(1, len(shares) + 1)
            for some in combinations(shares.tolist(), k)
        )
    )


def first_with_all(parts: NDArray[np.intp], n_parts: int) -> int | None:
    """Return after how many of these draws every part had one, if it came to that.

    >>> first_with_all(np.array([0, 0, 1, 1]), 2), first_with_all(np.array([0, 0]), 2)
    (3, None)
    """
    firsts = [np.flatnonzero(parts == part) for part in range(n_parts)]
    if any(not first.size for first in firsts):
        return None
    return int(max(first[0] for first in firsts)) + 1


def measured_until_all(sampled: Range) -> Array:
    """Return how many draws it took with each of `SEEDS` on both scales, `(2, seeds)`.

    NaN where a part was still empty after `MOST_DRAWS`.
    """
    n_parts = len(sampled.names)
    found = [
        [first_with_all(parts, n_parts) for parts in draw(sampled, MOST_DRAWS, seed).parts]
        for seed in SEEDS
    ]
    return np.array(found, dtype=np.float64).T


def median_window(scale: str, sampled: Range = MOMENTUM) -> float:
    """Return the window 1 / (1 - β) that half of all draws on a scale exceed (lesson A2, B5)."""
    return averages.memory(float(sampled.at(scale, np.array(0.5))))


def reverse_log_below(x: float, low: float, high: float) -> float:
    """Return the share of draws below x by KerasTuner's `sampling="reverse_log"`.

    It mirrors a log scale within the range: `1 - log((high + low - x) / low) / log(high / low)`.
    Source: keras_tuner 1.4, `hp_types/numerical.py`.

    >>> round(reverse_log_below(5.5, low=1, high=10), 2)
    0.26
    """
    return float(1 - np.log((high + low - x) / low) / np.log(high / low))
