"""Distributions: a band a layer, bars that fill it, a mean that stays in the picture."""

import numpy as np
import pytest

from core.charts import frames
from core.charts.histograms import HEIGHT_DIGITS, HIGHEST, histograms
from core.charts.vega_lite import Specification
from tests.support import marks, now, tables

N_FRAMES, N_LAYERS, N_BINS = 3, 2, 5
EDGES = np.linspace(-2, 2, N_BINS + 1)
SHARES = np.random.default_rng(0).dirichlet(np.ones(N_BINS), (N_FRAMES, N_LAYERS))
MEANS = np.array([[0.0, 1.0], [0.5, -9.0], [0.2, 9.0]])


def drawn(shares=SHARES, edges=EDGES, means=MEANS, **options: str) -> Specification:
    return histograms(shares, edges, means, **options)


def heights(spec: Specification, layer: int) -> np.ndarray:
    """How high each bar of a layer is in each frame, `(frames, bins)`."""
    bars = [row for row in tables(spec)["bars"] if int(row["floor"]) == layer]
    return np.array(
        [
            [HIGHEST * now(row, "height", frame, HEIGHT_DIGITS) for row in bars]
            for frame in range(N_FRAMES)
        ]
    )


@pytest.mark.parametrize("layer", range(N_LAYERS))
def test_bars_stay_within_their_layers_band_and_the_highest_of_a_layer_fills_it(layer):
    found = heights(drawn(), layer)
    assert found.shape == (N_FRAMES, N_BINS)
    assert found.max() == pytest.approx(HIGHEST, abs=1e-3)
    assert found.min() >= -1e-3


@pytest.mark.parametrize("layer", range(N_LAYERS))
def test_a_bar_is_as_high_as_its_share(layer):
    expected = HIGHEST * SHARES[:, layer] / SHARES[:, layer].max()
    np.testing.assert_allclose(heights(drawn(), layer), expected, atol=0.005)


def test_bars_stand_side_by_side_from_edge_to_edge():
    bars = tables(drawn())["bars"][:N_BINS]
    sides = np.array([[row["left"], row["right"]] for row in bars])
    np.testing.assert_allclose(sides, np.stack([EDGES[:-1], EDGES[1:]], axis=1), rtol=1e-6)
    assert tables(drawn())["view"] == [{"low": -2, "high": 2}]


def test_a_layer_without_any_share_has_bars_of_no_height():
    assert (heights(drawn(shares=np.zeros_like(SHARES)), layer=0) < 1e-6).all()


def test_a_mean_beyond_the_picture_is_drawn_at_its_edge():
    first, second = tables(drawn())["lines"]
    assert [now(first, "mean", f) for f in range(3)] == pytest.approx([0, 0.5, 0.2], abs=1e-3)
    assert [now(second, "mean", f) for f in range(3)] == pytest.approx([1, -2, 2], abs=1e-3)


def test_values_of_any_size_are_drawn():  # shortly before a run diverges
    spec = drawn(edges=1e60 * EDGES, means=1e60 * MEANS)
    _, second = tables(spec)["lines"]
    assert now(second, "mean", 2) == pytest.approx(2e60)
    assert tables(spec)["bars"][0]["left"] == pytest.approx(-2e60)


def test_the_first_layer_is_on_top_and_every_layer_has_its_name_beside_it():
    (bars,) = marks(drawn(), "rect")
    y = bars["encoding"]["y"]
    assert y["scale"] == {"domain": [0, N_LAYERS], "nice": False, "reverse": True}
    assert y["axis"]["values"] == [0.5, 1.5]
    assert y["axis"]["labelExpr"] == "['layer 1', 'layer 2'][floor(datum.value)]"


def test_the_axis_says_what_is_distributed():
    (bars,) = marks(drawn(title="z̃, after batch norm"), "rect")
    assert bars["encoding"]["x"]["title"] == "z̃, after batch norm"


def test_it_plays_on_a_canvas():
    assert drawn()["usermeta"] == frames.CANVAS
