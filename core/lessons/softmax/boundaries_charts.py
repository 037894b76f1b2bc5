"""Straight lines between classes, over the regions of a run, and a plane that one can click."""

import altair as alt
import pandas as pd

from core.charts import frames, plane, theme
from core.lessons.softmax.boundaries import Ties
from core.types import Array

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
    below, *points = regions.layer
    lines = [halo, strong] if bent else [faint, halo, strong]
    return plane.redrawn(
        regions, [below, *(line.encode(*ends) for line in lines), *points]
    ).properties(title=theme.caption(*caption))


def _segments(ends: Array) -> alt.Chart:
    """Return a row a segment, from `(F, segments, 4)`, that looks up its ends frame by frame."""
    columns = {f"{name}_frames": frames.cells(ends[..., k]) for k, name in enumerate(ENDS)}
    return alt.Chart(pd.DataFrame(columns), transform=frames.look_up(*ENDS))
