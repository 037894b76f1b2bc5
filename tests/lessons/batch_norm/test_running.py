"""Running averages are gathered from the mini-batches of the run, and start where training does."""

import numpy as np
import pytest

from core.lessons.batch_norm import running
from core.training import Run, Settings, train
from core.training.gradient_descent import RUNNING_BETA

SETTINGS = Settings(examples=100, hidden=(5, 4), steps=30, batch_size=30)


@pytest.fixture(scope="module")
def run() -> Run:
    return train(SETTINGS, np.arange(SETTINGS.steps + 1))


@pytest.mark.parametrize(("layer", "unit"), [(0, 0), (0, 4), (1, 3)])
@pytest.mark.parametrize("what", ["mean", "variance"])
def test_with_the_beta_of_training_they_are_those_of_training(run, layer, unit, what):
    column = running.unit_column(run, layer, unit, what)
    own = running.own_statistics(run)[:, column]
    found = running.gathered(own, np.array([RUNNING_BETA]), running.FIRST[what])
    np.testing.assert_allclose(found.running[0], run.running[1:, column], atol=1e-12)


def test_the_column_of_a_unit_is_that_of_the_network(run):
    flat = np.arange(float(SETTINGS.network.n_statistics))
    for layer, (means, variances) in enumerate(SETTINGS.network.statistics(flat)):
        for unit in range(means.size):
            assert running.unit_column(run, layer, unit, "mean") == means[unit, 0]
            assert running.unit_column(run, layer, unit, "variance") == variances[unit, 0]


def test_corrected_averages_of_what_never_changes_are_that():
    found = running.gathered(np.full(9, 3.0), np.array([0.0, 0.5, 0.99]), first=1.0)
    np.testing.assert_allclose(found.corrected, 3, atol=1e-12)
    left = [running.left_of_the_start(beta, 9) for beta in (0.0, 0.5, 0.99)]
    np.testing.assert_allclose(found.running[:, -1], 3 + np.array(left) * (1 - 3), atol=1e-12)


def test_of_0_99_after_100_steps_37_percent_of_the_start_is_left():
    assert running.left_of_the_start(0.99, 100) == pytest.approx(0.99**100)
    assert round(0.99**100, 2) == 0.37


def test_a_run_with_gaps_is_refused():
    with pytest.raises(ValueError, match="not kept every step"):
        running.own_statistics(train(SETTINGS, np.array([0, 10, 20])))
