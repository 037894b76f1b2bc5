"""Softmax: laws first, then the lesson's figures, then SciPy and finite differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import special

from core import softmax
from core.types import Array

LESSON = np.array([5.0, 2.0, -1.0, 3.0])
ONE_HOT = np.eye(4)


def scores(largest: float) -> st.SearchStrategy[Array]:
    shapes = hnp.array_shapes(min_dims=1, max_dims=2, min_side=1, max_side=20)
    return hnp.arrays(np.float64, shapes, elements=st.floats(-largest, largest))


@given(scores(1e308))
def test_shares_are_never_negative_and_sum_to_one(z: Array) -> None:
    a = softmax.softmax(z)
    assert (a >= 0).all()
    np.testing.assert_allclose(a.sum(axis=0), 1, rtol=1e-14)


@given(hnp.arrays(np.float64, 6, elements=st.integers(-1000, 1000)), st.integers(-1000, 1000))
def test_softmax_ignores_a_common_shift(z: Array, c: int) -> None:
    np.testing.assert_array_equal(softmax.softmax(z + c), softmax.softmax(z))


@given(scores(1e308), st.randoms())
def test_softmax_does_not_care_about_the_order_of_the_classes(z: Array, random) -> None:
    order = random.sample(range(len(z)), len(z))
    np.testing.assert_allclose(softmax.softmax(z[order]), softmax.softmax(z)[order], rtol=1e-14)


@given(scores(1e308))
def test_a_bigger_score_never_gets_a_smaller_share(z: Array) -> None:
    order = np.argsort(z, axis=0)
    assert (np.diff(np.take_along_axis(softmax.softmax(z), order, axis=0), axis=0) >= 0).all()


def test_raising_one_score_takes_from_all_others_in_proportion() -> None:
    before, after = softmax.softmax(LESSON), softmax.softmax(LESSON + ONE_HOT[1])
    assert after[1] > before[1]
    others = [0, 2, 3]
    kept = after[others] / before[others]
    np.testing.assert_allclose(kept, kept[0])


def test_ties_get_the_same_share_to_the_last_bit() -> None:
    np.testing.assert_array_equal(softmax.softmax(np.full(4, 1e308)), np.full(4, 0.25))
    a = softmax.softmax([3, 1, 3])
    assert a[0] == a[2]


@given(scores(1e308))
def test_hardmax_is_one_share_or_a_tie(z: Array) -> None:
    hard = softmax.hardmax(z)
    np.testing.assert_array_equal(hard > 0, z == z.max(axis=0))
    np.testing.assert_allclose(hard.sum(axis=0), 1, rtol=1e-14)


@given(scores(30))
def test_temperature_one_is_softmax(z: Array) -> None:
    np.testing.assert_array_equal(softmax.softmax(softmax.at_temperature(z, 1)), softmax.softmax(z))


def test_temperature_divides_the_scores() -> None:
    half = softmax.softmax(softmax.at_temperature(LESSON, 0.5))
    np.testing.assert_allclose(half, special.softmax(2 * LESSON))


def test_temperatures_ride_along() -> None:
    many = softmax.softmax(softmax.at_temperature(LESSON, [[0.5], [2]], axis=-1), axis=-1)
    np.testing.assert_allclose(many, special.softmax([2 * LESSON, LESSON / 2], axis=-1))


@given(hnp.arrays(np.float64, 6, elements=st.integers(-9, 9)), st.floats(5e-324, 1e-3))
def test_cold_softmax_is_hardmax(z: Array, temperature: float) -> None:
    cold = softmax.softmax(softmax.at_temperature(z, temperature))
    np.testing.assert_array_equal(cold, softmax.hardmax(z))


@given(scores(1000))
def test_hot_softmax_is_uniform(z: Array) -> None:
    hot = softmax.softmax(softmax.at_temperature(z, 1e12))
    np.testing.assert_allclose(hot, 1 / len(z), rtol=1e-8)


@pytest.mark.parametrize("temperature", [0, -1, np.nan, np.inf])
def test_a_temperature_that_is_none_is_refused(temperature: float) -> None:
    with pytest.raises(ValueError, match=r"temperature is .*; it must be a finite number above 0"):
        softmax.at_temperature(LESSON, temperature)


def test_the_worked_example_of_the_lesson() -> None:
    np.testing.assert_array_equal(np.exp(LESSON).round(1), [148.4, 7.4, 0.4, 20.1])
    assert np.exp(LESSON).sum().round(1) == 176.3
    np.testing.assert_array_equal(softmax.softmax(LESSON).round(3), [0.842, 0.042, 0.002, 0.114])
    np.testing.assert_array_equal(softmax.hardmax(LESSON), [1, 0, 0, 0])


def test_a_certain_and_right_answer_costs_nothing_and_a_uniform_one_log_c() -> None:
    assert softmax.cross_entropy([1000, 0, 0, 0], ONE_HOT[0]) == 0
    np.testing.assert_allclose(softmax.cross_entropy(np.zeros(4), ONE_HOT[2]), np.log(4))


@given(scores(700))
def test_two_classes_are_logistic_regression(z: Array) -> None:
    pair = np.stack([z, np.zeros_like(z)])
    np.testing.assert_allclose(softmax.softmax(pair)[0], special.expit(z), rtol=1e-13)


@pytest.mark.parametrize(
    "z",
    [
        LESSON,
        [1e308, -1e308],
        [-1e308, -1e308, -1e308],
        [1, 2, -1e308],
        [1000, 999],
        [710, 0, -745],
        [7, 7, 7, 7],
        np.random.default_rng(0).normal(scale=50, size=(20, 30)),
    ],
    ids=str,
)
@pytest.mark.filterwarnings("ignore:overflow")  # SciPy's own
def test_softmax_and_its_logarithm_agree_with_scipy_to_the_last_bit(z: Array) -> None:
    np.testing.assert_array_equal(softmax.softmax(z), special.softmax(z, axis=0))
    np.testing.assert_array_equal(softmax.log_softmax(z), special.log_softmax(z, axis=0))


def test_other_axes_ride_along() -> None:
    z = np.random.default_rng(1).normal(size=(5, 4, 3))
    for axis in range(3):
        np.testing.assert_array_equal(softmax.softmax(z, axis), special.softmax(z, axis))
    np.testing.assert_array_equal(
        softmax.cross_entropy(z, np.eye(4)[:, :3], axis=-2),
        [softmax.cross_entropy(network, np.eye(4)[:, :3]) for network in z],
    )


def test_the_loss_is_minus_scipys_log_of_the_true_share() -> None:
    z = np.random.default_rng(2).normal(scale=300, size=(6, 50))
    labels = np.arange(50) % 6
    expected = -special.log_softmax(z, axis=0)[labels, np.arange(50)]
    np.testing.assert_array_equal(softmax.cross_entropy(z, np.eye(6)[:, labels]), expected)


@pytest.mark.parametrize("z", [[1e308, -1e308], [1, 2, -1e308], [1000, 999]], ids=str)
@pytest.mark.filterwarnings("ignore:overflow")
def test_the_loss_is_right_or_infinite_at_the_ends_of_float64(z: list[float]) -> None:
    for j, target in enumerate(np.eye(len(z))):
        assert softmax.cross_entropy(z, target) == -special.log_softmax(z)[j]


def test_a_score_that_is_not_a_number_does_not_hide_in_the_loss() -> None:
    assert np.isnan(softmax.cross_entropy([np.nan, 1], [0, 1]))


def test_the_gradient_agrees_with_finite_differences() -> None:
    z = np.random.default_rng(3).normal(size=4)
    for y in ONE_HOT:
        steps = 1e-6 * np.eye(4)
        rise = [
            (softmax.cross_entropy(z + h, y) - softmax.cross_entropy(z - h, y)) / 2e-6
            for h in steps
        ]
        np.testing.assert_allclose(softmax.cross_entropy_gradient(z, y), rise, atol=1e-9)


@given(scores(1e308))
def test_the_gradient_moves_scores_apart_but_never_all_together(z: Array) -> None:
    y = np.zeros_like(z)
    y[0] = 1
    np.testing.assert_allclose(softmax.cross_entropy_gradient(z, y).sum(axis=0), 0, atol=1e-14)


@pytest.mark.parametrize("y", [1, [1, 0], np.eye(4)], ids=["a label", "too short", "a table"])
def test_targets_of_another_shape_are_refused(y: Array) -> None:
    with pytest.raises(ValueError, match=r"y has shape .* it must have the shape of z, \(4,\)"):
        softmax.cross_entropy(LESSON, y)
    with pytest.raises(ValueError, match=r"y has shape"):
        softmax.cross_entropy_gradient(LESSON, y)


def test_the_naive_form_fails_where_the_stable_one_answers() -> None:
    assert np.isfinite(softmax.naive_softmax([709, 0])).all()
    assert np.isnan(softmax.naive_softmax([710, 0])[0])
    assert np.isnan(softmax.naive_softmax([1000, 999])).all()
    assert np.isnan(softmax.naive_softmax([-1000, -1001])).all()
    np.testing.assert_allclose(softmax.softmax([1000, 999]), special.softmax([1, 0]))
