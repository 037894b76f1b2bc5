"""A bar a unit, in the row of its layer, as long as its spread."""

import numpy as np
import pytest

from core.charts import frames, theme
from core.charts.vega_lite import Specification
from core.lessons.batch_norm.off_on_charts import unit_bands
from core.training.replay import Spread
from tests.support import marks, now, tables

SPREADS = [
    Spread(np.array([[0.0, 1.0], [0.5, -1.0]]), np.array([[1.0, 0.0], [2.0, 0.5]])),
    Spread(np.array([[0.0], [9.0]]), np.array([[1.0], [1.0]])),
]


@pytest.fixture
def bands() -> Specification:
    return unit_bands(SPREADS, reach=3, colour=theme.A)


def test_a_bar_reaches_from_mean_minus_deviation_to_mean_plus_deviation(bands):
    first, second, other_layer = tables(bands)["units"]
    assert now(first, "low", 0) - now(first, "high", 0) == pytest.approx(0.45 * 2 / 3, abs=2e-3)
    assert now(second, "low", 0) == pytest.approx(now(second, "high", 0), abs=1e-3)
    assert now(second, "low", 0) < 0.5  # above the middle of layer 1
    assert 1 < now(other_layer, "high", 0) < 1.5 < now(other_layer, "low", 0) < 2


def test_the_tick_is_in_the_middle_of_its_bar(bands):
    for row in tables(bands)["units"][:2]:
        middle = (now(row, "low", 0) + now(row, "high", 0)) / 2
        assert now(row, "mean", 0) == pytest.approx(middle, abs=1e-3)


def test_a_bar_beyond_the_picture_ends_at_its_edge(bands):
    *_, last = tables(bands)["units"]
    assert [now(last, end, 1) for end in ("low", "high")] == pytest.approx([1.05] * 2, abs=1e-3)


def test_the_units_of_a_layer_stand_side_by_side_and_layers_have_names(bands):
    assert [row["unit"] for row in tables(bands)["units"]] == [1, 2, 1]
    (bars,) = marks(bands, "rule")
    assert bars["encoding"]["x"]["scale"]["domain"] == [0.5, 2.5]
    assert "['layer 1', 'layer 2']" in bars["encoding"]["y"]["axis"]["labelExpr"]


def test_it_has_the_colour_it_is_given_and_plays_on_a_canvas(bands):
    assert {layer["mark"]["color"] for layer in bands["layer"]} == {theme.A}
    assert bands["usermeta"] == frames.CANVAS
