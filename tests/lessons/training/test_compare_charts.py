"""Every seed has its line and its duel, on an axis that holds them all at every step."""

import json

import numpy as np
import pytest

from core.charts import theme
from core.charts.vega_lite import Specification
from core.lessons.training import compare_charts
from core.training.trials import Trials
from tests.support import marks, now, tables

STEPS = np.array([0, 10, 20])
A = np.array([[1.0, 0.5, 0.2], [1.0, 0.7, 0.0], [1.0, np.inf, np.inf]])
B = np.array([[1.0, 0.6, 0.1], [1.0, 0.4, 0.3], [1.0, 0.5, 0.4]])
TRIALS = Trials(np.array([7, 8, 9]), STEPS, A, B)
ALL_DIVERGED = Trials(np.array([7]), STEPS, np.full((1, 3), np.inf), np.full((1, 3), np.inf))
BOTH = (compare_charts.loss_fans, compare_charts.duels)


@pytest.fixture
def fans() -> Specification:
    return compare_charts.loss_fans(TRIALS)


@pytest.fixture
def duels() -> Specification:
    return compare_charts.duels(TRIALS)


def losses(spec: Specification, name: str) -> np.ndarray:
    """The losses that the marks of A or B stand for, `(seeds, looks)`; NaN where there is none."""
    pairs = tables(spec)["pairs"]
    return 10 ** np.array([[now(row, name, look) for look in range(len(STEPS))] for row in pairs])


def test_every_seed_has_its_line_and_it_ends_where_the_run_diverged(fans):
    lengths = {}
    for row in tables(fans)["seeds"]:
        key = row["who"], row["seed"]
        lengths[key] = lengths.get(key, 0) + 1
    assert lengths == {("A", 0): 3, ("A", 1): 3, ("A", 2): 1} | {("B", k): 3 for k in range(3)}


def test_the_strong_line_is_the_median_of_the_seeds(fans):
    medians = {(row["who"], row["step"]): row["loss"] for row in tables(fans)["medians"]}
    assert medians["A", 10] == pytest.approx(0.7)
    assert medians["B", 20] == pytest.approx(0.3)
    faint, strong = marks(fans, "line")
    assert faint["mark"]["strokeWidth"] < strong["mark"]["strokeWidth"]


def test_a_loss_of_zero_has_its_place_on_the_logarithmic_axis(fans, duels):
    lowest = compare_charts.LOWEST_SHOWN
    assert min(row["loss"] for row in tables(fans)["seeds"]) == pytest.approx(lowest)
    for spec in (fans, duels):
        assert tables(spec)["view"][0]["low"] == lowest


def test_the_rule_stands_at_the_step_on_screen(fans):
    (rule,) = marks(fans, "rule")
    assert rule["transform"] == [{"filter": "datum.look == frame"}]
    assert tables(fans)["looks"] == [
        {"step": step, "look": look} for look, step in enumerate(STEPS)
    ]
    assert rule["mark"]["color"] == theme.MARK


def test_a_duel_joins_the_two_losses_of_a_seed_and_a_lost_run_has_no_mark(duels):
    (bars,) = marks(duels, "rule")
    spots_a, spots_b, _ = marks(duels, "point")
    assert bars["transform"][-1] == {"filter": "isValid(datum.a_loss) && isValid(datum.b_loss)"}
    assert spots_a["transform"][-1] == {"filter": "isValid(datum.a_loss)"}
    assert spots_b["transform"][-1] == {"filter": "isValid(datum.b_loss)"}
    assert (bars["encoding"]["x"]["field"], bars["encoding"]["x2"]["field"]) == ("a_loss", "b_loss")
    assert [row["seed"] for row in tables(duels)["pairs"]] == ["7", "8", "9"]
    shown = A.clip(compare_charts.LOWEST_SHOWN)
    for name, expected in (("a", np.where(np.isinf(A), np.nan, shown)), ("b", B)):
        np.testing.assert_allclose(losses(duels, name), expected, rtol=0.01)


def test_losses_of_any_size_are_told_apart_to_a_hundredth():
    sizes = np.logspace(-6, 11, 60).reshape(20, 3)
    found = losses(compare_charts.duels(Trials(np.arange(20), STEPS, sizes, sizes)), "a")
    np.testing.assert_allclose(found, sizes, rtol=0.01)


def test_seeds_stand_in_the_order_in_which_they_are_counted():
    last = Trials(np.array([2**31 - 1, 0, 1]), STEPS, A, B)
    (bars,) = marks(compare_charts.duels(last), "rule")
    assert bars["encoding"]["y"]["sort"] == [str(2**31 - 1), "0", "1"]


@pytest.mark.parametrize("chart", BOTH)
def test_one_axis_holds_the_losses_of_all_steps(chart):
    view = tables(chart(TRIALS))["view"][0]
    assert (view["low"], view["high"]) == (1e-6, 1)
    text = json.dumps(chart(TRIALS), default=str)
    assert "data('view')[0].low" in text
    assert '"type": "log"' in text


@pytest.mark.parametrize("chart", BOTH)
def test_where_all_runs_diverged_at_once_nothing_is_drawn_on_some_axis(chart):
    spec = chart(ALL_DIVERGED)
    view = tables(spec)["view"][0]
    assert 0 < view["low"] < view["high"]
    assert not tables(spec).get("seeds")


@pytest.mark.parametrize("chart", BOTH)
@pytest.mark.parametrize("largest", [1e11, 1e28, 1e97])  # shortly before a run diverges
def test_losses_of_any_size_are_drawn(chart, largest):
    spec = chart(TRIALS._replace(loss_a=np.where(np.isinf(A), largest, A)))
    assert tables(spec)["view"][0]["high"] >= largest
    if "pairs" in tables(spec):
        assert losses(spec, "a")[2, 1] == pytest.approx(largest, rel=0.05)
    else:
        assert max(row["loss"] for row in tables(spec)["seeds"]) == pytest.approx(largest)


def test_a_and_b_differ_by_colour_and_by_dash_or_shape(fans, duels):
    faint, strong = marks(fans, "line")
    spots = marks(duels, "point")[:2]
    assert strong["encoding"]["strokeDash"]["scale"]["range"] == [theme.SOLID, theme.DASHED]
    for layer in (faint, strong, *spots):
        assert layer["encoding"]["color"]["scale"]["range"] == [theme.A, theme.B]
    for layer, who in zip(spots, "AB", strict=True):
        assert {"as": "who", "calculate": f"'{who}'"} in layer["transform"]
        assert layer["encoding"]["shape"]["field"] == "who"
