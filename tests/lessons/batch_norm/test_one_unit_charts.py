"""Values of one unit as ticks, over a bar of their spread."""

import numpy as np
import pytest

from core.charts import theme
from core.lessons.batch_norm.one_unit_charts import RANGES, STEP, three_rows
from tests.support import marks, parameter, tables

Z = np.array([-1.0, 0.0, 4.0])
Z_NORM = np.array([-1.0, -0.5, 1.5])
ROWS = three_rows(Z, Z_NORM, reach=9)


def test_every_value_is_a_tick_of_its_row_and_the_last_row_is_scaled_in_the_browser():
    found = [(row["row"], row["plain"], row["scaled"]) for row in tables(ROWS)["values"]]
    assert found[:3] == [("z", value, False) for value in Z]
    assert found[3:6] == [("z_norm", value, False) for value in Z_NORM]
    assert found[6:] == [("z̃", value, True) for value in Z_NORM]


def test_the_bars_are_as_wide_as_the_spread():
    first = tables(ROWS)["summary"][0]
    assert first["plain"] == 1
    assert first["deviation"] == pytest.approx(Z.std())


def test_rows_keep_their_order_and_their_colours():
    (bars,) = marks(ROWS, "bar")
    assert bars["encoding"]["y"]["sort"] == ["z", "z_norm", "z̃"]
    colours = bars["encoding"]["color"]["scale"]
    assert colours["range"] == [theme.DATA, theme.A, theme.CORRECTED]


@pytest.mark.parametrize("name", RANGES)
def test_gamma_and_beta_are_parameters_that_the_browser_moves(name):
    low, high = RANGES[name]
    assert parameter(ROWS, name)["bind"] == {
        "input": "range",
        "min": low,
        "max": high,
        "step": STEP,
    }


def test_the_axis_reaches_as_far_to_the_left_as_to_the_right():
    assert tables(ROWS)["view"] == [{"low": -9, "high": 9}]
