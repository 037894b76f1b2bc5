"""Gradients against finite differences, laws of the forward pass, and K networks against one."""

import numpy as np
import pytest

from core import batch_norm
from core.activations import ACTIVATIONS
from core.softmax import cross_entropy
from core.training import network
from core.training.data import one_hot
from core.training.network import Network

FORMS = [
    Network((2, *hidden, 3), activation, batch_norm)
    for hidden in [(), (5,), (4, 3), (3, 4, 5, 3)]
    for activation in ACTIVATIONS
    for batch_norm in (False, True)
]


def example(form, m=7, seed=0):
    rng = np.random.default_rng(seed)
    theta = network.initialize(form, "he", seed) + 0.1 * rng.standard_normal(form.n_parameters)
    return theta, rng.standard_normal((2, m)), one_hot(rng.integers(0, 3, m), 3)


def run_forward(form, theta, X):
    statistics = form.statistics(np.empty((*theta.shape[:-1], form.n_statistics)))
    return network.forward(form, form.layers(theta), X, statistics)


def gradient(form, theta, X, Y):
    d_theta = np.full_like(theta, np.nan)  # whatever is not written stays visible
    passes = run_forward(form, theta, X)
    network.backward(form, form.layers(theta), X, passes, Y, form.layers(d_theta))
    return d_theta


def mean_loss(form, theta, X, Y):
    return cross_entropy(run_forward(form, theta, X)[-1].Z, Y, axis=-2).mean(axis=-1)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_gradient_agrees_with_finite_differences(form):
    theta, X, Y = example(form)
    h = 1e-5
    nudged = theta + h * np.stack([np.eye(theta.size), -np.eye(theta.size)])
    up, down = mean_loss(form, nudged, X, Y)  # every parameter nudged both ways, all in one call
    np.testing.assert_allclose(gradient(form, theta, X, Y), (up - down) / (2 * h), atol=1e-8)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_many_networks_at_once_are_one_network_many_times_to_the_bit(form):
    thetas = np.stack([example(form, seed=seed)[0] for seed in range(4)])
    _, X, Y = example(form)
    together = gradient(form, thetas, X, Y)
    alone = np.stack([gradient(form, theta, X, Y) for theta in thetas])
    np.testing.assert_array_equal(together, alone)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_folding_batch_norm_into_the_weights_changes_no_prediction(form):
    theta, X, _ = example(form)
    rng = np.random.default_rng(1)
    running = rng.uniform(0.5, 2, form.n_statistics)
    plain, folded = network.fold(form, theta, running)
    expected = network.forward(
        form, form.layers(theta), X, form.statistics(running), batch_norm.at_test_time
    )
    predicted = network.forward(plain, plain.layers(folded), X)
    np.testing.assert_allclose(predicted[-1].A, expected[-1].A, rtol=1e-12)


def test_every_parameter_belongs_to_exactly_one_view():
    form = Network((2, 5, 4, 3), batch_norm=True)
    theta = np.zeros(form.n_parameters)
    for layer in form.layers(theta):
        for view in layer:
            view += 1
    assert (theta == 1).all()


def test_parameters_are_counted_as_by_hand():
    assert Network((2, 16, 3), batch_norm=False).n_parameters == 2 * 16 + 16 + 16 * 3 + 3
    assert Network((2, 16, 3), batch_norm=True).n_parameters == 2 * 16 + 2 * 16 + 16 * 3 + 3


def test_equal_layers_start_equal_whatever_stands_beside_them():
    shallow, deep = Network((2, 8, 3), batch_norm=False), Network((2, 8, 8, 3), batch_norm=True)
    first = [f.layers(network.initialize(f, "he", 5))[0].W for f in (shallow, deep)]
    np.testing.assert_array_equal(*first)


@pytest.mark.parametrize(("name", "variance"), [("he", 2 / 64), ("xavier", 1 / 64), ("tiny", 1e-4)])
def test_initial_weights_have_the_variance_their_name_promises(name, variance):
    form = Network((2, 64, 64, 3))
    W = form.layers(network.initialize(form, name, 0))[1].W
    assert W.var() == pytest.approx(variance, rel=0.1)
    assert abs(W.mean()) < 4 * np.sqrt(variance / W.size)
