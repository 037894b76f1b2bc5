"""The simulated series: the same ones for everybody, and shaped as the page says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lessons.averages import series


def test_a_seed_gives_the_same_year_and_another_seed_another():
    np.testing.assert_array_equal(series.temperatures(seed=5), series.temperatures(seed=5))
    assert (series.temperatures(seed=5) != series.temperatures(seed=6)).any()


def test_temperatures_have_a_warm_summer_a_cold_winter_and_weather():
    year = series.temperatures()
    july, january = year[:31], year[184:215]
    assert 17 < july.mean() < 23
    assert -1 < january.mean() < 5
    assert july.std() > 1.5


def test_weather_of_one_day_is_felt_the_next():
    weather = series.temperatures(20_000) - 11
    days = np.arange(20_000)
    weather -= 9 * np.cos(2 * np.pi * (days - 20) / 365)
    assert np.corrcoef(weather[:-1], weather[1:])[0, 1] == pytest.approx(0.7, abs=0.03)


def test_the_training_loss_is_noisy_and_falls():
    loss = series.training_loss()
    assert loss[-50:].mean() < 0.7 * loss[:50].mean()
    assert (np.diff(loss) > 0).sum() > 100


def test_a_step_stays_up_and_a_spike_comes_once():
    assert series.step(200, at=50).sum() == 151
    assert series.spike(200, at=50).nonzero() == (49,)
    np.testing.assert_array_equal(np.diff(series.step(), prepend=0), series.spike())


@given(st.integers(1, 5000), st.integers(2, 400))
def test_thinning_keeps_the_ends_and_spreads_the_rest_evenly(days, at_most):
    drawn = series.thin(days, at_most)
    assert (drawn[0], drawn[-1]) == (1, days)
    assert len(drawn) == min(days, at_most)
    gaps = np.diff(drawn)
    assert (gaps > 0).all()
    assert np.ptp(gaps) <= 1 if gaps.size else days == 1


def test_short_series_are_drawn_whole():
    np.testing.assert_array_equal(series.thin(365), np.arange(1, 366))
