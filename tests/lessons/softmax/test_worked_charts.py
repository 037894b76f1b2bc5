"""The pictures of softmax hold what they were given, and nothing that changes without need."""

import json

import altair as alt
import numpy as np
import pandas as pd
import pytest

from core.lessons.softmax import loss_charts
from core.lessons.softmax import worked_charts as charts
from core.lessons.softmax.worked import work_out

LESSON = np.array([5.0, 2.0, -1.0, 3.0])
FRAMES = LESSON + np.outer([0, 1, 2], [0, 1, 0, 0])


def cells(table: pd.DataFrame, field: str, frame: int) -> list[str]:
    return [cell.split("|")[frame] for cell in table[f"{field}_frames"]]


def test_each_frame_reads_like_a_sum() -> None:
    table = charts.worked_example(work_out(FRAMES))["datasets"]["rows"]
    assert table["name"].tolist() == ["", "z₁", "z₂", "z₃", "z₄", "sum"]
    assert cells(table, "z", 0) == ["z", "5", "2", "-1", "3", ""]
    assert cells(table, "power", 0) == ["e^z", "148.4", "7.4", "0.4", "20.1", "176.3"]
    assert cells(table, "total", 0)[1:5] == ["/ 176.3"] * 4
    assert cells(table, "quotient", 0)[1:] == ["= 0.842", "= 0.042", "= 0.002", "= 0.114", "= 1"]
    assert cells(table, "power", 1)[2] == "20.1"


def test_bars_are_as_long_as_the_shares() -> None:
    example = work_out(FRAMES)
    table = charts.worked_example(example)["datasets"]["rows"]
    for frame in range(3):
        bars = [float(share) for share in cells(table, "share", frame)[1:-1]]
        np.testing.assert_allclose(bars, example.share[frame], rtol=1e-6)
        assert [float(hard) for hard in cells(table, "hard", frame)[1:-1]] == [1, 0, 0, 0]


def test_the_same_classes_are_drawn_by_the_same_specification() -> None:
    """Else the browser would draw the chart anew."""

    def spec(z: np.ndarray) -> dict:
        spec = charts.worked_example(work_out(z))
        del spec["datasets"]
        return spec

    assert spec(FRAMES) == spec(FRAMES * 3 - 1)


def test_pointing_marks_the_row_in_every_layer_that_says_something() -> None:
    spec = charts.worked_example(work_out(FRAMES))
    texts = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    assert len(texts) == 5
    for layer in texts:
        assert layer["encoding"]["color"]["condition"]["param"] == "pointed"


def test_the_legend_shows_the_sigmoid_as_a_line_and_softmax_as_rings() -> None:
    spec = loss_charts.two_classes(np.arange(3.0), np.arange(3.0), np.arange(3.0), 1.0).to_dict()
    legends = [layer["encoding"]["color"]["legend"] for layer in spec["layer"][:2]]
    assert [legend["symbolType"] for legend in legends] == ["stroke", "circle"]
    assert spec["resolve"] == {"scale": {"color": "independent"}}


@pytest.mark.parametrize(
    "spec",
    [
        charts.worked_example(work_out(FRAMES)),
        loss_charts.surprise(np.array([1.0, 0.5]), np.array([0.0, 0.7]), 0.5, 0.7).to_dict(),
        loss_charts.pushes(["z₁", "z₂"], np.array([0.5, -0.5]), np.array([0.5, -0.5])).to_dict(),
        loss_charts.two_classes(np.arange(3.0), np.arange(3.0), np.arange(3.0), 1.0).to_dict(),
    ],
    ids=["worked_example", "surprise", "pushes", "two_classes"],
)
def test_every_chart_is_valid_titled_and_as_wide_as_its_column(spec) -> None:
    alt.Chart.from_dict({name: part for name, part in spec.items() if name != "datasets"})
    assert "width" not in spec
    assert spec["autosize"] == {"type": "fit-x", "contains": "padding"}
    assert '"title": "' in json.dumps(spec, default=str)
