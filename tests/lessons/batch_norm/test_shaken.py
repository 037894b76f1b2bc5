"""Noise after batch norm: without noise nothing changes, gradients go through it, words count."""

from dataclasses import replace
from itertools import repeat

import numpy as np
import pytest

from core.lessons.batch_norm import shaken, shaken_words
from core.lessons.batch_norm.shaken import Ground, Noise, Shaken
from core.training import Settings, network, train
from core.training.data import one_hot

SETTINGS = Settings(hidden=(5, 4), activation="tanh", steps=12, examples=50, batch_size=16, decay=0)
UNITS = sum(SETTINGS.hidden)


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_noise_that_changes_nothing_leaves_the_run_as_it_is(optimizer):
    group = [replace(SETTINGS, seed=seed, optimizer=optimizer) for seed in (0, 1)]
    still = repeat(Noise(np.ones((2, UNITS)), np.zeros((2, UNITS))))
    *_, last = shaken.training(group, still)
    for k, settings in enumerate(group):
        run = train(settings)
        for layer, own in zip(last, settings.network.layers(run.theta[-1]), strict=True):
            for part, expected in zip(layer, own, strict=True):
                np.testing.assert_allclose(part[k], expected, atol=1e-12)


def test_z_tilde_is_multiplied_and_moved():
    rng = np.random.default_rng(0)
    form = SETTINGS.network
    layers = form.layers(network.initialize(form, "he", 0))
    noise = Noise(rng.uniform(1, 2, UNITS), rng.normal(size=UNITS))
    X = rng.normal(size=(2, 9))
    first, second = (
        network.forward(form, each, X, form.statistics(np.empty(form.n_statistics)))[0]
        for each in (layers, shaken.shaken_layers(form, layers, noise))
    )
    s, c = (each[:5, np.newaxis] for each in noise)
    np.testing.assert_allclose(second.activation_input, s * first.activation_input + c, atol=1e-12)


def test_a_step_goes_down_the_slope_of_the_noisy_loss():
    """By finite differences, of all parameters, one by one."""
    settings = replace(SETTINGS, optimizer="sgd", learning_rate=1.0, batch_size=1000, steps=1)
    form, rng = settings.network, np.random.default_rng(0)
    noise = Noise(rng.uniform(1, 2, (1, UNITS)), rng.normal(size=(1, UNITS)))
    theta = network.initialize(form, "he", 0)
    run = train(replace(settings, steps=1))
    X, Y = run.data.X, one_hot(run.data.labels, 3)

    def loss(at: np.ndarray) -> float:
        one = Noise(noise.spread[0], noise.mean[0])
        layers = shaken.shaken_layers(form, form.layers(at), one)
        statistics = form.statistics(np.empty(form.n_statistics))
        probabilities = network.forward(form, layers, X, statistics)[-1].A
        return float(np.mean(-np.log((probabilities * Y).sum(axis=0))))

    slopes = np.empty(theta.size)
    for i in range(theta.size):
        ends = [theta + sign * 1e-5 * (np.arange(theta.size) == i) for sign in (1, -1)]
        slopes[i] = (loss(ends[0]) - loss(ends[1])) / 2e-5
    none = Noise(np.ones((1, UNITS)), np.zeros((1, UNITS)))
    *_, after = shaken.training([settings], iter([noise, none]))
    stepped = np.concatenate([part.ravel() for layer in after for part in layer])
    np.testing.assert_allclose(theta - stepped, slopes, atol=1e-7)


def test_noise_is_a_network_s_own_and_within_its_bounds():
    group = [replace(SETTINGS, seed=seed) for seed in (3, 4)]
    spread, mean = next(shaken.noises(group))
    alone = next(shaken.noises(group[1:]))
    np.testing.assert_array_equal(spread[1:], alone.spread)
    assert 1 <= spread.min() < spread.max() <= shaken.WIDEST
    assert -shaken.FARTHEST <= mean.min() < 0 < mean.max() <= shaken.FARTHEST


def test_batch_norm_holds_the_means_and_noise_shakes_them():
    found = shaken.over_seeds(replace(SETTINGS, steps=20, optimizer="sgd"))
    off, on, noisy = (side.shake.mean() for side in found[2:])
    assert on < off < noisy
    assert np.isfinite(found.without.loss).all()


def outcome(off: float, on: float, noisy: float) -> Shaken:
    def side(loss: float) -> Ground:
        return Ground(np.full((2, 3), 0.1), np.full((2, 3), loss))

    return Shaken(np.arange(2), np.arange(3), side(off), side(on), side(noisy))


@pytest.mark.parametrize(
    ("losses", "said"),
    [
        ((1.0, 2.0, 3.0), "no clear help"),
        ((3.0, 1.0, 2.0), "helps all the same"),
        ((2.0, 1.0, 3.0), "takes the help away"),
        ((np.nan, 1.0, 3.0), "no clear help"),
    ],
)
def test_words_say_what_came_out(losses, said):
    assert said in shaken_words.in_numbers(outcome(*losses))[-1]
