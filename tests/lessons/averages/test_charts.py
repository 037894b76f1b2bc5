"""The pictures of averages, read as data."""

import numpy as np
import pytest

from core import averages as mathematics
from core.charts import theme
from core.charts.vega_lite import Specification
from core.lessons.averages import charts, series
from core.lessons.averages.charts import HEIGHT_DIGITS
from tests.support import marks, now, parameter, tables

LARGEST_HEIGHT = 10**HEIGHT_DIGITS - 1

DAYS = np.arange(1, 41)
DATA = np.random.default_rng(0).normal(5, 2, size=40)
BETAS = np.array([0.0, 0.5, 0.9])
WINDOW = mathematics.memory(BETAS)
COLD = np.array([mathematics.cold_start(beta) for beta in BETAS])
A = mathematics.ewma(DATA, BETAS)
LINES = {
    "A": A,
    "A corrected": mathematics.ewma(DATA, BETAS, correct_bias=True),
    "B": mathematics.ewma(DATA, [0.98]),
}


def drawn(lines=LINES, data=DATA) -> Specification:
    return charts.data_and_averages(DAYS, data, lines, WINDOW, COLD, "value")


def of_days(n: int) -> Specification:
    days = series.thin(n)
    lines = {"A": np.zeros((3, days.size))}
    return charts.data_and_averages(days, np.zeros(days.size), lines, WINDOW, COLD, "value")


def weights(n: int = 40) -> Specification:
    days = series.thin(n)
    looks = mathematics.weights(BETAS, n)[:, days - 1]
    return charts.where_it_looks(days, days - 1, looks, WINDOW)


def scale(layer: dict, channel: str) -> dict:
    return layer["encoding"][channel]["scale"]


def ends(spec: Specification) -> dict:
    return tables(spec)["view"][0]


@pytest.mark.parametrize("names", [["A"], ["A", "A corrected"], ["A", "B"], list(LINES)])
def test_the_legend_lists_the_lines_that_are_drawn_each_with_its_own_look(names):
    lines = marks(drawn({name: LINES[name] for name in names}), "line")
    assert len(lines) == len(names) + 1  # A is there twice: thin at first, then as wide as others
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


def test_a_is_thin_while_its_start_counts():
    spec = drawn()
    *_, thin, warm = marks(spec, "line")
    assert thin["mark"]["strokeWidth"] < warm["mark"]["strokeWidth"]
    assert warm["transform"][:-1] == thin["transform"]
    assert warm["transform"][-1] == {"filter": "datum.day >= data('windows')[frame].cold"}
    for row, beta in zip(tables(spec)["windows"], BETAS, strict=True):
        assert beta ** row["cold"] < 0.01


def test_each_frame_finds_the_averages_of_its_beta():
    rows = tables(drawn())["days"]
    for frame, beta in enumerate(BETAS):
        shown = [now(row, "a", frame, HEIGHT_DIGITS) for row in rows]
        half_a_step = np.ptp(A) / LARGEST_HEIGHT / 2
        np.testing.assert_allclose(shown, mathematics.ewma(DATA, beta), atol=1.01 * half_a_step)


def test_the_second_average_stands_still():
    np.testing.assert_allclose(
        [row["c"] for row in tables(drawn())["days"]], LINES["B"][0], rtol=1e-6
    )


def test_each_frame_finds_the_weights_of_its_beta_which_end_today():
    spec, today = weights(), 30
    (bars,) = marks(spec, "rect")
    assert bars["transform"][0] == {"filter": "datum.age < today"}
    rows = [row for row in tables(spec)["ages"] if row["age"] < today]
    assert [today - row["age"] for row in rows] == list(range(30, 0, -1))
    for frame, beta in enumerate(BETAS):
        share = tables(spec)["windows"][frame]["share"]
        assert share == pytest.approx(1 - beta)
        shown = [share * now(row, "w", frame, HEIGHT_DIGITS) for row in rows]
        expected = mathematics.weights(beta, today)
        np.testing.assert_allclose(shown, expected, atol=share / LARGEST_HEIGHT)


def test_both_charts_of_the_film_show_the_same_days_and_frames():
    above, below = drawn(), weights()
    assert scale(marks(above, "circle")[0], "x") == scale(marks(below, "rect")[0], "x")
    for name in ("frame", "today"):
        assert parameter(above, name) == parameter(below, name)
    assert parameter(above, "frame")["bind"]["max"] == len(BETAS) - 1
    for end in ("first", "last"):
        assert ends(above)[end] == ends(below)[end]
    windows = [[row["window"] for row in tables(spec)["windows"]] for spec in (above, below)]
    assert windows[0] == windows[1] == pytest.approx(WINDOW)


@pytest.mark.parametrize("n", [1, 40, 400, 500, 1000, 3650])
def test_whatever_day_is_today_one_point_of_the_average_is_marked(n):
    spec = of_days(n)
    point = marks(spec, "point")[0]
    assert point["mark"]["color"] == theme.MARK
    assert point["transform"][0] == {"filter": "datum.start <= today && today < datum.end"}
    rows = tables(spec)["days"]
    start, end = (np.array([row[name] for row in rows]) for name in ("start", "end"))
    today = np.arange(1, n + 1)[:, np.newaxis]
    assert (((start <= today) & (today < end)).sum(axis=1) == 1).all()


def test_the_line_of_today_and_the_end_of_the_band_are_at_the_parameter():
    spec = drawn()
    (rule,), (band,) = marks(spec, "rule"), marks(spec, "rect")
    assert rule["transform"] == [{"as": "since", "calculate": "today"}]
    assert band["transform"] == [
        {"as": "since", "calculate": "today - data('windows')[frame].window"},
        {"as": "until", "calculate": "today"},
    ]


def test_every_day_that_can_be_read_can_be_today():
    bind = parameter(drawn(), "today")["bind"]
    assert (bind["min"], bind["max"], bind["step"]) == (1, charts.MOST_DAYS, 1)


@pytest.mark.parametrize("data", [DATA, -DATA, np.zeros(40), np.full(40, 1e12)])
def test_the_axis_holds_all_data_and_the_zero_from_which_averages_start(data):
    view = ends(drawn({"A": mathematics.ewma(data, BETAS)}, data))
    assert view["low"] < view["high"]
    assert view["low"] <= min(0, data.min())
    assert view["high"] >= max(0, data.max())


@pytest.mark.parametrize("n", [40, 1000])
def test_the_bars_of_the_weights_stand_side_by_side(n):
    rows = tables(weights(n))["ages"]
    assert [row["end"] for row in rows[:-1]] == [row["start"] for row in rows[1:]]


def test_the_nudged_average_is_dashed_and_second():
    lines = {"β = 0.9": A[0], "β = 0.9005": A[1]}
    line = marks(charts.before_and_after(DAYS, DATA, lines, "value"), "line")[0]
    assert scale(line, "strokeDash")["range"] == [theme.SOLID, theme.DASHED]
    assert scale(line, "color") == {"domain": list(lines), "range": [theme.A, theme.B]}


def test_before_the_answer_the_legend_names_one_average():
    spec = charts.before_and_after(DAYS, DATA, {"β = 0.999": A[0]}, "value")
    assert [scale(line, "color")["domain"] for line in marks(spec, "line")] == [["β = 0.999"]]


def on_two_scales() -> Specification:
    words = [f"β = {beta}" for beta in BETAS]
    return charts.window_on_two_scales(BETAS, WINDOW, words, marked="β = 0.9")


def test_pointing_in_either_picture_of_the_window_marks_both():
    spec = on_two_scales()
    pointed = parameter(spec, "pointed")
    pictures = [view for view in spec["vconcat"] if view.get("name")]
    assert pointed["views"] == [view["name"] for view in pictures]
    assert pointed["value"] == [{"words": "β = 0.9"}]
    assert "β = 0.9" in [row["words"] for row in tables(spec)["betas"]]
    for view in pictures:
        assert view["encoding"]["color"]["condition"]["param"] == "pointed"


def test_one_picture_of_the_window_is_plain_and_one_has_log_axes():
    plain, log = (view["encoding"] for view in on_two_scales()["vconcat"][1:])
    assert "scale" not in plain["x"]
    assert "scale" not in plain["y"]
    assert (log["x"]["scale"]["type"], log["y"]["scale"]["type"]) == ("log", "log")
