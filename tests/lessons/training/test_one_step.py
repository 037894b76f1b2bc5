"""A step taken apart is the step that the run took."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import log_softmax

from core.lessons.training.one_step import look_inside
from core.optimizers import OPTIMIZERS
from core.training import Leg, Settings, train

SETTINGS = Settings(
    steps=20, examples=50, hidden=(5,), batch_size=16, legs=(Leg(5, 0.01, "momentum", 8),)
)


def flat(layers):
    return np.concatenate([value.ravel() for layer in layers for value in layer])


@pytest.mark.parametrize("t", [1, 2, 3, 19, 20, 21, 25])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_it_starts_and_ends_where_the_run_does(t, optimizer):
    settings = replace(SETTINGS, optimizer=optimizer)
    inside = look_inside(settings, t)
    before, after = train(settings, steps=np.array([t - 1, t])).theta
    np.testing.assert_array_equal(flat(inside.before), before)
    np.testing.assert_allclose(flat(inside.after), after, rtol=1e-12)


def test_the_parts_belong_together():
    inside = look_inside(SETTINGS, 3)
    Z = inside.passes[-1].Z
    true = log_softmax(Z, axis=0)[inside.labels, np.arange(inside.labels.size)]
    np.testing.assert_allclose(inside.losses, -true)
    mean = inside.passes[0].Z.mean(axis=1, keepdims=True)
    np.testing.assert_allclose(inside.statistics[0].mean, mean, atol=1e-12)
    assert set(inside.memory) == {"v", "s"}


@pytest.mark.parametrize("t", [0, 26])
def test_a_step_that_the_run_does_not_have_is_refused(t):
    with pytest.raises(ValueError, match=f"step is {t}; this run has steps 1 to 25"):
        look_inside(SETTINGS, t)
