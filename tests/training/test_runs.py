"""A run is what its settings say: to the bit, alone or together, played or line by line."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from core.activations import ACTIVATIONS
from core.optimizers import OPTIMIZERS, Hyperparameters
from core.softmax import cross_entropy
from core.training import Leg, Settings, examples, gradient_descent, network, train, train_together
from core.training.data import one_hot
from core.training.gradient_descent import Trainer, first_state
from core.training.runs import LARGEST_PARAMETER, film_steps

SHORT = Settings(steps=30, examples=100, hidden=(6, 5), batch_size=32)
SMALL = st.builds(
    Settings,
    data=st.sampled_from(["spirals", "moons", "valley"]),
    classes=st.integers(2, 6),
    examples=st.integers(10, 60),
    hidden=st.lists(st.integers(1, 6), max_size=4).map(tuple),
    activation=st.sampled_from(list(ACTIVATIONS)),
    batch_norm=st.booleans(),
    optimizer=st.sampled_from(list(OPTIMIZERS)),
    learning_rate=st.floats(1e-4, 1),
    decay=st.floats(0, 1),
    l2=st.sampled_from([0.0, 0.01]),
    batch_size=st.integers(1, 70),
    steps=st.just(25),
    seed=st.integers(0, 1000),
)


def by_the_lines(settings):
    """Return theta after training as the textbook does it: no tape, a fresh array every time."""
    state = first_state(settings)
    data = examples.of(settings)
    Y = one_hot(data.labels, settings.classes)
    rng = np.random.default_rng([settings.seed, examples.ORDER_STREAM])
    m, t = data.labels.size, 0
    orders = rng.permuted(np.tile(np.arange(m), (64, 1)), axis=1)
    for epoch, order in enumerate(orders):
        for start in range(0, m, settings.batch_size):
            t += 1
            if t > settings.steps:
                return state.theta
            columns = order[start : start + settings.batch_size]
            hyper = Hyperparameters(
                settings.learning_rate / (1 + settings.decay * epoch),
                *(-np.expm1(t * np.log(beta)) for beta in (settings.beta1, settings.beta2)),
                *(settings.beta1, settings.beta2, settings.epsilon, settings.l2),
            )
            gradient_descent.step(
                settings,
                state,
                np.ascontiguousarray(data.X[:, columns]),
                np.ascontiguousarray(Y[:, columns]),
                hyper,
                np.empty_like(state.theta),
                np.empty_like(state.running),
            )
    return None


@given(SMALL)
@hypothesis_settings(max_examples=40, deadline=None)
def test_the_tape_plays_what_the_lines_compute(settings):
    np.testing.assert_allclose(
        train(settings).theta[-1], by_the_lines(settings), rtol=1e-6, atol=1e-9
    )


@given(SMALL)
@hypothesis_settings(max_examples=20, deadline=None)
def test_networks_trained_together_are_those_trained_alone_to_the_bit(settings):
    group = [
        replace(settings, seed=seed, learning_rate=rate)
        for seed, rate in [(0, 0.1), (1, 0.1), (2, 0.01)]
    ]
    for together, alone in zip(train_together(group), map(train, group), strict=True):
        np.testing.assert_array_equal(together.theta, alone.theta)
        np.testing.assert_array_equal(together.running, alone.running)


def test_more_networks_than_fit_together_come_back_in_order():
    group = [replace(SHORT, seed=seed) for seed in range(45)]
    runs = train_together(group)
    assert [run.settings for run in runs] == group
    np.testing.assert_array_equal(runs[44].theta, train(group[44]).theta)


def test_the_same_settings_give_the_same_run_and_another_seed_another():
    again, other = train(SHORT), train(replace(SHORT, seed=1))
    np.testing.assert_array_equal(train(SHORT).theta, again.theta)
    assert not np.array_equal(again.theta, other.theta)


def test_how_often_a_run_is_looked_at_does_not_change_it():
    often = train(SHORT, steps=np.arange(31))
    seldom = train(SHORT, steps=np.array([0, 7, 30]))
    np.testing.assert_array_equal(often.theta[[0, 7, 30]], seldom.theta)


def test_batch_norm_on_differs_from_batch_norm_off():
    on, off = (train(replace(SHORT, batch_norm=bn)) for bn in (True, False))
    losses = [final_loss(run) for run in (on, off)]
    assert on.theta.shape != off.theta.shape
    assert abs(losses[0] - losses[1]) > 1e-3


def final_loss(run):
    form, theta = network.fold(run.settings.network, run.theta[-1], run.running[-1])
    Z = network.forward(form, form.layers(theta), run.data.X)[-1].Z
    return cross_entropy(Z, one_hot(run.data.labels, run.settings.classes)).mean()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("batch_norm", [False, True])
def test_training_learns(optimizer, batch_norm):
    settings = Settings(data="moons", classes=2, optimizer=optimizer, batch_norm=batch_norm)
    settings = replace(settings, learning_rate=0.01 if optimizer in ("adam", "rmsprop") else 0.5)
    run = train(settings, steps=np.array([0, settings.steps]))
    assert final_loss(run) < 0.1


def test_without_a_hidden_layer_it_finds_what_scikit_learn_finds():
    settings = Settings(
        data="blobs", noise=1.0, hidden=(), optimizer="momentum", learning_rate=3.0,
        batch_size=1000, steps=4000, validation_share=0.0,
    )  # fmt: skip
    run = train(settings, steps=np.array([0, 4000]))
    oracle = LogisticRegression(C=np.inf, tol=1e-10, max_iter=10_000)
    oracle.fit(run.data.X.T, run.data.labels)
    W, b = settings.network.layers(run.theta[-1])[0]
    for ours, theirs in [(W, oracle.coef_), (b.ravel(), oracle.intercept_)]:
        np.testing.assert_allclose(
            ours - ours.mean(axis=0), theirs - theirs.mean(axis=0), atol=1e-4
        )


def test_an_epoch_visits_every_example_once_in_an_order_of_its_own():
    trainer = Trainer(SHORT, start=first_state(SHORT))
    epochs = [
        np.concatenate([trainer._mini_batch(t).copy() for t in range(3 * e, 3 * e + 3)], axis=1)
        for e in range(2)
    ]
    every = {*map(tuple, examples.of(SHORT).X.T)}
    assert [{*map(tuple, epoch[:2].T)} for epoch in epochs] == [every, every]
    assert not np.array_equal(*epochs)


def test_running_averages_approach_the_statistics_of_the_data():
    frozen = replace(SHORT, learning_rate=1e-6, steps=200, batch_size=80)
    run = train(frozen)
    statistics = frozen.network.statistics(np.empty(frozen.network.n_statistics))
    network.forward(frozen.network, frozen.network.layers(run.theta[-1]), run.data.X, statistics)
    running = frozen.network.statistics(run.running[-1])
    for true, estimate in zip(statistics, running, strict=True):
        np.testing.assert_allclose(estimate.mean, true.mean, atol=1e-3)
        np.testing.assert_allclose(estimate.variance, true.variance, rtol=1e-2)


def test_a_second_leg_goes_on_where_the_first_stopped():
    one = train(SHORT)
    two = train(replace(SHORT, legs=(Leg(10, 0.001, "sgd", 16),)))
    assert two.steps[-1] == 40
    at_30 = train(two.settings, steps=np.array([0, 30, 31])).theta
    np.testing.assert_array_equal(at_30[1], one.theta[-1])
    assert 0 < np.abs(at_30[2] - at_30[1]).max() < 0.01


def test_a_run_that_leaves_the_numbers_ends_at_that_step():
    wild = Settings(
        hidden=(16, 16, 16), batch_norm=False, optimizer="sgd", learning_rate=100.0, l2=1.0
    )
    run = train(wild)
    assert np.abs(run.theta).max() < LARGEST_PARAMETER
    every = train(wild, steps=np.arange(run.diverged_at + 1))
    assert every.steps[-1] == run.diverged_at - 1
    assert every.diverged_at == run.diverged_at


def test_one_that_diverges_does_not_disturb_its_neighbours():
    wild = Settings(
        hidden=(16, 16, 16), batch_norm=False, optimizer="sgd", learning_rate=100.0, l2=1.0
    )
    calm = replace(wild, learning_rate=0.01)
    _, beside = train_together([wild, calm])
    np.testing.assert_array_equal(beside.theta, train(calm).theta)


def test_networks_of_different_form_are_not_trained_together():
    with pytest.raises(ValueError, match="differ in form"):
        train_together([SHORT, replace(SHORT, hidden=(6, 6))])


def test_progress_hears_of_every_kept_step():
    heard = []
    run = train(SHORT, progress=lambda t, _: heard.append(t))
    assert heard == run.steps.tolist()


@given(st.integers(1, 5000), st.integers(2, 120))
def test_a_film_runs_from_the_start_to_the_end_and_never_back(total, frames):
    steps = film_steps(total, frames)
    assert steps[0] == 0
    assert steps[-1] == total
    assert len(steps) <= frames
    assert (np.diff(steps) > 0).all()
