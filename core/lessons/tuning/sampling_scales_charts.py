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
TOP = 1.25  # of the height of the highest bar: above it are the counts
BARS, DASHES = "bars: draws in each part", " · dashes: to expect"
INWARDS = "datum.place < 0.01 ? 'left' : datum.place > 0.99 ? 'right' : 'center'"


def filling(
    sampled: Range, drawn: Draws, which: int, shown: NDArray[np.intp], promised: bool
) -> Specification:
    """Return one of the scales, 0 or 1: its dots and bars after so many draws, `shown` `(F,)`.

    If `promised`, a dashed line on each bar is the count to expect after all draws.
    """
    counts = drawn.counts(len(sampled.names))[which][shown]
    expected = sampled.shares(sampled.both[which]) * len(drawn.u)
    ends = sampled.places(np.array(sampled.borders) - (0.5 if sampled.is_whole else 0))
    highest = max(float(counts.max()), float(expected.max())) * 1.05
    number = np.arange(1, len(drawn.u) + 1)
    return pour(
        _filling(len(shown), which, sampled.name, promised),
        bars=table(
            {
                "left": ends[:-1],
                "right": ends[1:],
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
        labels=table(
            {
                "place": [place for place, _ in sampled.marks],
                "says": [text for _, text in sampled.marks],
            }
        ),
        view=view(highest=highest),
    )


@once
def _filling(n_frames: int, which: int, name: str, promised: bool) -> Specification:
    x = alt.X("left:Q", title=name).scale(domain=[0, 1], nice=False)
    x = x.axis(domain=False, grid=False, labels=False, ticks=False, titlePadding=16)
    y, full = (
        alt.Y(f"{field}:Q", title=None, axis=None).scale(domain=[-STRIP, TOP], nice=False)
        for field in ("top", "full")
    )
    bars = alt.Chart(alt.NamedData("bars"), transform=frames.look_up("count")).transform_calculate(
        top=f"datum.count_now / {seen('highest')}",
        middle="(datum.left + datum.right) / 2",
        says="format(round(datum.count_now), 'd')",
        full="1",
    )
    dots = (
        alt.Chart(alt.NamedData("dots"))
        .transform_filter("datum.frame_in <= frame")
        .mark_point(aria=False, color=COLOURS[which], filled=True, opacity=0.7, size=22)
        .encode(alt.X("place:Q"), alt.Y("row:Q"))
    )
    expected = bars.mark_rule(
        aria=False, color=theme.INK, strokeDash=theme.DASHED, strokeWidth=1.5
    ).encode(x, alt.X2("right:Q"), alt.Y("expected:Q"))
    layers = [
        bars.mark_rect(
            aria=False, color=theme.DATA, fillOpacity=0.12, stroke=theme.DATA, strokeOpacity=0.4
        ).encode(x, alt.X2("right:Q"), full, alt.Y2(datum=0)),
        bars.mark_rect(aria=False, color=COLOURS[which], opacity=0.45, stroke="white").encode(
            x, alt.X2("right:Q"), y, alt.Y2(datum=0)
        ),
        *([expected] if promised else []),
        bars.mark_text(aria=False, fontSize=13).encode(
            alt.X("middle:Q"), y=alt.value(7), text="says:N", color=alt.value(theme.INK)
        ),
        alt.Chart(alt.NamedData("labels"))
        .mark_text(align=alt.ExprRef(INWARDS), aria=False, dy=8, fontSize=11)
        .encode(
            alt.X("place:Q"),
            y=alt.value("height"),
            text="says:N",
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
            title=theme.caption(BARS + DASHES if promised else BARS),
            usermeta=frames.CANVAS,
        )
    )
