"""The order of the examples, and points that many networks share."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from core.training import Settings, examples

SETTINGS = Settings(examples=10)


def test_what_was_drawn_before_is_drawn_again_and_goes_on():
    """The first orders are kept; those after them go on where they end."""
    one, other = (list(islice(examples.epoch_orders(3, 5), 200)) for _ in range(2))
    np.testing.assert_array_equal(one, other)
    rng = np.random.default_rng([3, examples.ORDER_STREAM])
    np.testing.assert_array_equal(one, rng.permuted(np.tile(np.arange(5), (200, 1)), axis=1))


def test_networks_that_learn_from_the_same_points_share_them():
    assert examples.of(SETTINGS) is examples.of(replace(SETTINGS, learning_rate=1.0))
    assert examples.of(SETTINGS) is not examples.of(replace(SETTINGS, seed=1))


def test_shared_points_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        examples.of(SETTINGS).X[0] = 0
