"""Normalized features have mean 0 and deviation 1, and are those of scikit-learn."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn.preprocessing import StandardScaler

from core.normalize import mean_and_deviation, normalize

X = hnp.arrays(
    np.float64, st.tuples(st.integers(1, 3), st.integers(2, 20)), elements=st.floats(-1e3, 1e3)
)


@given(X)
def test_a_feature_that_varies_gets_mean_0_and_deviation_1(x):
    varied = x[np.ptp(x, axis=1) > 1e-3]
    done = normalize(varied, *mean_and_deviation(varied))
    np.testing.assert_allclose(done.mean(axis=1), 0, atol=1e-5)
    np.testing.assert_allclose(done.std(axis=1), 1, atol=1e-5)


@given(X, st.floats(0.1, 100), st.floats(-100, 100))
def test_units_and_zero_make_no_difference(x, unit, zero):
    x = x[np.ptp(x, axis=1) > 1e-2]
    one, other = (normalize(each, *mean_and_deviation(each)) for each in (x, unit * x + zero))
    np.testing.assert_allclose(one, other, atol=1e-3)


def test_new_examples_take_the_mean_and_deviation_of_the_old_as_in_scikit_learn():
    rng = np.random.default_rng(0)
    old, new = rng.normal(5, 3, (2, 2, 40))
    old[1] = 7  # never changes
    scaler = StandardScaler().fit(old.T)
    for each in (old, new):
        ours = normalize(each, *mean_and_deviation(old))
        np.testing.assert_allclose(ours, scaler.transform(each.T).T, atol=1e-12)


def test_many_sets_at_once_are_each_on_their_own():
    sets = np.random.default_rng(0).normal(size=(3, 2, 9))
    together = mean_and_deviation(sets)
    for k, each in enumerate(sets):
        for whole, alone in zip(together, mean_and_deviation(each), strict=True):
            np.testing.assert_allclose(whole[k], alone)
