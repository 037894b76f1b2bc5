"""A way grows with the film, and the lines of cost move with b."""

import numpy as np
import pytest

from core.charts import theme
from core.lessons.batch_norm.normalize_inputs_charts import Ground, predicted_and_true, valley
from tests.support import LARGEST_CELL, marks, now, tables

STEPS = np.array([0, 1, 4])
CENTRES = np.array([[1.0, -1.0], [2, 0], [3, 5]])
GROUND = Ground(np.arange(12.0).reshape(2, 3, 2), CENTRES, np.array([2.0, 3.0]), np.ones(2))
PATH = np.arange(10.0).reshape(5, 2)


def test_the_lines_move_to_the_lowest_point_of_each_frame():
    (view,) = tables(valley(GROUND, [PATH], STEPS, theme.B))["view"]
    for frame, (x, y) in enumerate(CENTRES):
        assert now(view, "shift_x", frame) == pytest.approx(x, abs=2 / LARGEST_CELL)
        assert now(view, "shift_y", frame) == pytest.approx(y, abs=6 / LARGEST_CELL)
    assert (view["x_low"], view["x_high"], view["best_y"]) == (1, 3, 3)


def test_every_step_comes_with_the_first_frame_that_has_taken_it():
    poured = tables(valley(GROUND, [PATH], STEPS, theme.B))
    assert [row["frame"] for row in poured["paths"]] == [0, 1, 2, 2, 2]
    assert [row["x"] for row in poured["paths"]] == [0, 2, 4, 6, 8]
    (dot,) = poured["dots"]
    assert [round(now(dot, "y", frame)) for frame in range(3)] == [1, 3, 9]


def test_a_way_that_has_left_has_no_dot():
    spec = valley(GROUND, [PATH[:2], PATH], STEPS, theme.B)
    gone, there = tables(spec)["dots"]
    assert np.isnan(now(gone, "x", 2))
    assert round(now(there, "x", 2)) == 8


def test_the_first_way_lies_on_top_of_the_one_with_momentum():
    rows = tables(valley(GROUND, [PATH[:2], PATH], STEPS, theme.B))["paths"]
    assert [row["line"] for row in rows] == [1] * 5 + [0] * 2


def test_predictions_are_drawn_on_axes_that_hold_those_not_shown_too():
    true, here, there = np.array([0.0, 1.0]), np.array([0.5, 1.0]), np.array([-9.0, 11.0])
    for spec in (
        predicted_and_true(true, here, there, refitted=False),
        predicted_and_true(true, there, here, refitted=True),
    ):
        (view,) = tables(spec)["view"]
        assert (view["low"], view["high"]) == (-10, 12)
    (dots,) = marks(spec, "point")
    assert dots["mark"]["color"] == theme.B
    assert [row["predicted"] for row in tables(spec)["points"]] == [-9, 11]
