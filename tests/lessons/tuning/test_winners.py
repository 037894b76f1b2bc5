"""The best of each contender again, with other seeds."""

import numpy as np

from core.lessons.tuning import winners
from core.lessons.tuning.contest import Contest, outcomes

CONTEST = Contest(trials=9, seed=2**31 - 5)
LOSSES = np.random.default_rng(0).random(3 * CONTEST.n)


def test_only_the_seed_differs():
    found = outcomes(CONTEST, LOSSES)
    made = winners.candidates(CONTEST, found)
    for i, each in enumerate(found):
        (best,) = CONTEST.settings(each.places[[each.best]])
        again = made[i * winners.SEEDS : (i + 1) * winners.SEEDS]
        assert len({one.seed for one in again} - {CONTEST.seed}) == winners.SEEDS
        assert {one.learning_rate for one in again} == {best.learning_rate}
        assert {one.beta1 for one in again} == {best.beta1}


def test_losses_go_to_the_contender_they_belong_to():
    losses = np.repeat([1.0, 2.0, 3.0], winners.SEEDS)
    found = winners.winners(outcomes(CONTEST, LOSSES), losses)
    assert [each.median for each in found] == [1, 2, 3]
    assert found[0].searched == LOSSES[: CONTEST.n].min()
