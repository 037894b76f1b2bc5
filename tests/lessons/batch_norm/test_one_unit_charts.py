"""Values of one unit as ticks, over a bar of their spread."""

import numpy as np
import pytest

from core.charts import theme
from core.lessons.batch_norm.one_unit_charts import three_rows
from tests.support import marks, tables

Z = np.array([-1.0, 0.0, 4.0])
ROWS = three_rows({"z": Z, "z_norm": Z + 1, "z̃": 2 * Z}, reach=9)


def test_every_value_is_a_tick_of_its_row():
    found = [(row["row"], row["value"]) for row in tables(ROWS)["values"]]
    assert found[:3] == [("z", value) for value in Z]
    assert found[-1] == ("z̃", 8)


def test_values_lie_over_a_bar_of_their_spread():
    first = tables(ROWS)["summary"][0]
    assert (first["low"] + first["high"]) / 2 == pytest.approx(first["mean"]) == 1
    assert first["high"] - first["low"] == pytest.approx(2 * Z.std())


def test_rows_keep_the_order_in_which_they_are_named():
    (bars,) = marks(ROWS, "bar")
    assert bars["encoding"]["y"]["sort"] == ["z", "z_norm", "z̃"]
    backwards = three_rows({"z": np.ones(2), "a": np.ones(2)}, reach=2)
    assert backwards["layer"][0]["encoding"]["y"]["sort"] == ["z", "a"]


def test_the_corrected_row_has_the_colour_of_corrections():
    (bars,) = marks(ROWS, "bar")
    colours = bars["encoding"]["color"]["scale"]
    assert colours["domain"] == ["z", "z_norm", "z̃"]
    assert colours["range"] == [theme.DATA, theme.A, theme.CORRECTED]


def test_the_axis_reaches_as_far_to_the_left_as_to_the_right():
    assert tables(ROWS)["view"] == [{"low": -9, "high": 9}]
