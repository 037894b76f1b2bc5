"""One contest of grid, random and quasi-random search: what each tries, and what it finds."""

from dataclasses import dataclass, replace
from math import prod
from typing import NamedTuple

import numpy as np

from core.lessons.tuning import designs
from core.lessons.tuning.space import BASE, Hyperparameter, named, settings_at
from core.training.settings import Settings
from core.types import Array

CONTENDERS = ("Grid", "Random", "Quasi-random")
ORDER = 3  # a stream of random numbers apart from those of the designs


@dataclass(frozen=True)
class Contest:
    """What the contenders search: these hyperparameters, so many trials, on these data.

    `real` are the names of those that matter, `idle` the number of those that nothing reads;
    `shift` is where in its share of an axis each value of the grid lies. All contenders get as
    many trials as the grid has points, `trials` at most.

    Raises ValueError unless there are two hyperparameters or more and at least two trials.
    """

    real: tuple[str, ...] = ("α", "β")
    idle: int = 0
    trials: int = 25
    shift: float = 0.5
    data: str = BASE.data
    seed: int = 0

    def __post_init__(self) -> None:
        if not self.real or len(self.searched) < 2:
            raise ValueError("a search needs two hyperparameters, one of which matters")
        if not 2 <= self.trials <= 1000 or not 0 <= self.shift < 1:
            raise ValueError("trials must be from 2 to 1000 and shift from 0 to below 1")

    @property
    def searched(self) -> tuple[Hyperparameter, ...]:
        """The hyperparameters, idle ones last."""
        return named(self.real, self.idle)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many values of each hyperparameter the grid has."""
        return designs.grid_shape(self.trials, len(self.searched))

    @property
    def n(self) -> int:
        """The trials of each contender."""
        return prod(self.shape)

    @property
    def base(self) -> Settings:
        """What all candidates have in common."""
        return replace(BASE, data=self.data, seed=self.seed)

    def settings(self, places: Array) -> list[Settings]:
        """Return the candidates at places `(N, d)`; columns left out at the end are idle ones."""
        return settings_at(self.base, self.searched[: places.shape[1]], places)

    def places(self) -> Array:
        """Return which places each contender tries in turn, `(contenders, n, d)`.

        The grid is tried in a random order, so that no hyperparameter waits for the others.
        """
        d = len(self.searched)
        in_order = designs.grid(self.shape, self.shift)
        shuffled = np.random.default_rng([self.seed, ORDER]).permutation(in_order)
        return np.stack(
            [
                shuffled,
                designs.random(self.n, d, self.seed),
                designs.quasi_random(self.n, d, self.seed),
            ]
        )


class Outcome(NamedTuple):
    """What a contender tried, `(n, d)`, and the validation loss of each trial, `(n,)`."""

    name: str
    places: Array
    losses: Array

    @property
    def best(self) -> int:
        """The number of its best trial, from 0."""
        return int(self.losses.argmin())


def candidates(contest: Contest) -> list[Settings]:
    """Return all that is tried in a contest, one contender after the other."""
    return contest.settings(contest.places().reshape(-1, len(contest.searched)))


def outcomes(contest: Contest, losses: Array) -> tuple[Outcome, ...]:
    """Return how each contender did, from the losses of all candidates."""
    parts = zip(CONTENDERS, contest.places(), losses.reshape(len(CONTENDERS), -1), strict=True)
    return tuple(Outcome(*part) for part in parts)
