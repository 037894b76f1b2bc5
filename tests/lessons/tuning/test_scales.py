"""Scales to sample on: laws, the lesson's numbers, and SciPy's distributions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from core.lessons.tuning.scales import SCALES, linear, log, log_of_gap, whole

U = np.linspace(0, 1, 101)
EVERY = pytest.mark.parametrize("name", SCALES)
SHARES = st.floats(0, 1)


@st.composite
def ranges(draw: st.DrawFn, name: str) -> tuple[float, float]:
    """A range that makes sense on a scale."""
    if name.startswith("whole"):
        low = draw(st.integers(1, 50))
        return low, low + draw(st.integers(1, 200))
    a = draw(st.floats(-8, 1))
    b = a + draw(st.floats(0.01, 8))
    if name == "log of 1 - β":
        return 1 - 10 ** min(b, 0), 1 - 10 ** (min(b, 0) + a - b)
    return 10**a, 10**b


@EVERY
@given(data=st.data())
def test_a_scale_starts_low_grows_and_ends_high(name, data):
    low, high = data.draw(ranges(name))
    values = SCALES[name].at(U, low, high)
    np.testing.assert_allclose(values[[0, -1]], (low, high))
    assert ((low <= values) & (values <= high)).all()
    assert (np.diff(values) >= 0).all()


@EVERY
@given(data=st.data(), u=SHARES)
def test_the_share_below_a_value_leads_back_to_it(name, data, u):
    low, high = data.draw(ranges(name))
    at, below = SCALES[name]
    share = below(at(u, low, high), low, high)
    if name.startswith("whole"):  # u falls into the step of its number
        assert share - 1e-9 <= u <= below(at(u, low, high) + 1, low, high) + 1e-9
    else:
        assert share == pytest.approx(u, abs=1e-6)


@EVERY
def test_nothing_lies_below_the_range_and_all_below_what_is_above_it(name):
    low, high = (2, 9) if name.startswith("whole") else (0.5, 0.9)
    below = SCALES[name].below
    assert below(low, low, high) == below(low / 2, low, high) == 0
    assert below(high + 0.05, low, high) == 1


@given(a=st.floats(-6, 0), decades=st.integers(1, 6))
def test_every_decade_gets_the_same_share_of_a_log_scale(a, decades):
    edges = 10.0 ** (a + np.arange(decades + 1))
    shares = np.diff(SCALES["log"].below(edges, edges[0], edges[-1]))
    np.testing.assert_allclose(shares, 1 / decades)


def test_every_whole_number_is_equally_likely():
    u = (np.arange(51_000) + 0.5) / 51_000
    numbers, counts = np.unique(whole(u, 50, 100), return_counts=True)
    np.testing.assert_array_equal(numbers, np.arange(50, 101))
    assert set(counts.tolist()) == {1000}


def test_a_shape_comes_back():
    assert {at(np.zeros((2, 3)), 0, 0.5).shape for at in (linear, log_of_gap)} == {(2, 3)}


def test_nine_tenths_of_a_linear_scale_lie_in_the_top_decade():  # B4
    below = SCALES["linear"].below
    assert 1 - below(0.1, 0.0001, 1) == pytest.approx(0.9, abs=1e-3)
    assert below(0.001, 0.0001, 1) == pytest.approx(0.0009, abs=1e-6)


def test_the_lessons_exponents():  # B4: r = -4·rand(), with rand() = 1 - u
    u = np.array([0, 0.25, 0.5, 1])
    np.testing.assert_allclose(log(u, 1e-4, 1), 10 ** (-4 * (1 - u)))


def test_the_lessons_beta():  # B5
    np.testing.assert_allclose(log_of_gap([0, 0.5, 1], 0.9, 0.999), [0.9, 0.99, 0.999])


@EVERY
def test_scipy_draws_from_the_same_distribution(name):
    low, high = (50, 100) if name.startswith("whole") else (0.2, 0.999)
    at, below = SCALES[name]
    theirs = {
        "linear": stats.uniform(low, high - low),
        "log": stats.loguniform(low, high),
        "log of 1 - β": stats.loguniform(1 - high, 1 - low),
        "whole numbers": stats.randint(low, high + 1),
        "whole numbers, log": stats.loguniform(low - 0.5, high + 0.5),
    }[name]
    u = (np.arange(500) + 0.5) / 500
    if name == "log of 1 - β":
        np.testing.assert_allclose(at(u, low, high), 1 - theirs.ppf(1 - u))
        np.testing.assert_allclose(below(at(u, low, high), low, high), u)
    elif name == "whole numbers, log":
        np.testing.assert_array_equal(at(u, low, high), np.rint(theirs.ppf(u)))
        np.testing.assert_allclose(below(range(51, 99), low, high), theirs.cdf(np.arange(50.5, 98)))
    else:
        np.testing.assert_allclose(at(u, low, high), theirs.ppf(u))
        x = np.linspace(low, high, 77)
        np.testing.assert_allclose(below(x, low, high), theirs.cdf(np.nextafter(x, -np.inf)))


@pytest.mark.parametrize(
    ("at", "u", "low", "high", "says"),
    [
        (linear, 0.5, 1, 1, "from a lower to a higher number"),
        (linear, 0.5, 1, np.inf, "from a lower to a higher number"),
        (linear, 1.5, 0, 1, "u must lie between 0 and 1"),
        (linear, np.nan, 0, 1, "u must lie between 0 and 1"),
        (log, 0.5, 0, 1, "above 0, not from 0"),
        (log_of_gap, 0.5, 0.9, 1, "below 1, not up to 1"),
        (whole, 0.5, 1.5, 3, "between whole numbers"),
    ],
)
def test_what_makes_no_sense_is_refused(at, u, low, high, says):
    with pytest.raises(ValueError, match=says):
        at(u, low, high)
