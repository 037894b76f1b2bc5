"""The distribution of each layer's values as a film, one above the other."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from core.charts import frames, theme
from core.charts.scales import between, looked_into, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.types import Array

HEIGHT_DIGITS = 2  # of the height of a bar: half a pixel, since a layer is 60 pixels high
HIGHEST = 0.85  # of the room for a layer


def histograms(
    shares: Array,
    edges: Array,
    means: Array,
    title: str = "z",
    colour: str = theme.A,
    with_start: bool = False,
    names: Sequence[str] = (),
) -> Specification:
    """Return the distribution of each layer's values, one above the other, first layer on top.

    `shares` `(frames, layers, bins)` say how much of a layer's values fall between the `edges`
    `(bins + 1,)`, and `means` `(frames, layers)` where their mean is, marked by a line.
    `with_start` outlines the first frame behind all others. `names` are those of the layers, "layer
    1" and so on if there are none.
    """
    n_frames, n_layers, n_bins = shares.shape
    floor = np.arange(n_layers, dtype=float) + 0.95  # y grows downwards, a layer a unit
    highest = np.fmax(shares.max(axis=(0, 2)), np.finfo(float).tiny)
    heights = (shares / highest[:, np.newaxis]).reshape(n_frames, -1)
    names = tuple(names) or tuple(f"layer {i + 1}" for i in range(n_layers))
    start = {"start": _outline(heights[0], floor)} if with_start else {}
    return pour(
        _histograms(n_frames, names, title, colour, with_start),
        bars=table(
            {
                "left": np.tile(edges[:-1], n_layers),
                "right": np.tile(edges[1:], n_layers),
                "floor": np.repeat(floor, n_bins),
            }
            | start
            | frames.numbers("height", heights, digits=HEIGHT_DIGITS)
        ),
        lines=table(
            {"floor": floor, "top": floor - 0.95}
            | frames.numbers("mean", means.clip(edges[0], edges[-1]))
        ),
        view=view(low=edges[0], high=edges[-1]),
    )


def _outline(heights: Array, floor: Array) -> Array:
    """Return where the top of each bar lies that is so high, `(layers · bins,)`."""
    return np.repeat(floor, len(heights) // len(floor)) - HIGHEST * heights


@once
def _histograms(
    n_frames: int, names: tuple[str, ...], title: str, colour: str, with_start: bool
) -> Specification:
    n_layers = len(names)
    x_scale = between("low", "high")
    x = alt.X("left:Q", scale=x_scale, title=title).axis(labelFlush=12, tickCount=7)
    y = alt.Y("floor:Q", title=None).scale(domain=[0, n_layers], reverse=True, nice=False)
    y = y.axis(
        domain=False,
        grid=False,
        labelExpr=f"{list(names)}[floor(datum.value)]",
        ticks=False,
        values=[i + 0.5 for i in range(n_layers)],
    )
    bar = (
        alt.Chart(alt.NamedData("bars"), transform=frames.look_up("height", digits=HEIGHT_DIGITS))
        .transform_calculate(top=f"datum.floor - {HIGHEST} * datum.height_now")
        .mark_rect(aria=False, color=colour, opacity=0.75)
        .encode(x, alt.X2("right:Q"), y, alt.Y2("top:Q"))
    )
    line = (
        alt.Chart(alt.NamedData("lines"), transform=frames.look_up("mean"))
        .mark_rule(aria=False, color=theme.MARK, strokeWidth=2)
        .encode(alt.X("mean_now:Q", scale=x_scale), y, alt.Y2("top:Q"))
    )
    start = (
        alt.Chart(alt.NamedData("bars"))
        .mark_line(aria=False, color=theme.DATA, interpolate="step-after", strokeWidth=1.5)
        .encode(x, alt.Y("start:Q", title=None), alt.Detail("floor:N"))
    )
    captions = ["height: share of units and examples", "red line: the mean"]
    if with_start:
        captions[1] += " · grey: at the start"
    return form(
        alt.LayerChart(layer=[bar, *([start] if with_start else []), line, looked_into()])
        .add_params(frames.frame_parameter(n_frames))
        .properties(
            autosize=theme.WIDE,
            height=60 * n_layers,
            title=theme.caption(*captions),
            usermeta=frames.CANVAS,
        )
    )
