"""Two runs that differ in one setting: who is ahead, and since when?

Everything else is the same: the points, their order in the mini-batches, and the first weights of
every layer that has the same shape in both.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from core.training import network
from core.training.runs import Steps
from core.training.settings import SettingError, Settings
from core.training.trials import MOST_PAIR_WORK, Trials, again
from core.types import Array

MOST_FILM_SHARE = 0.8  # of MOST_PAIR_WORK for A and B alone; the rest is for other seeds


@dataclass(frozen=True)
class Pair:
    """Two settings that differ in one field at most.

    Raises ValueError if they differ in more, or if both are too much to train for one picture.

    >>> Pair("batch_norm", Settings(batch_norm=False), Settings()).values
    (False, True)
    """

    field: str
    a: Settings
    b: Settings

    def __post_init__(self) -> None:
        if replace(self.a, **{self.field: self.values[1]}) != self.b:
            raise ValueError(f"a and b differ in more than {self.field}; they may differ in one")
        most = int(MOST_FILM_SHARE * MOST_PAIR_WORK / self.step_work)
        if self.a.steps > most:
            raise SettingError(
                "steps",
                self.a.steps,
                f"of two networks and mini-batches this large at most {most} can be trained here",
            )

    @property
    def step_work(self) -> float:
        """The cost of one step of both, in multiply-adds."""
        return self.a.step_work + self.b.step_work

    @property
    def values(self) -> tuple[Any, Any]:
        """What A and B have in the field in which they differ."""
        return getattr(self.a, self.field), getattr(self.b, self.field)


def pair_of(a: Settings, b: Settings, otherwise: str) -> Pair:
    """Return the pair of these settings; of equal ones `otherwise` is the field that may differ.

    >>> pair_of(Settings(seed=1), Settings(seed=2), otherwise="optimizer").field
    'seed'
    """
    differing = (each.name for each in fields(a) if getattr(a, each.name) != getattr(b, each.name))
    return Pair(next(differing, otherwise), a, b)


def layers_alike(pair: Pair) -> tuple[int, int]:
    """Return in how many layers A and B start from the same weights, and how many layers A has.

    >>> layers_alike(Pair("hidden", Settings(hidden=(16, 16)), Settings(hidden=(16, 8))))
    (1, 3)
    """
    a, b = (
        each.network.layers(network.initialize(each.network, each.initialization, each.seed))
        for each in (pair.a, pair.b)
    )
    return sum(np.array_equal(one.W, other.W) for one, other in zip(a, b, strict=False)), len(a)


def first_at(steps: Steps, accuracy: Array, level: float = 0.95) -> int | None:
    """Return the first of the steps at which the accuracy reaches the level, if it ever does."""
    reached = accuracy >= level
    return int(steps[reached.argmax()]) if reached.any() else None


def ahead_since(steps: Steps, loss_a: Array, loss_b: Array) -> int:
    """Return the first of the steps from which on the one that ends ahead was never behind.

    >>> ahead_since(np.array([0, 10, 20, 30]), np.array([9, 3, 2, 1]), np.array([9, 2, 3, 4]))
    20
    """
    behind = loss_a > loss_b if loss_a[-1] <= loss_b[-1] else loss_b > loss_a
    return int(steps[len(steps) - behind[::-1].argmax()]) if behind.any() else int(steps[0])


def other_luck(pair: Pair) -> Trials:
    """Train the pair again with other seeds, for as long as the work for one picture allows."""
    return again(pair.a, pair.b, spent=pair.a.steps * pair.step_work)
