"""Other seeds: their losses are those of their films, and a lead is weighed against luck."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from core import training
from core.training import replay
from core.training.settings import Settings
from core.training.trials import EQUAL, again, chance, losses, score

SHORT = Settings(steps=40, examples=100, hidden=(6, 5), batch_size=32)
WILD = Settings(
    steps=60, hidden=(16, 16, 16), batch_norm=False, optimizer="sgd", learning_rate=100.0, l2=1.0
)


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_chance_is_that_of_scipys_sign_test(wins, losses):
    expected = binomtest(wins, wins + losses).pvalue if wins + losses else 1
    assert chance(wins, losses) == pytest.approx(expected)


def test_a_run_that_diverged_is_behind_every_other_and_equal_to_its_like():
    assert score(np.array([1.0, np.inf, np.inf]), np.array([np.inf, 2.0, np.inf])) == (1, 1)


def test_the_losses_of_all_seeds_are_those_of_their_films():
    steps = np.array([0, 7, 40])
    group = [replace(SHORT, seed=seed) for seed in range(4)]
    for loss, settings in zip(losses(group, steps), group, strict=True):
        film = replay.curves(training.train(settings, steps))
        np.testing.assert_allclose(loss, film.training_loss, rtol=1e-12)


def test_a_run_that_diverges_loses_from_then_on_and_disturbs_no_other_seed():
    steps = np.arange(61)
    wild, calm = losses([WILD, replace(WILD, learning_rate=0.01)], steps)
    run = training.train(WILD, steps)
    assert np.isinf(wild[-1])
    assert np.isfinite(wild[: run.diverged_at]).all()
    np.testing.assert_allclose(
        calm, replay.curves(training.train(replace(WILD, learning_rate=0.01), steps)).training_loss
    )


def test_what_epsilon_does_before_anything_is_learned_puts_nobody_ahead():
    found = again(replace(SHORT, epsilon=1e-8), replace(SHORT, epsilon=1e-4))
    assert score(found.loss_a[:, 0], found.loss_b[:, 0]) == (0, 0)
    assert score(np.array([1.0]), np.array([1 + EQUAL / 2])) == (0, 0)
    assert score(np.array([1.0]), np.array([1 + 2 * EQUAL])) == (1, 0)


def test_work_spent_elsewhere_leaves_fewer_steps():
    large = Settings(hidden=(64,) * 4, batch_size=1000, examples=1000, steps=100)
    assert again(large, large, spent=1.0e10).steps[-1] < again(large, large).steps[-1]
