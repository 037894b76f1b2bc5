"""Ties lie over the regions and under the points; a click falls on the middle of a cell."""

import numpy as np
import pytest

from core.charts import plane
from core.charts.plane import decision_regions
from core.lessons.softmax import boundaries_charts as charts
from core.lessons.softmax.boundaries import only_layer, ties
from core.training import train
from core.training.data import Data
from core.training.settings import Settings

DOMAIN = (-1.0, 1.0)
DATA = Data(
    np.zeros((2, 3)),
    np.arange(3),
    np.empty((2, 0)),
    np.empty(0, dtype=int),
    mean=np.zeros((2, 1)),
    deviation=np.ones((2, 1)),
)


@pytest.fixture
def regions():
    probabilities = np.full((4, 3, 5, 5), 1 / 3)
    return decision_regions(probabilities, DOMAIN, DATA, np.zeros((4, 3), dtype=bool))


@pytest.fixture
def found():
    run = train(Settings(hidden=(), classes=3, steps=3), np.arange(4))
    return ties(only_layer(run), DOMAIN)


def kinds(chart) -> list[str]:
    return [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]


def test_borders_lie_between_the_regions_and_the_points(regions, found) -> None:
    assert kinds(regions)[0] == "image"
    points = kinds(regions)[1:]
    assert kinds(charts.with_ties(regions, found)) == ["image", "rule", "rule", "rule", *points]
    assert kinds(charts.with_ties(regions, found, bent=True)) == ["image", "rule", "rule", *points]


def test_every_segment_knows_its_ends_in_every_frame(regions, found) -> None:
    _, dotted, halo, strong, *_ = charts.with_ties(regions, found).layer
    for layer, ends in ((dotted, found.lines), (halo, found.borders), (strong, found.borders)):
        for k, name in enumerate(("x", "y", "x_end", "y_end")):
            cells = [[float(x) for x in cell.split("|")] for cell in layer.data[f"{name}_frames"]]
            np.testing.assert_array_equal(np.transpose(cells), ends[..., k])


def test_the_film_stays_the_film(regions, found) -> None:
    before = regions.to_dict()
    after = plane.clickable(charts.with_ties(regions, found), DOMAIN).to_dict()
    for part in ("autosize", "config", "usermeta"):
        assert after[part] == before[part]
    names = [parameter["name"] for parameter in after["params"]]
    assert sorted(names) == ["frame", "height", "place"]


def test_cells_cover_the_picture_and_a_click_reads_their_middle(regions) -> None:
    grid = plane.clickable(regions, DOMAIN).layer[-1].data
    assert len(grid) == plane.CELLS**2
    assert (grid["left"].min(), grid["right"].max()) == pytest.approx(DOMAIN)
    np.testing.assert_allclose(grid["x"], (grid["left"] + grid["right"]) / 2, atol=0.005001)
    np.testing.assert_allclose(grid["y"], (grid["bottom"] + grid["top"]) / 2, atol=0.005001)
