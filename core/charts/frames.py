"""A film: charts that hold every frame of a run, so that the browser plays it without the server.

A mark's values in all frames stand in one cell of its row, and each mark looks up its own: a frame
costs as much as there are marks. (A filter over one long table costs as much as there are marks in
all frames together; a column a frame costs more to send than the numbers in it.) Numbers are
written with a few digits between the least and the greatest of the column, words are split by `|`.
Pictures are tiles of one image, of which one tile shows.
"""

import base64
import io
import math
from typing import Any

import altair as alt
import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from core.types import Array

CANVAS = {"embedOptions": {"renderer": "canvas"}}  # usermeta; draws twice as many frames as SVG
TILES_ABREAST = 10  # a long strip of 120 tiles would be more pixels high than some browsers draw
DIGITS = 4  # of a number: finer than a pixel
FLAGS = 4  # frames in one hexadecimal digit
_WRITTEN = {  # every whole number of so many digits, and what stands for no number
    digits: np.array([f"{i:0{digits}d}" for i in range(10**digits)] + ["-" * digits], "S")
    for digits in (2, 3, 4)
}


def frame_parameter(n_frames: int) -> alt.Parameter:
    """Return the parameter `frame`, bound to a range input over 0 … n_frames - 1.

    It says nothing of where to start: the player knows, and a chart whose form changes is drawn
    anew.
    """
    return alt.param(name="frame", value=0, bind=alt.binding_range(min=0, max=n_frames - 1, step=1))


def numbers(name: str, values: Array, digits: int = DIGITS) -> dict[str, Any]:
    """Return the columns that hold `values` `(frames, rows)`, a cell a row; `at_frame` reads them.

    A cell is a row of whole numbers of so many digits, 2 to 4. The number i stands for
    `low + i · step`, from the least of all values to the greatest. What is not finite becomes
    dashes, which are no number.

    >>> columns = numbers("v", np.array([[1.0, 2.0], [3.0, np.nan]]))
    >>> columns["v"].to_pylist(), columns["v_low"][0]
    (['00009999', '5000----'], np.float64(1.0))
    """
    known = np.isfinite(values)
    finite = values[known]
    low, high = (finite.min(), finite.max()) if finite.size else (0.0, 0.0)
    most = 10**digits - 1
    step = (high - low) / most or 1.0
    whole = np.where(known, np.rint((np.where(known, values, low) - low) / step), most + 1)
    cells = _WRITTEN[digits].take(whole.T.astype(np.intp))
    rows = len(cells)
    return {
        name: _texts(cells),
        f"{name}_low": np.full(rows, low),
        f"{name}_step": np.full(rows, step),
    }


def at_frame(name: str, digits: int = DIGITS, row: str = "datum") -> str:
    """Return the Vega expression for the number `name` of a row at the frame on screen."""
    start = f"{digits} * frame"
    cell = f"substring({row}.{name}, {start}, {start} + {digits})"
    return f"{row}.{name}_low + {row}.{name}_step * toNumber({cell})"


def flags(values: NDArray[np.bool_]) -> list[str]:
    """Return a cell a row with yes or no for every frame, four in a digit, from `(frames, rows)`.

    >>> flags(np.array([[True], [False], [True], [False], [True]]))
    ['a8']
    """
    n_frames = len(values)
    padded = np.pad(values, ((0, -n_frames % (2 * FLAGS)), (0, 0)))
    cells = [row.tobytes().hex() for row in np.packbits(padded.T, axis=1)]
    return [cell[: -(-n_frames // FLAGS)] for cell in cells]


def is_set(name: str) -> str:
    """Return the Vega expression for yes or no in the cell `name` at the frame on screen."""
    digit = f"toNumber('0x' + datum.{name}[floor(frame / {FLAGS})])"
    return f"floor({digit} / pow(2, {FLAGS - 1} - frame % {FLAGS})) % 2 == 1"


def look_up(*names: str, digits: int = DIGITS) -> list[alt.CalculateTransform]:
    """Return what gives each row `name_now`, its number at the frame on screen."""
    return [
        alt.CalculateTransform(**{"as": f"{name}_now", "calculate": at_frame(name, digits)})
        for name in names
    ]


def words(values: ArrayLike) -> list[str]:
    """Return a cell a mark, each with its words in all frames, from `(frames, marks)`.

    >>> words([["a", "b"], ["c", "d"]])
    ['a|c', 'b|d']
    """
    return ["|".join(column) for column in np.asarray(values).astype(str).T.tolist()]


def look_up_words(*names: str) -> list[alt.CalculateTransform]:
    """Return what gives each row `name_now`, its word at the frame on screen."""
    steps = [(f"{name}_split", f"split(datum.{name}, '|')") for name in names]
    steps += [(f"{name}_now", f"datum.{name}_split[frame]") for name in names]
    return [alt.CalculateTransform(**{"as": name, "calculate": rule}) for name, rule in steps]


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
    image.save(file, "PNG", transparency=palette[:, 3].tobytes(), compress_level=6)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def strip_chart(data: alt.NamedData, shape: tuple[int, int, int]) -> alt.Chart:
    """Return the tile of the frame on screen, filling the plot, of the strip in column `uri`.

    `shape` is that of the tiles, (frames, height, width). The middles of the outermost pixels lie
    on the edges of the plot, as on a grid made by `linspace`; in between colours blend smoothly.
    """
    n_frames, height, width = shape
    n_rows = math.ceil(n_frames / TILES_ABREAST)
    column, row = f"frame % {TILES_ABREAST}", f"floor(frame / {TILES_ABREAST})"
    pixel_x, pixel_y = f"width / {width - 1}", f"height / {height - 1}"
    return (
        alt.Chart(data)
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


def _texts(characters: NDArray[np.bytes_]) -> pa.Array:
    """Return a text a row of fixed-width pieces `(rows, pieces)`, without a copy."""
    rows, pieces = characters.shape
    width = pieces * characters.dtype.itemsize
    ends = (np.arange(rows + 1) * width).astype(np.int32)
    letters = np.ascontiguousarray(characters)
    return pa.Array.from_buffers(pa.utf8(), rows, [None, pa.py_buffer(ends), pa.py_buffer(letters)])
