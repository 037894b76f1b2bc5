"""A contest of grid, random and quasi-random search, and the race over many draws."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binomtest

from core.lessons.tuning import contest, race
from core.lessons.tuning.contest import Contest

CONTEST = Contest()


def by_distance(candidates: list) -> np.ndarray:
    """A loss that needs no training: the distance of log α from -1, plus a little of β."""
    return np.array([abs(np.log10(c.learning_rate) + 1) + 0.01 * c.beta1 for c in candidates])


@pytest.mark.parametrize("idle", [0, 1, 2, 3])
@pytest.mark.parametrize("real", [("α", "β"), ("α", "units", "L2")])
def test_all_contenders_get_as_many_trials_as_the_grid_has_points(real, idle):
    asked = Contest(real, idle, trials=30)
    places = asked.places()
    assert places.shape == (3, asked.n, len(real) + idle)
    assert asked.n <= 30
    assert [len(np.unique(column)) for column in places[0].T] == list(asked.shape)
    assert [len(np.unique(column)) for column in places[1].T] == [asked.n] * len(asked.shape)


def test_with_idle_hyperparameters_a_grid_trains_few_networks():
    three_alphas = Contest(("α",), idle=2, trials=27)
    assert len(set(contest.candidates(three_alphas)[:27])) == 3
    assert len(set(contest.candidates(three_alphas)[27:54])) == 27


def test_outcomes_belong_to_their_candidates():
    losses = by_distance(contest.candidates(CONTEST))
    for each, name in zip(contest.outcomes(CONTEST, losses), contest.CONTENDERS, strict=True):
        assert each.name == name
        assert each.losses.tolist() == by_distance(CONTEST.settings(each.places)).tolist()
        assert each.losses[each.best] == each.losses.min()


@pytest.mark.parametrize(
    "wrong", [{"real": ()}, {"real": ("α",)}, {"trials": 1}, {"shift": 1}, {"shift": np.nan}]
)
def test_what_is_no_contest_is_refused(wrong):
    with pytest.raises(ValueError, match=r"a search needs|trials must be"):
        Contest(**wrong)


def test_a_race_tells_the_best_of_every_draw():
    drawn = race.draws(CONTEST)
    found = race.run(drawn, by_distance(drawn.settings))
    assert found.random.shape == (4, 50)
    for i, asked in enumerate(drawn.contests):
        for draw in (0, 49):
            grid = by_distance(asked.settings(drawn.grids[i][draw])).min()
            random = by_distance(asked.settings(drawn.random[draw][: asked.n])).min()
            assert (found.grids[i, draw], found.random[i, draw]) == (grid, random)


def test_a_race_is_the_same_wherever_the_grid_of_the_contest_lies():
    one, other = (race.draws(replace(CONTEST, shift=shift)).settings for shift in (0.1, 0.5))
    assert one == other


def test_the_grid_of_the_contest_has_its_lowest_loss_with_every_number_of_idle_ones():
    shifted = replace(CONTEST, shift=0.2, idle=3)
    grids = race.grid_settings(shifted)
    assert [len(each) for each in grids] == [25, 9, 6, 4]
    losses = [by_distance(each) for each in grids]
    lowest = race.grid_lowest(shifted, np.concatenate(losses))
    assert lowest.tolist() == [[each.min()] for each in losses]
    first = replace(shifted, idle=0)
    assert set(grids[0]) == set(first.settings(first.places()[0]))


def test_a_race_over_one_hyperparameter_that_matters_starts_with_one_idle():
    assert [each.idle for each in race.draws(Contest(("α",), idle=1)).contests] == [1, 2, 3]


def test_a_race_takes_what_a_contest_would_try():
    asked = replace(CONTEST, idle=2)
    drawn = race.draws(asked)
    later = replace(asked, seed=asked.seed + 1).places()
    np.testing.assert_array_equal(drawn.random[0][: asked.n], later[1][:, :2])
    np.testing.assert_array_equal(drawn.quasi_random[0][: asked.n], later[2][:, :2])


def test_a_large_race_has_fewer_draws():
    everything = Contest(("α", "β", "batch", "units", "L2", "decay"), trials=100)
    assert len(race.draws(everything).random) in race.DRAWS[1:]


@pytest.mark.parametrize(("wins", "of"), [(0, 50), (7, 50), (25, 50), (50, 50), (3, 10)])
def test_the_interval_is_that_of_scipy(wins, of):
    theirs = binomtest(wins, of).proportion_ci(method="wilson")
    ours = race.wilson(wins, of)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-4)
    assert ours.low <= ours.part <= ours.high


def test_equal_losses_are_no_win():
    (share,) = race.won(np.array([[1.0, 2.0, np.inf]]), np.array([[1.0, 3.0, np.inf]]))
    assert (share.wins, share.of) == (1, 3)
