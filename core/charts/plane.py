"""The plane of a run as a film: which class wins where, under the points."""

import io
from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.charts import frames, theme
from core.training.data import Data, Labels
from core.types import Array

CELLS = 40  # along each side of the picture: how finely a click is read
SHADES = 32  # of each class's colour, from "no idea" to "certain"
LEGEND_COLUMNS = alt.ExprRef("width < 260 ? 2 : 3")  # as many names as there is room for
GIF_SIZE, GIF_FRAME = 320, 80  # pixels, ms
FAINTEST, STRONGEST = 16, 160  # their opacity, of 255


def shade(probabilities: Array) -> NDArray[np.uint8]:
    """Return the number of a colour, in `palette`, for each point of the plane at each frame.

    The colour is that of the winning class, the stronger the more probable the winner is: from
    1/C, no better than chance, to 1. `probabilities` are `(frames, C, height, width)`.

    >>> probabilities = np.array([[0.9, 0.1], [0.5, 0.5]]).reshape(2, 2, 1, 1)
    >>> shade(probabilities).ravel().tolist()
    [25, 0]
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


def decision_regions(
    probabilities: Array, domain: tuple[float, float], data: Data, batches: NDArray[np.bool_]
) -> alt.LayerChart:
    """Return the plane in the colours of the classes that win, under the points.

    `probabilities` `(frames, C, height, width)` are those on a grid over `domain` in x₁ and x₂,
    both ends included, the largest x₂ in the first row. `batches` `(frames, m)` says which training
    points are in the mini-batch of each frame: they are ringed, or where most are in it those that
    are left out, and nobody where all or none are in it.
    """
    tiles = shade(probabilities)
    told_apart = batches.any() and not batches.all()
    few_left_out = batches.mean() > 0.5
    key = ["filled: training"]
    key += ["hollow: validation"] if data.labels_validation.size else []
    ringed = "left out of the mini-batch" if few_left_out else "this step’s mini-batch"
    key += [f"red ring: {ringed}"] if told_apart else []
    classes = [f"class {c + 1}" for c in range(probabilities.shape[1])]
    x = alt.X("x1:Q", title="x₁").scale(domain=domain, nice=False).axis(tickCount=5)
    y = alt.Y("x2:Q", title="x₂").scale(domain=domain, nice=False).axis(tickCount=5)
    colour = alt.Color("class:N", title=None).scale(domain=classes, range=theme.CLASSES)
    shape = alt.Shape("class:N", title=None).scale(domain=classes, range=theme.CLASS_SHAPES)

    training = _points(data.X, data.labels, classes)
    rings = ["".join(frames) for frames in np.where(batches.T ^ few_left_out, "1", "0")]
    validation = _points(data.X_validation, data.labels_validation, classes)
    plane = frames.strip_chart(frames.image_strip(tiles, palette()), tiles.shape)
    dots = alt.Chart(training).mark_point(
        aria=False, filled=True, opacity=1, size=45, stroke=theme.INK, strokeWidth=1
    )
    hollow = alt.Chart(validation).mark_point(
        aria=False, fill="white", opacity=1, size=45, strokeWidth=2
    )
    ring = (
        alt.Chart(training.assign(frames=rings))
        .transform_filter("datum.frames[frame] == '1'")
        .mark_point(
            aria=False, shape="circle", color=theme.MARK, opacity=1, size=120, strokeWidth=2.5
        )
    )
    return (
        alt.layer(
            plane,
            *([ring.encode(x, y)] if told_apart else []),
            dots.encode(x, y, colour, shape),
            hollow.encode(x, y, colour, shape),
        )
        .add_params(frames.frame_parameter(len(tiles)), alt.param(name="height", expr="width"))
        .configure_legend(columns=LEGEND_COLUMNS, orient="top")
        .configure_axis(grid=False)
        .properties(
            autosize=theme.WIDE,
            title=theme.caption(*key),
            usermeta=frames.CANVAS,
        )
    )


def _points(X: Array, labels: Labels, classes: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame({"x1": X[0], "x2": X[1], "class": [classes[label] for label in labels]})


def animation(probabilities: Array, domain: tuple[float, float], data: Data) -> bytes:
    """Return the decision regions of all frames under the training points, as an animated GIF."""
    tiles = shade(probabilities)
    strength = palette().astype(float)
    opacity = strength[:, 3:] / 255
    on_white = (opacity * strength[:, :3] + (1 - opacity) * 255).astype(np.uint8)
    low, high = domain
    places = (np.stack([data.X[0] - low, high - data.X[1]]) / (high - low) * GIF_SIZE).T
    frames = []
    for tile in tiles:
        image = Image.fromarray(on_white[tile]).resize(
            (GIF_SIZE, GIF_SIZE), Image.Resampling.BILINEAR
        )
        draw = ImageDraw.Draw(image)
        for (x, y), label in zip(places, data.labels, strict=True):
            draw.circle((x, y), 3, fill=theme.CLASSES[label], outline="white")
        frames.append(image.quantize(64))
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=GIF_FRAME, loop=0)
    return file.getvalue()


def clickable(regions: alt.LayerChart, domain: tuple[float, float]) -> alt.LayerChart:
    """Return the film of regions under a fine grid; a click selects the middle of a cell, x and y.

    The selection is called `place`.
    """
    edges = np.linspace(*domain, CELLS + 1)
    left, bottom = (side.ravel() for side in np.meshgrid(edges[:-1], edges[:-1]))
    step = edges[1] - edges[0]
    grid = pd.DataFrame(
        {"left": left, "right": left + step, "bottom": bottom, "top": bottom + step}
    )
    grid["x"], grid["y"] = (left + step / 2).round(2), (bottom + step / 2).round(2)
    place = alt.selection_point(name="place", fields=["x", "y"], on="click", clear=False)
    cells = (
        alt.Chart(grid, name="cells")
        .mark_rect(aria=False, opacity=0, cursor="crosshair", tooltip=None)
        .encode(alt.X("left:Q"), alt.X2("right:Q"), alt.Y("bottom:Q"), alt.Y2("top:Q"))
        .add_params(place)
    )
    return redrawn(regions, [*regions.layer, cells])


def redrawn(chart: alt.LayerChart, layers: list[Any]) -> alt.LayerChart:
    """Return the chart with other layers and all else as it was."""
    kept = ("autosize", "config", "params", "title", "usermeta")
    return alt.LayerChart(layer=layers, **{name: getattr(chart, name) for name in kept})
