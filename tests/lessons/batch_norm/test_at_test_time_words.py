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
    assert "Of each of the 5 validation examples the network says class 2" in found
    assert "with probability 0.700. No probability differs by more than 0" in found
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
    assert "Its start, 1, still has a weight of **37%** in it" in long
    of_means = words.at_every_beta(gathered(np.ones(100), betas, first=0.0), betas)
    assert "Its start, 0, still has a weight of **37%** in it" in of_means[1]
    assert "it is 4.000" in long


def test_seeds_are_better_without_batch_norm_only_if_better_than_every_way_with_it():
    ways = {"8": [0.4, 0.9, 0.5], "averages": [0.5, 0.2, 0.6], "without": [0.6, 0.8, 0.6]}
    text = words.better_without({2: ways, 64: ways | {"without": [1.0, 1.0, 1.0]}}, "without")
    assert text.endswith(": 1 of 3 seeds with mini-batches of 2, 3 of 3 with 64.")


def test_the_unbiased_variance_is_told_with_the_sizes_and_growths_that_were():
    told = words.kept_unbiased([64, 40, 64], np.array([0.0169, 0.0176]), (0.5, 0.75), 0.0602)
    assert "m is 64 or 40. So σ² grows by 1.69 to 1.76%. Then **75%**" in told
    assert "50% before. No probability changes by more than 0.060." in told
    told = words.kept_unbiased([50, 50], np.full(4, 0.02), (0.5, 0.5), 0.1)
    assert "m is 50. So σ² grows by 2.00%." in told


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
