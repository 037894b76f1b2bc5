"""The price of a share, the push on a score, and two classes as a sigmoid: drawn as given."""

import numpy as np
import pytest

from core.charts import theme
from core.lessons.softmax import loss_charts as charts
from tests.support import marks, tables

SHARES = np.array([1.0, 0.5, 0.125])
DIFFERENCES = np.linspace(-6, 6, 5)


@pytest.fixture
def surprise() -> dict:
    return charts.surprise(SHARES, -np.log(SHARES), share=0.25, loss=1.4)


@pytest.fixture
def pushes() -> dict:
    return charts.pushes(["z₁", "z₂"], np.array([0.5, -0.5]), np.array([0.25, -0.75]))


@pytest.fixture
def two_classes() -> dict:
    shares = 1 / (1 + np.exp(-DIFFERENCES))
    return charts.two_classes(DIFFERENCES, shares, shares / 2, here=1.5)


def test_the_price_of_every_share_is_on_the_curve(surprise) -> None:
    rows = tables(surprise)["curve"]
    assert [row["share"] for row in rows] == SHARES.tolist()
    assert [row["loss"] for row in rows] == pytest.approx(-np.log(SHARES))
    assert tables(surprise)["view"] == [{"low": 0, "high": -np.log(0.125)}]


def test_the_point_and_its_drop_to_the_axis_are_at_the_share_that_the_true_class_gets(
    surprise,
) -> None:
    assert tables(surprise)["here"] == [{"share": 0.25, "loss": pytest.approx(1.4)}]
    for layer in (marks(surprise, "rule")[0], marks(surprise, "point")[0]):
        assert layer["data"]["name"] == "here"
        assert layer["mark"]["color"] == theme.MARK
    assert marks(surprise, "rule")[0]["encoding"]["y2"] == {"datum": 0}


def test_every_class_has_its_push_and_what_was_measured(pushes) -> None:
    assert tables(pushes)["classes"] == [
        {"index": 0, "text": "z₁", "slope": 0.5, "estimate": 0.25},
        {"index": 1, "text": "z₂", "slope": -0.5, "estimate": -0.75},
    ]
    (bar,), (tick,) = marks(pushes, "bar"), marks(pushes, "tick")
    assert bar["encoding"]["x"]["field"] == "slope"
    assert bar["encoding"]["x"]["scale"]["domain"] == [-1, 1]
    assert tick["encoding"]["x"]["field"] == "estimate"
    assert bar["mark"]["color"] != tick["mark"]["color"]
    assert pushes["height"] == 2 * charts.ROW


def test_softmax_lies_on_the_sigmoid_of_the_difference(two_classes) -> None:
    rows = tables(two_classes)["differences"]
    assert [row["difference"] for row in rows] == DIFFERENCES.tolist()
    (line,), (rings, *_) = marks(two_classes, "line"), marks(two_classes, "point")
    assert line["encoding"]["y"]["field"] == "logistic"
    assert rings["encoding"]["y"]["field"] == "softmax"
    assert [row["softmax"] for row in rows] == [row["logistic"] / 2 for row in rows]


def test_the_rule_is_at_the_visitors_difference(two_classes) -> None:
    assert tables(two_classes)["view"] == [{"low": -6, "high": 6, "here": 1.5}]
    (rule,) = marks(two_classes, "rule")
    assert (rule["data"]["name"], rule["encoding"]["x"]["field"]) == ("view", "here")


def test_the_legend_shows_the_sigmoid_as_a_line_and_softmax_as_rings(two_classes) -> None:
    legends = [layer["encoding"]["color"]["legend"] for layer in two_classes["layer"][:2]]
    assert [legend["symbolType"] for legend in legends] == ["stroke", "circle"]
    assert two_classes["resolve"] == {"scale": {"color": "independent"}}
