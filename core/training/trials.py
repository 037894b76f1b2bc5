"""The same two networks with other seeds: is a lead more than luck?"""

from collections.abc import Sequence
from dataclasses import replace
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.training import examples, replay, runs
from core.training.runs import Steps
from core.training.settings import BOUNDS, CALLS_PER_STEP, Settings
from core.types import Array

MOST_PAIR_WORK = 1.1e10  # multiply-adds for A, B and all other seeds, some two seconds on a core
SEED_COUNTS = (20, 10, 5)  # the first for which each seed can be trained for FEWEST_STEPS
FEWEST_STEPS = 100
SPACINGS = (1, 2, 5, 10, 20, 50, 100)  # steps from one look at the loss to the next
MOST_LOOKS = 50
EQUAL = 1e-4  # of a loss: less is what ε and rounding do before anything is learned


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


def again(a: Settings, b: Settings, spent: float = 0) -> Trials:
    """Train both again with other points, first weights and mini-batches, all seeds at once.

    In each trial A and B share a seed, the first of them that of `a`. `spent` multiply-adds of
    `MOST_PAIR_WORK` have gone into other pictures of the two.
    """
    n_seeds, n_steps = affordable(a, b, spent)
    seeds = seeds_from(a.seed, n_seeds)
    spacing = next(each for each in SPACINGS if n_steps <= each * MOST_LOOKS)
    steps = np.arange(0, n_steps + 1, spacing)
    loss_a, loss_b = (
        losses([replace(each, seed=seed, steps=int(steps[-1])) for seed in seeds.tolist()], steps)
        for each in (a, b)
    )
    return Trials(seeds, steps, loss_a, loss_b)


def seeds_from(first: int, n: int) -> NDArray[np.intp]:
    """Return n seeds in a row; after the greatest comes 0.

    >>> seeds_from(2**31 - 2, 3).tolist()
    [2147483646, 2147483647, 0]
    """
    return (first + np.arange(n)) % (int(BOUNDS["seed"][1]) + 1)


def affordable(a: Settings, b: Settings, spent: float = 0) -> tuple[int, int]:
    """Return for how many seeds and how many steps both can be trained again.

    Large networks get fewer steps, and when these become too few, fewer seeds. The calls of a step
    are paid once for all networks that are trained together.
    """
    calls, left = 2 * CALLS_PER_STEP, MOST_PAIR_WORK - spent
    step_work = a.step_work + b.step_work
    for seeds in SEED_COUNTS:
        steps = min(a.steps, int(left / (calls + seeds * (step_work - calls))))
        if steps >= min(a.steps, FEWEST_STEPS):
            break
    return seeds, steps


def losses(group: Sequence[Settings], steps: Steps, validation: bool = False) -> Array:
    """Return the training loss of each network after each of the steps, `(K, T)`.

    With `validation` it is the loss on the validation examples. It is infinite from the step on at
    which a run diverged.
    """
    form, (X, Y) = group[0].network, examples.together(group, validation)
    loss = np.empty((len(group), len(steps)))
    with np.errstate(all="ignore"):
        for look, (_, state) in enumerate(runs.states(group, steps)):
            loss[:, look] = replay.mean_loss(form, state, X, Y)
    return np.where(np.isfinite(loss), loss, np.inf)


def score(loss_a: Array, loss_b: Array) -> tuple[int, int]:
    """Return how often A and how often B is ahead: its loss is lower by more than `EQUAL` of it.

    >>> score(np.array([1.0, 2.0, 3.0]), np.array([2.0, 2.00001, 1.0]))
    (1, 1)
    """
    return int(_ahead(loss_a, loss_b).sum()), int(_ahead(loss_b, loss_a).sum())


def _ahead(one: Array, other: Array) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = one < other * (1 - EQUAL)
    return found


def chance(wins: int, losses: int) -> float:
    """Return how probable it is that fair coins fall at least as unevenly (the sign test).

    >>> chance(3, 0)
    0.25
    """
    throws = wins + losses
    tail = sum(comb(throws, k) for k in range(max(wins, losses), throws + 1)) / 2**throws
    return min(1.0, 2 * tail)
