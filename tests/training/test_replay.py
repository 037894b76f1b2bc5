"""What a film shows is what the network computes, frame by frame."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import log_softmax, softmax
from sklearn.metrics import accuracy_score, log_loss

from core import batch_norm
from core.training import Leg, Settings, network, replay, train
from core.training.data import one_hot

SETTINGS = Settings(steps=60, examples=90, hidden=(6, 5), noise=0.3, batch_size=16)


@pytest.fixture(scope="module", params=[True, False], ids=["batch norm", "plain"])
def run(request):
    return train(replace(SETTINGS, batch_norm=request.param))


def scores(run, frame, X):
    """Return the scores of one frame by the definition of batch norm at test time, not folded."""
    form = run.settings.network
    statistics = form.statistics(run.running[frame])
    layers = form.layers(run.theta[frame])
    return network.forward(form, layers, X, statistics, batch_norm.at_test_time)[-1].Z


def test_curves_agree_with_scikit_learn(run):
    curves = replay.curves(run)
    for frame in (0, 7, -1):
        for X, labels, loss, accuracy in [
            (run.data.X, run.data.labels, curves.training_loss, curves.training_accuracy),
            (
                run.data.X_validation,
                run.data.labels_validation,
                curves.validation_loss,
                curves.validation_accuracy,
            ),
        ]:
            Z = scores(run, frame, X)
            assert loss[frame] == pytest.approx(log_loss(labels, softmax(Z, axis=0).T))
            assert accuracy[frame] == accuracy_score(labels, Z.argmax(axis=0))


def test_the_mini_batch_loss_is_that_of_the_ringed_points(run):
    curves, ringed = replay.curves(run), replay.mini_batches(run)
    for frame in (0, 5, -1):
        mine = ringed[frame]
        log_shares = log_softmax(scores(run, frame, run.data.X[:, mine]), axis=0)
        true = log_shares[run.data.labels[mine], np.arange(mine.sum())]
        assert curves.mini_batch_loss[frame] == pytest.approx(-true.mean())


def test_regions_are_the_predictions_on_the_grid_upright(run):
    shares = replay.regions(run, resolution=7)
    low, high = replay.domain(run)
    corner = np.array([[low], [high]])  # top left
    expected = softmax(scores(run, -1, corner), axis=0).ravel()
    np.testing.assert_allclose(shares[-1, :, 0, 0], expected, rtol=1e-9)
    np.testing.assert_allclose(shares.sum(axis=1), 1)


def test_every_example_lies_in_the_picture(run):
    low, high = replay.domain(run)
    for X in (run.data.X, run.data.X_validation):
        assert low < X.min()
        assert X.max() < high


def test_mini_batches_are_those_that_were_trained_on():
    settings = replace(SETTINGS, batch_norm=False, legs=(Leg(10, 0.01, "sgd", 5),))
    run = train(settings, steps=np.arange(71))
    ringed = replay.mini_batches(run)
    assert set(ringed[:61].sum(axis=1)) == {16, 72 % 16}
    assert set(ringed[61:].sum(axis=1)) == {5}
    assert (ringed[1:6].sum(axis=0) == 1).all()  # the first epoch: 72 examples by 16


def test_distributions_count_every_unit_and_example(run):
    seen = replay.distributions(run)
    np.testing.assert_allclose(seen.shares.sum(axis=-1), 1)
    values = replay.activation_inputs(run, run.data.X[:, : replay.EXAMPLES_TO_SHOW])[1][9]
    inside = values.clip(seen.edges[0], seen.edges[-1])
    expected = np.histogram(inside, seen.edges)[0] / values.size
    np.testing.assert_allclose(seen.shares[9, 1], expected)
    assert seen.means[9, 1] == pytest.approx(values.mean())


def test_with_batch_norm_every_unit_spreads_as_gamma_says():
    run = train(SETTINGS)
    first, last = ([s.deviations[frame] for s in replay.spreads(run)] for frame in (0, -1))
    for layer, deviations in enumerate(first):
        np.testing.assert_allclose(deviations, 1, atol=1e-3, err_msg=f"layer {layer}: γ = 1")
    gammas = [layer.gamma.ravel() for layer in SETTINGS.network.layers(run.theta[-1])[:-1]]
    for gamma, deviations in zip(gammas, last, strict=True):
        np.testing.assert_allclose(deviations, np.abs(gamma), rtol=1e-2)


def test_without_validation_examples_there_is_nothing_to_say_of_them():
    curves = replay.curves(train(replace(SETTINGS, validation_share=0.0)))
    assert np.isnan(curves.validation_loss).all()
    assert np.isfinite(curves.training_loss).all()


def test_the_loss_of_a_state_is_that_of_its_frame(run):
    X, Y = run.data.inputs(run.data.X), one_hot(run.data.labels, run.settings.classes)
    losses = []
    form = run.settings.network
    train(run.settings, progress=lambda _, s: losses.append(replay.mean_loss(form, s, X, Y)))
    np.testing.assert_allclose(losses, replay.curves(run).training_loss)
