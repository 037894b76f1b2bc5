"""The picture of softmax reads like a sum, and pointing at a part of it marks its row."""

import json

import numpy as np
import pytest

from core.lessons.softmax import worked_charts as charts
from core.lessons.softmax.worked import work_out
from tests.support import LARGEST_CELL, form_of, marks, now, tables, word_now

LESSON = np.array([5.0, 2.0, -1.0, 3.0])
FRAMES = LESSON + np.outer([0, 1, 2], [0, 1, 0, 0])


def rows(z: np.ndarray = FRAMES, **options: str) -> list[dict]:
    return tables(charts.worked_example(work_out(z), **options))["rows"]


def words(name: str, frame: int) -> list[str]:
    return [word_now(row, name, frame) for row in rows()]


def test_each_frame_reads_like_a_sum() -> None:
    assert [row["name"] for row in rows()] == ["", "z₁", "z₂", "z₃", "z₄", "sum"]
    assert words("z", 0) == ["z", "5", "2", "-1", "3", ""]
    assert words("power", 0) == ["e^z", "148.4", "7.4", "0.4", "20.1", "176.3"]
    assert words("total", 0)[1:5] == ["/ 176.3"] * 4
    assert words("quotient", 0)[1:] == ["= 0.842", "= 0.042", "= 0.002", "= 0.114", "= 1"]
    assert words("power", 1)[2] == "20.1"


@pytest.mark.parametrize("frame", range(3))
def test_bars_are_as_long_as_the_shares(frame: int) -> None:
    classes = rows()[1:-1]
    bars = [now(row, "share", frame) for row in classes]
    np.testing.assert_allclose(bars, work_out(FRAMES).share[frame], atol=1 / LARGEST_CELL)
    assert [now(row, "hard", frame) for row in classes] == pytest.approx([1, 0, 0, 0])


def test_the_heading_and_the_sum_have_no_bar() -> None:
    heading, *_, total = rows()
    assert np.isnan([now(row, "share", 0) for row in (heading, total)]).all()
    spec = charts.worked_example(work_out(FRAMES))
    soft, _ = marks(spec, "bar")
    assert soft["transform"] == [{"filter": "isValid(datum.share_now)"}]


def test_a_share_of_zero_is_written_and_its_bar_has_no_length() -> None:
    alone = rows(np.array([[0.0, -np.inf]]))
    assert [word_now(row, "quotient", 0) for row in alone] == ["= share", "= 1.000", "= 0", "= 1"]
    assert [now(row, "share", 0) for row in alone[1:-1]] == pytest.approx([1, 0])


def test_the_score_is_named_as_asked() -> None:
    heading = rows(score="z/T")[0]
    assert [word_now(heading, name, 0) for name in ("z", "power")] == ["z/T", "e^z/T"]


def test_the_same_classes_are_drawn_by_the_same_specification_whatever_the_score() -> None:
    """Else the browser would draw the chart anew."""
    one = charts.worked_example(work_out(FRAMES))
    other = charts.worked_example(work_out(FRAMES * 3 - 1), score="z/T")
    assert form_of(one) == form_of(other)


def test_pointing_marks_the_row_in_every_layer_that_says_something() -> None:
    spec = charts.worked_example(work_out(FRAMES))
    texts = marks(spec, "text")
    assert len(texts) == 5
    for layer in (*texts, *marks(spec, "rect")):
        assert '"param": "pointed"' in json.dumps(layer["encoding"])


def test_the_height_is_a_row_a_class_and_two_more() -> None:
    heights = [charts.worked_example(work_out(np.zeros((1, n))))["height"] for n in (2, 5)]
    assert heights == [4 * charts.ROW, 7 * charts.ROW]
