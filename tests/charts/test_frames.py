"""Films: every number is read back within half a step, every tile is where it is looked for."""

import base64
import io

import altair as alt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image

from core.charts import frames
from core.charts.vega_lite import table
from core.types import Array
from tests.support import LARGEST_CELL, now, set_at, word_now

RED, CLEAR = [255, 0, 0, 255], [0, 0, 0, 0]
NUMBERS = st.floats(-(2.0**40), 2.0**40, width=32, allow_subnormal=False)
SHAPES = hnp.array_shapes(min_dims=2, max_dims=2, max_side=5)


def read_back(values: Array) -> Array:
    """What the browser reads, frame by frame, `(frames, rows)`."""
    rows = table(frames.numbers("v", values)).to_pylist()
    return np.array([[now(row, "v", frame) for row in rows] for frame in range(len(values))])


def pixels(uri: str) -> np.ndarray:
    head, data = uri.split(",")
    assert head == "data:image/png;base64"
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGBA"))


@given(hnp.arrays(np.float64, SHAPES, elements=NUMBERS | st.just(np.nan)))
def test_every_number_is_read_back_within_half_a_step_and_what_is_none_stays_none(values):
    seen = read_back(values)
    np.testing.assert_array_equal(np.isnan(seen), np.isnan(values))
    kept = np.isfinite(values)
    if kept.any():
        low, high = values[kept].min(), values[kept].max()
        half_a_step = (high - low) / LARGEST_CELL / 2
        single_precision = 2 * np.finfo(np.float32).eps * max(abs(low), abs(high))
        error = np.abs(seen - values)[kept].max()
        assert error <= half_a_step + single_precision + np.finfo(np.float32).tiny


@given(hnp.arrays(np.float64, SHAPES, elements=st.integers(-(2**20), 2**20)))
def test_the_least_number_is_read_back_exactly_and_the_greatest_in_single_precision(values):
    seen = read_back(values)
    assert seen.min() == values.min()
    assert abs(seen.max() - values.max()) <= np.finfo(np.float32).eps * np.ptp(values)


@given(hnp.array_shapes(min_dims=2, max_dims=2, max_side=5), NUMBERS)
def test_what_never_changes_stays_as_it_is(shape, value):
    np.testing.assert_array_equal(read_back(np.full(shape, value)), value)


def test_the_order_of_numbers_stays():
    values = np.sort(np.random.default_rng(0).normal(size=(500, 1)), axis=0)
    assert (np.diff(read_back(values), axis=0) >= 0).all()


def test_the_expression_reads_the_digits_of_the_frame_on_screen():
    assert frames.at_frame("v") == (
        "datum.v_low + datum.v_step * toNumber(substring(datum.v, 4 * frame, 4 * frame + 4))"
    )
    (rule,) = (each.to_dict() for each in frames.look_up("v"))
    assert rule == {"as": "v_now", "calculate": frames.at_frame("v")}


def test_a_cell_has_room_for_the_digits_of_every_frame_and_no_more():
    cells = frames.numbers("v", np.random.default_rng(0).normal(size=(120, 3)))["v"].to_pylist()
    assert [len(cell) for cell in cells] == [120 * frames.DIGITS] * 3


def test_words_are_read_back_as_they_were():
    words = [["e^5", "= 0.84"], ["1.97 × 10⁴³⁴", ""]]
    rows = [{"v": cell} for cell in frames.words(words)]
    assert [[word_now(row, "v", frame) for row in rows] for frame in range(2)] == words
    split, found = (each.to_dict() for each in frames.look_up_words("v"))
    assert split == {"as": "v_split", "calculate": "split(datum.v, '|')"}
    assert found == {"as": "v_now", "calculate": "datum.v_split[frame]"}


def test_the_slider_reaches_every_frame_and_no_further():
    parameter = frames.frame_parameter(120).param.to_dict()
    assert parameter["name"] == "frame"
    assert parameter["value"] == 0
    assert parameter["bind"] == {"input": "range", "min": 0, "max": 119, "step": 1}


@pytest.mark.parametrize("n_frames", [1, 9, 10, 11, 25])
def test_every_tile_of_the_strip_is_where_the_chart_looks_for_it(n_frames):
    height, width = 3, 4
    tiles = np.random.default_rng(0).integers(0, 2, (n_frames, height, width), dtype=np.uint8)
    picture = pixels(frames.image_strip(tiles, np.array([CLEAR, RED], np.uint8)))
    for frame, tile in enumerate(tiles):
        top, left = height * (frame // frames.TILES_ABREAST), width * (frame % frames.TILES_ABREAST)
        seen = picture[top : top + height, left : left + width, 3] == 255
        assert (seen == tile.astype(bool)).all()


def test_the_palette_keeps_its_colours_and_opacities():
    palette = np.random.default_rng(1).integers(0, 256, (192, 4), dtype=np.uint8)
    tiles = np.arange(192, dtype=np.uint8).reshape(1, 12, 16)
    picture = pixels(frames.image_strip(tiles, palette))
    assert (picture[:12, :16].reshape(-1, 4) == palette).all()


def test_120_frames_stay_within_what_browsers_draw():
    tiles = np.zeros((120, 60, 60), np.uint8)
    picture = pixels(frames.image_strip(tiles, np.array([CLEAR], np.uint8)))
    assert max(picture.shape) <= 4096


def test_the_picture_is_a_column_of_a_table_so_that_a_new_one_leaves_the_chart_as_it_is():
    chart = frames.strip_chart(alt.NamedData("regions"), (9, 60, 60)).to_dict()
    assert chart["data"] == {"name": "regions"}
    assert chart["encoding"]["url"]["field"] == "uri"


def test_the_chart_shows_the_tile_of_the_frame_from_middle_to_middle_of_its_outermost_pixels():
    mark = frames.strip_chart(alt.NamedData("regions"), (12, 5, 9)).to_dict()["mark"]
    assert mark["x"]["expr"] == "-(9 * (frame % 10) + 0.5) * width / 8"
    assert mark["y"]["expr"] == "-(5 * floor(frame / 10) + 0.5) * height / 4"
    assert mark["width"]["expr"] == "90 * width / 8"
    assert mark["height"]["expr"] == "10 * height / 4"


@given(hnp.arrays(bool, hnp.array_shapes(min_dims=2, max_dims=2, max_side=20)))
def test_every_yes_and_no_is_read_back(values):
    cells = frames.flags(values)
    seen = [[set_at({"v": cell}, "v", frame) for cell in cells] for frame in range(len(values))]
    assert seen == values.tolist()
