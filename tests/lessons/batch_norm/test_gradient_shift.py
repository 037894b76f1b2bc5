"""How gradients shift under the layers below: laws, and plain loops of finite differences."""

from dataclasses import replace

import numpy as np
import pytest

from core.lessons.batch_norm import gradient_shift, gradient_shift_words
from core.lessons.batch_norm.gradient_shift import Shift, Shifts, compared, shift
from core.training import Settings, network
from core.training.data import one_hot

BASE = Settings(
    hidden=(5, 4), activation="tanh", optimizer="sgd", learning_rate=0.1, decay=0, examples=40
)


def batch(m: int = 12) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    return rng.normal(size=(2, m)), one_hot(rng.integers(0, 3, m), 3)


def theta_of(settings: Settings, seed: int) -> np.ndarray:
    return network.initialize(settings.network, "he", seed)


def test_where_nothing_moves_no_gradient_does():
    theta = theta_of(BASE, 0)
    cosine, difference = shift(BASE.network, theta, theta.copy(), *batch())
    np.testing.assert_allclose(cosine, 1)
    np.testing.assert_array_equal(difference, 0)


def test_a_layer_feels_those_below_it_and_not_those_above():
    form, before = BASE.network, theta_of(BASE, 0)
    after = before.copy()
    form.layers(after)[-1].W[...] += 1
    assert (shift(form, before, after, *batch()).difference == 0).all()
    form.layers(after)[1].W[...] += 1  # the second layer: the third feels it
    np.testing.assert_array_equal(
        shift(form, before, after, *batch()).difference > 0, [False, True]
    )


@pytest.mark.parametrize("batch_norm", [False, True])
def test_it_agrees_with_finite_differences_of_one_network_at_a_time(batch_norm):
    settings = replace(BASE, batch_norm=batch_norm)
    form, (X, Y) = settings.network, batch()
    before, after = theta_of(settings, 0), theta_of(settings, 1)

    def loss(theta: np.ndarray) -> float:
        A = X
        for layer in form.layers(theta)[:-1]:
            Z = layer.W @ A
            if batch_norm:
                Z = (Z - Z.mean(1, keepdims=True)) / np.sqrt(Z.var(1, keepdims=True) + 1e-5)
                Z = layer.gamma * Z + layer.beta
            else:
                Z = Z + layer.b
            A = np.tanh(Z)
        last = form.layers(theta)[-1]
        Z = last.W @ A + last.b
        return float(np.mean(np.log(np.exp(Z).sum(0)) - (Y * Z).sum(0)))

    def slopes(theta: np.ndarray, layer: int) -> np.ndarray:
        W = form.layers(theta)[layer].W
        found = np.empty(W.shape)
        for place in np.ndindex(W.shape):
            kept = W[place]
            W[place] = kept + 1e-5
            above = loss(theta)
            W[place] = kept - 1e-5
            found[place] = (above - loss(theta)) / 2e-5
            W[place] = kept
        return found.ravel()

    cosine, difference = shift(form, before, after, X, Y)
    for layer in (1, 2):
        mixed = before.copy()
        for below in range(layer):
            for part, new in zip(form.layers(mixed)[below], form.layers(after)[below], strict=True):
                part[...] = new
        G, moved = slopes(before.copy(), layer), slopes(mixed, layer)
        length = np.linalg.norm(G)
        expected = G @ moved / length / np.linalg.norm(moved), np.linalg.norm(moved - G) / length
        assert cosine[layer - 1] == pytest.approx(expected[0], abs=1e-5)
        assert difference[layer - 1] == pytest.approx(expected[1], rel=1e-4)


def test_many_networks_at_once_are_as_each_alone():
    before, after = (np.stack([theta_of(BASE, k) for k in (a, a + 1)]) for a in (0, 5))
    X, Y = batch()
    together = shift(BASE.network, before, after, X, Y)
    alone = [shift(BASE.network, *each, X, Y) for each in zip(before, after, strict=True)]
    for name in Shift._fields:
        one_by_one = [getattr(each, name) for each in alone]
        np.testing.assert_allclose(getattr(together, name), one_by_one, rtol=1e-12)


def test_gradients_of_zero_have_not_turned_and_a_new_one_has_no_direction_in_common():
    zero, one = np.zeros((1, 2)), np.ones((1, 2))
    assert compared(zero, zero) == (1, 0)
    assert compared(zero, one) == (0, np.inf)
    assert compared(one, -one) == pytest.approx((-1, 2))


def test_every_look_ends_an_epoch_and_is_followed_by_a_step():
    steps = gradient_shift.looks(Settings(), 100)
    assert (steps % 4 == 0).all()
    assert steps[0] == 0
    assert steps[-1] < 100
    assert gradient_shift.looks(Settings(batch_size=1000), 3).tolist() == [0, 1, 2]


def test_on_seeds_it_counts_and_says_that_standing_still_is_no_merit():
    found = gradient_shift.over_seeds(replace(BASE, initialization="tiny", steps=40))
    assert found.without.cosine.shape == (20, len(found.steps), 2)
    assert (found.losses[0] > 1.08).all()
    assert "20 of 20 networks hardly learn" in gradient_shift_words.stands_still(found, 3)


def test_words_count_the_side_that_turns_more_and_leave_out_what_diverged():
    without, with_norm = np.full((3, 4, 2), 0.9), np.full((3, 4, 2), 0.5)
    without[1], with_norm[2] = 0.1, np.nan
    found = Shifts(
        np.arange(3),
        np.arange(4),
        Shift(without, without),
        Shift(with_norm, with_norm),
        (np.array([0.1, 0.2, 0.3]), np.array([0.2, 0.1, np.inf])),
    )
    turned = gradient_shift_words.turned(found)
    assert turned == (1, 1, 2)
    assert turned.more is None
    assert "**1 of 2**" in gradient_shift_words.answer(turned)
    assert "**1 of 3**" in gradient_shift_words.in_numbers(found)
    assert "3 networks hardly" in gradient_shift_words.stands_still(found, 3)
