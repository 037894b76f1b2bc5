"""Every hidden unit as a film: its mean and spread in a row a layer, and its γ over its β."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np

from core.charts import frames, theme
from core.charts.scales import between, looked_into, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.lessons.batch_norm.chosen import Chosen
from core.training.replay import Spread
from core.types import Array


def unit_bands(spreads: Sequence[Spread], reach: float, colour: str) -> Specification:
    """Return a bar from μ - σ to μ + σ for every unit, a row of units a layer, frame by frame.

    Each `Spread` holds the means and deviations of a layer's units, `(frames, n_l)`; a row is as
    high as ±`reach`. A tick marks μ, also where the bar is too short to see.
    """
    units = [spread.means.shape[1] for spread in spreads]
    columns: dict[str, Any] = {"unit": np.concatenate([np.arange(1, n + 1) for n in units])}
    for name, side in (("low", -1), ("mean", 0), ("high", 1)):
        heights = [
            _height(layer, spread.means + side * spread.deviations, reach)
            for layer, spread in enumerate(spreads)
        ]
        columns |= frames.numbers(name, np.concatenate(heights, axis=1))
    n_frames = len(spreads[0].means)
    return pour(_unit_bands(n_frames, len(units), max(units), colour), units=table(columns))


def _height(layer: int, values: Array, reach: float) -> Array:
    """Return where values lie in the row of their layer, in rows from the top."""
    return layer + 0.5 - 0.45 * (values / reach).clip(-1, 1)


@once
def _unit_bands(n_frames: int, n_layers: int, most_units: int, colour: str) -> Specification:
    names = [f"layer {i + 1}" for i in range(n_layers)]
    y_scale = alt.Scale(domain=[0, n_layers], reverse=True, nice=False)
    y_axis = alt.Axis(
        domain=False,
        gridOpacity=0.6,
        labelExpr=f"{names}[floor(datum.value)]",
        ticks=False,
        values=[i + 0.5 for i in range(n_layers)],
    )
    x = alt.X("unit:Q", title="unit")
    x = x.axis(grid=False, tickMinStep=1).scale(domain=[0.5, most_units + 0.5], nice=False)
    base = alt.Chart(alt.NamedData("units"), transform=frames.look_up("low", "mean", "high"))
    bars = base.mark_rule(aria=False, color=colour, strokeWidth=5, opacity=0.7)
    ticks = base.mark_tick(aria=False, color=colour, orient="horizontal", thickness=2, size=9)
    low = alt.Y("low_now:Q", title=None, scale=y_scale, axis=y_axis)
    return form(
        alt.LayerChart(
            layer=[
                bars.encode(x, low, alt.Y2("high_now:Q")),
                ticks.encode(x, alt.Y("mean_now:Q", scale=y_scale)),
            ]
        )
        .add_params(frames.frame_parameter(n_frames))
        .properties(height=40 + 64 * n_layers, usermeta=frames.CANVAS)
    )


def gamma_and_beta(layers: Sequence[Chosen]) -> Specification:
    """Return every unit as a point, β across and γ up, coloured by layer, frame by frame."""
    gamma, beta = (np.concatenate(each, axis=1) for each in zip(*layers, strict=True))
    n_layers = len(layers)
    columns = {"layer": np.repeat(np.arange(n_layers), [each.beta.shape[1] for each in layers])}
    columns |= frames.numbers("beta", beta) | frames.numbers("gamma", gamma)
    (left, right), (low, high) = (_ends(values, start) for values, start in ((beta, 0), (gamma, 1)))
    return pour(
        _gamma_and_beta(len(beta), n_layers),
        units=table(columns),
        view=view(left=left, right=right, low=low, high=high),
    )


def _ends(values: Array, start: float) -> tuple[float, float]:
    """Return the ends of an axis with room for the values and for where they start."""
    low, high = min(float(values.min()), start), max(float(values.max()), start)
    return low - 0.1 * (high - low) - 0.05, high + 0.1 * (high - low) + 0.05


@once
def _gamma_and_beta(n_frames: int, n_layers: int) -> Specification:
    names = [f"layer {i + 1}" for i in range(n_layers)]
    x = alt.X("beta_now:Q", title="β of the unit", scale=between("left", "right"))
    y = alt.Y("gamma_now:Q", title="γ of the unit", scale=between("low", "high"))
    colour = alt.Color("name:N", title=None).scale(domain=names, range=theme.CLASSES)
    shape = alt.Shape("name:N", title=None).scale(domain=names, range=theme.CLASS_SHAPES)
    units = (
        alt.Chart(alt.NamedData("units"), transform=frames.look_up("beta", "gamma"))
        .transform_calculate(name=f"{names}[datum.layer]")
        .mark_point(aria=False, filled=True, opacity=0.9, size=55)
        .encode(x.axis(tickCount=5), y.axis(tickCount=5), colour, shape)
    )
    start = (
        alt.Chart(alt.NamedData("view"))
        .mark_point(aria=False, color=theme.MARK, shape="cross", size=120, strokeWidth=2)
        .encode(
            alt.XDatum(0, scale=between("left", "right")),
            alt.YDatum(1, scale=between("low", "high")),
        )
    )
    return form(
        alt.LayerChart(layer=[units, start, looked_into()])
        .add_params(frames.frame_parameter(n_frames))
        .configure_legend(columns=theme.LEGEND_COLUMNS, orient="top")
        .properties(
            autosize=theme.WIDE,
            height=160,
            title=theme.caption("red cross: where every unit starts"),
            usermeta=frames.CANVAS,
        )
    )
