"""A tape plays the lines it heard: same numbers, same memory, new input."""

import numpy as np
import pytest

from core.tape import Tape


def recorded(*arrays):
    tape = Tape()
    return tape, [tape.array(a) for a in arrays]


def test_playing_repeats_the_lines_on_new_input():
    x, W = np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]])
    tape, (rx, rW) = recorded(x, W)
    y = np.exp(0.1 * (rW @ rx)).sum(axis=0, keepdims=True) - rx / 2

    x[:] = [[5.0, -6.0]]
    tape.play()

    expected = np.exp(0.1 * (W @ x)).sum(axis=0, keepdims=True) - x / 2
    np.testing.assert_array_equal(np.asarray(y), expected)


def test_changes_in_place_are_played_too():
    x = np.array([1.0, 2.0])
    tape, (rx,) = recorded(x)
    rx *= 3
    rx[...] = rx + 1
    tape.play()
    assert x.tolist() == [13.0, 22.0]  # 1 → 4 → 13, 2 → 7 → 22


def test_views_belong_to_the_tape():
    x = np.arange(6.0).reshape(2, 3)
    tape, (rx,) = recorded(x)
    y = rx.mT[1:] * 2
    x[:] = -1
    tape.play()
    assert (np.asarray(y) == -2).all()


def test_an_output_given_is_written_again():
    x, out = np.ones((2, 2)), np.empty((2, 2))
    tape, (rx,) = recorded(x)
    after = np.matmul(rx, rx, out=out) + 1
    x[:] = 3
    tape.play()
    assert (out == 18).all()
    assert (np.asarray(after) == 19).all()


def test_memory_of_a_dead_result_serves_again_and_of_a_living_one_does_not():
    x = np.array([1.0, 2.0])
    tape, (rx,) = recorded(x)
    living = rx + 1
    (rx + 2) * 1  # both die at once
    y = rx * 10
    for value in (3.0, -4.0):
        x[:] = value
        tape.play()
        np.testing.assert_array_equal(np.asarray(living), x + 1)
        np.testing.assert_array_equal(np.asarray(y), x * 10)
    results = [call.args[-1].__array_interface__["data"] for call in tape.calls]
    assert len(set(results)) < len(results)


def test_what_cannot_be_played_is_refused():
    _, (rx,) = recorded(np.array([1.0, 2.0]))
    with pytest.raises(TypeError, match=r"np\.where calls no universal function"):
        np.where(rx > 1, rx, 0.0)
