"""The three pictures of a training run, as films: what it decides, how it errs, what it feels.

Each is a single view, so that it is as wide as its column, and its axes are the same in all frames.
"""

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.charts import film, reel, theme
from core.data import Data, Labels
from core.types import Array

Steps = NDArray[np.integer[Any]] | Array

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
    plane = film.strip_chart(film.image_strip(tiles, palette()), tiles.shape)
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
        .add_params(film.frame_parameter(len(tiles)), alt.param(name="height", expr="width"))
        .configure_legend(columns=LEGEND_COLUMNS, orient="top")
        .configure_axis(grid=False)
        .properties(
            autosize=theme.WIDE,
            title=theme.caption(*key),
            usermeta=film.CANVAS,
        )
    )


class Curve(NamedTuple):
    """A line of a chart of curves: `values` at `steps`, in a colour and a dash of its own."""

    name: str
    steps: Steps
    values: Array
    colour: str
    dash: list[int] = theme.SOLID


def curves(
    frame_steps: Steps,
    curves: Sequence[Curve],
    title: str,
    log: bool = False,
    height: int = 160,
    legend: bool = True,
    reach: float = 0,
) -> alt.LayerChart:
    """Return the curves over the steps, faint as a whole, strong up to the frame on screen.

    `frame_steps` `(frames,)` are the steps at which the frames were taken. The axis of the values
    goes up to `reach`, or farther where they do.
    """
    names = [curve.name for curve in curves]
    rows = pd.concat([_outline(curve, frame_steps) for curve in curves])
    now = np.stack([np.interp(frame_steps, c.steps, c.values) for c in curves], axis=1)
    now = now.astype(np.float32)
    spots = pd.DataFrame(
        {
            "colour": [c.colour for c in curves],
            "value_frames": reel.cells(now),
            "step_frames": reel.cells(np.repeat(frame_steps[:, np.newaxis], len(curves), axis=1)),
        }
    )
    low, high = float(rows["value"].min()), float(rows["value"].max())
    x = alt.X("step:Q", title="step").axis(tickCount=5)
    x = x.scale(domain=[float(frame_steps[0]), float(rows["step"].max())], nice=False)
    y = alt.Y("value:Q", title=title).axis(format=",~f")
    y = y.scale(domain=[min(low, 0), max(high, reach)], nice=True)
    y = theme.logarithmic(y, low, high) if log else y
    colour = alt.Color("curve:N", title=None).scale(domain=names, range=[c.colour for c in curves])
    dash = alt.StrokeDash("curve:N", title=None).scale(domain=names, range=[c.dash for c in curves])

    lines = alt.Chart(rows).encode(x, y, colour, dash)
    return (
        alt.layer(
            lines.mark_line(aria=False, opacity=0.5, strokeWidth=1),
            lines.mark_line(aria=False, strokeWidth=2).transform_filter(
                "datum.first_frame <= frame"
            ),
            alt.Chart(spots, transform=reel.look_up("step", "value"))
            .mark_point(aria=False, filled=True, opacity=1, size=60)
            .encode(x, y, alt.Fill("colour:N", scale=None)),
        )
        .add_params(film.frame_parameter(len(frame_steps)))
        .configure_legend(
            columns=LEGEND_COLUMNS,
            disable=not legend,
            orient="top",
            symbolOpacity=1,
            symbolSize=400,
        )
        .properties(autosize=theme.WIDE, height=height, usermeta=film.CANVAS)
    )


def histograms(
    shares: Array, edges: Array, means: Array, names: Sequence[str], title: str = "z"
) -> alt.LayerChart:
    """Return the distribution of each layer's values, one above the other, first layer on top.

    `shares` `(frames, layers, bins)` say how much of a layer's values fall between the `edges`
    `(bins + 1,)`, and `means` `(frames, layers)` where their mean is, marked by a line.
    """
    n_frames, n_layers, n_bins = shares.shape
    floor = np.arange(n_layers) + 0.95  # y grows downwards, a layer a unit
    highest = np.fmax(shares.max(axis=(0, 2)), np.finfo(float).tiny)
    tops = floor[:, np.newaxis] - 0.85 * shares / highest[:, np.newaxis]
    bars = pd.DataFrame(
        {
            "left": np.tile(edges[:-1], n_layers),
            "right": np.tile(edges[1:], n_layers),
            "floor": np.repeat(floor, n_bins),
            "top_frames": reel.cells(tops.reshape(n_frames, -1).round(3)),
        }
    )
    means = means.clip(edges[0], edges[-1]).astype(np.float32)
    lines = pd.DataFrame({"floor": floor, "top": floor - 0.95, "mean_frames": reel.cells(means)})
    x_scale = alt.Scale(domain=[edges[0], edges[-1]], nice=False)
    x = alt.X("left:Q", scale=x_scale, title=title).axis(labelFlush=12, tickCount=7)
    y = alt.Y("floor:Q", title=None).scale(domain=[0, n_layers], reverse=True, nice=False)
    y = y.axis(
        domain=False,
        grid=False,
        labelExpr=f"{list(names)}[floor(datum.value)]",
        ticks=False,
        values=(np.arange(n_layers) + 0.5).tolist(),
    )
    bar = (
        alt.Chart(bars, transform=reel.look_up("top"))
        .mark_rect(aria=False, color=theme.A, opacity=0.75)
        .encode(x, alt.X2("right:Q"), y, alt.Y2("top:Q"))
    )
    line = (
        alt.Chart(lines, transform=reel.look_up("mean"))
        .mark_rule(aria=False, color=theme.MARK, strokeWidth=2)
        .encode(alt.X("mean:Q", scale=x_scale), y, alt.Y2("top:Q"))
    )
    return (
        alt.LayerChart(layer=[bar, line])
        .add_params(film.frame_parameter(n_frames))
        .properties(
            autosize=theme.WIDE,
            height=60 * n_layers,
            title=theme.caption("height: share of units and examples", "red line: the mean"),
            usermeta=film.CANVAS,
        )
    )


def _points(X: Array, labels: Labels, classes: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame({"x1": X[0], "x2": X[1], "class": [classes[label] for label in labels]})


def _outline(curve: Curve, frame_steps: Steps) -> pd.DataFrame:
    """Return the lowest, the highest and the last point of the curve on the way to each frame.

    On screen that is the same curve, and thousands of steps cost no more than the frames.
    """
    first_frame = np.searchsorted(frame_steps, curve.steps)
    points = pd.DataFrame(
        {
            "curve": curve.name,
            "step": curve.steps,
            "value": curve.values,
            "first_frame": first_frame,
        }
    )
    values = points.groupby("first_frame")["value"]
    extremes = pd.concat([values.idxmin(), values.idxmax()])
    last = points.drop_duplicates("first_frame", keep="last").index
    return points.loc[np.union1d(extremes, last)]


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
