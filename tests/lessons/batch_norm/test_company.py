"""What is said of an example depends on its company, unless μ and σ² are fixed."""

from dataclasses import replace

import numpy as np
import pytest

from core import batch_norm
from core.lessons.batch_norm import company
from core.training import Run, Settings, network, replay, train

SETTINGS = Settings(examples=100, validation_share=0.4, hidden=(5, 4), steps=60, batch_size=20)


@pytest.fixture(scope="module")
def run() -> Run:
    return train(SETTINGS)


def by_plain_loops(run: Run, batch: np.ndarray) -> np.ndarray:
    """The probabilities of one mini-batch `(2, m)`, unit by unit, `(C, m)`."""
    A = run.data.inputs(batch)
    *hidden, last = SETTINGS.network.layers(run.theta[-1])
    for layer in hidden:
        rows = []
        for w, gamma, beta in zip(layer.W, layer.gamma[:, 0], layer.beta[:, 0], strict=True):
            z = [sum(w[k] * A[k, i] for k in range(len(w))) for i in range(A.shape[1])]
            mean = sum(z) / len(z)
            variance = sum((each - mean) ** 2 for each in z) / len(z)
            sigma = (variance + batch_norm.EPSILON) ** 0.5
            rows.append([max(0.0, gamma * (each - mean) / sigma + beta) for each in z])
        A = np.array(rows)
    scores = np.exp(last.W @ A + last.b)
    return scores / scores.sum(axis=0)


def test_many_mini_batches_at_once_are_each_alone(run, monkeypatch):
    batches = np.random.default_rng(0).normal(size=(3, 2, 4))
    expected = np.stack([by_plain_loops(run, batch) for batch in batches])
    np.testing.assert_allclose(company.by_own_batch(run, batches), expected, atol=1e-12)
    monkeypatch.setattr(company, "MOST_AT_ONCE", 5)
    np.testing.assert_allclose(company.by_own_batch(run, batches), expected, atol=1e-12)


def test_alone_every_example_is_told_the_same_and_the_input_does_not_count(run):
    said = company.by_own_batch(run, np.random.default_rng(0).normal(size=(9, 2, 1)))
    assert np.ptp(said, axis=0).max() < 1e-12


def test_with_the_running_averages_it_is_what_the_run_is_judged_by(run):
    X, labels = run.data.X_validation, run.data.labels_validation
    said = company.by_statistics(run, X, run.running[-1])
    folded, theta = network.fold(SETTINGS.network, run.theta[-1], run.running[-1])
    expected = network.forward(folded, folded.layers(theta), run.data.inputs(X))[-1].A
    np.testing.assert_allclose(said, expected, atol=1e-12)
    assert company.right(said, labels) == replay.curves(run).validation_accuracy[-1]


def test_with_fixed_statistics_neighbours_do_not_matter(run):
    X = run.data.X_validation
    all_of_them = company.by_statistics(run, X, run.running[-1])
    alone = company.by_statistics(run, X[:, [3]], run.running[-1])
    np.testing.assert_allclose(alone[:, 0], all_of_them[:, 3], atol=1e-12)


def test_the_statistics_of_a_mini_batch_say_of_it_what_it_says_itself(run):
    X = run.data.X_validation
    fixed = company.by_statistics(run, X, company.statistics_of(run, X))
    np.testing.assert_allclose(fixed, company.by_own_batch(run, X[np.newaxis])[0], atol=1e-12)


def test_draws_are_of_others_without_repeats_and_the_same_again(run):
    m = run.data.labels_validation.size
    drawn = company.draws(run, chosen=7, size=8, n=20)
    assert drawn.shape == (20, 7)
    assert all(len(set(draw)) == 7 and 7 not in draw for draw in drawn.tolist())
    assert 0 <= drawn.min() <= drawn.max() < m
    np.testing.assert_array_equal(drawn, company.draws(run, chosen=7, size=8, n=20))
    assert company.draws(run, chosen=7, size=1, n=3).shape == (3, 0)


def test_the_plane_among_neighbours_says_at_each_point_what_a_mini_batch_there_says(run):
    neighbours = [run.data.X_validation[:, [0, 1]], run.data.X_validation[:, [5, 6]]]
    plane = company.plane_among(run, neighbours, resolution=5)
    corner = replay.grid(replay.domain(run), 5)[:, [0]]
    for frame, each in enumerate(neighbours):
        expected = by_plain_loops(run, np.hstack([corner, each]))[:, 0]
        np.testing.assert_allclose(plane[frame, :, 0, 0], expected, atol=1e-12)


def test_one_mini_batch_of_all_examples_is_tested_once(run):
    whole = company.accuracy(run, company.statistics_of(run, run.data.X_validation))
    for size in (40, 1000):
        assert company.accuracy_in_batches(run, size) == pytest.approx(whole)


def test_accuracy_in_mini_batches_is_that_of_blind_guessing_for_one_class_alone(run):
    alone = company.by_own_batch(run, np.zeros((1, 2, 1)))[0, :, 0].argmax()
    share = (run.data.labels_validation == alone).mean()
    assert company.accuracy_in_batches(run, 1) == pytest.approx(share)


def test_a_network_without_batch_norm_is_the_same_in_any_company():
    plain = train(replace(SETTINGS, batch_norm=False))
    batches = company.among(plain.data.X[:, :3], plain.data.X[:, 5:8])
    alone = company.by_own_batch(plain, batches[..., :1])
    np.testing.assert_allclose(
        company.by_own_batch(plain, batches)[..., 0], alone[..., 0], atol=1e-12
    )
