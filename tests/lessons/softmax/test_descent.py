"""Walking down the loss, and measuring its slope on the way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lessons.softmax.descent import descend, slope
from core.softmax import cross_entropy, softmax
from core.types import Array

LESSON = np.array([5.0, 2.0, -1.0, 3.0])
SECOND = np.array([0.0, 1.0, 0.0, 0.0])
SCORES = st.lists(st.floats(-20, 20), min_size=4, max_size=4).map(np.array)


@given(SCORES, st.floats(0.01, 1))
def test_small_steps_never_raise_the_loss(z: Array, learning_rate: float) -> None:
    path = descend(z, SECOND, learning_rate, steps=30)
    losses = cross_entropy(path, np.tile(SECOND, (31, 1)), axis=1)
    assert (np.diff(losses) <= 1e-12).all()
    assert softmax(path, axis=1)[-1, 1] >= softmax(z)[1]


@given(SCORES)
def test_what_the_true_score_gains_the_others_lose(z: Array) -> None:
    path = descend(z, SECOND, learning_rate=0.5, steps=20)
    np.testing.assert_allclose(path.sum(axis=1), z.sum(), atol=1e-9)


def test_one_step_by_hand() -> None:
    path = descend(LESSON, SECOND, learning_rate=1.0, steps=1)
    np.testing.assert_allclose(path[1], [4.158, 2.958, -1.002, 2.886], atol=5e-4)


@pytest.mark.parametrize("learning_rate", [0, -1, np.nan, np.inf])
def test_a_learning_rate_that_is_none_is_refused(learning_rate: float) -> None:
    with pytest.raises(ValueError, match=r"learning_rate is .* a finite number above 0"):
        descend(LESSON, SECOND, learning_rate, steps=1)


def test_the_slope_of_known_functions() -> None:
    x = np.array([0.3, -2.0, 700.0])
    measured = slope(lambda v: float(np.sin(v).sum()), x)
    np.testing.assert_allclose(measured, np.cos(x), atol=1e-7)
