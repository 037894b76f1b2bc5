"""Hyperparameters on their scales, and the settings that they make."""

import numpy as np
import pytest

from core.lessons.tuning.space import ALPHA, BASE, IDLE, REAL, named, settings_at

EVERY = pytest.mark.parametrize("each", [*REAL, *IDLE], ids=lambda each: each.name)


@EVERY
def test_a_number_lies_where_its_place_is(each):
    for mark in each.marks:
        assert each.at(each.place(mark)) == pytest.approx(mark)
        assert each.text(mark)


@EVERY
def test_the_ends_of_a_scale_are_allowed_settings(each):
    for u in (0.0, 1.0):
        settings_at(BASE, [each], np.array([[u]]))


def test_each_hyperparameter_sets_its_own_field():
    (made,) = settings_at(BASE, REAL, np.array([[0.4, 1 / 3, 0.5, 0.0, 0.2, 0.5]]))
    assert made.learning_rate == pytest.approx(0.01)
    assert made.beta1 == pytest.approx(0.9)
    assert made.batch_size == 32
    assert made.hidden == (2,)
    assert made.l2 == pytest.approx(1e-5)
    assert made.decay == pytest.approx(0.1)


def test_idle_ones_change_nothing():
    places = np.random.default_rng(0).random((4, 2))
    with_idle = settings_at(
        BASE, named(["α", "β"], idle=3), np.hstack([places, places, places[:, :1]])
    )
    assert with_idle == settings_at(BASE, named(["α", "β"]), places)


def test_half_of_the_values_of_alpha_lie_below_the_middle_of_the_exponents():  # lesson B4
    assert ALPHA.at(np.array(0.5)) == pytest.approx(10**-1.5)
