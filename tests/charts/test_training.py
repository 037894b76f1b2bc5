import json

import numpy as np
import pytest

from core.charts import frames, plane, theme
from core.charts.curves import Curve, loss_over_steps
from core.charts.histograms import histograms as draw_histograms
from core.training.data import Data
from tests.support import at, dict_of, rows

N_FRAMES = 3
STEPS = np.array([1.0, 5.0, 10.0])
X = np.array([[0.0, 1.0, -1.0, 0.5], [1.0, 0.0, -1.0, 0.5]])
LABELS = np.array([0, 1, 2, 0])
AS_IT_IS = np.zeros((2, 1)), np.ones((2, 1))
DATA = Data(X, LABELS, X[:, :2] / 2, LABELS[:2], *AS_IT_IS)
BATCHES = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 0, 1]], bool)


@pytest.fixture
def regions() -> dict:
    probabilities = np.random.default_rng(0).dirichlet(np.ones(3), (N_FRAMES, 8, 8))
    chart = plane.decision_regions(np.moveaxis(probabilities, -1, 1), (-2, 2), DATA, BATCHES)
    return dict_of(chart)


def curves(**options: float) -> dict:
    steps = np.arange(1.0, 11.0)
    return dict_of(
        loss_over_steps(
            STEPS,
            [
                Curve("mini-batch", steps, 2 / steps, theme.DATA),
                Curve("validation", STEPS, 3 / STEPS, theme.B, theme.DASHED),
            ],
            "loss",
            **options,
        )
    )


@pytest.fixture
def histograms() -> dict:
    shares = np.random.default_rng(0).dirichlet(np.ones(5), (N_FRAMES, 2))
    means = np.array([[0.0, 1.0], [0.5, -9.0], [0.2, 9.0]])
    return dict_of(draw_histograms(shares, np.linspace(-2, 2, 6), means, ["layer 1", "layer 2"]))


def test_the_shade_grows_with_the_winners_probability():
    p = np.linspace(0.5, 1, 9)
    shades = plane.shade(np.stack([p, 1 - p]).reshape(1, 2, 1, 9)).ravel()
    assert (np.diff(shades.astype(int)) > 0).all()
    assert (shades[0], shades[-1]) == (0, plane.SHADES - 1)


@pytest.mark.parametrize("winner", range(6))
def test_the_colour_is_that_of_the_winning_class(winner):
    probabilities = np.full((1, 6, 1, 1), 0.1)
    probabilities[0, winner] = 0.5
    *rgb, opacity = plane.palette()[plane.shade(probabilities).item()]
    assert "#" + bytes(rgb).hex() == theme.CLASSES[winner]
    assert 0 < opacity < 255


def test_six_classes_fit_into_one_byte():
    assert len(plane.palette()) <= 256


def test_the_plane_is_square_at_any_width(regions):
    assert {"name": "height", "expr": "width"} in regions["params"]
    axes = [regions["layer"][1]["encoding"][axis]["scale"]["domain"] for axis in "xy"]
    assert axes == [[-2, 2], [-2, 2]]


def test_the_ring_is_around_the_points_of_each_frames_mini_batch(regions):
    ring = regions["layer"][1]
    assert ring["transform"] == [{"filter": "datum.frames[frame] == '1'"}]
    seen = [[row["frames"][frame] == "1" for row in rows(ring)] for frame in range(N_FRAMES)]
    assert seen == BATCHES.tolist()
    assert [(row["x1"], row["x2"]) for row in rows(ring)] == [tuple(point) for point in X.T]


def test_where_most_are_in_the_mini_batch_the_few_left_out_are_ringed():
    batches = np.array([[1, 1, 1, 0], [0, 1, 1, 1], [1, 1, 0, 1]], bool)
    chart = plane.decision_regions(np.full((N_FRAMES, 3, 2, 2), 1 / 3), (-2, 2), DATA, batches)
    ring = dict_of(chart)["layer"][1]
    assert [row["frames"] for row in rows(ring)] == ["010", "000", "001", "100"]
    assert "left out" in json.dumps(dict_of(chart)["title"])


def test_training_points_are_filled_and_validation_points_hollow(regions):
    dots, hollow = regions["layer"][2:]
    assert dots["mark"]["stroke"] == theme.INK.to_dict()
    assert dots["mark"]["filled"]
    assert not hollow["mark"].get("filled")
    assert (len(rows(dots)), len(rows(hollow))) == (4, 2)


def test_a_class_has_its_own_shape_as_well_as_its_colour(regions):
    dots, hollow = (layer["encoding"] for layer in regions["layer"][2:])
    assert dots["shape"]["field"] == hollow["shape"]["field"] == "class"
    assert dots["color"]["field"] == hollow["color"]["field"] == "class"


def test_no_validation_points_no_word_about_them():
    data = Data(X, LABELS, X[:, :0], LABELS[:0], *AS_IT_IS)
    chart = plane.decision_regions(np.full((N_FRAMES, 3, 2, 2), 1 / 3), (-2, 2), data, BATCHES)
    assert "validation" not in json.dumps(dict_of(chart)["title"])


@pytest.mark.parametrize("everybody", [True, False])
def test_where_all_or_none_are_in_the_mini_batch_nobody_is_ringed(everybody):
    batches = np.full(BATCHES.shape, everybody)
    chart = plane.decision_regions(np.full((N_FRAMES, 3, 2, 2), 1 / 3), (-2, 2), DATA, batches)
    assert len(dict_of(chart)["layer"]) == 3
    assert "ring" not in json.dumps(dict_of(chart)["title"])


def test_the_strong_part_of_a_curve_ends_where_the_dot_is():
    faint, strong, dots = curves()["layer"]
    assert rows(faint) == rows(strong)
    for frame in range(N_FRAMES):
        for dot, name in zip(rows(dots), ["mini-batch", "validation"], strict=True):
            drawn = [r for r in rows(strong) if r["curve"] == name and r["first_frame"] <= frame]
            assert drawn[-1]["step"] == at(dot, "step", frame) == STEPS[frame]
            assert drawn[-1]["value"] == pytest.approx(at(dot, "value", frame))


def test_before_the_first_mini_batch_the_dot_waits_at_its_loss():
    curve = Curve("mini-batch", np.arange(1.0, 11.0), 2 / np.arange(1.0, 11.0), theme.DATA)
    dot = rows(dict_of(loss_over_steps(np.array([0.0, 5.0, 10.0]), [curve], "loss"))["layer"][2])[0]
    assert [at(dot, "value", frame) for frame in range(3)] == pytest.approx([2, 0.4, 0.2])


def test_thousands_of_steps_are_drawn_with_few_points_and_no_peak_is_lost():
    steps = np.arange(1.0, 5001.0)
    values = np.random.default_rng(0).random(5000)
    values[[1234, 4321]] = 9, -9
    frame_steps = np.rint(np.linspace(1, 5000, 120))
    curve = Curve("loss", steps, values, theme.DATA)
    drawn = rows(dict_of(loss_over_steps(frame_steps, [curve], "loss"))["layer"][0])
    assert len(drawn) <= 3 * 120
    assert {(1235.0, 9.0), (4322.0, -9.0)} <= {(row["step"], row["value"]) for row in drawn}
    assert [row["step"] for row in drawn] == sorted(row["step"] for row in drawn)


def test_a_curve_says_its_name_by_colour_and_by_dash():
    line = curves()["layer"][1]["encoding"]
    assert line["color"]["scale"]["domain"] == ["mini-batch", "validation"]
    assert line["strokeDash"]["scale"]["range"] == [theme.SOLID, theme.DASHED]


def test_axes_stand_still():
    for layer in curves()["layer"]:
        assert layer["encoding"]["x"]["scale"]["domain"] == [1, 10]
        assert layer["encoding"]["y"]["scale"]["domain"] == [0, 3]


def test_a_logarithmic_axis_does_not_start_at_zero():
    scale = curves(log=True)["layer"][0]["encoding"]["y"]["scale"]
    assert scale["type"] == "log"
    assert scale["domain"] == [0.2, 5]


def test_an_axis_reaches_farther_if_asked_and_as_far_as_the_curves_in_any_case():
    for reach, top in ((5, 5), (1, 3)):
        scale = curves(reach=reach)["layer"][0]["encoding"]["y"]["scale"]
        assert (scale["domain"], scale["nice"]) == ([0, top], True)


def test_bars_stay_within_their_layers_band_and_the_highest_of_a_layer_fills_it(histograms):
    bars = rows(histograms["layer"][0])
    for layer in range(2):
        mine = [row for row in bars if int(row["floor"]) == layer]
        heights = [
            row["floor"] - at(row, "top", frame) for row in mine for frame in range(N_FRAMES)
        ]
        assert len(mine) == 5
        assert max(heights) == pytest.approx(0.85, abs=1e-3)
        assert min(heights) >= -1e-3


def test_a_mean_beyond_the_picture_is_drawn_at_its_edge(histograms):
    first, second = rows(histograms["layer"][1])
    assert [at(first, "mean", f) for f in range(3)] == pytest.approx([0, 0.5, 0.2])
    assert [at(second, "mean", f) for f in range(3)] == [1, -2, 2]


def test_every_picture_plays_on_the_same_slider_and_fills_its_column(regions, histograms):
    for chart in (regions, curves(), histograms):
        assert frames.frame_parameter(N_FRAMES).param.to_dict() in chart["params"]
        assert chart["usermeta"] == frames.CANVAS
        assert "width" not in chart
