"""What an average remembers, drawn: data and the averages over them, the weights, the window.

The first two are a film with a frame for each β. They stand above each other: their days line up.
"""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.charts import frames, theme
from core.types import Array

LOOKS = {
    "A": (theme.A, theme.SOLID),
    "A corrected": (theme.CORRECTED, theme.DOTTED),
    "B": (theme.B, theme.DASHED),
}
LEFT = 56  # pixels for the labels of the vertical axis
POWERS = [10.0**i for i in range(-9, 10)]


def data_and_averages(
    days: NDArray[np.int64],
    data: Array,
    lines: dict[str, Array],
    today: int,
    window: Array,
    quantity: str,
) -> alt.LayerChart:
    """Draw the data as dots, the averages as lines and the window behind today as a band.

    `days` and `data` are (n,), `window` is (frames,). Lines are named as in `LOOKS`, A first; each
    is (frames, n), or (1, n) if it stands still.
    """
    table: dict[str, NDArray[np.generic]] = {"day": days, "data": data, "today": days == today}
    shown = {}
    for key, (name, values) in zip("abc", lines.items(), strict=False):
        table |= frames.columns(key, values)
        shown[name] = frames.at_frame(key) if len(values) > 1 else f"datum.{key}0"

    x = _days(days)
    y = alt.Y(
        "value:Q",
        title=quantity,
        scale=alt.Scale(domain=_with_zero(data, *lines.values())),
        axis=_axis(),
    )
    dots = (
        alt.Chart()
        .transform_calculate(value="datum.data")
        .mark_circle(color=theme.DATA, opacity=0.8, size=20, aria=False)
        .encode(x=x, y=y, tooltip=["day:Q", alt.Tooltip("value:Q", title=quantity)])
    )
    point = (
        alt.Chart()
        .transform_filter("datum.today")
        .transform_calculate(value=shown["A"])
        .mark_point(color=theme.MARK, filled=True, size=70, opacity=1, aria=False)
        .encode(x=x, y=y)
    )
    return alt.LayerChart(
        data=pd.DataFrame(table),
        layer=[_band(days), dots, *reversed(_lines(shown, LOOKS, x, y)), _rule(x), point],
        height=240,
        autosize=theme.WIDE,
    ).add_params(
        frames.frame_parameter(len(window)), alt.param(name="windows", value=window.tolist())
    )


def where_it_looks(
    days: NDArray[np.int64], weights: Array, today: int, window: Array, share: Array
) -> alt.LayerChart:
    """Draw what each day counts for in today's average, with the point of 1/e of today's weight.

    `days` is (n,), `weights` (frames, days up to today); `window` and `share`, today's own weight
    and the top of the axis, are (frames,).
    """
    seen = days[days <= today]
    half = np.diff(seen, append=seen[-1] + 1) / 2
    table = {"day": seen, "today": seen == today, "from": seen - half, "to": seen + half}
    x = _days(days)
    y = alt.Scale(domainMin=0, domainMax=alt.ExprRef("shares[frame]"), nice=False)
    ticks = _axis(
        values=alt.ExprRef("[0, shares[frame] / E, shares[frame]]"),
        format=".2~p",
        labelExpr="datum.index == 0.5 ? ['1/e of it:', datum.label] : datum.label",
    )
    bars = (
        alt.Chart()
        .transform_calculate(weight=frames.at_frame("w"))
        .mark_rect(color=theme.A, clip=True, aria=False)
        .encode(
            x=alt.X("from:Q", scale=_whole(days)),
            x2=alt.X2("to:Q"),
            y=alt.Y("weight:Q", title="weight", scale=y, axis=ticks),
            y2=alt.datum(0),
        )
    )
    one_over_e = (
        alt.Chart()
        .transform_filter("datum.today")
        .transform_calculate(since="datum.day - windows[frame]", level="shares[frame] / E")
        .encode(y=alt.Y("level:Q", scale=y))
    )
    level = one_over_e.mark_rule(color=theme.MARK, strokeDash=theme.DOTTED, aria=False)
    point = one_over_e.mark_point(
        color=theme.MARK, shape="diamond", filled=True, size=110, opacity=1, clip=True, aria=False
    ).encode(x=alt.X("since:Q", scale=_whole(days)))
    return alt.LayerChart(
        data=pd.DataFrame(table | frames.columns("w", weights)),
        layer=[_rule(x), bars, level, point],
        height=110,
        autosize=theme.WIDE,
    ).add_params(
        frames.frame_parameter(len(window)),
        alt.param(name="windows", value=window.tolist()),
        alt.param(name="shares", value=share.tolist()),
    )


def before_and_after(
    days: NDArray[np.int64], data: Array, lines: dict[str, Array], quantity: str
) -> alt.LayerChart:
    """Draw the data faintly and over them one or two averages, (n,), as the legend names them."""
    x = _days(days)
    y = alt.Y("value:Q", title=quantity, scale=alt.Scale(domain=_with_zero(data)))
    dots = (
        alt.Chart()
        .transform_calculate(value="datum.data")
        .mark_circle(color=theme.DATA, opacity=0.4, size=8, aria=False)
        .encode(x=x, y=y)
    )
    columns = dict(zip("ab", lines.values(), strict=False))
    shown = {name: f"datum.{key}" for key, name in zip("ab", lines, strict=False)}
    looks = dict(zip(lines, (LOOKS["A"], LOOKS["B"]), strict=False))
    return alt.LayerChart(
        data=pd.DataFrame({"day": days, "data": data} | columns),
        layer=[dots, *_lines(shown, looks, x, y)],
        height=200,
        autosize=theme.WIDE,
    )


def window_on_two_scales(
    betas: Array, window: Array, words: list[str], marked: float
) -> alt.VConcatChart:
    """Draw the window against β on plain axes and against 1 - β on log axes, a dot a β.

    Pointing at a dot marks it in both and shows its `words`; at first that is the β `marked`.
    """
    pointed = alt.selection_point(name="pointed", empty=False)
    in_both = alt.TopLevelSelectionParameter(
        name="pointed",
        select=alt.PointSelectionConfig(
            type="point", fields=["beta"], on="pointerover", nearest=True, clear=False
        ),
        value=[{"beta": marked}],
        views=["plain", "log"],
    )
    dots = (
        alt.Chart(height=220)
        .mark_circle(opacity=1, aria=False)
        .encode(
            color=alt.condition(pointed, alt.value(theme.MARK), alt.value(theme.A)),
            size=alt.condition(pointed, alt.value(160), alt.value(20)),
        )
    )
    log = alt.Scale(type="log", nice=False)
    powers = alt.Axis(values=POWERS, format=",~g")
    return alt.vconcat(
        alt.Chart(height=20)
        .transform_filter(pointed)
        .mark_text(align="left", color=theme.MARK, fontSize=14)
        .encode(x=alt.value(0), text=alt.Text("words:N")),
        dots.properties(name="plain").encode(
            x=alt.X("beta:Q", title="β"), y=alt.Y("window:Q", title="window in days")
        ),
        dots.properties(name="log").encode(
            x=alt.X("gap:Q", title="1 - β, log axis", scale=log, sort="descending", axis=powers),
            y=alt.Y("window:Q", title="window in days, log axis", scale=log, axis=powers),
        ),
        data=pd.DataFrame({"beta": betas, "gap": 1 - betas, "window": window, "words": words}),
        params=[in_both],
    )


def _lines(
    shown: dict[str, str], looks: dict[str, tuple[str, list[int]]], x: alt.X, y: alt.Y
) -> list[alt.Chart]:
    """Return a line for each expression, with a legend of them all."""
    names = list(shown)
    colours, dashes = zip(*(looks[name] for name in names), strict=True)
    legend = alt.Legend(title=None, orient="top", symbolSize=400, symbolStrokeWidth=2.5)
    colour = alt.Color("line:N", scale=alt.Scale(domain=names, range=colours), legend=legend)
    dash = alt.StrokeDash("line:N", scale=alt.Scale(domain=names, range=dashes), legend=legend)
    return [
        alt.Chart()
        .transform_calculate(value=expression, line=f"'{name}'")
        .mark_line(strokeWidth=2.5, aria=False)
        .encode(x=x, y=y, color=colour, strokeDash=dash)
        for name, expression in shown.items()
    ]


def _band(days: NDArray[np.int64]) -> alt.Chart:
    """Shade the window that ends today."""
    return (
        alt.Chart()
        .transform_filter("datum.today")
        .transform_calculate(since="datum.day - windows[frame]")
        .mark_rect(color=theme.A, opacity=0.13, clip=True, aria=False)
        .encode(x=alt.X("since:Q", scale=_whole(days)), x2=alt.X2("day:Q"))
    )


def _rule(x: alt.X) -> alt.Chart:
    """Draw the line of today."""
    today = alt.Chart().transform_filter("datum.today")
    return today.mark_rule(color=theme.MARK, strokeWidth=1.5, aria=False).encode(x=x)


def _axis(**settings: Any) -> alt.Axis:
    """Return a vertical axis as wide as every other."""
    return alt.Axis(minExtent=LEFT, maxExtent=LEFT, **settings)


def _days(days: NDArray[np.int64]) -> alt.X:
    return alt.X("day:Q", title="day", scale=_whole(days), axis=alt.Axis(tickMinStep=1))


def _whole(days: NDArray[np.int64]) -> alt.Scale:
    margin = max(0.5, 0.01 * len(days))
    return alt.Scale(domain=[float(days[0]) - margin, float(days[-1]) + margin], nice=False)


def _with_zero(*values: Array) -> list[float]:
    low = min(0.0, *(float(v.min()) for v in values))
    high = max(0.0, *(float(v.max()) for v in values))
    return [low, high if high > low else low + 1]
