"""What batch norm makes of one unit is what the network makes of it, and can be undone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core import batch_norm
from core.lessons.batch_norm import one_unit
from core.training import Settings, network, replay, train

SETTINGS = Settings(steps=20, examples=80, batch_size=16, hidden=(4, 3))
Z = hnp.arrays(np.float64, st.integers(2, 30), elements=st.floats(-100, 100))
NUMBER = st.floats(-100, 100)


@pytest.fixture(scope="module")
def run():
    return train(SETTINGS)


@given(Z, NUMBER, NUMBER)
def test_the_result_has_the_mean_beta_and_the_spread_gamma(z, gamma, beta):
    worked = one_unit.work_out(z, gamma, beta)
    assert (worked.mean, worked.variance) == pytest.approx((z.mean(), z.var()), abs=1e-9)
    assert worked.z_norm.mean() == pytest.approx(0, abs=1e-6)
    assert worked.z_norm.var() == pytest.approx(z.var() / (z.var() + batch_norm.EPSILON))
    np.testing.assert_allclose(worked.z_tilde, gamma * worked.z_norm + beta, atol=1e-9)


@given(Z)
def test_gamma_sigma_and_beta_mu_give_z_back(z):
    undone = one_unit.work_out(z, *one_unit.Unit(z, (1, 0)).undo)
    np.testing.assert_allclose(undone.z_tilde, z, atol=1e-9)


@pytest.mark.parametrize(("layer", "unit"), [(0, 0), (0, 3), (1, 2)])
def test_with_what_was_learned_it_is_what_the_network_feeds_on(run, layer, unit):
    found = one_unit.unit_of(run, layer, unit)
    worked = one_unit.work_out(found.z, *found.learned)
    fed = replay.activation_inputs(run, run.data.X[:, : SETTINGS.batch_size])[layer][-1, unit]
    np.testing.assert_allclose(worked.z_tilde, fed, atol=1e-9)


def test_a_unit_is_fed_one_mini_batch_or_all_points_if_there_are_fewer():
    few = train(replace(SETTINGS, batch_size=1000))
    assert one_unit.unit_of(few, 0, 0).z.size == few.data.labels.size < 1000
    assert one_unit.unit_of(train(SETTINGS), 0, 0).z.size == 16


@pytest.mark.parametrize(("norm", "layer"), [(False, 0), (True, 2)])
def test_where_there_is_no_batch_norm_it_says_so(norm, layer):
    with pytest.raises(ValueError, match=f"layer {layer} has no batch norm"):
        one_unit.unit_of(train(replace(SETTINGS, batch_norm=norm)), layer, 0)


def test_the_words_tell_the_numbers_of_the_first_example():
    unit = one_unit.Unit(np.array([1.0, 3.0]), learned=(0.5, -0.25))
    text = one_unit.in_numbers(unit, one_unit.work_out(unit.z, 2, 5), 2, 5)
    assert "its first 2 examples" in text
    assert "μ = 2.000 and σ² = 1.000" in text
    assert "(1.000 - 2.000) / √(1.000 + 1e-05) = -1.000" in text
    assert "z̃ = 2.000 · -1.000 + 5.000 = **3.000**" in text
    assert "learned γ = 0.500 and β = -0.250" in text


def test_a_layer_of_the_run_has_the_parameters_that_are_told(run):
    parameters = run.settings.network.layers(run.theta[-1])[1]
    assert isinstance(parameters, network.BatchNormed)
    learned = one_unit.unit_of(run, 1, 2).learned
    assert learned == (parameters.gamma[2].item(), parameters.beta[2].item())
