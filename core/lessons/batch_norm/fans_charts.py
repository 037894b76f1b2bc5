"""A number of many networks over their steps: each seed faint, the middle of all strong."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from core.charts import theme
from core.charts.curves import Look, Steps
from core.charts.scales import between, log_ends, logarithmic, looked_into, spans_decades, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.types import Array

LOWEST, HIGHEST = 1e-6, 1e6  # on a log axis; what lies beyond is drawn there


def fans(
    steps: Steps, sides: Sequence[Array], looks: Sequence[Look], title: str, log: bool = False
) -> Specification:
    """Return a line a seed for every side, `(K, T)` over the steps `(T,)`, and their median.

    `looks` are the sides' names, colours and dashes. What is not finite is left out.
    """
    shown = [np.where(np.isfinite(side), side, np.nan) for side in sides]
    if log:
        shown = [side.clip(LOWEST, HIGHEST) for side in shown]
    finite = np.concatenate([side[np.isfinite(side)] for side in shown])
    low, high = finite.min(initial=1), finite.max(initial=0)
    low, high = log_ends(low, high or 1) if log else (min(low, 0), max(high, 1))
    medians = [_median(side)[np.newaxis] for side in shown]
    return pour(
        _fans(tuple(looks), title, log, log and spans_decades(low, high)),
        seeds=table(_long(steps, shown)),
        medians=table(_long(steps, medians)),
        view=view(first=steps[0], end=steps[-1], low=low, high=high),
    )


@once
def _fans(looks: tuple[Look, ...], title: str, log: bool, decades: bool) -> Specification:
    names, colours, dashes = (list(each) for each in zip(*looks, strict=True))
    x = alt.X("step:Q", title="step", scale=between("first", "end")).axis(tickCount=5)
    y = alt.Y("value:Q", title=title)
    y = logarithmic(y, decades) if log else y.scale(between("low", "high")).axis(tickCount=5)
    colour = alt.Color("who:N", title=None).scale(domain=names, range=colours)
    dash = alt.StrokeDash("who:N", title=None).scale(domain=names, range=dashes)
    faint, strong = (
        alt.Chart(alt.NamedData(name)).transform_calculate(who=f"{names}[datum.side]")
        for name in ("seeds", "medians")
    )
    return form(
        alt.layer(
            faint.mark_line(aria=False, opacity=0.3, strokeWidth=1).encode(
                x, y, colour, alt.Detail("seed:N")
            ),
            strong.mark_line(aria=False, strokeWidth=3).encode(x, y, colour, dash),
            looked_into(),
        )
        .configure_legend(
            columns=theme.LEGEND_COLUMNS, orient="top", symbolOpacity=1, symbolSize=400
        )
        .properties(autosize=theme.WIDE, height=200)
    )


def _median(side: Array) -> Array:
    """Return the median over the seeds that are finite, NaN where none is."""
    ordered = np.sort(side, axis=0)  # NaN last
    n = np.isfinite(side).sum(axis=0)
    low, high = (np.maximum(n - 1, 0) // 2, np.minimum(n // 2, len(side) - 1))
    at = np.arange(side.shape[1])
    return (ordered[low, at] + ordered[high, at]) / 2


def _long(steps: Steps, sides: Sequence[Array]) -> dict[str, object]:
    """Return a row for every number that is drawn."""
    values = np.stack(sides)
    side, seed, look = np.nonzero(np.isfinite(values))
    return {
        "side": side.astype(np.int8),
        "seed": seed.astype(np.int16),
        "step": steps[look].astype(np.int32),
        "value": values[side, seed, look],
    }
