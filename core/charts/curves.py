"""Curves over the steps of a run as a film: faint as a whole, strong up to the frame on screen."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.charts import frames, theme
from core.types import Array

Steps = NDArray[np.integer[Any]] | Array
LEGEND_COLUMNS = alt.ExprRef("width < 260 ? 2 : 3")  # as many names as there is room for


class Curve(NamedTuple):
    """A line of a chart of curves: `values` at `steps`, in a colour and a dash of its own."""

    name: str
    steps: Steps
    values: Array
    colour: str
    dash: list[int] = theme.SOLID


def loss_over_steps(
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
            "value_frames": frames.cells(now),
            "step_frames": frames.cells(np.repeat(frame_steps[:, np.newaxis], len(curves), axis=1)),
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
            alt.Chart(spots, transform=frames.look_up("step", "value"))
            .mark_point(aria=False, filled=True, opacity=1, size=60)
            .encode(x, y, alt.Fill("colour:N", scale=None)),
        )
        .add_params(frames.frame_parameter(len(frame_steps)))
        .configure_legend(
            columns=LEGEND_COLUMNS,
            disable=not legend,
            orient="top",
            symbolOpacity=1,
            symbolSize=400,
        )
        .properties(autosize=theme.WIDE, height=height, usermeta=frames.CANVAS)
    )


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
