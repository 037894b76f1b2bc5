"""Each optimizer against arithmetic done by hand and the laws that tell them apart."""

import numpy as np
import pytest

from core.optimizers import OPTIMIZERS, Hyperparameters

BETA1, BETA2 = 0.9, 0.99


def walk(name, gradients, learning_rate=0.1, epsilon=0.0):
    """Return where a parameter that starts at 0 goes under these gradients."""
    optimizer = OPTIMIZERS[name]
    theta = np.zeros(1)
    memory = [np.zeros(1) for _ in optimizer.remembers]
    places = []
    for t, g in enumerate(gradients, start=1):
        hyper = Hyperparameters(
            learning_rate, 1 - BETA1**t, 1 - BETA2**t, BETA1, BETA2, epsilon, l2=0.0
        )
        optimizer.step(theta, np.array([g]), memory, hyper)
        places.append(theta.item())
    return places


def test_sgd_goes_straight_down():
    assert walk("sgd", [2.0, -1.0]) == pytest.approx([-0.2, -0.1])


def test_momentum_starts_slowly_and_keeps_going():
    # v = 0.1·2 = 0.2, then 0.9·0.2 + 0.1·0 = 0.18
    assert walk("momentum", [2.0, 0.0]) == pytest.approx([-0.02, -0.038])


def test_rmsprop_divides_by_the_root_of_the_mean_square():
    # s = 0.01·4 = 0.04, root 0.2, step 0.1·2/0.2 = 1
    assert walk("rmsprop", [2.0]) == pytest.approx([-1.0])


def test_adam_corrects_both_averages_so_that_its_first_step_is_alpha():
    assert walk("adam", [2.0]) == pytest.approx([-0.1])
    # second: v̂ = (0.18 + 0.1)/0.19, ŝ = (0.0396 + 0.01)/0.0199, from g = 2 then 1
    v_hat, s_hat = 0.28 / 0.19, 0.0496 / 0.0199
    assert walk("adam", [2.0, 1.0])[-1] == pytest.approx(-0.1 - 0.1 * v_hat / s_hat**0.5)


@pytest.mark.parametrize("name", ["rmsprop", "adam"])
def test_the_scale_of_the_gradient_does_not_matter_to(name):
    gradients = np.array([1.0, -2.0, 0.5, 3.0])
    assert walk(name, 1000 * gradients) == pytest.approx(walk(name, gradients))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_on_a_bowl_it_comes_to_rest_at_the_bottom(name):
    optimizer = OPTIMIZERS[name]
    theta, memory = np.array([3.0]), [np.zeros(1) for _ in optimizer.remembers]
    for t in range(1, 3001):
        hyper = Hyperparameters(
            0.1 / t**0.5, 1 - BETA1**t, 1 - BETA2**t, BETA1, BETA2, 1e-8, l2=0.0
        )
        optimizer.step(theta, 2 * (theta - 1), memory, hyper)
    assert theta.item() == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_no_gradient_no_step(name):
    assert walk(name, [0.0, 0.0], epsilon=1e-8) == [0.0, 0.0]
