"""A tape plays the lines it heard: same numbers, same memory, new input."""

import gc
import operator
import weakref

import numpy as np
import pytest
from hypothesis import given, reject
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core.training.tape import CACHE, Tape

ARITHMETIC = st.sampled_from([operator.add, operator.sub, operator.mul, operator.truediv])
SHAPES = st.sampled_from([(), (1,), (4,), (3, 1), (1, 4), (3, 4), (2, 1, 4), (2, 3, 1), (0, 3, 4)])
TYPES = st.sampled_from([np.float64, np.float32, np.int64, np.bool_, np.complex128])


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


def program(a, b, c, operations):
    """Compute with what broadcasts, overlaps, dies at once, and is of another type."""
    first, second, third = operations
    x = first(a, b)
    y = second(x, first(b, c)) * first(c[..., ::-1], x)
    c[...] = third(0.5 * c, c.mT[..., :1, :1])
    c[..., 1:, :] *= c[..., :-1, :]
    z = third(c > 0, second(x, y > x))
    return x, y, z, second(third(a, x), z) - c.sum(axis=-2, keepdims=True)


@given(st.data(), st.tuples(ARITHMETIC, ARITHMETIC, ARITHMETIC), st.integers(0, 2**32))
@hypothesis_settings(max_examples=300, deadline=None)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_any_lines_played_are_what_numpy_computes_to_the_bit(drawn, operations, seed):
    rng = np.random.default_rng(seed)

    def fresh(shape, kind):
        return np.asarray(4 * rng.standard_normal(shape)).astype(kind)

    forms = [(drawn.draw(SHAPES), drawn.draw(TYPES)) for _ in range(2)] + [((3, 4), np.float64)]
    arrays, later = ([fresh(*form) for form in forms] for _ in range(2))
    try:
        expected = program(*(array.copy() for array in later), operations)
    except (TypeError, ValueError):  # True - True, or shapes that do not go together
        reject()
    tape, inputs = recorded(*arrays)
    results = program(*inputs, operations)
    for array, values in zip(arrays, later, strict=True):
        array[...] = values
    tape.play()
    for ours, theirs in zip(results, expected, strict=True):
        np.testing.assert_array_equal(np.asarray(ours), theirs, strict=True)


@pytest.mark.parametrize("rows", [2, CACHE])
def test_a_column_is_spread_over_matrices_small_and_large(rows):
    matrix, column, constant = np.ones((rows, 3)), np.ones((rows, 1)), np.arange(3.0)
    tape, (recorded_matrix, recorded_column) = recorded(matrix, column)
    y = (recorded_matrix - recorded_column) * constant
    column[...] = np.arange(rows)[:, np.newaxis]
    tape.play()
    np.testing.assert_array_equal(np.asarray(y), (matrix - column) * constant)


def test_only_the_places_that_are_set_change():
    x, y = np.arange(6.0), np.array([7.0, 8.0])
    tape, (rx, ry) = recorded(x, y)
    rx[[0, 4]] = 2 * ry
    rx[rx > 9] = 0
    x[...], y[...] = np.arange(6.0), [3.0, 20.0]
    tape.play()
    assert x.tolist() == [6, 1, 2, 3, 0, 5]


def test_what_cannot_be_played_is_refused():
    _, (rx,) = recorded(np.array([1.0, 2.0]))
    with pytest.raises(TypeError, match=r"np\.where calls no universal function"):
        np.where(rx > 1, rx, 0.0)


def test_a_tape_is_gone_when_nobody_plays_it():
    """A view of a view of what was recorded is a circle that Python's collector cannot see."""
    tape = Tape()
    x = tape.array(np.ones((3, 4)))
    (x[1:] * 2)[:1][...] = 5
    tape.play()
    gone = weakref.ref(tape)
    del tape, x
    gc.collect()
    assert gone() is None
