"""A pair differs in one thing only; who is ahead, since when, and what luck alone would do."""

from dataclasses import replace

import numpy as np
import pytest

from core import training
from core.lessons.training import compare
from core.lessons.training.compare import (
    Pair,
    ahead_since,
    first_at,
    layers_alike,
)
from core.training import examples, replay, trials
from core.training.settings import CALLS_PER_STEP, Settings

SHORT = Settings(steps=40, examples=100, hidden=(6, 5), batch_size=32)
WILD = Settings(
    steps=60, hidden=(16, 16, 16), batch_norm=False, optimizer="sgd", learning_rate=100.0, l2=1.0
)
HUGE = Settings(steps=1, hidden=(64, 64, 64, 64), examples=1000, batch_size=1000)
OTHER = {
    "batch_norm": False,
    "optimizer": "sgd",
    "learning_rate": 0.1,
    "batch_size": 8,
    "initialization": "tiny",
    "activation": "tanh",
    "hidden": (6,),
    "l2": 0.1,
    "decay": 0.1,
    "beta1": 0.5,
    "beta2": 0.5,
}


def pair(field, settings=SHORT):
    return Pair(field, settings, replace(settings, **{field: OTHER[field]}))


def test_a_pair_differs_in_one_field_only():
    with pytest.raises(ValueError, match="differ in more than hidden"):
        Pair("hidden", SHORT, replace(SHORT, hidden=(3,), seed=1))


def test_a_pair_too_large_for_one_picture_is_refused_with_what_would_fit():
    with pytest.raises(ValueError, match=r"steps is 140; .* at most \d+ can be trained") as error:
        Pair("l2", replace(HUGE, steps=140), replace(HUGE, steps=140, l2=0.1))
    most = int(str(error.value).split("at most ")[1].split()[0])
    assert Pair("l2", replace(HUGE, steps=most), replace(HUGE, steps=most, l2=0.1)).a.steps == most


@pytest.mark.parametrize("field", OTHER)
def test_both_see_the_same_points_in_the_same_order(field):
    a, b = pair(field).a, pair(field).b
    for one, other in zip(examples.of(a), examples.of(b), strict=True):
        np.testing.assert_array_equal(one, other)
    seen = [np.concatenate(list(examples.mini_batches(each, 40))) for each in (a, b)]
    both = min(map(len, seen))
    np.testing.assert_array_equal(seen[0][:both], seen[1][:both])


@pytest.mark.parametrize("field", sorted(set(OTHER) - {"hidden", "initialization"}))
def test_both_start_from_the_same_weights(field):
    assert layers_alike(pair(field)) == (3, 3)


def test_without_a_layer_those_of_the_same_shape_start_alike():
    assert layers_alike(pair("hidden")) == (1, 3)  # 2→6 in both; then 6→5→3 and 6→3


def test_another_variance_starts_from_the_same_weights_times_a_factor():
    both = pair("initialization")
    he, tiny = (training.train(each, np.array([0])).theta[0] for each in (both.a, both.b))
    first_layer = slice(0, 12)  # 6 units of 2 inputs: variance 2/2 in the one, 0.0001 in the other
    np.testing.assert_allclose(he[first_layer], 100 * tiny[first_layer])


def test_the_first_time_at_a_level_counts_even_if_it_is_lost_again():
    steps = np.array([0, 10, 20, 30])
    assert first_at(steps, np.array([0.3, 0.95, 0.6, 1.0])) == 10
    assert first_at(steps, np.array([0.3, 0.6, 0.7, 0.9])) is None


def test_a_lead_is_counted_from_the_last_time_behind():
    steps = np.array([0, 1, 2, 4, 8])
    a, b = np.array([5.0, 4, 3, 2, 1]), np.array([5.0, 3, 4, 1, 2])
    assert ahead_since(steps, a, b) == 8
    assert ahead_since(steps, b, a) == 8
    assert ahead_since(steps, a, a) == 0
    assert ahead_since(steps, a, a + 1) == 0
    assert ahead_since(steps, a, np.array([5.0, 3, np.inf, np.inf, np.inf])) == 2


def test_the_first_trial_is_the_pair_itself_and_the_others_are_other_draws():
    both = pair("batch_norm")
    found = compare.other_luck(both)
    assert found.seeds.tolist() == list(range(20))
    assert found.steps.tolist() == list(range(41))
    for loss, settings in ((found.loss_a, both.a), (found.loss_b, both.b)):
        film = replay.curves(training.train(settings, found.steps))
        np.testing.assert_allclose(loss[0], film.training_loss, rtol=1e-12)
        assert len(np.unique(loss[:, -1])) == 20


def test_seeds_begin_anew_after_the_largest():
    last = replace(SHORT, steps=1, seed=2**31 - 1)
    assert compare.other_luck(pair("l2", last)).seeds[:2].tolist() == [2**31 - 1, 0]


def test_a_setting_that_does_nothing_makes_no_difference_with_any_seed():
    sgd = replace(SHORT, optimizer="sgd")
    found = compare.other_luck(pair("beta2", sgd))
    np.testing.assert_array_equal(found.loss_a, found.loss_b)


@pytest.mark.parametrize("batch_size", [1, 64, 1000])
@pytest.mark.parametrize("hidden", [(), (16, 16), (64, 64, 64, 64)])
def test_film_and_seeds_together_are_bounded_and_never_nothing(hidden, batch_size):
    settings = replace(HUGE, hidden=hidden, batch_size=batch_size)
    most = min(
        5000, int(compare.MOST_FILM_SHARE * trials.MOST_PAIR_WORK / (2 * settings.step_work))
    )
    both = Pair("l2", replace(settings, steps=most), replace(settings, steps=most))
    seeds, steps = trials.affordable(both.a, both.b, spent=most * both.step_work)
    a_seed = settings.step_work - CALLS_PER_STEP
    work = 2 * (most * settings.step_work + steps * (CALLS_PER_STEP + seeds * a_seed))
    assert work <= trials.MOST_PAIR_WORK * 1.001
    assert seeds in trials.SEED_COUNTS
    assert 1 <= steps <= most


def test_the_usual_network_gets_all_seeds_and_all_steps():
    both = Pair("batch_norm", Settings(batch_norm=False), Settings())
    assert trials.affordable(both.a, both.b, spent=1000 * both.step_work) == (20, 1000)
