"""The pictures of averages, read as data."""

import re

import numpy as np
import pytest

from core import averages as mathematics
from core.charts import theme
from core.lessons.averages import charts
from tests.support import dict_of

DAYS = np.arange(1, 41)
DATA = np.random.default_rng(0).normal(5, 2, size=40)
BETAS = np.array([0.0, 0.5, 0.9])
WINDOW = mathematics.memory(BETAS)
A = mathematics.ewma(DATA, BETAS)
LINES = {
    "A": A,
    "A corrected": mathematics.ewma(DATA, BETAS, correct_bias=True),
    "B": mathematics.ewma(DATA, [0.98]),
}


def drawn(lines=LINES, data=DATA, today=30) -> dict:
    return dict_of(charts.data_and_averages(DAYS, data, lines, today, WINDOW, "value"))


def weights(today=30) -> dict:
    looks = mathematics.weights(BETAS, today)[:, ::-1]
    return dict_of(charts.where_it_looks(DAYS, looks, today, WINDOW, 1 - BETAS))


def marks(chart: dict, kind: str) -> list[dict]:
    return [layer for layer in chart["layer"] if layer["mark"]["type"] == kind]


def scale(layer: dict, channel: str) -> dict:
    return layer["encoding"][channel]["scale"]


def parameter(chart: dict, name: str) -> dict:
    return next(p for p in chart["params"] if p["name"] == name)


@pytest.mark.parametrize("names", [["A"], ["A", "A corrected"], ["A", "B"], list(LINES)])
def test_the_legend_lists_the_lines_that_are_drawn_each_with_its_own_look(names):
    lines = marks(drawn({name: LINES[name] for name in names}), "line")
    assert len(lines) == len(names)
    for line in lines:
        assert scale(line, "color")["domain"] == names
        assert scale(line, "strokeDash")["domain"] == names
        assert len(set(map(str, scale(line, "color")["range"]))) == len(names)
        assert len(set(map(str, scale(line, "strokeDash")["range"]))) == len(names)


def test_a_colour_means_the_same_with_and_without_the_other_lines():
    for names in (["A", "B"], list(LINES)):
        line = marks(drawn({name: LINES[name] for name in names}), "line")[0]
        looks = dict(zip(names, scale(line, "color")["range"], strict=True))
        assert (looks["A"], looks["B"]) == (theme.A, theme.B)


def test_each_frame_finds_the_averages_of_its_beta():
    rows = drawn()["data"]["values"]
    for frame, beta in enumerate(BETAS):
        shown = [row[f"a{frame}"] for row in rows]
        np.testing.assert_allclose(shown, mathematics.ewma(DATA, beta), rtol=1e-6)


def test_each_frame_finds_the_weights_of_its_beta_which_end_today():
    rows = weights(today=30)["data"]["values"]
    assert max(row["day"] for row in rows) == 30
    for frame, beta in enumerate(BETAS):
        total = sum(row[f"w{frame}"] for row in rows)
        assert total == pytest.approx(1 - beta**30, rel=1e-6)


def test_both_charts_of_the_film_show_the_same_days_and_frames():
    above, below = drawn(), weights()
    assert scale(marks(above, "circle")[0], "x") == scale(marks(below, "rect")[0], "x")
    assert parameter(above, "frame") == parameter(below, "frame")
    assert parameter(above, "frame")["bind"]["max"] == len(BETAS) - 1


def test_nothing_is_worked_out_from_itself():
    """Else every frame would go on from what the frame before had left."""
    for chart in (drawn(), weights()):
        for layer in chart["layer"]:
            for rule in layer.get("transform", ()):
                if "as" in rule:
                    assert not re.search(rf"datum\.{rule['as']}\b", rule["calculate"])


def test_exactly_one_day_is_today():
    for chart in (drawn(today=7), weights(today=7)):
        assert [row["day"] for row in chart["data"]["values"] if row["today"]] == [7]


def test_the_picture_of_another_day_differs_only_in_its_data():  # else it would be drawn anew
    one, other = drawn(today=7), drawn(today=8)
    assert one.pop("data") != other.pop("data")
    assert one == other


@pytest.mark.parametrize("data", [DATA, -DATA, np.zeros(40), np.full(40, 1e12)])
def test_the_axis_holds_all_data_and_the_zero_from_which_averages_start(data):
    lines = {"A": mathematics.ewma(data, BETAS)}
    low, high = scale(marks(drawn(lines, data), "circle")[0], "y")["domain"]
    assert low < high
    assert low <= min(0, data.min())
    assert high >= max(0, data.max())


def test_the_bars_of_the_weights_stand_side_by_side():
    rows = weights()["data"]["values"]
    assert [row["to"] for row in rows[:-1]] == [row["from"] for row in rows[1:]]


def test_the_nudged_average_is_dashed_and_second():
    lines = {"β = 0.9": A[0], "β = 0.9005": A[1]}
    chart = dict_of(charts.before_and_after(DAYS, DATA, lines, "value"))
    assert scale(marks(chart, "line")[0], "strokeDash")["range"] == [theme.SOLID, theme.DASHED]
    assert scale(marks(chart, "line")[0], "color")["range"] == [theme.A, theme.B]


def test_before_the_answer_the_legend_names_one_average():
    chart = dict_of(charts.before_and_after(DAYS, DATA, {"β = 0.999": A[0]}, "value"))
    assert [scale(line, "color")["domain"] for line in marks(chart, "line")] == [["β = 0.999"]]


def test_pointing_in_either_picture_of_the_window_marks_both():
    words = [f"β = {beta}" for beta in BETAS]
    chart = dict_of(charts.window_on_two_scales(BETAS, WINDOW, words, marked=0.9))
    pointed = parameter(chart, "pointed")
    pictures = [view for view in chart["vconcat"] if view.get("name")]
    assert pointed["views"] == [view["name"] for view in pictures]
    assert pointed["value"] == [{"beta": 0.9}]
    for view in pictures:
        assert view["encoding"]["color"]["condition"]["param"] == "pointed"


def test_one_picture_of_the_window_is_plain_and_one_has_log_axes():
    chart = dict_of(charts.window_on_two_scales(BETAS, WINDOW, ["", "", ""], marked=0.9))
    plain, log = (view["encoding"] for view in chart["vconcat"][1:])
    assert "scale" not in plain["x"]
    assert "scale" not in plain["y"]
    assert (log["x"]["scale"]["type"], log["y"]["scale"]["type"]) == ("log", "log")
