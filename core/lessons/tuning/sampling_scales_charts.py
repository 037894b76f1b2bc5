"""Draws on a scale as dots on an axis, and the parts of the axis as bars that fill."""

import altair as alt
import numpy as np
from numpy.typing import NDArray

from core.charts import frames, theme
from core.charts.scales import looked_into, seen, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.lessons.tuning.sampling_scales import Draws, Range

COLOURS = (theme.B, theme.A)  # of the plain scale, and of the one that suits
STRIP = 0.2  # of the height: where the dots are
ROWS = 5  # on which dots lie, so that fewer hide each other
HEIGHT = 120


def filling(sampled: Range, drawn: Draws, which: int, shown: NDArray[np.intp]) -> Specification:
    """Return one of the scales, 0 or 1: its dots and bars after so many draws, `shown` `(F,)`.

    A tick on each bar is the count to expect after all draws.
    """
    counts = drawn.counts(len(sampled.names))[which][shown]
    expected = sampled.shares(sampled.both[which]) * len(drawn.u)
    ends = sampled.places(np.array(sampled.borders) - (0.5 if sampled.is_whole else 0))
    highest = max(float(counts.max()), float(expected.max())) * 1.15
    number = np.arange(1, len(drawn.u) + 1)
    return pour(
        _filling(len(shown), which, sampled.name),
        bars=table(
            {
                "left": ends[:-1],
                "right": ends[1:],
                "name": sampled.names,
                "expected": expected / highest,
            }
            | frames.numbers("count", counts.astype(float))
        ),
        dots=table(
            {
                "place": sampled.places(drawn.values[which]),
                "row": -STRIP * (0.2 + 0.6 * (number % ROWS) / (ROWS - 1)),
                "frame_in": np.searchsorted(shown, number).astype(np.int16),
            }
        ),
        view=view(highest=highest),
    )


@once
def _filling(n_frames: int, which: int, name: str) -> Specification:
    x = alt.X("left:Q", title=name).scale(domain=[0, 1], nice=False)
    x = x.axis(domain=False, grid=False, labels=False, ticks=False, titlePadding=16)
    y = alt.Y("top:Q", title=None, axis=None).scale(domain=[-STRIP, 1.1], nice=False)
    bars = alt.Chart(alt.NamedData("bars"), transform=frames.look_up("count")).transform_calculate(
        top=f"datum.count_now / {seen('highest')}",
        middle="(datum.left + datum.right) / 2",
        says="format(round(datum.count_now), 'd')",
    )
    dots = (
        alt.Chart(alt.NamedData("dots"))
        .transform_filter("datum.frame_in <= frame")
        .mark_point(aria=False, color=COLOURS[which], filled=True, opacity=0.7, size=22)
        .encode(alt.X("place:Q"), alt.Y("row:Q"))
    )
    layers = [
        bars.mark_rect(aria=False, color=COLOURS[which], opacity=0.45, stroke="white").encode(
            x, alt.X2("right:Q"), y, alt.Y2(datum=0)
        ),
        bars.mark_rule(aria=False, color=theme.DATA, strokeDash=theme.DASHED, strokeWidth=2).encode(
            x, alt.X2("right:Q"), alt.Y("expected:Q")
        ),
        bars.mark_text(aria=False, dy=-9, fontSize=13).encode(
            alt.X("middle:Q"), alt.YDatum(0), alt.Text("says:N"), color=alt.value(theme.INK)
        ),
        bars.mark_text(aria=False, dy=8, fontSize=11, limit=110).encode(
            alt.X("middle:Q"),
            y=alt.value("height"),
            text="name:N",
            color=alt.value(theme.INK),
        ),
        dots,
        looked_into(),
    ]
    return form(
        alt.LayerChart(layer=layers)
        .add_params(frames.frame_parameter(n_frames))
        .configure_view(stroke=None)
        .properties(
            autosize=theme.WIDE,
            height=HEIGHT,
            title=theme.caption("bars: draws in each part · dashed: how many to expect"),
            usermeta=frames.CANVAS,
        )
    )
