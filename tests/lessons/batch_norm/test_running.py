"""Running averages are gathered from the mini-batches of the run, and start where training does."""

import numpy as np
import pytest

from core.lessons.batch_norm import running
from core.training import Run, Settings, examples, train
from core.training.gradient_descent import RUNNING_BETA, RUNNING_START

SETTINGS = Settings(examples=100, hidden=(5, 4), steps=30, batch_size=30)


@pytest.fixture(scope="module")
def run() -> Run:
    return train(SETTINGS, np.arange(SETTINGS.steps + 1))


@pytest.mark.parametrize(("layer", "unit"), [(0, 0), (0, 4), (1, 3)])
@pytest.mark.parametrize("what", ["mean", "variance"])
def test_with_the_beta_of_training_they_are_those_of_training(run, layer, unit, what):
    column = running.unit_column(SETTINGS, layer, unit, what)
    own = running.own_statistics(run)[:, column]
    found = running.gathered(own, np.array([RUNNING_BETA]), RUNNING_START[what])
    np.testing.assert_allclose(found.running[0], run.running[1:, column], atol=1e-12)


def test_the_column_of_a_unit_is_that_of_the_network(run):
    flat = np.arange(float(SETTINGS.network.n_statistics))
    for layer, (means, variances) in enumerate(SETTINGS.network.statistics(flat)):
        for unit in range(means.size):
            assert running.unit_column(SETTINGS, layer, unit, "mean") == means[unit, 0]
            assert running.unit_column(SETTINGS, layer, unit, "variance") == variances[unit, 0]


def test_all_units_together_are_what_training_keeps(run):
    own = running.own_statistics(run)
    np.testing.assert_allclose(running.after(own, RUNNING_BETA), run.running[-1], atol=1e-12)


@pytest.mark.parametrize("what", ["mean", "variance"])
def test_all_units_together_are_each_alone_corrected_or_not(run, what):
    own = running.own_statistics(run)
    column = running.unit_column(SETTINGS, 1, 2, what)
    alone = running.gathered(own[:, column], np.array([0.97]), RUNNING_START[what])
    assert running.after(own, 0.97)[column] == pytest.approx(alone.running[0, -1])
    corrected = running.after(own, 0.97, correct_bias=True)[column]
    assert corrected == pytest.approx(alone.corrected[0, -1])


def test_unbiased_variances_are_those_of_each_mini_batch_and_means_stay(run):
    own = running.own_statistics(run)
    batches = list(examples.mini_batches(SETTINGS, SETTINGS.steps))
    sizes = np.array([each.size for each in batches])
    assert set(sizes.tolist()) == {30, 20}  # 80 training examples
    found, n = running.unbiased(own, sizes), sum(SETTINGS.hidden)
    np.testing.assert_array_equal(found[:, :n], own[:, :n])
    inputs = run.data.inputs(run.data.X)
    for t in (0, 2):  # of 30 examples and of 20
        z = run.settings.network.layers(run.theta[t])[0].W @ inputs[:, batches[t]]
        np.testing.assert_allclose(found[t, n : n + 5], z.var(axis=1, ddof=1), rtol=1e-9)


def test_an_unbiased_variance_of_one_example_is_refused():
    with pytest.raises(ValueError, match="needs 2 or more"):
        running.unbiased(np.ones((2, 4)), np.array([5, 1]))


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
