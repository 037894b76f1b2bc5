"""How much a knob matters, against exact decompositions, plain loops and chance."""

from itertools import combinations
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

from core.lessons.tuning import importance
from core.lessons.tuning import what_matters_words as words
from core.lessons.tuning.space import ALPHA, REAL
from core.lessons.tuning.study import KNOBS, NAMES, TUNED, Study

LOSSES = hnp.arrays(float, st.integers(3, 9), elements=st.floats(0, 5) | st.just(float("inf")))


@given(LOSSES)
def test_ranks_are_those_of_scipy_and_those_that_diverged_share_the_last(losses):
    np.testing.assert_array_equal(importance.ranks(losses), stats.rankdata(losses))


def test_what_is_worse_than_guessing_counts_as_guessing():
    found = importance.capped(np.array([0.1, 3.0, np.inf]), classes=3)
    np.testing.assert_allclose(found, [0.1, log(3), log(3)])


def full_grid() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every pair of 8 values of a and b, and y with main effects and no interaction."""
    a, b = (each.ravel() for each in np.meshgrid(np.arange(8), np.arange(8), indexing="ij"))
    return a, b, 3.0 * a + np.array([0, 5, 1, 0, 2, 9, 4, 3])[b]


def test_on_a_full_grid_the_shares_are_those_of_the_analysis_of_variance():
    a, b, y = full_grid()
    shares = []
    for each in (a, b):
        means = np.array([y[each == k].mean() for k in range(8)])
        raw = 8 * ((means - y.mean()) ** 2).sum() / ((y - y.mean()) ** 2).sum()
        shares.append(raw)
        free = 1 - (1 - raw) * (64 - 1) / (64 - 8)
        assert float(importance.explained(each, y)) == pytest.approx(free)
    assert sum(shares) == pytest.approx(1)  # no interaction, nothing left


def test_bins_at_random_explain_nothing_on_average():
    rng = np.random.default_rng(0)
    y, bins = rng.random((400, 60)), rng.integers(0, 8, (400, 60))
    shares = importance.explained(bins, y)
    assert abs(shares.mean()) < 0.01
    assert float(importance.explained(bins[0], np.ones(60))) == 0


def test_many_samples_at_once_are_each_alone():
    rng = np.random.default_rng(1)
    y, u, bins = rng.random((5, 40)), rng.random((5, 40)), rng.integers(0, 4, (5, 40))
    bins[2] = np.minimum(bins[2], 2)
    for found, alone in (
        (importance.explained(bins, y), list(map(importance.explained, bins, y))),
        (importance.in_common(u, y), list(map(importance.in_common, u, y))),
        (importance.lowest_of(y, 7), [importance.lowest_of(row, 7) for row in y]),
    ):
        np.testing.assert_allclose(found, np.array(alone, float))


@settings(max_examples=30)
@given(hnp.arrays(float, st.integers(3, 7), elements=st.floats(0, 5)), st.integers(1, 3))
def test_the_lowest_of_a_choice_is_the_mean_over_all_choices(y, m):
    every = [min(chosen) for chosen in combinations(y.tolist(), m)]
    assert float(importance.lowest_of(y, m)) == pytest.approx(np.mean(every))


def test_the_best_tenth_that_agree_are_less_spread():
    u = np.linspace(0, 1, 100)
    assert importance.in_common(u, np.abs(u - 0.5)) > 0.85
    assert importance.in_common(u, np.abs(((u * 10) % 1) - 0.5)) < 0.2


def test_a_knob_left_at_a_good_default_costs_nothing():
    y = np.random.default_rng(2).random(60)
    assert importance.left_alone(y, y) == pytest.approx(0)
    assert importance.left_alone(y, y + 0.3) == pytest.approx(0.3)


@pytest.mark.parametrize("each", REAL, ids=lambda each: each.name)
def test_every_place_has_a_bin_and_places_at_random_fill_all_alike(each):
    bins = importance.bins(each, np.linspace(0, 0.9999, 4000))
    assert (bins.min(), bins.max()) == (0, importance.n_bins(each) - 1)
    assert (np.diff(bins) >= 0).all()


def test_on_the_linear_scale_most_of_alpha_is_one_bin():
    u = (np.arange(1000) + 0.5) / 1000
    log_bins, linear_bins = importance.bins(ALPHA, u), importance.bins(ALPHA, u, "linear")
    assert np.bincount(log_bins).max() == 125
    assert np.bincount(linear_bins)[0] > 800


def test_a_known_knob_is_found_and_the_scale_of_its_bins_hides_it():
    study = Study()
    places = study.places()
    losses = np.abs(places[:, 0] - 0.55)  # a valley in log α alone
    found = importance.measured(places, losses, seed=0)
    of_log, of_linear = found.explained["log"], found.explained["linear"]
    assert words.largest(of_log) == "α"
    assert of_log.of_all[0] > 0.8 > of_linear.of_all[0]
    assert all(of_log.low[1:] < 0.1)
    assert (of_log.low <= of_log.high).all()
    text = words.upside_down(found.explained)
    assert f"explains {words.percent(of_log.of_all[0])} on the log scale (place 1)" in text


def test_halves_hold_no_trial_twice_and_are_the_same_again():
    halves = importance.halves(40, seed=3)
    assert halves.shape == (importance.HALVES, 20)
    assert all(len(set(half)) == 20 for half in halves.tolist())
    np.testing.assert_array_equal(halves, importance.halves(40, seed=3))


def test_a_study_trains_each_knob_and_holds_it_at_its_default():
    study = Study(trials=4)
    drawn, fixed = study.settings(), study.at_defaults()
    assert len(fixed) == 4 * len(TUNED)
    alphas = fixed[:4]
    assert {each.learning_rate for each in alphas} == {KNOBS[0].default}
    assert [each.hidden for each in alphas] == [each.hidden for each in drawn]
    layers = fixed[4 * NAMES.index("layers") :][:4]
    assert {len(each.hidden) for each in layers} == {2}


def test_the_table_of_all_trials_has_a_row_a_trial_the_best_first():
    places, losses = np.full((3, 9), 0.5), np.array([0.3, 0.1, 0.2])
    head, *rows = words.csv(places, losses, importance.ranks(losses)).splitlines()
    assert head == ",".join(["rank", "validation loss", *NAMES])
    assert [row.split(",")[:2] for row in rows] == [["1", "0.1"], ["2", "0.2"], ["3", "0.3"]]
