"""The distribution of each layer's values as a film, one above the other."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from core.charts import frames, theme
from core.types import Array


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
            "top_frames": frames.cells(tops.reshape(n_frames, -1).round(3)),
        }
    )
    means = means.clip(edges[0], edges[-1]).astype(np.float32)
    lines = pd.DataFrame({"floor": floor, "top": floor - 0.95, "mean_frames": frames.cells(means)})
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
        alt.Chart(bars, transform=frames.look_up("top"))
        .mark_rect(aria=False, color=theme.A, opacity=0.75)
        .encode(x, alt.X2("right:Q"), y, alt.Y2("top:Q"))
    )
    line = (
        alt.Chart(lines, transform=frames.look_up("mean"))
        .mark_rule(aria=False, color=theme.MARK, strokeWidth=2)
        .encode(alt.X("mean:Q", scale=x_scale), y, alt.Y2("top:Q"))
    )
    return (
        alt.LayerChart(layer=[bar, line])
        .add_params(frames.frame_parameter(n_frames))
        .properties(
            autosize=theme.WIDE,
            height=60 * n_layers,
            title=theme.caption("height: share of units and examples", "red line: the mean"),
            usermeta=frames.CANVAS,
        )
    )
