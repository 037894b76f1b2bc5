"""Changed inputs: what new statistics undo by law, and what they cannot."""

from dataclasses import replace

import numpy as np
import pytest

from core.lessons.batch_norm import moved_inputs as moving
from core.lessons.batch_norm import moved_words as words
from core.lessons.batch_norm.moved_inputs import Change, moved, way_to
from core.training import Settings, network, train

SETTINGS = Settings(steps=300, decay=0)


@pytest.fixture(scope="module")
def runs():
    return train(replace(SETTINGS, batch_norm=False)), train(SETTINGS)


@pytest.mark.parametrize("change", [Change(move=1), Change(move=-3), Change(scale=3)])
def test_new_statistics_undo_a_move_and_a_common_scale(runs, change):
    answers = moved(*runs, change).anew
    assert (answers.right == answers.right[0]).all()


def test_up_to_epsilon_they_undo_a_move_and_shrinking_together(runs):
    answers = moved(*runs, Change(move=2, scale=0.2)).anew
    assert (answers.right != answers.right[0]).mean() < 0.01


def test_the_scores_are_the_same_after_a_move_and_the_first_means_go_along(runs):
    form, theta = runs[1].settings.network, runs[1].theta[-1]
    X = moving.new_examples(runs[1]).X
    c = np.array([[2.0], [-1.0]])
    before, after = (form.statistics(np.empty(form.n_statistics)) for _ in range(2))
    scores, moved_scores = (
        network.forward(form, form.layers(theta), x, each)[-1].Z
        for x, each in ((X, before), (X + c, after))
    )
    np.testing.assert_allclose(scores, moved_scores, atol=1e-9)
    np.testing.assert_allclose(after[0].mean - before[0].mean, form.layers(theta)[0].W @ c)
    np.testing.assert_allclose(after[0].variance, before[0].variance)


def test_the_picture_of_new_statistics_is_that_of_the_network_at_those_points(runs):
    examples = moving.new_examples(runs[1])
    still = moving.anew(runs[1], examples.X[np.newaxis], examples.labels, (-1, 1))
    gone = moving.anew(runs[1], 3 * examples.X[np.newaxis], examples.labels, (-3, 3))
    np.testing.assert_allclose(still.probabilities, gone.probabilities, atol=0.01)  # up to ε
    assert np.ptp(still.probabilities) > 0.9


def test_a_turn_is_not_undone(runs):
    accuracy = moved(*runs, Change(turn=60)).anew.accuracy
    assert accuracy[-1] < accuracy[0] - 0.1


def test_networks_that_change_nothing_fail_on_a_move(runs):
    found = moved(*runs, Change(move=1))
    for answers in (found.without, found.running):
        assert answers.accuracy[0] > 0.9
        assert answers.accuracy[-1] < 0.5
    assert found.anew.accuracy[-1] > 0.9


def test_it_agrees_with_one_example_of_one_frame_at_a_time(runs):
    """Plain loops: no leading axis, no fold."""
    change = Change(move=0.4, scale=1.5, stretch=0.5, turn=30)
    found = moved(*runs, change)
    run, examples = runs[1], moving.new_examples(runs[1])
    layers = run.settings.network.layers(run.theta[-1])
    for frame in (0, 11, moving.FRAMES - 1):
        A = found.way.M[frame] @ examples.X + found.way.c[frame]
        for W, gamma, beta in layers[:-1]:
            Z = W @ A
            mean, variance = Z.mean(axis=1, keepdims=True), Z.var(axis=1, keepdims=True)
            A = np.maximum(gamma * (Z - mean) / np.sqrt(variance + 1e-5) + beta, 0)
        scores = layers[-1].W @ A + layers[-1].b
        right = scores.argmax(axis=0) == examples.labels
        assert (found.anew.right[frame] == right).all()


def test_the_way_turns_then_stretches_then_scales_then_moves():
    M, c = way_to(Change(move=5, scale=2, stretch=3, turn=90))
    np.testing.assert_allclose(M[-1] @ [[1], [0]] + c[-1], [[5], [2]], atol=1e-12)
    np.testing.assert_allclose(M[-1] @ [[0], [1]] + c[-1], [[-1], [0]], atol=1e-12)
    np.testing.assert_array_equal(M[0], np.eye(2))


def test_the_words_tell_what_is_undone_from_what_is_not(runs):
    assert "Nothing is changed" in words.what_is_undone(Change(), moved(*runs, Change()))
    move = moved(*runs, Change(move=1))
    assert words.what_is_undone(Change(move=1), move).endswith("back: **0**.")
    assert f"**{move.anew.accuracy[-1]:.0%}**" in words.at_every_frame(move)[-1]
    turn = Change(turn=90)
    assert "cannot undo" in words.what_is_undone(turn, moved(*runs, turn))
