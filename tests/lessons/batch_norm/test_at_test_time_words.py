"""What is said of one example, of β and of a folded weight has their numbers."""

import re

import numpy as np
import pytest

from core.lessons.batch_norm import at_test_time_words as words
from core.lessons.batch_norm.running import gathered
from core.training import Settings, network, train


def test_alone_is_the_same_only_if_it_is():
    same = np.tile([0.2, 0.7, 0.1], (5, 1))
    found, is_same = words.alone(same)
    assert is_same
    assert "class 2 with probability 0.700 of each of the 5" in found
    assert not words.alone(same + np.eye(5, 3) / 10)[1]


def test_a_draw_is_told_with_what_the_running_averages_say():
    said = np.array([[0.1, 0.9], [0.6, 0.4]])
    first, second = words.at_every_draw(said, np.array([0.75, 0.25]), label=0, size=2)
    assert first.startswith("Among 1 neighbour the network says class **2**")
    assert (
        "0.90. By the running averages it says class **1**, 0.75. The point is of class 1" in first
    )
    assert "class **1** of the point in the diamond, with probability 0.60" in second
    (alone,) = words.at_every_draw(said[:1], said[0], label=1, size=1)
    assert alone.startswith("All alone")


def test_each_beta_says_what_is_left_of_the_start():
    betas = np.array([0.5, 0.99])
    short, long = words.at_every_beta(gathered(np.full(100, 4.0), betas, first=1.0), betas)
    assert "**4.000**" in short
    assert "Of the 1 with which it started **37%** is left in it" in long
    assert "it is 4.000" in long


def test_a_folded_weight_and_bias_come_from_the_numbers_that_are_said():
    run = train(Settings(examples=60, hidden=(3,), steps=40, batch_size=20))
    form, running = run.settings.network, run.running[-1]
    plain, theta = network.fold(form, run.theta[-1], running)
    (mean, variance), *_ = form.statistics(running)
    layer, flat = form.layers(run.theta[-1])[0], plain.layers(theta)[0]
    text = words.folded(layer, flat, mean, variance, unit=2)
    W, gamma, sigma2, eps, w, beta, _, mu, *_, b = map(float, re.findall(r"-?\d[\d.e-]*\d", text))
    root = (sigma2 + eps) ** 0.5
    assert w == pytest.approx(W * gamma / root, rel=0.02, abs=0.02)
    assert b == pytest.approx(beta - gamma * mu / root, rel=0.02, abs=0.02)
    assert (w, b) == pytest.approx((flat.W[2, 0], flat.b[2, 0]), abs=5e-4)
