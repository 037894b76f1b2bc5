"""Curves of a film: strong up to the dot, on axes that stand still."""

import numpy as np
import pytest

from core.charts import frames, theme
from core.charts.curves import Curve, over_steps
from core.charts.vega_lite import Specification
from tests.support import marks, tables

N_FRAMES = 3
STEPS = np.array([1, 5, 10])
TRAINING = Curve("training", 2 / STEPS, theme.A)
VALIDATION = Curve("validation", 3 / STEPS, theme.B, theme.DASHED)
DIVERGED = Curve("B", np.array([3.0, 4.0]), theme.B, theme.DASHED)


def drawn(*curves: Curve, **options: float) -> Specification:
    return over_steps(STEPS, curves or (TRAINING, VALIDATION), "loss", **options)


def scale(spec: Specification, channel: str) -> dict:
    return spec["layer"][0]["encoding"][channel]["scale"]


def ends(spec: Specification) -> tuple[float, float]:
    (view,) = tables(spec)["view"]
    return view["low"], view["high"]


@pytest.mark.parametrize("second", [VALIDATION, DIVERGED])
def test_the_strong_part_of_a_curve_ends_where_the_dot_is(second):
    spec = drawn(TRAINING, second)
    _, strong = marks(spec, "line")
    dots, rows = marks(spec, "point")[0], tables(spec)["points"]
    assert {"filter": "datum.frame <= frame"} in strong["transform"]
    assert {"filter": "datum.frame == min(frame, datum.last)"} in dots["transform"]
    for frame in range(N_FRAMES):
        for line, curve in enumerate((TRAINING, second)):
            mine = [row for row in rows if row["line"] == line]
            (dot,) = (row for row in mine if row["frame"] == min(frame, row["last"]))
            assert [row for row in mine if row["frame"] <= frame][-1] == dot
            seen = min(frame, len(curve.values) - 1)
            assert (dot["step"], dot["value"]) == (
                STEPS[seen],
                pytest.approx(curve.values[seen]),
            )


def test_the_whole_curve_is_drawn_faintly():
    spec = drawn()
    faint, _ = marks(spec, "line")
    assert faint["mark"]["opacity"] < 1
    assert not [rule for rule in faint["transform"] if "filter" in rule]
    assert [row["step"] for row in tables(spec)["points"]] == [*STEPS, *STEPS]


def test_a_curve_says_its_name_by_colour_and_by_dash():
    spec = drawn()
    assert scale(spec, "color") == {
        "domain": ["training", "validation"],
        "range": [theme.A, theme.B],
    }
    assert scale(spec, "strokeDash")["range"] == [theme.SOLID, theme.DASHED]


def test_a_dot_has_the_name_and_the_colour_of_its_curve():
    spec = drawn()
    for layer in [*marks(spec, "line"), *marks(spec, "point")[:1]]:
        found = {rule["as"]: rule["calculate"] for rule in layer["transform"] if "as" in rule}
        assert found == {
            "curve": "['training', 'validation'][datum.line]",
            "colour": f"{[theme.A, theme.B]}[datum.line]",
        }


def test_axes_stand_still():
    spec = drawn()
    assert tables(spec)["view"] == [{"first": 1, "end": 10, "low": 0, "high": 3}]
    for channel in "xy":
        assert [layer["encoding"][channel]["scale"] for layer in spec["layer"][:3]] == [
            scale(spec, channel)
        ] * 3


def test_a_logarithmic_axis_does_not_start_at_zero():
    spec = drawn(log=True)
    assert scale(spec, "y")["type"] == "log"
    assert ends(spec) == (0.2, 5)


def test_a_long_logarithmic_axis_names_powers_of_ten_alone():
    long = Curve("training", np.array([0.0006, 1.0, 2.0]), theme.A)
    for curve, first in ((TRAINING, [0.2, 0.5, 1]), (long, [0.001, 0.01, 0.1])):
        spec = drawn(curve, log=True)
        named = spec["layer"][0]["encoding"]["y"]["axis"]["values"]
        assert [value for value in named if value >= ends(spec)[0]][:3] == first


@pytest.mark.parametrize("largest", [1e12, 1e20, 1e60])
def test_a_loss_of_any_size_is_drawn(largest):
    grown = Curve("training", np.array([1.0, 20.0, largest]), theme.A)
    spec = drawn(grown, log=True)
    assert ends(spec)[1] >= largest
    assert tables(spec)["points"][-1]["value"] == pytest.approx(largest)


@pytest.mark.parametrize(("reach", "top"), [(5, 5), (1, 3)])
def test_an_axis_reaches_farther_if_asked_and_as_far_as_the_curves_in_any_case(reach, top):
    spec = drawn(reach=reach)
    assert ends(spec) == (0, top)
    assert scale(spec, "y")["nice"]


def test_values_below_zero_have_their_place():
    assert ends(drawn(Curve("A", np.array([-2.0, 0.0, 1.0]), theme.A)))[0] == -2


def test_the_legend_can_be_left_to_the_picture_above():
    assert not drawn()["config"]["legend"]["disable"]
    assert drawn(legend=False)["config"]["legend"]["disable"]


def test_it_plays_on_a_canvas():
    assert drawn()["usermeta"] == frames.CANVAS


def test_what_is_still_to_come_can_be_kept_back():
    (only,) = marks(drawn(ahead=False), "line")
    assert {"filter": "datum.frame <= frame"} in only["transform"]
    assert len(marks(drawn(), "line")) == 2


def test_a_curve_may_run_along_other_things_than_steps():
    spec = drawn(along="trial")
    assert spec["layer"][0]["encoding"]["x"]["title"] == "trial"
