"""A race: the same contest over many draws, with none, one, two … idle hyperparameters.

What a network makes of the hyperparameters that matter does not depend on the idle ones. So one
set of trained networks serves every number of idle ones.
"""

from dataclasses import replace
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.lessons.tuning import designs, search
from core.lessons.tuning.contest import Contest
from core.lessons.tuning.space import IDLE
from core.training.settings import Settings
from core.types import Array

DRAWS = (50, 20, 10)  # the first for which the race is short enough
MOST_RACE_WORK = 20 * search.MOST_SLICE_WORK
SHIFTS = 4  # a stream of random numbers apart from those of the designs
Z = 1.96  # deviations to each side of the mean that hold 95 % of a normal distribution


class Draws(NamedTuple):
    """What is tried, by the places of the hyperparameters that matter, a contest a number of idle.

    `random` and `quasi_random` `(draws, most trials, real)` are the same in every contest, which
    takes the first so many. Of `grids` `(draws, points, real)` each draw has a shift of its own.
    """

    contests: tuple[Contest, ...]
    random: Array
    quasi_random: Array
    grids: tuple[Array, ...]

    @property
    def parts(self) -> tuple[Array, ...]:
        """All places, in the order in which their losses are expected."""
        return self.random, self.quasi_random, *self.grids

    @property
    def settings(self) -> list[Settings]:
        """Every candidate; many are the same."""
        flat = [each.reshape(-1, each.shape[-1]) for each in self.parts]
        return self.contests[0].settings(np.concatenate(flat))


class Race(NamedTuple):
    """The lowest loss that each contender found, `(contests, draws)`."""

    contests: tuple[Contest, ...]
    random: Array
    quasi_random: Array
    grids: Array


def contests(contest: Contest) -> tuple[Contest, ...]:
    """Return the contest with every number of idle hyperparameters that it can have."""
    fewest = 1 if len(contest.real) == 1 else 0  # a search needs two hyperparameters
    return tuple(replace(contest, idle=idle) for idle in range(fewest, len(IDLE) + 1))


def draws(contest: Contest) -> Draws:
    """Return what a race tries, for as many draws as there is time for.

    A draw is a seed of the random and of the quasi-random points, and a shift of the grid along
    each axis. The shift of the contest plays no part.
    """
    one = sum(map(search.work, search.blocks(_draws(contest, DRAWS[-1]).settings))) / DRAWS[-1]
    fitting = (each for each in DRAWS if each * one <= MOST_RACE_WORK)
    return _draws(contest, next(fitting, DRAWS[-1]))


def _draws(contest: Contest, n_draws: int) -> Draws:
    real = len(contest.real)
    each_idle = contests(contest)
    most = max(each.n for each in each_idle)
    seeds = range(contest.seed + 1, contest.seed + 1 + n_draws)
    shifts = np.random.default_rng([contest.seed, SHIFTS]).random((n_draws, real))
    return Draws(
        each_idle,
        np.stack([designs.random(most, real, seed) for seed in seeds]),
        np.stack([designs.quasi_random(most, real, seed) for seed in seeds]),
        tuple(
            np.stack([designs.grid(each.shape[:real], shift) for shift in shifts])
            for each in each_idle
        ),
    )


def run(drawn: Draws, losses: Array) -> Race:
    """Return the lowest losses of a race, from the losses of its candidates."""
    ends = np.cumsum([each.shape[0] * each.shape[1] for each in drawn.parts])[:-1]
    random, quasi_random, *grids = (
        piece.reshape(each.shape[:2])
        for piece, each in zip(np.split(losses, ends), drawn.parts, strict=True)
    )
    best_random, best_quasi_random = (
        np.stack([search.best_so_far(part)[:, each.n - 1] for each in drawn.contests])
        for part in (random, quasi_random)
    )
    best_grids = np.stack([each.min(axis=1) for each in grids])
    return Race(drawn.contests, best_random, best_quasi_random, best_grids)


def grid_settings(contest: Contest) -> list[list[Settings]]:
    """Return the points of the grid at the shift of the contest, a list a number of idle ones."""
    real = len(contest.real)
    return [
        contest.settings(designs.grid(each.shape[:real], contest.shift))
        for each in contests(contest)
    ]


def grid_lowest(contest: Contest, losses: Array) -> Array:
    """Return the lowest loss of each of these grids, `(contests, 1)`, from those of all points."""
    ends = np.cumsum([len(each) for each in grid_settings(contest)])[:-1]
    return np.array([[part.min()] for part in np.split(losses, ends)])


class Share(NamedTuple):
    """How many of how many draws were won, and the interval in which the true share lies."""

    wins: int
    of: int
    low: float
    high: float

    @property
    def part(self) -> float:
        """The share that was won."""
        return self.wins / self.of


def won(one: Array, other: Array) -> list[Share]:
    """Return in how many draws `one` is below `other`, both `(contests, draws)`, by contest."""
    lower: NDArray[np.bool_] = one < other
    return [wilson(int(row.sum()), len(row)) for row in lower]


def wilson(wins: int, of: int) -> Share:
    """Return a share with the interval that holds the true one in 95 of 100 such counts.

    With z = 1.96 it is `(p + z²/2n ± z sqrt(p (1-p)/n + z²/4n²)) / (1 + z²/n)`. Source: Wilson
    (1927).

    >>> wilson(0, 50).high.__round__(3), wilson(25, 50).low.__round__(3)
    (0.071, 0.366)
    """
    p, spread = wins / of, Z * Z / of
    half = Z * sqrt(p * (1 - p) / of + spread / (4 * of))
    middle, scale = p + spread / 2, 1 + spread
    return Share(wins, of, max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale))
