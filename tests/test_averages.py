"""Laws, hand-worked values and independent oracles for the average that forgets."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import averages

NEAREST_ONE = 1 - 1e-9
BETAS = [0.0, 0.1, 0.5, 0.9, 0.98, 0.999, 0.9999, NEAREST_ONE]

betas = st.floats(0, NEAREST_ONE)
series = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)


# Laws


@given(series, betas)
def test_an_average_stays_between_the_smallest_and_the_largest_value_seen(x, beta):
    corrected = averages.ewma(x, beta, correct_bias=True)
    rounding = 1e-9 * (1 + np.abs(x).max())
    assert (corrected >= np.minimum.accumulate(x) - rounding).all()
    assert (corrected <= np.maximum.accumulate(x) + rounding).all()


@given(series, betas, st.floats(-100, 100))
def test_averaging_is_linear(x, beta, factor):
    scaled = averages.ewma(factor * np.array(x), beta)
    np.testing.assert_allclose(scaled, factor * averages.ewma(x, beta), rtol=1e-9, atol=1e-9)


@given(st.floats(-1e6, 1e6), betas, st.integers(1, 50))
def test_corrected_averages_of_a_constant_are_that_constant(value, beta, days):
    corrected = averages.ewma(np.full(days, value), beta, correct_bias=True)
    np.testing.assert_allclose(corrected, value, rtol=1e-7, atol=1e-300)  # halves of 5e-324 are 0


@given(series, st.lists(betas, min_size=1, max_size=5), st.booleans())
def test_many_betas_at_once_are_the_same_as_one_at_a_time(x, many, correct_bias):
    together = averages.ewma(x, many, correct_bias)
    alone = [averages.ewma(x, beta, correct_bias) for beta in many]
    np.testing.assert_array_equal(together, alone)


@given(series, betas)
def test_todays_average_is_the_weighted_sum_of_the_days_before(x, beta):
    weights = averages.weights(beta, len(x))
    last = averages.ewma(x, beta)[-1]
    assert last == pytest.approx(weights @ np.array(x)[::-1], rel=1e-9, abs=1e-6)


@given(betas, st.integers(1, 400))
def test_the_weights_add_up_to_the_weight_seen(beta, days):
    seen = averages.weight_seen(beta, days)
    assert averages.weights(beta, days).sum() == pytest.approx(seen, rel=1e-7)


def test_no_memory_repeats_the_data():
    x = [3.0, -1.0, 4.0]
    np.testing.assert_array_equal(averages.ewma(x, 0), x)
    np.testing.assert_array_equal(averages.ewma(x, 0, correct_bias=True), x)


def test_several_series_are_averaged_side_by_side():
    x = np.random.default_rng(0).normal(size=(3, 20))
    one_beta = averages.ewma(x, 0.9)
    own_betas = averages.ewma(x, [0.5, 0.9, 0.99])
    np.testing.assert_array_equal(one_beta[1], averages.ewma(x[1], 0.9))
    np.testing.assert_array_equal(own_betas[2], averages.ewma(x[2], 0.99))


# The lesson's values


@pytest.mark.parametrize(("beta", "steps"), [(0.9, 10), (0.98, 50), (0.999, 1000)])
def test_window_of_the_lesson(beta, steps):  # A2
    assert averages.memory(beta) == pytest.approx(steps)


def test_the_same_nudge_does_nothing_at_0_9_and_doubles_the_window_at_0_999():  # A3
    assert averages.memory(0.9005) == pytest.approx(10.05, abs=0.001)
    assert averages.memory(0.9995) == pytest.approx(2 * averages.memory(0.999))


@pytest.mark.parametrize(("beta", "slope"), [(0.9, 100), (0.999, 1_000_000)])
def test_slope_of_the_window_in_the_lesson(beta, slope):  # A3
    assert averages.memory_slope(beta) == pytest.approx(slope)


@pytest.mark.parametrize("beta", [0.9, 0.98, 0.999])
def test_weight_falls_to_about_1_over_e_a_window_back(beta):  # A2
    window = round(averages.memory(beta))
    weights = averages.weights(beta, window + 1)
    assert weights[-1] / weights[0] == pytest.approx(1 / np.e, rel=0.06)


def test_three_days_by_hand():  # A1: 0.9·0 + 0.1·10 = 1; 0.9·1 + 0.1·20 = 2.9; 0.9·2.9 + 0.1·30
    np.testing.assert_allclose(averages.ewma([10, 20, 30], 0.9), [1, 2.9, 5.61])


# Independent oracles


@pytest.mark.parametrize("beta", BETAS)
@pytest.mark.parametrize("days", [1, 2, 365, 5000])
def test_corrected_average_agrees_with_pandas_adjusted(beta, days):
    x = np.random.default_rng(days).normal(5, 2, size=days)
    expected = pd.Series(x).ewm(alpha=1 - beta, adjust=True).mean()
    ours = averages.ewma(x, beta, correct_bias=True)
    np.testing.assert_allclose(ours, expected, rtol=1e-9)


@pytest.mark.parametrize("beta", BETAS)
def test_uncorrected_average_agrees_with_pandas_unadjusted_started_from_zero(beta):
    x = np.random.default_rng(7).normal(5, 2, size=5000)
    from_zero = pd.Series([0.0, *x])  # pandas starts from its first value, the lesson from 0
    expected = from_zero.ewm(alpha=1 - beta, adjust=False).mean()[1:]
    np.testing.assert_allclose(averages.ewma(x, beta), expected, rtol=1e-9)


@pytest.mark.parametrize("beta", BETAS)
def test_weight_seen_is_exact_where_the_power_is_not(beta):
    days = [1, 2, 10, 365, 5000]
    exact = [float(1 - (1 - Fraction(1 - beta)) ** t) for t in days]
    np.testing.assert_allclose(averages.weight_seen(beta, days), exact, rtol=1e-13)


@pytest.mark.parametrize("beta", BETAS)
def test_average_of_whole_numbers_is_the_exact_sum_of_weighted_days(beta):
    x = [7, -3, 12, 0, 5, 5, 9, -20, 1, 40]
    share = Fraction(beta)
    exact = sum((1 - share) * share**k * value for k, value in enumerate(reversed(x)))
    assert averages.ewma(x, beta)[-1] == pytest.approx(float(exact), rel=1e-12)


@pytest.mark.parametrize("beta", [0.0, 0.1, 0.5, 0.9, 0.98, 0.999])
def test_cold_start_ends_on_the_first_day_that_differs_by_less_than_one_percent(beta):
    day = averages.cold_start(beta)
    share = Fraction(beta)
    assert share**day < Fraction(1, 100) <= share ** (day - 1)


def test_cold_start_is_what_the_two_averages_show():
    x = np.full(500, 8.0)
    short = 1 - averages.ewma(x, 0.98) / averages.ewma(x, 0.98, correct_bias=True)
    assert np.argmax(short < 0.01) + 1 == averages.cold_start(0.98)


# The grid


def test_grid_is_even_in_the_log_of_1_minus_beta_and_holds_the_betas_everybody_uses():
    grid = averages.betas_up_to(4)
    assert len(grid) >= 80
    assert (grid[0], grid[-1]) == (0, 0.9999)
    assert set(grid) >= {0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995}
    even = np.linspace(0, -4, len(grid))
    assert np.abs(np.log10(1 - grid) - even).max() < 0.02
    assert (np.diff(grid) > 0).all()


# At the door


@pytest.mark.parametrize("beta", [1, 1.5, -0.1, np.nan, np.inf, [0.5, 2]])
def test_a_beta_outside_0_to_1_is_refused_by_every_function(beta):
    with pytest.raises(ValueError, match=r"beta is .*; it must be at least 0 and below 1"):
        averages.ewma([1, 2], beta)
    with pytest.raises(ValueError, match="beta is"):
        averages.weights(beta, 3)
    with pytest.raises(ValueError, match="beta is"):
        averages.weight_seen(beta, 3)
    with pytest.raises(ValueError, match="beta is"):
        averages.memory(np.array(beta))


@pytest.mark.parametrize("hole", [np.nan, np.inf])
def test_a_value_that_is_not_a_number_is_refused_by_its_place(hole):
    with pytest.raises(ValueError, match=r"x: value 2 is .*; an average needs finite numbers"):
        averages.ewma([1, hole, 3], 0.9)
