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


@pytest.mark.parametrize(
    ("bad", "answer"),
    [
        ("x", "“x”, must be steps, optimizer, learning rate and mini-batch size"),
        ("1 2 3 4 5", "“1 2 3 4 5”, must be steps"),
        ("500 adam a 64", "“a”, is not a number"),
        ("500 adam nan 64", "“nan”, stands for a missing number"),
        ("500 adam 0,01 64", "“0,01”, is not a number"),
        ("1.5 sgd 1 1", "“1.5”, is not a whole number"),
        ("٣ sgd 1 1", "“٣”, is not a number: write it with the digits 0 to 9"),
    ],
)
def test_a_leg_that_cannot_be_read_is_named(bad, answer):
    with pytest.raises(ValueError, match=f"continuation 2, {answer}"):
        legs.from_text(f"10 sgd 0.1 4; {bad}")
