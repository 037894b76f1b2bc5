"""The way down the gradient: laws, and the loss of one network at a time."""

from dataclasses import replace

import numpy as np
import pytest

from core.lessons.batch_norm import slope, slope_words
from core.lessons.batch_norm.gradient_shift import gradient
from core.lessons.batch_norm.slope import Slope
from core.training import Settings, network, train
from core.training.data import one_hot

SETTINGS = Settings(hidden=(6, 5), steps=30, examples=60, decay=0)


@pytest.mark.parametrize("batch_norm", [False, True])
def test_it_agrees_with_one_step_at_a_time(batch_norm):
    run = train(replace(SETTINGS, batch_norm=batch_norm))
    lengths = np.array([0.05, 0.5, 5])
    found = slope.along_gradient(run, np.array([0, 10]), lengths)
    form, X, Y = run.settings.network, run.data.X, one_hot(run.data.labels, 3)

    def loss(theta: np.ndarray) -> float:
        statistics = form.statistics(np.empty(form.n_statistics))
        probabilities = network.forward(form, form.layers(theta), X, statistics)[-1].A
        return float(np.mean(-np.log((probabilities * Y).sum(axis=0))))

    for row, frame in enumerate((0, 10)):
        theta = run.theta[frame]
        for column, length in enumerate(lengths):
            walked = theta - length * gradient(form, theta, X, Y)
            expected = loss(walked) - loss(theta)
            assert found.changes[row, column] == pytest.approx(expected, abs=1e-9)
    np.testing.assert_array_equal(found.steps, run.steps[[0, 10]])


@pytest.mark.parametrize("batch_norm", [False, True])
def test_a_short_step_lowers_the_loss_by_the_squared_gradient(batch_norm):
    run = train(replace(SETTINGS, batch_norm=batch_norm, activation="tanh"))
    found = slope.along_gradient(run, np.array([5]), np.array([1e-6]))
    X, Y = run.data.X, one_hot(run.data.labels, 3)
    g = gradient(run.settings.network, run.theta[5], X, Y)
    assert found.changes[0, 0] == pytest.approx(-1e-6 * (g @ g), rel=1e-3)


def test_twice_the_weights_under_batch_norm_have_half_the_gradient():
    run = train(replace(SETTINGS, activation="tanh"))
    form, theta = run.settings.network, run.theta[-1]
    X, Y = run.data.X, one_hot(run.data.labels, 3)
    doubled = theta.copy()
    form.layers(doubled)[0].W[...] *= 2
    one, two = (form.layers(gradient(form, each, X, Y))[0].W for each in (theta, doubled))
    assert np.linalg.norm(two - one / 2) < 0.01 * np.linalg.norm(one)  # up to ε


def test_the_longest_step_is_the_last_before_the_loss_first_rises():
    changes = np.array([[-1, -2, 1, -3], [-1, -1, -1, -1], [1, -1, -1, -1], [-1, np.inf, 1, 1]])
    found = Slope(np.arange(4), np.array([1.0, 2, 3, 4]), changes)
    assert found.longest.tolist() == [2, 4, 0, 1]


def test_words_count_the_steps_and_name_the_side():
    lengths = np.array([0.5, 1.0])
    off = Slope(np.array([0, 10]), lengths, np.array([[-1.0, 1.0], [1.0, 1.0]]))
    on = Slope(np.array([0, 10]), lengths, np.array([[-1.0, -2.0], [-0.25, 1.0]]))
    assert slope_words.longer(off, on) == (0, 2)
    assert slope_words.farther(off, on) == "with batch norm"
    assert slope_words.farther(off, off) is None
    first, second = slope_words.at_every_frame(off, on)
    assert "at most **1**, and rises above its beginning after a length of **0.5**" in first
    assert "after a length of **less than 0.5**. With it: **0.25** and **0.5**" in second


def test_both_are_looked_at_after_the_same_steps():
    runs = train(replace(SETTINGS, batch_norm=False)), train(SETTINGS)
    short = replace_frames(runs[0], 7)
    off, on = slope.both(short, runs[1])
    np.testing.assert_array_equal(off.steps, on.steps)
    assert off.steps[-1] == short.steps[-1]


def replace_frames(run, frames):
    return replace(
        run, steps=run.steps[:frames], theta=run.theta[:frames], running=run.running[:frames]
    )
