"""Ties lie over the regions and under the points, and know their ends in every frame."""

import numpy as np
import pytest

from core.charts import plane, theme
from core.charts.vega_lite import Specification
from core.lessons.softmax import boundaries_charts as charts
from core.lessons.softmax.boundaries import Ties, only_layer, ties
from core.training import train
from core.training.data import Data
from core.training.settings import Settings
from tests.support import LARGEST_CELL, now, tables

DOMAIN = (-1.0, 1.0)
N_FRAMES = 4
PROBABILITIES = np.full((N_FRAMES, 3, 5, 5), 1 / 3)
DATA = Data(
    np.zeros((2, 3)),
    np.arange(3),
    np.empty((2, 0)),
    np.empty(0, dtype=int),
    mean=np.zeros((2, 1)),
    deviation=np.ones((2, 1)),
)
REGIONS = plane.decision_regions(PROBABILITIES, DOMAIN, DATA, click="place")


@pytest.fixture(scope="module")
def found() -> Ties:
    run = train(Settings(hidden=(), classes=3, steps=3), np.arange(N_FRAMES))
    return ties(only_layer(run), DOMAIN)


def drawn(found: Ties, bent: bool = False) -> Specification:
    return charts.regions_with_ties(PROBABILITIES, DOMAIN, DATA, found, bent)


def kinds(spec: Specification) -> list[str]:
    return [layer["mark"]["type"] for layer in spec["layer"]]


def rules(spec: Specification) -> list[tuple[str, object]]:
    """The table and the dash of each kind of line, the lowest first."""
    lines = [layer for layer in spec["layer"] if layer["mark"]["type"] == "rule"]
    return [(line["data"]["name"], line["mark"].get("strokeDash")) for line in lines]


def test_borders_lie_between_the_regions_and_the_points(found) -> None:
    image, *points = kinds(REGIONS)
    assert image == "image"
    assert kinds(drawn(found)) == ["image", "rule", "rule", "rule", *points]
    assert kinds(drawn(found, bent=True)) == ["image", "rule", "rule", *points]


def test_ties_are_dotted_and_borders_solid_or_of_another_network_dashed(found) -> None:
    halo = ("borders", None)
    assert rules(drawn(found)) == [("lines", theme.DOTTED), halo, ("borders", theme.SOLID)]
    assert rules(drawn(found, bent=True)) == [halo, ("borders", theme.DASHED)]


def test_every_segment_knows_its_ends_in_every_frame(found) -> None:
    poured = tables(drawn(found))
    for name, expected in (("lines", found.lines), ("borders", found.borders)):
        ends = [
            [[now(row, end, frame) for end in charts.ENDS] for row in poured[name]]
            for frame in range(N_FRAMES)
        ]
        half_a_step = np.ptp(DOMAIN) / LARGEST_CELL / 2
        np.testing.assert_allclose(ends, expected, atol=1.01 * half_a_step)


def test_a_segment_that_is_not_there_is_not_drawn(found) -> None:
    none = Ties(found.pairs, np.full_like(found.lines, np.nan), np.full_like(found.lines, np.nan))
    row = tables(drawn(none))["borders"][0]
    assert np.isnan(now(row, "x", 0))
    for line in drawn(none)["layer"][1:4]:
        assert line["transform"][-1] == {"filter": "isValid(datum.x_now)"}


def test_the_film_stays_the_film(found) -> None:
    after = drawn(found)
    for part in ("autosize", "config", "usermeta"):
        assert after[part] == REGIONS[part]
    names = [parameter["name"] for parameter in after["params"]]
    assert sorted(names) == ["frame", "height", "place"]
    assert tables(after).items() >= tables(REGIONS).items()


def test_the_caption_says_what_the_lines_are(found) -> None:
    pair = Ties(found.pairs[:1], found.lines[:, :1], found.borders[:, :1])
    captions = [
        " ".join(spec["title"]["text"])
        for spec in (drawn(found), drawn(pair), drawn(found, bent=True))
    ]
    assert captions == [
        "solid: borders · dotted: ties behind a third class",
        "line: the border, where both tie",
        "dashed: borders without the hidden layer",
    ]
