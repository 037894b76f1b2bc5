"""Legs survive the way through a link, and what cannot be read is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lessons.training import legs
from core.optimizers import OPTIMIZERS
from core.training.settings import BOUNDS, Leg

LEGS = st.builds(
    Leg,
    steps=st.integers(1, 5000),
    learning_rate=st.floats(*BOUNDS["learning_rate"]),
    optimizer=st.sampled_from(list(OPTIMIZERS)),
    batch_size=st.integers(1, 1000),
)


@given(st.lists(LEGS, max_size=5).map(tuple))
def test_what_is_written_is_read_back(chosen):
    assert legs.from_text(legs.to_text(chosen)) == chosen


@pytest.mark.parametrize("bad", ["x", "500 adam 0.01", "500 adam a 64", "1 2 3 4 5", "1.5 sgd 1 1"])
def test_a_leg_that_cannot_be_read_is_named(bad):
    with pytest.raises(ValueError, match=f"leg 2 is “{bad}”"):
        legs.from_text(f"10 sgd 0.1 4; {bad}")
