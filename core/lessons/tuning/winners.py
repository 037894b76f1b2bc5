"""The best of each contender trained again with other seeds: what of its lead was luck?"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from core.lessons.tuning.contest import Contest, Outcome
from core.training.settings import Settings
from core.training.trials import seeds_from
from core.types import Array

SEEDS = 20


class Winner(NamedTuple):
    """The best of a contender: its loss in the search, and with each of the other seeds."""

    name: str
    searched: float
    again: Array

    @property
    def median(self) -> float:
        """The loss in the middle of all other seeds."""
        return float(np.median(self.again))


def candidates(contest: Contest, outcomes: Sequence[Outcome]) -> list[Settings]:
    """Return the best of each contender with other points, first weights and mini-batches."""
    best = contest.settings(np.stack([each.places[each.best] for each in outcomes]))
    seeds = seeds_from(contest.seed + 1, SEEDS).tolist()
    return [replace(each, seed=seed) for each in best for seed in seeds]


def winners(outcomes: Sequence[Outcome], losses: Array) -> list[Winner]:
    """Return how the best of each contender did again."""
    return [
        Winner(each.name, float(each.losses.min()), again)
        for each, again in zip(outcomes, losses.reshape(len(outcomes), SEEDS), strict=True)
    ]
