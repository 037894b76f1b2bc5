"""Two runs that differ in one setting: who is ahead, since when, and is it luck or law?

Everything else is the same: the points, their order in the mini-batches, and the first weights of
every layer that has the same shape in both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from math import comb
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.training import examples, network, replay, runs
from core.training.data import one_hot
from core.training.runs import Steps
from core.training.settings import BOUNDS, CALLS_PER_STEP, SettingError, Settings
from core.types import Array

MOST_PAIR_WORK = 1.1e10  # multiply-adds for A, B and all other seeds, some two seconds on a core
MOST_FILM_SHARE = 0.8  # of these for A and B alone
SEED_COUNTS = (20, 10, 5)  # the first for which each seed can be trained for FEWEST_STEPS
FEWEST_STEPS = 100
SPACINGS = (1, 2, 5, 10, 20, 50, 100)  # steps from one look at the loss to the next
MOST_LOOKS = 50


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


class Trials(NamedTuple):
    """The training loss of A and of B with each of `seeds` `(K,)` after `steps` `(T,)`, `(K, T)`.

    It is infinite from the step on at which a run diverged.
    """

    seeds: NDArray[np.intp]
    steps: Steps
    loss_a: Array
    loss_b: Array

    @property
    def medians(self) -> tuple[Array, Array]:
        """The loss in the middle of all seeds, of A and of B, `(T,)` each."""
        return np.median(self.loss_a, axis=0), np.median(self.loss_b, axis=0)


def other_luck(pair: Pair) -> Trials:
    """Train the pair again with other points, first weights and mini-batches, all seeds at once.

    In each trial A and B share a seed, the first of them that of the pair.
    """
    n_seeds, n_steps = affordable(pair)
    seeds = (pair.a.seed + np.arange(n_seeds)) % (int(BOUNDS["seed"][1]) + 1)
    spacing = next(each for each in SPACINGS if n_steps <= each * MOST_LOOKS)
    steps = np.arange(0, n_steps + 1, spacing)
    loss_a, loss_b = (
        losses([replace(each, seed=seed, steps=int(steps[-1])) for seed in seeds.tolist()], steps)
        for each in (pair.a, pair.b)
    )
    return Trials(seeds, steps, loss_a, loss_b)


def affordable(pair: Pair) -> tuple[int, int]:
    """Return for how many seeds and how many steps the pair can be trained again.

    Large networks get fewer steps, and when these become too few, fewer seeds. The calls of a step
    are paid once for all networks that are trained together.
    """
    calls, left = 2 * CALLS_PER_STEP, MOST_PAIR_WORK - pair.a.steps * pair.step_work
    for seeds in SEED_COUNTS:
        steps = min(pair.a.steps, int(left / (calls + seeds * (pair.step_work - calls))))
        if steps >= min(pair.a.steps, FEWEST_STEPS):
            break
    return seeds, steps


def losses(group: Sequence[Settings], steps: Steps) -> Array:
    """Return the training loss of each network after each of the steps, `(K, T)`.

    It is infinite from the step on at which a run diverged.
    """
    form = group[0].network
    data = [examples.of(each) for each in group]
    X = np.stack([each.inputs(each.X) for each in data])
    Y = np.stack([one_hot(each.labels, group[0].classes) for each in data])
    loss = np.empty((len(group), len(steps)))
    with np.errstate(all="ignore"):
        for look, (_, state) in enumerate(runs.states(group, steps)):
            loss[:, look] = replay.mean_loss(form, state, X, Y)
    return np.where(np.isfinite(loss), loss, np.inf)


def score(loss_a: Array, loss_b: Array) -> tuple[int, int]:
    """Return how often A and how often B has the lower loss.

    >>> score(np.array([1.0, 2.0, 3.0]), np.array([2.0, 2.0, 1.0]))
    (1, 1)
    """
    return int((loss_a < loss_b).sum()), int((loss_b < loss_a).sum())


def chance(wins: int, losses: int) -> float:
    """Return how probable it is that fair coins fall at least as unevenly (the sign test).

    >>> chance(3, 0)
    0.25
    """
    throws = wins + losses
    tail = sum(comb(throws, k) for k in range(max(wins, losses), throws + 1)) / 2**throws
    return min(1.0, 2 * tail)
