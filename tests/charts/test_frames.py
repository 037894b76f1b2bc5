import base64
import io

import altair as alt
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from core.charts import frames

RED, CLEAR = [255, 0, 0, 255], [0, 0, 0, 0]


def pixels(uri: str) -> np.ndarray:
    head, data = uri.split(",")
    assert head == "data:image/png;base64"
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGBA"))


def test_the_slider_reaches_every_frame_and_no_further():
    parameter = frames.frame_parameter(120).param.to_dict()
    assert parameter["name"] == "frame"
    assert parameter["value"] == 0
    assert parameter["bind"] == {"input": "range", "min": 0, "max": 119, "step": 1}


def test_each_frame_has_a_column_that_the_expression_looks_up():
    table = pd.DataFrame(frames.columns("v", np.arange(6.0).reshape(3, 2)))
    assert list(table) == ["v0", "v1", "v2"]
    assert frames.at_frame("v") == "datum['v' + frame]"
    assert table["v2"].tolist() == [4.0, 5.0]
    assert set(table.dtypes) == {np.dtype(np.float32)}


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


def test_the_picture_travels_as_data_so_that_a_new_one_leaves_the_chart_as_it_is():
    with alt.data_transformers.enable(consolidate_datasets=False):
        first, second = (
            frames.strip_chart(uri, (9, 60, 60)).to_dict() for uri in ("data:,a", "data:,b")
        )
    assert first.pop("data") != second.pop("data")
    assert first == second
