"""One chosen point among ringed neighbours, bars of accuracy, and averages by β."""

import numpy as np
import pytest

from core.lessons.batch_norm import at_test_time_charts as charts
from core.lessons.batch_norm.running import gathered
from core.training.data import Data
from tests.support import marks, now, set_at, tables

POINTS = Data(
    np.array([[0.0, 0.5, -0.5], [0.1, 0.2, 0.3]]),
    np.array([0, 1, 0]),
    np.empty((2, 0)),
    np.empty(0, np.intp),
    np.zeros((2, 1)),
    np.ones((2, 1)),
)
SHARES = np.full((2, 2, 4, 4), 0.5)


def test_the_chosen_point_is_marked_and_its_neighbours_of_each_draw_are_ringed():
    ringed = np.array([[False, True, False], [True, False, False]])
    poured = tables(charts.plane_of_one(SHARES, (-1, 1), POINTS, 2, ringed))
    assert poured["chosen"] == [{"x1": -0.5, "x2": pytest.approx(0.3)}]
    found = [[set_at(row, "ringed", frame) for row in poured["training"]] for frame in (0, 1)]
    assert found == ringed.tolist()


def test_a_bar_is_as_long_as_its_share_and_says_it():
    bars = tables(charts.accuracies(["alone", "in pairs"], [0.25, 0.5], chance=1 / 3))
    assert [(row["way"], row["share"], row["says"]) for row in bars["bars"]] == [
        ("alone", 0.25, "25%"),
        ("in pairs", 0.5, "50%"),
    ]
    assert bars["view"][0]["chance"] == pytest.approx(1 / 3)


def test_each_beta_has_its_lines_over_the_same_dots():
    found = gathered(np.array([2.0, 4.0]), np.array([0.0, 0.5]), first=1.0)
    chart = charts.running_averages(found, "σ²")
    poured = tables(chart)
    assert [row["value"] for row in poured["own"]] == [2, 4]
    for frame, lines in enumerate(np.concatenate([found.running, found.corrected], axis=1)):
        shown = [now(row, "v", frame, digits=3) for row in poured["lines"]]
        assert shown == pytest.approx(lines.tolist(), abs=0.01)
    (line,) = marks(chart, "line")
    assert line["encoding"]["color"]["scale"]["domain"] == ["running average", "bias-corrected"]
