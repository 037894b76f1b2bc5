"""Candidates trained side by side: each as if it were alone, none twice, none too long."""

from dataclasses import replace

import numpy as np
import pytest

from core.lessons.tuning import search
from core.lessons.tuning.designs import random
from core.lessons.tuning.space import BASE, REAL, settings_at
from core.training import replay, train

SHORT = replace(BASE, steps=30)


def mixed() -> list:
    """Candidates that differ in everything that can be searched."""
    return settings_at(SHORT, REAL, random(12, len(REAL), seed=1))


def test_every_candidate_is_as_if_it_were_trained_alone():
    for each, loss in zip(mixed(), search.validation_losses(mixed()), strict=True):
        assert loss == search.validation_losses([each])[0]
        assert loss == replay.curves(train(each)).validation_loss[-1]


def test_the_same_candidate_is_trained_once_and_has_the_same_loss():
    candidates = [*mixed()[:2], *mixed()[:2]]
    losses = search.validation_losses(candidates)
    assert losses[:2].tolist() == losses[2:].tolist()
    assert sum(map(len, search.plan(candidates).slices)) == 2


@pytest.mark.parametrize("other", [{"epsilon": 1e-2}, {"beta2": 0.5}])
def test_momentum_reads_neither_epsilon_nor_beta2(other):  # so they are idle in a search
    one, changed = search.validation_losses([SHORT, replace(SHORT, **other)])
    assert one == changed


def test_a_run_that_diverged_is_worse_than_any_other():
    wild = replace(SHORT, learning_rate=100.0, l2=1.0, steps=300)
    assert search.validation_losses([wild, SHORT])[0] == np.inf
    assert np.isfinite(search.validation_losses([wild, SHORT])[1])


def test_slices_hold_every_candidate_and_are_short():
    candidates = settings_at(BASE, REAL[:4], random(300, 4, seed=0)) * 2
    plan = search.plan(candidates)
    flat = [each for one in plan.slices for each in one]
    assert [flat[place] for place in plan.order] == candidates
    assert len(flat) == 300
    assert len(plan.slices) > 1
    for one in plan.slices:
        assert sum(map(search.work, search.blocks(one))) <= 1.01 * search.MOST_SLICE_WORK
    assert search.plan([]).slices == []


def test_without_validation_examples_it_says_so():
    with pytest.raises(ValueError, match="validation_share is 0"):
        search.validation_losses([replace(SHORT, validation_share=0)])


def test_the_best_so_far_never_rises():
    losses = np.random.default_rng(0).random((3, 20))
    best = search.best_so_far(losses)
    assert (np.diff(best) <= 0).all()
    assert best[:, -1].tolist() == losses.min(axis=1).tolist()
