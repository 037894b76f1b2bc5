"""What can be pulled is where it is, goes far enough, and leaves everything else alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lessons.softmax.pull import COLDEST, HOTTEST, pull_score, pull_temperature
from core.softmax import hardmax, softmax

SCORES = st.lists(st.floats(-1e308, 1e308) | st.integers(-20, 20), min_size=2, max_size=20)


@given(SCORES, st.data())
def test_a_pull_starts_where_the_scores_are_and_moves_only_one(z: list[float], data) -> None:
    scores = np.array(z, dtype=float)
    j = data.draw(st.integers(0, len(z) - 1))
    pull = pull_score(scores, j)
    np.testing.assert_array_equal(pull.z[pull.now], scores)
    others = np.delete(pull.z, j, axis=1)
    np.testing.assert_array_equal(others, np.broadcast_to(np.delete(scores, j), others.shape))
    np.testing.assert_array_equal(pull.z[:, j], pull.values)
    assert np.isfinite(pull.z).all()
    assert len(pull.values) <= 260


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=20), st.data())
def test_a_pull_goes_from_losing_to_winning_in_small_steps(z: list[int], data) -> None:
    j = data.draw(st.integers(0, len(z) - 1))
    pull = pull_score(np.array(z, dtype=float), j)
    share = softmax(pull.z, axis=1)[:, j]
    assert share[0] < 0.01
    assert share[-1] > 0.9
    assert (np.diff(share) > 0).all()
    np.testing.assert_allclose(np.diff(pull.values), pull.values[1] - pull.values[0])


def test_letting_go_changes_neither_the_range_nor_the_steps() -> None:
    pull = pull_score(np.array([5.0, 2.0, -1.0, 3.0]), 1)
    for frame in (0, 37, len(pull.values) - 1):
        again = pull_score(pull.z[frame], 1)
        assert again.now == frame
        np.testing.assert_array_equal(again.values, pull.values)


def test_a_score_between_two_steps_keeps_its_place() -> None:
    pull = pull_score(np.array([0.123456789, 0.0]), 0)
    assert pull.values[pull.now] == 0.123456789
    assert (np.diff(pull.values) > 0).all()


@pytest.mark.parametrize("temperature", [COLDEST, 0.123, 1.0, HOTTEST])
def test_a_temperature_keeps_its_place(temperature: float) -> None:
    pull = pull_temperature(np.array([5.0, 2.0, -1.0, 3.0]), temperature)
    assert pull.values[pull.now] == temperature
    assert (np.diff(pull.values) > 0).all()


def test_temperatures_reach_from_hardmax_to_uniform() -> None:
    z = np.array([5.0, 2.0, -1.0, 3.0])
    share = softmax(pull_temperature(z, 1.0).z, axis=1)
    np.testing.assert_allclose(share[0], hardmax(z), atol=1e-12)
    np.testing.assert_allclose(share[-1], 0.25, atol=0.01)
