"""Curves over the steps of a run as a film: faint as a whole, strong up to the frame on screen."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt
import numpy as np
from numpy.typing import NDArray

from core.charts import frames, theme
from core.charts.scales import between, log_ends, logarithmic, looked_into, spans_decades, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.types import Array

Steps = NDArray[np.integer[Any]] | Array
Look = tuple[str, str, tuple[int, ...]]  # a name, a colour, a dash


class Curve(NamedTuple):
    """A line of the chart: `values` at the first frames, in a colour and a dash of its own.

    A run that diverged has fewer values than the film has frames.
    """

    name: str
    values: Array
    colour: str
    dash: list[int] = theme.SOLID


def over_steps(
    steps: Steps,
    curves: Sequence[Curve],
    title: str,
    log: bool = False,
    height: int = 160,
    legend: bool = True,
    reach: float = 0,
    along: str = "step",
    ahead: bool = True,
) -> Specification:
    """Return the curves over the steps `(frames,)`, with a dot on each at the frame on screen.

    The axis of the values goes up to `reach`, or farther where they do; `along` is the title of the
    other. With `ahead` the rest of a curve is drawn faint before the film comes there.
    """
    lengths = [len(curve.values) for curve in curves]
    values = np.concatenate([curve.values for curve in curves])
    low, high = float(values.min()), float(values.max())
    low, high = log_ends(low, high) if log else (min(low, 0), max(high, reach))
    frame = np.concatenate([np.arange(length) for length in lengths])
    looks = tuple((curve.name, curve.colour, tuple(curve.dash)) for curve in curves)
    decades = log and spans_decades(low, high)
    return pour(
        _over_steps(len(steps), looks, title, log, decades, height, legend, along, ahead),
        points=table(
            {
                "line": np.repeat(np.arange(len(curves), dtype=np.int8), lengths),
                "step": steps[frame].astype(np.int32),
                "value": values,
                "frame": frame.astype(np.int16),
                "last": np.repeat(np.array(lengths) - 1, lengths).astype(np.int16),
            }
        ),
        view=view(first=steps[0], end=steps[-1], low=low, high=high),
    )


@once
def _over_steps(
    n_frames: int,
    looks: tuple[Look, ...],
    title: str,
    log: bool,
    decades: bool,
    height: int,
    legend: bool,
    along: str,
    ahead: bool,
) -> Specification:
    names, colours, dashes = (list(each) for each in zip(*looks, strict=True))
    x = alt.X("step:Q", title=along, scale=between("first", "end")).axis(tickCount=5)
    if log:
        y = logarithmic(alt.Y("value:Q", title=title), decades)
    else:
        scale = between("low", "high")
        scale.nice = True
        y = alt.Y("value:Q", title=title, scale=scale).axis(format=",~f")
    colour = alt.Color("curve:N", title=None).scale(domain=names, range=colours)
    dash = alt.StrokeDash("curve:N", title=None).scale(domain=names, range=dashes)
    fill = alt.Fill("colour:N", scale=None)  # with a scale it would take the legend away
    points = alt.Chart(alt.NamedData("points")).transform_calculate(
        curve=f"{names}[datum.line]", colour=f"{colours}[datum.line]"
    )
    lines = points.encode(x, y, colour, dash)
    return form(
        alt.layer(
            *([lines.mark_line(aria=False, opacity=0.5, strokeWidth=1)] if ahead else []),
            lines.mark_line(aria=False, strokeWidth=2).transform_filter("datum.frame <= frame"),
            points.transform_filter("datum.frame == min(frame, datum.last)")
            .mark_point(aria=False, filled=True, opacity=1, size=60)
            .encode(x, y, fill),
            looked_into(),
        )
        .add_params(frames.frame_parameter(n_frames))
        .configure_legend(
            columns=theme.LEGEND_COLUMNS,
            disable=not legend,
            orient="top",
            symbolOpacity=1,
            symbolSize=400,
        )
        .properties(autosize=theme.WIDE, height=height, usermeta=frames.CANVAS)
    )
