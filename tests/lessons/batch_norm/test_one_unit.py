"""What batch norm makes of one unit is what the network makes of it, and can be undone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core import batch_norm
from core.activations import ACTIVATIONS
from core.lessons.batch_norm import one_unit
from core.lessons.batch_norm import one_unit_words as words
from core.lessons.batch_norm.one_unit import Unit
from core.softmax import cross_entropy
from core.training import Settings, network, replay, train
from core.training.data import one_hot

SETTINGS = Settings(steps=20, examples=80, batch_size=16, hidden=(4, 3))
Z = hnp.arrays(np.float64, st.integers(2, 30), elements=st.floats(-100, 100))
NUMBER = st.floats(-100, 100)


@pytest.fixture(scope="module")
def run():
    return train(SETTINGS)


@given(Z, NUMBER, NUMBER)
def test_the_result_has_the_mean_beta_and_the_spread_gamma(z, gamma, beta):
    worked = one_unit.work_out(Unit(z, (1, 0), "tanh"), gamma, beta)
    assert (worked.mean, worked.variance) == pytest.approx((z.mean(), z.var()), abs=1e-9)
    assert worked.z_norm.mean() == pytest.approx(0, abs=1e-6)
    assert worked.z_norm.var() == pytest.approx(z.var() / (z.var() + batch_norm.EPSILON))
    np.testing.assert_allclose(worked.z_tilde, gamma * worked.z_norm + beta, atol=1e-9)
    np.testing.assert_array_equal(worked.a, np.tanh(worked.z_tilde))


@given(Z, NUMBER)
def test_a_bias_moves_z_and_nothing_else(z, bias):
    unit = Unit(z, (1, 0), "relu")
    plain, moved = one_unit.work_out(unit, 2, 1), one_unit.work_out(unit, 2, 1, bias)
    np.testing.assert_array_equal(moved.z, z + bias)
    np.testing.assert_allclose(moved.z_norm, plain.z_norm, atol=1e-6)


@given(Z)
def test_gamma_sigma_and_beta_mu_give_z_back(z):
    unit = Unit(z, (1, 0), "relu")
    undone = one_unit.work_out(unit, *unit.undo)
    np.testing.assert_allclose(undone.z_tilde, z, atol=1e-9)


@pytest.mark.parametrize(("layer", "unit"), [(0, 0), (0, 3), (1, 2)])
def test_with_what_was_learned_it_is_what_the_network_feeds_on(run, layer, unit):
    found = one_unit.unit_of(run, layer, unit)
    worked = one_unit.work_out(found, *found.learned)
    fed = replay.activation_inputs(run, run.data.X[:, : SETTINGS.batch_size])[layer][-1, unit]
    np.testing.assert_allclose(worked.z_tilde, fed, atol=1e-9)
    np.testing.assert_allclose(worked.a, ACTIVATIONS["relu"].function(fed), atol=1e-9)


def test_at_the_start_gamma_is_1_and_beta_is_0(run):
    start, end = (one_unit.unit_of(run, 0, 0, frame) for frame in (0, -1))
    assert start.learned == (1, 0) != end.learned
    assert (start.z != end.z).any()


@pytest.mark.parametrize("frame", [0, -1])
@pytest.mark.parametrize("layer", [0, 1])
def test_a_bias_of_a_normalized_layer_has_no_gradient(run, layer, frame):
    assert np.abs(one_unit.bias_gradient(run, layer, frame)).max() < 1e-15


def test_a_bias_of_the_next_layer_has_the_gradient_of_its_finite_differences(run):
    """The same lines for the last layer, which has a bias that does something."""
    form, X = SETTINGS.network, run.data.X[:, : SETTINGS.batch_size]
    Y = one_hot(run.data.labels[: X.shape[1]], SETTINGS.classes)

    def loss(nudge: float, unit: int) -> float:
        theta = run.theta[-1].copy()
        form.layers(theta)[-1].b[unit] += nudge
        passes = network.forward(
            form, form.layers(theta), X, form.statistics(np.empty(form.n_statistics))
        )
        return cross_entropy(passes[-1].Z, Y, axis=0).mean()

    found = one_unit.bias_gradient(run, layer=2)
    measured = [(loss(1e-5, unit) - loss(-1e-5, unit)) / 2e-5 for unit in range(3)]
    np.testing.assert_allclose(found, measured, atol=1e-8)


@pytest.mark.parametrize("layer", [0, 1])
def test_the_size_of_a_normalized_layer_s_weights_does_not_matter(run, layer):
    assert one_unit.moved_by_scaling(run, layer, 1) == 0
    assert 0 < one_unit.moved_by_scaling(run, layer, 2) < 1e-3


def test_the_size_of_other_weights_does_matter(run):
    assert one_unit.moved_by_scaling(run, 2, 2) > 0.01


def test_a_unit_is_fed_one_mini_batch_or_all_points_if_there_are_fewer():
    few = train(replace(SETTINGS, batch_size=1000))
    assert one_unit.unit_of(few, 0, 0).z.size == few.data.labels.size < 1000
    assert one_unit.unit_of(train(SETTINGS), 0, 0).z.size == 16


@pytest.mark.parametrize(("norm", "layer"), [(False, 0), (True, 2)])
def test_where_there_is_no_batch_norm_it_says_so(norm, layer):
    with pytest.raises(ValueError, match=f"layer {layer} has no batch norm"):
        one_unit.unit_of(train(replace(SETTINGS, batch_norm=norm)), layer, 0)


def test_the_words_tell_the_numbers_of_the_first_example():
    unit = Unit(np.array([1.0, 3.0]), (0.5, -0.25), "relu")
    lines = words.first_example(unit, one_unit.work_out(unit, 2, 5, bias=1), 2, 5)
    assert lines == [
        "First example: **2.000**. Mini-batch of 2: μ = 3.000, σ² = 1.000.",
        "(2.000 - 3.000) / √(1.000 + 1e-05) = **-1.000**",
        "2.000 · -1.000 + 5.000 = **3.000**",
        "relu(3.000) = **3.000**",
    ]


def test_the_words_say_whether_z_came_back():
    unit = Unit(np.array([1.0, 3.0, 100.0]), (1, 0), "relu")
    assert "z̃ is z again" in words.undone(one_unit.work_out(unit, *unit.undo))
    assert "differs from z by up to 2." in words.undone(
        one_unit.work_out(unit, unit.undo[0], unit.undo[1] + 2)
    )


def test_a_layer_of_the_run_has_the_parameters_that_are_told(run):
    parameters = run.settings.network.layers(run.theta[-1])[1]
    assert isinstance(parameters, network.BatchNormed)
    learned = one_unit.unit_of(run, 1, 2).learned
    assert learned == (parameters.gamma[2].item(), parameters.beta[2].item())
