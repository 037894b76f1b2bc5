"""Who loses most when one score rises: those who have most, whatever the sizes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.lessons.softmax.rise import in_words, when_one_rises
from core.softmax import softmax

SCORES = hnp.arrays(np.float64, st.integers(3, 6), elements=st.integers(-9, 9).map(float))


@given(SCORES)
def test_the_losses_are_those_of_softmax_computed_twice(z):
    rise = when_one_rises(z, riser=1)
    lost = softmax(z) - softmax(z + np.eye(len(z))[1])
    lost[1] = -1
    assert rise.most == np.flatnonzero(np.isclose(lost, lost.max(), rtol=1e-9, atol=0)).tolist()
    for text, each in zip(rise.lost_text, lost, strict=True):
        if each >= 0.001:
            assert float(text) == pytest.approx(each, abs=5e-4)


def test_a_tie_names_all_and_no_loss_is_zero():
    assert in_words(when_one_rises(np.array([2.0, 0, 2]), 1)).startswith(
        "Classes 1 and 3 lose most, 0.046 each"
    )
    far = when_one_rises(np.array([1000.0, 0, -1000]), 1)
    assert far.most == [0]
    assert far.lost_text[0] == "8.72 × 10⁻⁴³⁵"
