"""Batch norm: the laws of lesson D1 to D7 and the worked definition."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.preprocessing import StandardScaler

from core import batch_norm
from core.batch_norm import EPSILON, Statistics

MINI_BATCHES = arrays(float, (3, 8), elements=st.floats(-1e3, 1e3))


def normalize(Z, gamma=1.0, beta=0.0):
    n = len(Z)
    statistics = Statistics(np.empty((n, 1)), np.empty((n, 1)))
    columns = np.full((n, 1), gamma), np.full((n, 1), beta)
    return batch_norm.in_training(Z, *columns, statistics), statistics


@given(MINI_BATCHES)
def test_every_unit_gets_the_mean_and_deviation_it_asks_for(Z):
    normalized, statistics = normalize(Z, gamma=3.0, beta=-2.0)
    shrink = np.sqrt(statistics.variance / (statistics.variance + EPSILON))
    np.testing.assert_allclose(normalized.Z_tilde.mean(axis=1), -2, atol=1e-6)
    np.testing.assert_allclose(normalized.Z_tilde.std(axis=1, keepdims=True), 3 * shrink, atol=1e-6)


@given(MINI_BATCHES, st.floats(-100, 100))
def test_a_constant_added_to_z_is_taken_away_so_b_is_not_needed(Z, b):
    np.testing.assert_allclose(normalize(Z + b)[0].Z_tilde, normalize(Z)[0].Z_tilde, atol=1e-6)


@given(MINI_BATCHES)
def test_gamma_sigma_and_beta_mu_give_z_back(Z):
    normalized, statistics = normalize(Z)
    again = batch_norm.in_training(
        Z, normalized.sigma, statistics.mean, Statistics(*map(np.empty_like, statistics))
    )
    np.testing.assert_allclose(again.Z_tilde, Z, atol=1e-9)


def test_training_agrees_with_scikit_learn_up_to_epsilon():
    Z = np.random.default_rng(0).normal(5, 3, (4, 50))
    expected = StandardScaler().fit_transform(Z.T).T
    np.testing.assert_allclose(normalize(Z)[0].Z_norm, expected, rtol=1e-5)


def test_at_test_time_an_example_does_not_depend_on_its_neighbours():
    Z = np.random.default_rng(0).normal(size=(4, 10))
    ones = np.ones((4, 1))
    running = Statistics(0.5 * ones, 2 * ones)
    together = batch_norm.at_test_time(Z, ones, 0 * ones, running).Z_tilde
    alone = batch_norm.at_test_time(Z[:, 3:4], ones, 0 * ones, running).Z_tilde
    np.testing.assert_array_equal(together[:, 3:4], alone)


def test_a_mini_batch_of_one_normalizes_to_zero():
    normalized, _ = normalize(np.array([[7.0]]), gamma=2.0, beta=5.0)
    assert normalized.Z_tilde.item() == 5.0


def test_units_that_never_change_stay_finite():
    assert np.isfinite(normalize(np.full((2, 5), 1e8))[0].Z_tilde).all()
