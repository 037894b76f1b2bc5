"""What adding the same to every score changes is measured in both forms, not promised."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lessons.softmax.shift import OVERFLOWS, VANISHES, shift_in_words
from core.softmax import naive_softmax


def test_beyond_the_bounds_that_are_named_a_power_is_infinite_or_zero():
    with np.errstate(over="ignore"):
        assert np.isinf(np.exp(OVERFLOWS))
    assert np.exp(VANISHES) == 0 < np.exp(VANISHES + 0.02)
    assert math.isfinite(math.exp(OVERFLOWS - 0.02))


@given(st.lists(st.integers(-5, 5), min_size=2, max_size=5), st.integers(-1000, 1000))
def test_there_is_no_answer_exactly_where_the_naive_form_has_none(z, c):
    scores = np.array(z, dtype=float)
    text = shift_in_words(scores, c)
    assert ("there is no answer" in text) == (not np.isfinite(naive_softmax(scores + c)).all())
    assert "biggest subtracted first, adding" in text.split(".")[0]


@pytest.mark.parametrize(
    ("z", "c", "said"),
    [
        ([0.0, -1.0], -744, "As it stands, it changes a share by 0.064"),
        ([5.0, 2.0], 1000, "As it stands, there is no answer"),
        ([0.0, 0.0], 0, "As it stands, it changes no share by one bit."),
    ],
)
def test_what_is_said_is_what_was_computed(z, c, said):
    assert said in shift_in_words(np.array(z), c)
