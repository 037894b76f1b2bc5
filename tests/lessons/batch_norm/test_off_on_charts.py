"""A bar a unit, in the row of its layer, as long as its spread; and a point at its γ and β."""

import numpy as np
import pytest

from core.charts import frames, theme
from core.charts.vega_lite import Specification
from core.lessons.batch_norm.chosen import Chosen, chosen
from core.lessons.batch_norm.off_on_charts import gamma_and_beta, unit_bands
from core.training import Settings, network, train
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


def test_a_unit_stands_at_its_beta_and_its_gamma_in_the_colour_of_its_layer():
    layers = [
        Chosen(gamma=np.array([[1.0, 1.0], [2.0, 0.5]]), beta=np.array([[0.0, 0.0], [3.0, -1.0]])),
        Chosen(gamma=np.array([[1.0], [1.5]]), beta=np.array([[0.0], [0.25]])),
    ]
    rows = tables(gamma_and_beta(layers))["units"]
    assert [row["layer"] for row in rows] == [0, 0, 1]
    ends = [(now(row, "beta", 1), now(row, "gamma", 1)) for row in rows]
    assert np.allclose(ends, [(3, 2), (-1, 0.5), (0.25, 1.5)], atol=1e-3)
    (view,) = tables(gamma_and_beta(layers))["view"]
    assert view["left"] < -1 < 3 < view["right"]
    assert view["low"] < 0.5 < 2 < view["high"]


def test_what_a_network_chose_is_read_from_its_parameters():
    run = train(Settings(steps=10, examples=40, hidden=(4, 3)))
    first, second = chosen(run)
    assert first.gamma.shape == (len(run.steps), 4)
    assert (first.gamma[0] == 1).all()
    assert (second.beta[0] == 0).all()
    last = run.settings.network.layers(run.theta[-1])[1]
    assert isinstance(last, network.BatchNormed)
    np.testing.assert_array_equal(second.beta[-1], last.beta[:, 0])
