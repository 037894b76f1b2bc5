import numpy as np
import pytest

from core.charts import theme
from core.lessons.batch_norm.off_on_charts import unit_bands
from core.lessons.batch_norm.one_unit_charts import three_rows
from core.training.replay import Spread
from tests.support import at, dict_of, rows

SPREADS = [
    Spread(np.array([[0.0, 1.0], [0.5, -1.0]]), np.array([[1.0, 0.0], [2.0, 0.5]])),
    Spread(np.array([[0.0], [9.0]]), np.array([[1.0], [1.0]])),
]


def test_a_bar_reaches_from_mean_minus_deviation_to_mean_plus_deviation():
    first, second, other_layer = rows(dict_of(unit_bands(SPREADS, reach=3, colour=theme.A)))
    assert at(first, "low", 0) - at(first, "high", 0) == pytest.approx(0.45 * 2 / 3, abs=2e-3)
    assert at(second, "low", 0) == at(second, "high", 0) < 0.5  # above the middle of layer 1
    assert 1 < at(other_layer, "high", 0) < 1.5 < at(other_layer, "low", 0) < 2


def test_a_bar_beyond_the_picture_ends_at_its_edge():
    *_, last = rows(dict_of(unit_bands(SPREADS, reach=3, colour=theme.A)))
    assert at(last, "low", 1) == at(last, "high", 1) == pytest.approx(1.05)


def test_values_lie_over_a_bar_of_their_spread():
    z = np.array([-1.0, 0.0, 4.0])
    bars, ticks, mean = dict_of(three_rows({"z": z, "z̃": z + 1}, reach=6))["layer"]
    assert [row["value"] for row in rows(ticks)][:3] == z.tolist()
    first = rows(bars)[0]
    assert (first["low"] + first["high"]) / 2 == pytest.approx(rows(mean)[0]["mean"]) == 1
    assert first["high"] - first["low"] == pytest.approx(2 * z.std())


def test_rows_keep_the_order_in_which_they_are_named():
    chart = dict_of(three_rows({"z": np.ones(2), "a": np.ones(2)}, reach=2))
    assert chart["layer"][0]["encoding"]["y"]["sort"] == ["z", "a"]
