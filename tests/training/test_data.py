"""Every data set with every number of classes: balanced, seeded, finite, as hard as it says."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler

from core.training import data

EVERY = [(name, classes) for name in data.DATA_SETS for classes in range(2, 7)]


def make(name, classes, examples=600, noise=0.0, validation_share=0.5, seed=0):
    return data.make(name, classes, examples, noise, validation_share, seed)


@pytest.mark.parametrize(("name", "classes"), EVERY)
def test_classes_are_equally_many_and_inside_the_picture(name, classes):
    X, labels, *_ = make(name, classes, validation_share=0.0)
    assert X.shape == (2, 600)
    assert set(np.bincount(labels)) == {600 // classes}
    assert np.abs(X).max() < 1.3


@pytest.mark.parametrize(("name", "classes"), EVERY)
def test_without_noise_neighbours_tell_the_class(name, classes):
    X, labels, X_validation, labels_validation, *_ = make(name, classes, examples=3000)
    oracle = KNeighborsClassifier(3).fit(X.T, labels)
    assert oracle.score(X_validation.T, labels_validation) > 0.9


@pytest.mark.parametrize(
    ("name", "straight"),
    [
        ("blobs", True),
        ("wedges", True),
        ("circles", False),
        ("spirals", False),
        ("checkerboard", False),
    ],
)
def test_straight_boundaries_are_enough_exactly_where_it_says(name, straight):
    X, labels, *_ = make(name, 4, validation_share=0.0)
    score = LogisticRegression(C=1e4, max_iter=5000).fit(X.T, labels).score(X.T, labels)
    assert score > 0.97 if straight else score < 0.7


@pytest.mark.parametrize("name", data.DATA_SETS)
def test_same_seed_same_points_other_seed_other_points(name):
    first, again, other = (make(name, 3, noise=0.1, seed=seed).X for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_noise_is_a_share_of_the_spread():
    quiet, noisy = (
        make("blobs", 3, examples=1000, noise=n, validation_share=0).X for n in (0, 0.5)
    )
    assert (noisy - quiet).std(axis=1) == pytest.approx(0.5 * quiet.std(axis=1), rel=0.1)


def test_training_and_validation_share_no_example():
    X, _, X_validation, *_ = make("spirals", 3)
    assert not {*map(tuple, X.T)} & {*map(tuple, X_validation.T)}


def test_own_points_are_standardized_by_the_training_points_alone():
    points = np.random.default_rng(0).normal([50, -3, 0], [20, 0.1, 0], (40, 3))
    own = data.from_points(points, validation_share=0.25)
    inputs = own.inputs(own.X)
    assert inputs.mean(axis=1) == pytest.approx([0, 0], abs=1e-9)
    assert inputs.std(axis=1) == pytest.approx([1, 1])
    expected = StandardScaler().fit(own.X.T).transform(own.X_validation.T).T
    np.testing.assert_allclose(own.inputs(own.X_validation), expected)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.2, 0.25, 0.5])
def test_a_point_that_is_added_changes_the_role_of_no_other(share):
    points = np.random.default_rng(0).normal(size=(60, 3)).round(2)
    points[:, 2] = 0
    for n in range(1, 60):
        fewer, more = (data.from_points(points[:k], share) for k in (n, n + 1))
        trained_on, left_out = ({*map(tuple, X.T)} for X in (more.X, more.X_validation))
        assert {*map(tuple, fewer.X.T)} <= trained_on
        assert {*map(tuple, fewer.X_validation.T)} <= left_out
        assert len(left_out) == n + 1 - max(1, round((n + 1) * (1 - share)))


def test_points_beside_a_data_set_are_trained_on_and_leave_it_as_it_is():
    made = make("moons", 2)
    both = data.with_points(made, np.array([[3.0, 4.0, 1]]))
    np.testing.assert_array_equal(both.X[:, :-1], made.X)
    assert (both.X[:, -1].tolist(), both.labels[-1], both.added) == ([3, 4], 1, 1)
    np.testing.assert_array_equal(both.X_validation, made.X_validation)
    np.testing.assert_array_equal(both.inputs(both.X), both.X)


def test_data_sets_are_fed_as_they_are():
    made = make("moons", 2)
    np.testing.assert_array_equal(made.inputs(made.X), made.X)
