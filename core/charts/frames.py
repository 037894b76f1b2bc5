"""A film: charts that hold every frame of a run, so that the browser plays it without the server.

Per-frame values lie side by side, one column a frame, and each mark looks up its own: a frame costs
as much as there are marks. (A filter over one long table costs as much as there are marks in all
frames together.) Per-frame pictures are tiles of one image, of which one tile shows.
"""

import base64
import io
import math

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from PIL import Image

CANVAS = {"embedOptions": {"renderer": "canvas"}}  # usermeta; draws twice as many frames as SVG
TILES_ABREAST = 10  # a long strip of 120 tiles would be more pixels high than some browsers draw


def frame_parameter(n_frames: int) -> alt.Parameter:
    """Return the parameter `frame`, bound to a range input over 0 … n_frames - 1.

    It says nothing of where to start: the player knows, and a chart whose specification changes is
    drawn anew.
    """
    return alt.param(name="frame", value=0, bind=alt.binding_range(min=0, max=n_frames - 1, step=1))


def columns(name: str, values: NDArray[np.floating]) -> dict[str, NDArray[np.float32]]:
    """Return one column a frame, `name0`, `name1`, …, from values of shape (frames, rows).

    >>> columns("v", np.array([[1.0, 2.0], [3.0, 4.0]]))["v1"].tolist()
    [3.0, 4.0]
    """
    return {f"{name}{i}": row for i, row in enumerate(values.astype(np.float32))}


def at_frame(name: str) -> str:
    """Return the Vega expression for the value of `name` at the frame on screen."""
    return f"datum['{name}' + frame]"


def image_strip(tiles: NDArray[np.uint8], palette: NDArray[np.uint8]) -> str:
    """Return the data URI of one PNG that holds the picture of every frame.

    `tiles` `(frames, height, width)` are numbers of colours in `palette` `(≤ 256, 4)`, red, green,
    blue, opacity: a third of the bytes of true colour. They lie side by side, `TILES_ABREAST` in a
    row, read like a page.
    """
    n_frames, height, width = tiles.shape
    n_rows = math.ceil(n_frames / TILES_ABREAST)
    page = np.zeros((n_rows * TILES_ABREAST, height, width), np.uint8)
    page[:n_frames] = tiles
    page = page.reshape(n_rows, TILES_ABREAST, height, width).swapaxes(1, 2)
    image = Image.fromarray(page.reshape(n_rows * height, TILES_ABREAST * width)).convert("P")
    image.putpalette(palette[:, :3].tobytes())
    file = io.BytesIO()
    image.save(file, "PNG", transparency=palette[:, 3].tobytes(), compress_level=3)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def strip_chart(uri: str, shape: tuple[int, int, int]) -> alt.Chart:
    """Return the tile of the frame on screen, filling the plot, of a strip of this `shape`.

    `shape` is that of the tiles, (frames, height, width). The middles of the outermost pixels lie
    on the edges of the plot, as on a grid made by `linspace`; in between colours blend smoothly.
    """
    n_frames, height, width = shape
    n_rows = math.ceil(n_frames / TILES_ABREAST)
    column, row = f"frame % {TILES_ABREAST}", f"floor(frame / {TILES_ABREAST})"
    pixel_x, pixel_y = f"width / {width - 1}", f"height / {height - 1}"
    return (
        alt.Chart(pd.DataFrame({"uri": [uri]}))
        .mark_image(
            align="left",
            aria=False,
            aspect=False,
            baseline="top",
            clip=True,
            height=alt.ExprRef(f"{n_rows * height} * {pixel_y}"),
            width=alt.ExprRef(f"{TILES_ABREAST * width} * {pixel_x}"),
            x=alt.ExprRef(f"-({width} * ({column}) + 0.5) * {pixel_x}"),
            y=alt.ExprRef(f"-({height} * {row} + 0.5) * {pixel_y}"),
        )
        .encode(alt.Url("uri:N"))
    )


def cells(values: ArrayLike) -> list[str]:
    """Return a cell a mark, each with its values in all frames, from `(frames, marks)`.

    >>> cells([[1, 2], [3, 4]])
    ['1|3', '2|4']
    """
    return ["|".join(column) for column in np.asarray(values).astype(str).T]


def look_up(*names: str) -> list[alt.CalculateTransform]:
    """Return what finds the value on screen, `name`, in the cells of the column `name_frames`."""
    steps = [(f"{name}_reel", f"split(datum.{name}_frames, '|')") for name in names]
    steps += [(name, f"datum.{name}_reel[frame]") for name in names]
    return [alt.CalculateTransform(**{"as": name, "calculate": rule}) for name, rule in steps]
