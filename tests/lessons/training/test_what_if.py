"""What if: a change in the parameters is a change in what is computed, and in nothing else."""

import math
from dataclasses import replace

import numpy as np
import pytest

from core.batch_norm import EPSILON
from core.lessons.training import units
from core.lessons.training.units import Unit
from core.lessons.training.what_if import Changes, Weight, weight_names, with_changes
from core.training import Run, Settings, replay, train
from core.types import Array

SETTINGS = Settings(steps=30, hidden=(4, 3), examples=60, activation="tanh")
RUN = train(SETTINGS)


def scores(run: Run, changes: Changes, x: Array) -> list[float]:
    """The scores of one input in the last frame, unit by unit and weight by weight."""
    layers = run.settings.network.layers(run.theta[-1])
    statistics = run.settings.network.statistics(run.running[-1])
    a = run.data.inputs(x[:, np.newaxis])[:, 0].tolist()
    for number, layer in enumerate(layers, start=1):
        after = []
        for j in range(len(layer.W)):
            z = 0.0
            for i, value in enumerate(a):
                twice = Weight(number, j + 1, i + 1) in changes.doubled
                z += layer.W[j, i] * value * (2 if twice else 1)
            if number == len(layers):
                after.append(z + layer.b[j, 0])
                continue
            mean, variance = (each[j, 0] for each in statistics[number - 1])
            gamma = 0 if Unit(number, j + 1) in changes.flat else layer.gamma[j, 0]
            z_tilde = gamma * (z - mean) / math.sqrt(variance + EPSILON) + layer.beta[j, 0]
            off = Unit(number, j + 1) in changes.off
            after.append(0 if off else math.tanh(z_tilde))
        a = after
    return a


@pytest.mark.parametrize(
    "changes",
    [
        Changes(),
        Changes(off=(Unit(1, 2), Unit(2, 3))),
        Changes(flat=(Unit(1, 4),)),
        Changes(doubled=(Weight(1, 2, 1), Weight(2, 3, 4), Weight(3, 1, 2))),
        Changes(off=(Unit(2, 1),), flat=(Unit(2, 2),), doubled=(Weight(3, 2, 1),)),
    ],
)
def test_the_scores_are_those_of_the_changed_formulas(changes):
    changed = with_changes(RUN, changes)
    x = np.array([0.3, -0.4])
    *_, (_, passes) = replay.at_test_time(changed, x[:, np.newaxis])
    np.testing.assert_allclose(passes[-1].Z[-1, :, 0], scores(RUN, changes, x), atol=1e-12)


def test_the_run_stays_as_it_was_trained():
    before = RUN.theta.copy()
    with_changes(RUN, Changes(off=(Unit(1, 1),), doubled=(Weight(1, 1, 1),)))
    np.testing.assert_array_equal(RUN.theta, before)


def test_there_is_no_gamma_without_batch_norm():
    plain = train(replace(SETTINGS, batch_norm=False))
    with pytest.raises(ValueError, match="no γ"):
        with_changes(plain, Changes(flat=(Unit(1, 1),)))


def test_every_weight_between_drawn_units_has_a_name():
    weights = weight_names(units.names(RUN), units.shown(RUN))
    assert len(weights) == 2 * 4 + 4 * 3 + 3 * 3
    assert weights["x₂→1.3"] == Weight(1, 3, 2)
    assert weights["1.4→2.1"] == Weight(2, 1, 4)
    assert weights["2.3→class 2"] == Weight(3, 2, 3)
