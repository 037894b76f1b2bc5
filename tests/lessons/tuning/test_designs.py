"""Grid, random and quasi-random points: how many different values they try of each axis."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import qmc

from core.lessons.tuning import designs


@pytest.mark.parametrize(("n", "d"), [(25, 2), (25, 3), (100, 6), (9, 9), (2, 1)])
def test_a_grid_has_as_many_points_as_fit(n, d):
    shape = designs.grid_shape(n, d)
    assert np.prod(shape) <= n
    assert max(shape) - min(shape) <= 1
    assert list(shape) == sorted(shape, reverse=True)
    more = list(shape)
    more[shape.index(min(shape))] += 1
    assert np.prod(more) > n


def test_twenty_five_trials_try_5_values_on_a_grid_and_25_otherwise():  # lesson B2
    grid, random = designs.grid((5, 5)), designs.random(25, 2, seed=0)
    quasi = designs.quasi_random(25, 2, seed=0)
    assert [len(set(column)) for column in grid.T.tolist()] == [5, 5]
    assert [len(set(column)) for column in random.T.tolist()] == [25, 25]
    assert [len(set(column)) for column in quasi.T.tolist()] == [25, 25]


def test_a_grid_is_every_combination_of_its_values():
    found = designs.grid((3, 2), shift=[0.5, 0])
    assert found == pytest.approx(np.array(list(product([1 / 6, 1 / 2, 5 / 6], [0, 1 / 2]))))


@pytest.mark.parametrize("shift", [0, 0.3, 0.99])
def test_a_grid_stays_inside_wherever_it_is_shifted(shift):
    assert 0 <= designs.grid((5, 4), shift).min() <= designs.grid((5, 4), shift).max() < 1


@pytest.mark.parametrize("design", [designs.random, designs.quasi_random])
def test_more_trials_or_more_hyperparameters_leave_those_before_as_they_are(design):
    many, few = design(40, 4, seed=7), design(10, 2, seed=7)
    np.testing.assert_array_equal(many[:10, :2], few)
    assert (design(10, 2, seed=8) != few).all()
    assert 0 <= many.min() <= many.max() < 1


def test_the_columns_of_random_points_are_not_alike():
    u = designs.random(400, 3, seed=0)
    assert np.abs(np.corrcoef(u.T) - np.eye(3)).max() < 0.15


def test_a_halton_sequence_is_that_of_scipy():
    theirs = qmc.Halton(9, scramble=False).random(201)[1:]  # it starts with 0, which we leave out
    np.testing.assert_allclose(designs.halton(200, 9), theirs, atol=1e-15)


def test_quasi_random_points_leave_no_part_of_an_axis_empty():
    u = designs.quasi_random(64, 1, seed=3)[:, 0]
    assert np.histogram(u, 16, (0, 1))[0].min() >= 3  # random points leave some of 16 parts empty
