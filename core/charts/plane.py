"""The plane of a run as a film: which class wins where, under the points."""

import io
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import altair as alt
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.charts import frames, theme
from core.charts.scales import between, looked_into, seen, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.training.data import Data, Labels
from core.types import Array

CELLS = 40  # along each side of the picture: how finely a click is read
SHADES = 16  # of each class's colour, from "no idea" to "certain"
GIF_SIZE, GIF_FRAME = 320, 80  # pixels, ms
FAINTEST, STRONGEST = 16, 160  # their opacity, of 255
STRONGEST_MAP = 220  # of what one unit gives


class Rings(NamedTuple):
    """Which training points are ringed in each frame, `(frames, m)`, and what a ring says."""

    ringed: NDArray[np.bool_]
    meaning: str


Click = Literal["nothing", "place", "example"]  # what a click into the plane selects


class Kind(NamedTuple):
    """What decides the form of the picture, apart from what lies over the regions."""

    tiles: tuple[int, int, int]
    classes: int
    ring: str
    validation: bool
    added: bool
    click: Click


def shade(probabilities: Array) -> NDArray[np.uint8]:
    """Return the number of a colour, in `palette`, for each point of the plane at each frame.

    The colour is that of the winning class, the stronger the more probable the winner is: from
    1/C, no better than chance, to 1. `probabilities` are `(frames, C, height, width)`.

    >>> probabilities = np.array([[0.9, 0.1], [0.5, 0.5]]).reshape(2, 2, 1, 1)
    >>> shade(probabilities).ravel().tolist()
    [12, 0]
    """
    chance = 1 / probabilities.shape[1]
    tiles = np.empty(np.delete(probabilities.shape, 1), np.uint8)
    for tile, p in zip(tiles, probabilities, strict=True):  # what fits the cache is quicker
        certainty = (p.max(axis=0) - chance) / (1 - chance)
        tile[...] = SHADES * p.argmax(axis=0) + np.rint((SHADES - 1) * certainty)
    return tiles


def palette() -> NDArray[np.uint8]:
    """Return the shades of all classes, `(classes * SHADES, 4)`: red, green, blue, opacity."""
    colours = [list(bytes.fromhex(colour.removeprefix("#"))) for colour in theme.CLASSES]
    opacity = np.rint(np.linspace(FAINTEST, STRONGEST, SHADES))
    rows = [[*colour, alpha] for colour in colours for alpha in opacity]
    return np.array(rows).astype(np.uint8)


def signed_palette() -> NDArray[np.uint8]:
    """Return shades from the strongest red, through nothing, to the strongest grey."""
    below, above = (
        list(bytes.fromhex(colour.removeprefix("#"))) for colour in (theme.MARK, theme.DATA)
    )
    opacity = np.rint(np.linspace(0, STRONGEST_MAP, SHADES)).tolist()
    rows = [[*below, alpha] for alpha in opacity[:0:-1]] + [[*above, alpha] for alpha in opacity]
    return np.array(rows).astype(np.uint8)


def told_apart(batches: NDArray[np.bool_]) -> Rings | None:
    """Return rings around the mini-batch of each frame, or around what it leaves out if fewer.

    `batches` `(frames, m)` say which training points are in the mini-batch. Where all or none
    are, nobody is ringed.
    """
    if batches.all() or not batches.any():
        return None
    if batches.mean() > 0.5:
        return Rings(~batches, "not in this step’s mini-batch")
    return Rings(batches, "this step’s mini-batch")


def decision_regions(
    probabilities: Array,
    domain: tuple[float, float],
    data: Data,
    rings: Rings | None = None,
    click: Click = "nothing",
) -> Specification:
    """Return the plane in the colours of the classes that win, under the points.

    `probabilities` `(frames, C, height, width)` are those on a grid over `domain` in x₁ and x₂,
    both ends included, the largest x₂ in the first row. A click selects nothing; or a `place`, the
    middle of a cell of a fine grid, as x and y; or the nearest training `example`, its number from
    1. The selection has that name.
    """
    kind = kind_of(probabilities, data, rings, click)
    return pour(_plane(kind, ""), **tables(probabilities, domain, data, rings, click))


def unit_map(
    outputs: Array,
    most: float,
    classes: int,
    domain: tuple[float, float],
    data: Data,
    click: Click = "nothing",
) -> Specification:
    """Return what one unit gives over the plane, `(frames, height, width)`, under the points.

    The grey is the stronger the more it gives, from 0 to `most` and beyond; what is below 0 is red.
    A click selects as in `decision_regions`.
    """
    levels = np.rint((outputs / (most or 1)).clip(-1, 1) * (SHADES - 1)) + SHADES - 1
    kind = _kind(outputs.shape, classes, data, None, click)
    strip = frames.image_strip(levels.astype(np.uint8), signed_palette())
    return pour(
        _plane(kind, "grey: above 0 · red: below 0"),
        **_tables(strip, classes, domain, data, {}, click),
    )


def kind_of(
    probabilities: Array, data: Data, rings: Rings | None = None, click: Click = "nothing"
) -> Kind:
    """Return what decides the form of the plane of these data."""
    n_frames, classes, height, width = probabilities.shape
    return _kind((n_frames, height, width), classes, data, rings, click)


def _kind(
    tiles: tuple[int, int, int], classes: int, data: Data, rings: Rings | None, click: Click
) -> Kind:
    ring = rings.meaning if rings else ""
    return Kind(tiles, classes, ring, data.labels_validation.size > 0, data.added > 0, click)


@once
def _plane(kind: Kind, caption: str) -> Specification:
    ring = f"red ring: {kind.ring}" if kind.ring else ""
    own = "outer ring: your points" if kind.added else ""
    lines = [line for line in (caption, ring, own) if line]
    return form(layered(kind, []).properties(title=theme.caption(*lines)))


def layered(kind: Kind, over_the_regions: Sequence[alt.Chart]) -> alt.LayerChart:
    """Return regions, what lies over them, and the points on top of all."""
    x, y = axes()
    names = class_names(kind.classes)
    colour = alt.Color("class:N", title=None).scale(domain=names, range=theme.CLASSES)
    shape = alt.Shape("class:N", title=None).scale(domain=names, range=theme.CLASS_SHAPES)
    dots = alt.Chart(alt.NamedData("training"), name="examples").mark_point(
        aria=False, filled=True, opacity=1, size=45, stroke=theme.INK, strokeWidth=1
    )
    if kind.click == "example":
        nearest = alt.selection_point("example", fields=["number"], nearest=True, clear=False)
        dots = dots.add_params(nearest)
    hollow = alt.Chart(alt.NamedData("validation")).mark_point(
        aria=False, fill=alt.ExprRef("background"), opacity=1, size=45, strokeWidth=2
    )
    ring = (
        alt.Chart(alt.NamedData("training"))
        .transform_filter(frames.is_set("ringed"))
        .mark_point(
            aria=False, shape="circle", color=theme.MARK, opacity=1, size=120, strokeWidth=2.5
        )
    )
    own = (
        alt.Chart(alt.NamedData("training"))
        .transform_filter("datum.own")
        .mark_point(aria=False, shape="circle", color=theme.INK, opacity=1, size=260)
    )
    layers = [
        frames.strip_chart(alt.NamedData("regions"), kind.tiles),
        *over_the_regions,
        *([ring.encode(x, y)] if kind.ring else []),
        *([own.encode(x, y)] if kind.added else []),
        dots.encode(x, y, colour, shape),
        *([hollow.encode(x, y, colour, shape)] if kind.validation else []),
        *([_cells()] if kind.click == "place" else []),
        *([_followed().encode(x, y)] if kind.click == "example" else []),
        looked_into(),
    ]
    return (
        alt.LayerChart(layer=layers)
        .add_params(frames.frame_parameter(kind.tiles[0]), alt.param(name="height", expr="width"))
        .configure_legend(columns=theme.LEGEND_COLUMNS, orient="top")
        .configure_axis(grid=False)
        .properties(autosize=theme.WIDE, usermeta=frames.CANVAS)
    )


def axes(x: str = "x1", y: str = "x2") -> tuple[alt.X, alt.Y]:
    """Return both axes of the plane, for two columns of a table."""
    scale = between("low", "high")
    return (
        alt.X(f"{x}:Q", title="x₁", scale=scale).axis(tickCount=5),
        alt.Y(f"{y}:Q", title="x₂", scale=scale).axis(tickCount=5),
    )


def tables(
    probabilities: Array,
    domain: tuple[float, float],
    data: Data,
    rings: Rings | None = None,
    click: Click = "nothing",
) -> dict[str, pa.Table]:
    """Return what is poured into the form of the plane."""
    strip = frames.image_strip(shade(probabilities), palette())
    marks = {"ringed": frames.flags(rings.ringed)} if rings else {}
    return _tables(strip, probabilities.shape[1], domain, data, marks, click)


def _tables(
    strip: str,
    classes: int,
    domain: tuple[float, float],
    data: Data,
    marks: dict[str, Any],
    click: Click,
) -> dict[str, pa.Table]:
    names = class_names(classes)
    m = data.labels.size
    if data.added:
        marks = marks | {"own": np.arange(m) >= m - data.added}
    if click == "example":
        marks = marks | {"number": np.arange(1, m + 1, dtype=np.int16)}
    poured = {
        "regions": table({"uri": [strip]}),
        "training": table(_points(data.X, data.labels, names) | marks),
        "view": view(low=domain[0], high=domain[1]),
    }
    if data.labels_validation.size:
        poured["validation"] = table(_points(data.X_validation, data.labels_validation, names))
    if click == "place":
        poured["cells"] = table(_cells_table())
    if click == "example":
        poured["followed"] = table({"x1": np.empty(0), "x2": np.empty(0)})
    return poured


def class_names(classes: int) -> list[str]:
    """Return what the legend calls the classes."""
    return [f"class {c + 1}" for c in range(classes)]


def _cells_table() -> dict[str, Any]:
    """Return a row a cell of a fine grid over the picture: its column and its row, from 0."""
    place = np.arange(CELLS * CELLS)
    return {
        "column": (place % CELLS).astype(np.int8),
        "row": (place // CELLS).astype(np.int8),
    }


def _cells() -> alt.Chart:
    """Return a grid that cannot be seen; a click on a cell selects its middle, x and y."""
    place = alt.selection_point(name="place", fields=["x", "y"], on="click", clear=False)
    low, size = seen("low"), f"({seen('high')} - {seen('low')}) / {CELLS}"
    edges = {
        "left": f"{low} + datum.column * {size}",
        "right": f"datum.left + {size}",
        "bottom": f"{low} + datum.row * {size}",
        "top": f"datum.bottom + {size}",
        "x": "(datum.left + datum.right) / 2",
        "y": "(datum.bottom + datum.top) / 2",
    }
    return (
        alt.Chart(
            alt.NamedData("cells"),
            name="cells",
            transform=[
                alt.CalculateTransform(**{"as": name, "calculate": rule})
                for name, rule in edges.items()
            ],
        )
        .mark_rect(aria=False, opacity=0, cursor="crosshair", tooltip=None)
        .encode(alt.X("left:Q"), alt.X2("right:Q"), alt.Y("bottom:Q"), alt.Y2("top:Q"))
        .add_params(place)
    )


def follow(plane: Specification, data: Data, number: int) -> Specification:
    """Ring one training example, counted from 1, or none for 0, in a plane that lets one click it.

    Only a table differs, so that the browser keeps its canvas.
    """
    x1, x2 = data.X[:, number - 1 : number] if number else np.empty((2, 0))
    return pour(plane, followed=table({"x1": x1, "x2": x2}))


def _followed() -> alt.Chart:
    return alt.Chart(alt.NamedData("followed")).mark_point(
        aria=False, color=theme.MARK, opacity=1, shape="circle", size=260, strokeWidth=4
    )


def _points(X: Array, labels: Labels, names: Sequence[str]) -> dict[str, Any]:
    return {"x1": X[0], "x2": X[1], "class": [names[label] for label in labels]}


def animation(probabilities: Array, domain: tuple[float, float], data: Data) -> bytes:
    """Return the decision regions of all frames under the training points, as an animated GIF."""
    tiles = shade(probabilities)
    strength = palette().astype(float)
    opacity = strength[:, 3:] / 255
    on_white = (opacity * strength[:, :3] + (1 - opacity) * 255).astype(np.uint8)
    low, high = domain
    places = (np.stack([data.X[0] - low, high - data.X[1]]) / (high - low) * GIF_SIZE).T
    images = []
    for tile in tiles:
        image = Image.fromarray(on_white[tile]).resize(
            (GIF_SIZE, GIF_SIZE), Image.Resampling.BILINEAR
        )
        draw = ImageDraw.Draw(image)
        for (x, y), label in zip(places, data.labels, strict=True):
            draw.circle((x, y), 3, fill=theme.CLASSES[label], outline="white")
        images.append(image.quantize(64))
    file = io.BytesIO()
    images[0].save(file, "GIF", save_all=True, append_images=images[1:], duration=GIF_FRAME, loop=0)
    return file.getvalue()
