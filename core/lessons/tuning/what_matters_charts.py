"""How much each knob matters, one knob's losses, and all trials on parallel axes."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt
import numpy as np
from numpy.typing import NDArray

from core.charts import frames, theme
from core.charts.scales import (
    HIGH,
    LOW,
    between,
    log_ends,
    logarithmic,
    looked_into,
    spans_decades,
    view,
)
from core.charts.vega_lite import Specification, form, once, pour, table
from core.lessons.tuning.importance import Measure
from core.lessons.tuning.search_charts import Axis
from core.types import Array

COLOURS = (*theme.CLASSES[:4], theme.DATA)  # as the lesson's order goes
LABELLED = alt.ExprRef("width > 480 ? 11 : 0")  # pixels: a phone has no room for labels
FLOOR = 1e-3  # losses below are drawn there
ROOM = 0.06  # at the ends of an axis


def losses_in_order(losses: Array, guessing: float) -> Specification:
    """Return the losses `(n,)` from the lowest to the highest, and a line at blind guessing."""
    ordered = np.maximum(np.sort(losses), FLOOR)
    low, high = log_ends(float(ordered[0]), 1.3 * guessing)
    return pour(
        _losses_in_order(spans_decades(low, high)),
        trials=table(
            {"place": np.arange(1, len(losses) + 1, dtype=np.int16), "loss": ordered},
        ),
        view=view(first=0, end=len(losses) + 1, low=low, high=high, guessing=guessing),
    )


@once
def _losses_in_order(decades: bool) -> Specification:
    x = alt.X("place:Q", title="networks, the best first", scale=between("first", "end"))
    y = logarithmic(alt.Y("loss:Q", title="validation loss"), decades)
    one = alt.Chart(alt.NamedData("view"))
    return form(
        alt.layer(
            alt.Chart(alt.NamedData("trials"))
            .mark_point(aria=False, color=theme.A, filled=True, opacity=0.8, size=25)
            .encode(x, y),
            one.mark_rule(aria=False, color=theme.INK, strokeDash=theme.DASHED).encode(
                alt.Y("guessing:Q")
            ),
            one.mark_text(
                align="left", aria=False, baseline="bottom", color=theme.INK, dx=6, dy=-3
            ).encode(alt.XDatum(0), alt.Y("guessing:Q"), text=alt.value("blind guessing")),
            looked_into(),
        ).properties(autosize=theme.WIDE, height=270)
    )


class Row(NamedTuple):
    """A bar of `how_much`: its name, when the lesson tunes it, and which of `COLOURS` it has."""

    name: str
    lesson: str
    colour: int


def how_much(
    rows: Sequence[Row],
    measure: Measure,
    title: str,
    ends: tuple[float, float],
    share: bool,
    named: bool,
) -> Specification:
    """Return a bar a knob, and over it a line that tells its spread over halves of the trials.

    The axis runs between `ends`, in percent if it is a `share`; with `named` it says when the
    lesson tunes each.
    """
    n = len(measure.of_all)
    names = tuple(f"{row.name}, {row.lesson}" if named and row.lesson else row.name for row in rows)
    names = names[:n]
    return pour(
        _how_much(tuple(row.colour for row in rows[:n]), names, title, share),
        bars=table(
            {
                "name": list(names),
                "row": np.arange(n, dtype=np.int8),
                "value": measure.of_all,
                "low": measure.low,
                "high": measure.high,
            }
        ),
        view=view(low=ends[0], high=ends[1]),
    )


@once
def _how_much(
    colours: tuple[int, ...], names: tuple[str, ...], title: str, share: bool
) -> Specification:
    wheel = [COLOURS[colour] for colour in colours]
    bars = alt.Chart(alt.NamedData("bars")).transform_calculate(colour=f"{wheel}[datum.row]")
    x = alt.X("value:Q", title=title, scale=between("low", "high"))
    x = x.axis(format=".0%" if share else "~g", tickCount=4)
    y = alt.Y("name:N", sort=list(names), title=None)
    y = y.axis(domain=False, labelLimit=160, ticks=False)
    return form(
        alt.layer(
            bars.mark_bar(aria=False, height={"band": 0.6}).encode(
                x, alt.X2Datum(0), y, alt.Fill("colour:N", scale=None)
            ),
            bars.mark_rule(aria=False, color=theme.INK, strokeWidth=2).encode(
                alt.X("low:Q"), alt.X2("high:Q"), y
            ),
            bars.mark_tick(aria=False, color=theme.INK, size=10, thickness=2).encode(
                alt.X("value:Q"), y
            ),
            alt.Chart(alt.NamedData("view"))
            .mark_rule(aria=False, color=theme.INK, opacity=0.6)
            .encode(alt.XDatum(0)),
            looked_into(),
        ).properties(autosize=theme.WIDE, height=alt.Step(27))
    )


def loss_along(
    x: Array, losses: Array, steps: Sequence[tuple[float, float, float]], axis: Axis, high: float
) -> Specification:
    """Return the loss of each trial at x `(n,)` from 0 to 1 along an axis, up to `high`.

    `steps` are the bins: from where to where each reaches, and its loss in the middle.
    """
    low, _ = log_ends(max(float(losses.min()), FLOOR), high)
    left, right, middle = (np.array(each) for each in zip(*steps, strict=True))
    return pour(
        _loss_along(axis, spans_decades(low, high)),
        trials=table({"x": x, "loss": np.maximum(losses, FLOOR)}),
        bins=table({"left": left, "right": right, "middle": np.maximum(middle, FLOOR)}),
        view=view(low=low, high=1.1 * high),
    )


@once
def _loss_along(axis: Axis, decades: bool) -> Specification:
    x = alt.X("x:Q", title=axis.title).scale(domain=[-0.02, 1.02], nice=False)
    x = x.axis(grid=False, **axis.named)
    y = logarithmic(alt.Y("loss:Q", title="validation loss"), decades)
    bins = alt.Chart(alt.NamedData("bins"))
    return form(
        alt.layer(
            bins.mark_rule(aria=False, color=theme.DATA, opacity=0.4).encode(alt.X("left:Q")),
            bins.mark_rule(aria=False, color=theme.DATA, opacity=0.4).encode(alt.X("right:Q")),
            alt.Chart(alt.NamedData("trials"))
            .mark_point(aria=False, color=theme.A, filled=True, opacity=0.55, size=35)
            .encode(x, y),
            bins.mark_rule(aria=False, color=theme.B, strokeWidth=4).encode(
                alt.X("left:Q"), alt.X2("right:Q"), alt.Y("middle:Q")
            ),
            looked_into(),
        ).properties(autosize=theme.WIDE, height=280, usermeta=frames.CANVAS)
    )


class Mark(NamedTuple):
    """A number written beside an axis: which axis, at which place, and the text."""

    axis: int
    place: float
    text: str


def on_parallel_axes(
    places: Array,
    losses: Array,
    kept: NDArray[np.bool_],
    titles: Sequence[str],
    marks: Sequence[Mark],
    ranges: Array,
) -> Specification:
    """Return a line a trial over parallel axes, from its places `(n, axes)` on them.

    Trials that are not `kept` `(n,)` are faint; the lowest loss lies on top and thick. `ranges`
    `(axes, 2)` are drawn on the axes. A box drawn by hand is the selection `box`.
    """
    n, d = places.shape
    best_last = np.argsort(-losses, kind="stable")
    best_last = best_last[np.argsort(kept[best_last], kind="stable")]
    loss = np.maximum(losses[best_last], FLOOR)
    best = np.zeros(n, dtype=bool)
    best[-1] = kept.any()
    axis = np.arange(d, dtype=np.int8)
    return pour(
        _on_parallel_axes(tuple(titles)),
        lines=table(
            {
                "trial": np.repeat(np.arange(n, dtype=np.int16), d),
                "axis": np.tile(axis, n),
                "y": places[best_last].ravel(),
                "loss": np.repeat(loss, d),
                "kept": np.repeat(kept[best_last].astype(bool), d),
                "best": np.repeat(best, d),
            }
        ),
        marks=table(
            {
                "axis": np.array([each.axis for each in marks], dtype=np.int8),
                "y": np.array([each.place for each in marks]),
                "text": [each.text for each in marks],
            }
        ),
        ranges=table({"axis": axis, "first": ranges[:, 0], "last": ranges[:, 1]}),
        view=view(low=float(loss.min()), high=max(float(loss.max()), 1.01 * float(loss.min()))),
    )


@once
def _on_parallel_axes(titles: tuple[str, ...]) -> Specification:
    d = len(titles)
    x = alt.X("axis:Q", title="a line is a trained network")
    x = x.scale(domain=[-0.25, d - 0.4], nice=False)
    x = x.axis(
        domain=False,
        grid=False,
        labelExpr=f"{list(titles)}[datum.value]",
        labelFontSize=13,
        orient="top",
        ticks=False,
        values=list(range(d)),
    )
    y = alt.Y("y:Q", title=None).scale(domain=[-ROOM, 1 + ROOM], nice=False).axis(None)
    scale = alt.Scale(
        clamp=True, domainMax=HIGH, domainMin=LOW, nice=False, reverse=True, scheme="viridis"
    )
    scale.type = "log"
    colour = alt.Color("loss:Q", title="validation loss", scale=scale)
    lines, marks = alt.Chart(alt.NamedData("lines")), alt.Chart(alt.NamedData("marks"))
    ranges = alt.Chart(alt.NamedData("ranges"))
    trial = alt.Detail("trial:N")
    line: dict[str, Any] = {"aria": False, "interpolate": "monotone"}
    faint = lines.transform_filter("!datum.kept")
    kept = lines.transform_filter("datum.kept && !datum.best")
    by_hand = alt.selection_interval(name="box", encodings=["x", "y"])
    return form(
        alt.layer(
            faint.mark_line(color=theme.DATA, opacity=0.12, strokeWidth=1, **line).encode(
                x, y, trial
            ),
            kept.mark_line(opacity=0.55, strokeWidth=1.2, **line).encode(x, y, trial, colour),
            lines.transform_filter("datum.best")
            .mark_line(color=theme.MARK, opacity=1, strokeWidth=3, **line)
            .encode(x, y, trial),
            ranges.mark_rule(aria=False, color=theme.INK, opacity=0.8, strokeWidth=3).encode(
                x, alt.Y("first:Q", axis=None), alt.Y2("last:Q")
            ),
            marks.mark_text(
                align="left",
                aria=False,
                color=theme.INK,
                dx=6,
                fontSize=LABELLED,
                fontWeight="bold",
            ).encode(x, y, alt.Text("text:N")),
            lines.mark_point(aria=False, opacity=0, size=1).encode(x, y).add_params(by_hand),
            looked_into(),
        )
        .configure_legend(
            gradientLength=alt.ExprRef("width - 40"),
            gradientThickness=8,
            labelSeparation=14,
            orient="bottom",
            padding=16,
            titleLimit=0,
        )
        .properties(autosize=theme.WIDE, height=340, usermeta=frames.CANVAS)
    )
