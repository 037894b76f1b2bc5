"""What an average remembers, drawn: data and the averages over them, the weights, the window.

The first two are a film with a frame for each β. They stand above each other: their days line up.
The day that is called today is a parameter of theirs, `today`: to move it sends no film again.
"""

from typing import Any

import altair as alt
import numpy as np
from numpy.typing import NDArray

from core.charts import frames, theme
from core.charts.scales import POWERS, VIEW, between, looked_into, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.types import Array

Days = NDArray[np.int64]

LOOKS = {
    "A": (theme.A, theme.SOLID),
    "A corrected": (theme.CORRECTED, theme.DOTTED),
    "B": (theme.B, theme.DASHED),
}
LEFT = 56  # pixels for the labels of the vertical axis
MOST_DAYS = 100_000
HEIGHT_DIGITS = 3  # a thousand levels: a quarter of a pixel
FRAMES_WINDOW = "data('windows')[frame].window"
FRAMES_COLD = "data('windows')[frame].cold"
FRAMES_SHARE = "data('windows')[frame].share"


def data_and_averages(
    days: Days,
    data: Array,
    lines: dict[str, Array],
    window: Array,
    cold: NDArray[np.int64],
    quantity: str,
) -> Specification:
    """Draw the data as dots, the averages as lines and the window behind today as a band.

    `days` and `data` are (n,), `window` and `cold` (frames,): before that day the start still
    counts in A, and its line is thin. Lines are named as in `LOOKS`, A first; each is (frames, n),
    or (1, n) if it stands still.
    """
    columns: dict[str, Any] = {"day": days, "data": data} | _reach(days)
    for key, values in zip("abc", lines.values(), strict=False):
        columns |= (
            frames.numbers(key, values, HEIGHT_DIGITS) if len(values) > 1 else {key: values[0]}
        )
    low, high = _with_zero(data, *lines.values())
    still = tuple(name for name, values in lines.items() if len(values) == 1)
    return pour(
        _data_and_averages(len(window), tuple(lines), still, quantity),
        days=table(columns),
        windows=table({"window": window, "cold": cold}),
        view=view(**_ends(days), low=low, high=high),
    )


@once
def _data_and_averages(
    n_frames: int, names: tuple[str, ...], still: tuple[str, ...], quantity: str
) -> Specification:
    x = alt.X("day:Q", title="day", scale=_whole(), axis=alt.Axis(tickMinStep=1))
    y = alt.Y("value:Q", title=quantity, scale=between("low", "high"), axis=_axis())
    shown = {
        name: f"datum.{key}" if name in still else frames.at_frame(key, HEIGHT_DIGITS)
        for key, name in zip("abc", names, strict=False)
    }
    dots = (
        alt.Chart(alt.NamedData("days"))
        .transform_calculate(value="datum.data")
        .mark_circle(color=theme.DATA, opacity=0.8, size=20, aria=False)
        .encode(x=x, y=y, tooltip=["day:Q", alt.Tooltip("value:Q", title=quantity)])
    )
    point = (
        alt.Chart(alt.NamedData("days"))
        .transform_filter("datum.start <= today && today < datum.end")
        .transform_calculate(value=shown["A"])
        .mark_point(color=theme.MARK, filled=True, size=70, opacity=1, aria=False)
        .encode(x=x, y=y)
    )
    looks = {name: LOOKS[name] for name in names}
    a, *others = _lines(alt.NamedData("days"), shown, looks, x, y)
    thin = a.mark_line(strokeWidth=1, opacity=0.7, aria=False)
    warm = a.transform_filter(f"datum.day >= {FRAMES_COLD}")
    chart = alt.LayerChart(
        layer=[_band(), dots, *reversed(others), thin, warm, _today(), point, *_tables()],
        height=240,
        autosize=theme.WIDE,
        title=theme.caption("thin: A while its start at 0 still counts"),
    )
    return form(chart.add_params(frames.frame_parameter(n_frames), _today_parameter()))


def where_it_looks(days: Days, ages: Days, weights: Array, window: Array) -> Specification:
    """Draw what each day counts for in today's average, with the point of 1/e of today's weight.

    `ages` (n,) say how many days before today a weight of `weights` (frames, n) belongs to; today's
    own, of age 0, comes first and is the top of the axis. `window` is (frames,). `days` are those
    of the picture above.
    """
    return pour(
        _where_it_looks(len(window)),
        ages=table(
            {"age": ages}
            | _reach(ages)
            | frames.numbers("w", weights / weights[:, :1], HEIGHT_DIGITS)
        ),
        windows=table({"window": window, "share": weights[:, 0]}),
        view=view(**_ends(days)),
    )


@once
def _where_it_looks(n_frames: int) -> Specification:
    y = alt.Scale(domainMin=0, domainMax=alt.ExprRef(FRAMES_SHARE), nice=False)
    ticks = _axis(
        values=alt.ExprRef(f"[0, {FRAMES_SHARE} / E, {FRAMES_SHARE}]"),
        format=".2~p",
        labelExpr="datum.index == 0.5 ? ['1/e of it:', datum.label] : datum.label",
    )
    x = alt.X("since:Q", title="day", scale=_whole(), axis=alt.Axis(tickMinStep=1))
    bars = (
        alt.Chart(alt.NamedData("ages"))
        .transform_filter("datum.age < today")
        .transform_calculate(
            weight=f"{FRAMES_SHARE} * ({frames.at_frame('w', HEIGHT_DIGITS)})",
            since="today - datum.end",
            until="today - datum.start",
        )
        .mark_rect(color=theme.A, clip=True, aria=False)
        .encode(
            x=x,
            x2=alt.X2("until:Q"),
            y=alt.Y("weight:Q", title="weight", scale=y, axis=ticks),
            y2=alt.datum(0),
        )
    )
    one_over_e = (
        alt.Chart(VIEW)
        .transform_calculate(since=f"today - {FRAMES_WINDOW}", level=f"{FRAMES_SHARE} / E")
        .encode(y=alt.Y("level:Q", scale=y))
    )
    level = one_over_e.mark_rule(color=theme.MARK, strokeDash=theme.DOTTED, aria=False)
    point = one_over_e.mark_point(
        color=theme.MARK, shape="diamond", filled=True, size=110, opacity=1, clip=True, aria=False
    ).encode(x=alt.X("since:Q", scale=_whole()))
    chart = alt.LayerChart(
        layer=[_today(), bars, level, point, *_tables()], height=110, autosize=theme.WIDE
    )
    return form(chart.add_params(frames.frame_parameter(n_frames), _today_parameter()))


def before_and_after(
    days: Days, data: Array, lines: dict[str, Array], quantity: str
) -> Specification:
    """Draw the data faintly and over them one or two averages, (n,), as the legend names them."""
    low, high = _with_zero(data)
    return pour(
        _before_and_after(tuple(lines), quantity),
        days=table({"day": days, "data": data} | dict(zip("ab", lines.values(), strict=False))),
        view=view(**_ends(days), low=low, high=high),
    )


@once
def _before_and_after(names: tuple[str, ...], quantity: str) -> Specification:
    days = alt.NamedData("days")
    x = alt.X("day:Q", title="day", scale=_whole(), axis=alt.Axis(tickMinStep=1))
    y = alt.Y("value:Q", title=quantity, scale=between("low", "high"))
    dots = (
        alt.Chart(days)
        .transform_calculate(value="datum.data")
        .mark_circle(color=theme.DATA, opacity=0.4, size=8, aria=False)
        .encode(x=x, y=y)
    )
    shown = {name: f"datum.{key}" for key, name in zip("ab", names, strict=False)}
    looks = dict(zip(names, (LOOKS["A"], LOOKS["B"]), strict=False))
    lines = _lines(days, shown, looks, x, y)
    return form(
        alt.LayerChart(layer=[dots, *lines, looked_into()], height=200, autosize=theme.WIDE)
    )


def window_on_two_scales(
    betas: Array, window: Array, words: list[str], marked: str
) -> Specification:
    """Draw the window against β on plain axes and against 1 - β on log axes, a dot a β.

    Pointing at a dot marks it in both and shows its `words`; at first that is the dot whose words
    are `marked`.
    """
    columns = {"beta": betas, "gap": 1 - betas, "window": window, "words": words}
    return pour(_window_on_two_scales(marked), betas=table(columns))


@once
def _window_on_two_scales(marked: str) -> Specification:
    pointed = alt.selection_point(name="pointed", empty=False)
    in_both = alt.TopLevelSelectionParameter(
        name="pointed",
        select=alt.PointSelectionConfig(
            type="point", fields=["words"], on="pointerover", nearest=True, clear=False
        ),
        value=[{"words": marked}],
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
    return form(
        alt.vconcat(
            alt.Chart(height=20)
            .transform_filter(pointed)
            .mark_text(align="left", color=theme.MARK, fontSize=14)
            .encode(x=alt.value(0), text=alt.Text("words:N")),
            dots.properties(name="plain").encode(
                x=alt.X("beta:Q", title="β"), y=alt.Y("window:Q", title="window in days")
            ),
            dots.properties(name="log").encode(
                x=alt.X(
                    "gap:Q", title="1 - β, log axis", scale=log, sort="descending", axis=powers
                ),
                y=alt.Y("window:Q", title="window in days, log axis", scale=log, axis=powers),
            ),
            data=alt.NamedData("betas"),
            params=[in_both],
        )
    )


def _lines(
    days: alt.NamedData,
    shown: dict[str, str],
    looks: dict[str, tuple[str, list[int]]],
    x: alt.X,
    y: alt.Y,
) -> list[alt.Chart]:
    """Return a line for each expression, with a legend of them all."""
    names = list(shown)
    colours, dashes = zip(*(looks[name] for name in names), strict=True)
    legend = alt.Legend(title=None, orient="top", symbolSize=400, symbolStrokeWidth=2.5)
    colour = alt.Color("line:N", scale=alt.Scale(domain=names, range=colours), legend=legend)
    dash = alt.StrokeDash("line:N", scale=alt.Scale(domain=names, range=dashes), legend=legend)
    return [
        alt.Chart(days)
        .transform_calculate(value=expression, line=f"'{name}'")
        .mark_line(strokeWidth=2.5, aria=False)
        .encode(x=x, y=y, color=colour, strokeDash=dash)
        for name, expression in shown.items()
    ]


def _band() -> alt.Chart:
    """Shade the window that ends today."""
    return (
        alt.Chart(VIEW)
        .transform_calculate(since=f"today - {FRAMES_WINDOW}", until="today")
        .mark_rect(color=theme.A, opacity=0.13, clip=True, aria=False)
        .encode(x=alt.X("since:Q", scale=_whole()), x2=alt.X2("until:Q"))
    )


def _today() -> alt.Chart:
    """Draw the line of today."""
    today = alt.Chart(VIEW).transform_calculate(since="today")
    return today.mark_rule(color=theme.MARK, strokeWidth=1.5, aria=False).encode(
        x=alt.X("since:Q", scale=_whole())
    )


def _today_parameter() -> alt.Parameter:
    return alt.param(name="today", value=1, bind=alt.binding_range(min=1, max=MOST_DAYS, step=1))


def _tables() -> list[alt.Chart]:
    """Return layers that show nothing, for the tables that only expressions look into."""
    windows = alt.Chart(alt.NamedData("windows")).mark_point(aria=False, opacity=0, size=0)
    return [looked_into(), windows.encode()]


def _axis(**settings: Any) -> alt.Axis:
    """Return a vertical axis as wide as every other."""
    return alt.Axis(minExtent=LEFT, maxExtent=LEFT, **settings)


def _whole() -> alt.Scale:
    return between("first", "last")


def _ends(days: Days) -> dict[str, float]:
    """Return the ends of the axis of days."""
    margin = max(0.5, 0.01 * len(days))
    return {"first": days[0] - margin, "last": days[-1] + margin}


def _reach(days: Days) -> dict[str, Array]:
    """Return from where to where a day stands for the days around it that are not drawn."""
    middles = (days[1:] + days[:-1]) / 2
    return {"start": np.append(days[0] - 0.5, middles), "end": np.append(middles, days[-1] + 0.5)}


def _with_zero(*values: Array) -> list[float]:
    low = min(0.0, *(float(v.min()) for v in values))
    high = max(0.0, *(float(v.max()) for v in values))
    return [low, high if high > low else low + 1]
