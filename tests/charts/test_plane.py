"""The plane: colours of the winners, points told apart, rings, cells for a click, a GIF."""

import base64
import io
import itertools
import json

import numpy as np
import pytest
from PIL import Image

from core.charts import frames, plane, theme
from core.charts.vega_lite import Specification
from core.training.data import Data
from tests.support import form_of, marks, parameter, set_at, tables

N_FRAMES = 3
X = np.array([[0.0, 1.0, -1.0, 0.5], [1.0, 0.0, -1.0, 0.5]])
LABELS = np.array([0, 1, 2, 0])
AS_IT_IS = np.zeros((2, 1)), np.ones((2, 1))
DATA = Data(X, LABELS, X[:, :2] / 2, LABELS[:2], *AS_IT_IS)
ALL_TRAINED_ON = Data(X, LABELS, X[:, :0], LABELS[:0], *AS_IT_IS)
BATCHES = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 0, 1]], bool)
DOMAIN = (-2.0, 2.0)
PROBABILITIES = np.moveaxis(np.random.default_rng(0).dirichlet(np.ones(3), (N_FRAMES, 8, 8)), -1, 1)


def regions(data: Data = DATA, batches=BATCHES, click: plane.Click = "nothing") -> Specification:
    rings = plane.told_apart(batches)
    return plane.decision_regions(PROBABILITIES, DOMAIN, data, rings, click)


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


def test_the_plane_is_square_at_any_width_and_covers_the_domain():
    spec = regions()
    assert {"name": "height", "expr": "width"} in spec["params"]
    assert tables(spec)["view"] == [{"low": -2, "high": 2}]
    dots = marks(spec, "point")[1]
    assert dots["encoding"]["x"]["scale"] == dots["encoding"]["y"]["scale"]


def test_the_ring_is_around_the_points_of_each_frames_mini_batch():
    spec = regions()
    ring, rows = marks(spec, "point")[0], tables(spec)["training"]
    assert ring["mark"]["color"] == theme.MARK
    assert (ring["data"]["name"], ring["transform"]) == (
        "training",
        [{"filter": frames.is_set("ringed")}],
    )
    seen = [[set_at(row, "ringed", frame) for row in rows] for frame in range(N_FRAMES)]
    assert seen == BATCHES.tolist()
    assert [(row["x1"], row["x2"]) for row in rows] == [tuple(point) for point in X.T]
    assert "red ring: this step’s mini-batch" in spec["title"]["text"]


def test_where_most_are_in_the_mini_batch_the_few_left_out_are_ringed():
    batches = np.array([[1, 1, 1, 0], [0, 1, 1, 1], [1, 1, 0, 1]], bool)
    spec = regions(batches=batches)
    rows = tables(spec)["training"]
    seen = [[set_at(row, "ringed", frame) for row in rows] for frame in range(N_FRAMES)]
    assert seen == (~batches).tolist()
    assert "red ring: not in this step’s mini-batch" in spec["title"]["text"]


@pytest.mark.parametrize("everybody", [True, False])
def test_where_all_or_none_are_in_the_mini_batch_nobody_is_ringed(everybody):
    spec = regions(batches=np.full(BATCHES.shape, everybody))
    assert not [layer for layer in spec["layer"] if layer["mark"].get("color") == theme.MARK]
    assert "ring" not in json.dumps(spec["title"])


def test_training_points_are_filled_and_validation_points_hollow():
    spec = regions()
    _, dots, hollow, _ = marks(spec, "point")
    assert dots["mark"]["stroke"] == theme.INK.to_dict()
    assert dots["mark"]["filled"]
    assert not hollow["mark"].get("filled")
    assert [layer["data"]["name"] for layer in (dots, hollow)] == ["training", "validation"]
    assert [len(tables(spec)[name]) for name in ("training", "validation")] == [4, 2]


def test_a_class_has_its_own_shape_as_well_as_its_colour():
    spec = regions()
    for layer in marks(spec, "point")[1:3]:
        for channel in ("color", "shape"):
            encoding = layer["encoding"][channel]
            assert encoding["field"] == "class"
            assert encoding["scale"]["domain"] == plane.class_names(3)
            assert len(set(encoding["scale"]["range"])) == 6
    assert [row["class"][-1] for row in tables(spec)["training"]] == ["1", "2", "3", "1"]


def test_no_validation_points_no_word_about_them():
    assert "validation" not in json.dumps(regions(ALL_TRAINED_ON), default=str)


def test_the_points_lie_on_the_regions_and_a_click_goes_through_them():
    kinds = [layer["mark"]["type"] for layer in regions(click="place")["layer"]]
    assert kinds == ["image", "point", "point", "point", "rect", "point"]


def test_cells_cover_the_picture_and_a_click_reads_their_middle():
    spec = regions(click="place")
    rows = tables(spec)["cells"]
    assert {(row["column"], row["row"]) for row in rows} == set(
        itertools.product(range(plane.CELLS), repeat=2)
    )
    cells = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "rect")
    rules = {rule["as"]: rule["calculate"] for rule in cells["transform"]}
    size = f"(data('view')[0].high - data('view')[0].low) / {plane.CELLS}"
    assert rules["left"] == f"data('view')[0].low + datum.column * {size}"
    assert rules["right"] == f"datum.left + {size}"
    assert rules["x"] == "(datum.left + datum.right) / 2"
    place = next(each for each in spec["params"] if each["name"] == "place")
    assert place["select"]["fields"] == ["x", "y"]


def test_only_a_plane_that_is_clickable_holds_cells():
    assert "cells" not in json.dumps(regions(), default=str)


def test_a_click_follows_the_nearest_example_which_is_ringed():
    spec = regions(click="example")
    assert [row["number"] for row in tables(spec)["training"]] == [1, 2, 3, 4]
    nearest = parameter(spec, "example")
    assert (nearest["select"]["fields"], nearest["select"]["nearest"]) == (["number"], True)
    assert tables(spec)["followed"] == []
    ringed = plane.follow(spec, DATA, 2)
    assert tables(ringed)["followed"] == [{"x1": 1, "x2": 0}]
    assert form_of(ringed) == form_of(spec)


def test_points_that_were_added_have_a_ring_of_their_own():
    spec = regions(DATA._replace(added=1))
    assert [row["own"] for row in tables(spec)["training"]] == [False, False, False, True]
    assert "outer ring: your points" in spec["title"]["text"]
    assert "own" not in tables(regions())["training"][0]


def test_the_map_of_a_unit_is_grey_above_0_red_below_and_nothing_at_0():
    shades = plane.signed_palette()
    middle = len(shades) // 2
    assert shades[middle, 3] == 0
    assert "#" + bytes(shades[0, :3]).hex() == theme.MARK
    assert "#" + bytes(shades[-1, :3]).hex() == theme.DATA
    assert (np.diff(shades[middle:, 3].astype(int)) > 0).all()
    outputs = np.array([[[-1.0, 0.0], [0.5, 7.0]]])
    drawn = tables(plane.unit_map(outputs, 1.0, 3, DOMAIN, DATA))["regions"][0]["uri"]
    image = Image.open(io.BytesIO(base64.b64decode(drawn.split(",")[1])))
    assert [image.getpixel((x, y)) for y in (0, 1) for x in (0, 1)] == [
        0,
        middle,
        middle + 8,
        len(shades) - 1,
    ]


def test_it_plays_on_a_canvas():
    assert regions()["usermeta"] == frames.CANVAS


def test_the_animation_has_a_picture_for_every_frame_and_goes_on_for_ever():
    image = Image.open(io.BytesIO(plane.animation(PROBABILITIES, DOMAIN, DATA)))
    assert (image.n_frames, image.info["loop"]) == (N_FRAMES, 0)


def test_the_animation_shows_the_training_points_where_they_are():
    undecided = np.full((1, 3, 8, 8), 1 / 3)
    image = Image.open(io.BytesIO(plane.animation(undecided, DOMAIN, DATA))).convert("RGB")
    for (x, y), label in zip(X.T, LABELS, strict=True):
        place = (round((x + 2) / 4 * plane.GIF_SIZE), round((2 - y) / 4 * plane.GIF_SIZE))
        colour = np.array(list(bytes.fromhex(theme.CLASSES[label][1:])))
        assert np.abs(np.array(image.getpixel(place)) - colour).max() < 16
