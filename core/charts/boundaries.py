"""Straight lines between classes, over the regions of a run, and a plane that one can click."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from core.boundaries import Ties
from core.charts import reel, theme
from core.types import Array

CELLS = 40  # along each side of the picture: how finely a click is read
ENDS = ("x", "y", "x_end", "y_end")


def with_ties(regions: alt.LayerChart, ties: Ties, bent: bool = False) -> alt.LayerChart:
    """Return the film of regions with every tie dotted, and strong where it is a border.

    Where the regions are bent, the ties are those of another network: their borders are dashed.
    """
    dash = theme.DASHED if bent else theme.SOLID
    if bent:
        caption = ["dashed: the borders", "without the hidden layer"]
    elif len(ties.pairs) == 1:
        caption = ["line: the border,", "where the two classes tie"]
    else:
        caption = ["solid: borders", "dotted: ties behind a third class"]
    faint = _segments(ties.lines).mark_rule(aria=False, color=theme.DATA, strokeDash=theme.DOTTED)
    strong = _segments(ties.borders)
    halo = strong.mark_rule(aria=False, color="white", strokeWidth=5, opacity=0.7)
    strong = strong.mark_rule(aria=False, color="black", strokeWidth=2, strokeDash=dash)
    ends = [alt.X("x:Q"), alt.Y("y:Q"), alt.X2("x_end:Q"), alt.Y2("y_end:Q")]
    plane, *points = regions.layer
    lines = [halo, strong] if bent else [faint, halo, strong]
    return _redrawn(regions, [plane, *(line.encode(*ends) for line in lines), *points]).properties(
        title=theme.caption(*caption)
    )


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
    return _redrawn(regions, [*regions.layer, cells])


def _segments(ends: Array) -> alt.Chart:
    """Return a row a segment, from `(F, segments, 4)`, that looks up its ends frame by frame."""
    columns = {f"{name}_frames": reel.cells(ends[..., k]) for k, name in enumerate(ENDS)}
    return alt.Chart(pd.DataFrame(columns), transform=reel.look_up(*ENDS))


def _redrawn(chart: alt.LayerChart, layers: list[Any]) -> alt.LayerChart:
    """Return the chart with other layers and all else as it was."""
    kept = ("autosize", "config", "params", "title", "usermeta")
    return alt.LayerChart(layer=layers, **{name: getattr(chart, name) for name in kept})
