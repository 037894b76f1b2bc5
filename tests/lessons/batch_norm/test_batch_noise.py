"""The noise of mini-batches: laws of drawing without replacement, and how far networks overfit."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from core.lessons.batch_norm import batch_noise, batch_noise_words
from core.lessons.batch_norm.batch_noise import Gap, estimates, predicted_ratio, predicted_spread
from core.training import Settings, replay, train


@pytest.mark.parametrize("size", [1, 2, 3, 6])
def test_the_predictions_are_exact_over_all_mini_batches_there_are(size):
    z = np.random.default_rng(0).gamma(1.0, size=6)
    batches = np.array([z[list(each)] for each in combinations(range(6), size)])
    errors = (batches.mean(axis=1) - z.mean()) / z.std()
    assert errors.std() == pytest.approx(predicted_spread(size, 6))
    assert (batches.var(axis=1) / z.var()).mean() == pytest.approx(predicted_ratio(size, 6))


def test_estimates_follow_the_predictions():
    z = np.random.default_rng(1).normal(3, 2, size=240)
    for each in estimates(z, seed=0):
        expected = predicted_spread(each.size, 240)
        assert each.errors.std() == pytest.approx(expected, rel=0.2, abs=1e-12)
        assert each.ratios.mean() == pytest.approx(predicted_ratio(each.size, 240), rel=0.1)


def test_neither_a_shift_nor_a_scale_of_z_changes_anything():
    z = np.random.default_rng(1).normal(size=100)
    for one, other in zip(estimates(z, 0), estimates(5 + 3 * z, 0), strict=True):
        np.testing.assert_allclose(one.errors, other.errors, atol=1e-12)
        np.testing.assert_allclose(one.ratios, other.ratios)


def test_a_dead_unit_has_nothing_to_estimate():
    with pytest.raises(ValueError, match="variance must not be 0"):
        estimates(np.ones(20), 0)


def test_few_examples_are_the_largest_mini_batch():
    assert [each.size for each in estimates(np.arange(8.0), 0)] == [4, 8]


def test_z_is_that_of_the_first_layer():
    run = train(Settings(hidden=(3,), steps=5, examples=20))
    W = run.theta[-1][:6].reshape(3, 2)
    np.testing.assert_allclose(batch_noise.first_layer(run, 2), W[2] @ run.data.X)


def test_gaps_are_those_of_each_network_trained_alone():
    short = replace(batch_noise.GAP, steps=8)
    (found,) = batch_noise.gaps(short, (16,))
    for side, on in enumerate((False, True)):
        curves = replay.curves(train(replace(short, batch_size=16, batch_norm=on, seed=3)))
        expected = curves.validation_loss[-1] - curves.training_loss[-1]
        assert found.gap[side, 3] == pytest.approx(expected)


def test_words_count_gaps_and_losses():
    gap = Gap(4, np.array([[1.0, 1.0], [1.0, 2.0]]), np.array([[2.0, 2.0], [1.5, 3.5]]))
    (said,) = batch_noise_words.gaps_in_numbers([gap])
    assert "smaller with batch norm for **1 of 2** seeds" in said
    assert "lower for **1 of 2**" in said
    assert "the validation loss is 2.00 without and 2.50 with it" in said


def test_words_compare_what_is_measured_with_what_is_predicted():
    said = batch_noise_words.in_numbers(estimates(np.random.default_rng(1).normal(size=240), 0))
    assert "√((240 - 4) / (240 - 1) / 4) = 0.497" in said[0]
    assert "predicted is 0.75" in said[0]
    assert len(said) == 2
