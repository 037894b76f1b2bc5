"""Test time in pictures: the plane among neighbours, accuracies, averages that are gathered."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
from numpy.typing import NDArray

from core.charts import frames, plane, theme
from core.charts.plane import Kind, Rings
from core.charts.scales import between, looked_into, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.lessons.batch_norm.running import Gathered
from core.training.data import Data
from core.types import Array

NEIGHBOURS = "the neighbours of this draw"
LINE_DIGITS = 3  # of a line: it is 200 pixels high
ROW = 30  # pixels a bar


def plane_of_one(
    probabilities: Array,
    domain: tuple[float, float],
    tested: Data,
    chosen: int,
    neighbours: NDArray[np.bool_] | None = None,
) -> Specification:
    """Return the film of the regions under the tested points, one of which is chosen.

    `probabilities` are those of `plane.decision_regions`; `neighbours` `(frames, m)` are ringed.
    A click selects the place where it fell.
    """
    rings = None if neighbours is None else Rings(neighbours, NEIGHBOURS)
    kind = plane.kind_of(probabilities, tested, rings, click="place")
    poured = plane.tables(probabilities, domain, tested, rings, click="place")
    poured["chosen"] = table({"x1": tested.X[0, [chosen]], "x2": tested.X[1, [chosen]]})
    return pour(_plane_of_one(kind), **poured)


@once
def _plane_of_one(kind: Kind) -> Specification:
    star = alt.Chart(alt.NamedData("chosen")).encode(*plane.axes())
    white, black = (
        star.mark_point(
            aria=False, shape="diamond", filled=False, size=500, strokeWidth=width, stroke=stroke
        )
        for width, stroke in ((6, "white"), (3, "black"))
    )
    company = f"red ring: {kind.ring}" if kind.ring else "no neighbours needed"
    chart = plane.layered(kind, [white, black])
    return form(chart.properties(title=theme.caption("diamond: the chosen point", company)))


def accuracies(ways: Sequence[str], shares: Sequence[float], chance: float) -> Specification:
    """Return a bar a way of testing, as long as the share that is right; a dashed line: chance."""
    return pour(
        _accuracies(len(ways)),
        bars=table(
            {
                "place": np.arange(len(ways)),
                "way": list(ways),
                "share": np.array(shares),
                "says": [f"{share:.0%}" for share in shares],
            }
        ),
        view=view(chance=chance),
    )


@once
def _accuracies(n: int) -> Specification:
    rows = alt.Chart(alt.NamedData("bars"))
    x = alt.X("share:Q", title="share of validation examples that are right")
    x = x.scale(domain=[0, 1.1], nice=False).axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
    y = alt.Y("way:N", title=None, sort=alt.EncodingSortField("place", op="min"))
    y = y.axis(labelLimit=260)
    chance = (
        alt.Chart(alt.NamedData("view"))
        .mark_rule(aria=False, color=theme.DATA, strokeDash=theme.DASHED, strokeWidth=2)
        .encode(alt.X("chance:Q"))
    )
    return form(
        alt.layer(
            rows.mark_bar(aria=False, color=theme.A).encode(x, y),
            rows.mark_text(aria=False, align="right").encode(
                y, alt.Text("says:N"), x=alt.value("width"), color=alt.value(theme.INK)
            ),
            chance,
        ).properties(
            autosize=theme.WIDE, height=ROW * n, title=theme.caption("dashed: blind guessing")
        )
    )


def running_averages(found: Gathered, title: str) -> Specification:
    """Return every mini-batch's own number, and its averages at the β of the frame on screen."""
    n_betas, n_steps = found.running.shape
    steps = np.arange(1, n_steps + 1)
    lines = np.concatenate([found.running, found.corrected], axis=1)
    columns: dict[str, Any] = {"step": np.tile(steps, 2), "line": np.repeat([0, 1], n_steps)}
    values = np.concatenate([lines.ravel(), found.own])
    return pour(
        _running_averages(n_betas, title),
        own=table({"step": steps, "value": found.own}),
        lines=table(columns | frames.numbers("v", lines, digits=LINE_DIGITS)),
        view=view(low=values.min(), high=values.max(), end=n_steps),
    )


@once
def _running_averages(n_frames: int, title: str) -> Specification:
    names, colours = ["running average", "bias-corrected"], [theme.A, theme.CORRECTED]
    scale = between("low", "high")
    scale.nice = True
    x = alt.X("step:Q", title="step", scale=alt.Scale(domainMin=0, nice=False)).axis(tickCount=6)
    colour = alt.Color("name:N", title=None).scale(domain=names, range=colours)
    dash = alt.StrokeDash("name:N", title=None).scale(
        domain=names, range=[theme.SOLID, theme.DASHED]
    )
    dots = (
        alt.Chart(alt.NamedData("own"))
        .mark_point(aria=False, color=theme.DATA, filled=True, opacity=0.8, size=25)
        .encode(x, alt.Y("value:Q", title=title, scale=scale))
    )
    lines = (
        alt.Chart(alt.NamedData("lines"), transform=frames.look_up("v", digits=LINE_DIGITS))
        .transform_calculate(name=f"{names}[datum.line]")
        .mark_line(aria=False, strokeWidth=2)
        .encode(x, alt.Y("v_now:Q", title=title, scale=scale), colour, dash)
    )
    return form(
        alt.LayerChart(layer=[dots, lines, looked_into()])
        .add_params(frames.frame_parameter(n_frames))
        .configure_legend(columns=theme.LEGEND_COLUMNS, orient="top", symbolSize=400)
        .properties(
            autosize=theme.WIDE,
            height=200,
            usermeta=frames.CANVAS,
        )
    )
