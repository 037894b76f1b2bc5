"""One unit in one mini-batch as histograms, from z to a, with b, γ and β under the hand."""

import altair as alt
import numpy as np

from core import batch_norm
from core.charts import theme
from core.charts.scales import between, looked_into, seen, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.types import Array

STAGES = ("z", "z_norm", "z̃", "a")
COLOURS = dict(zip(STAGES, (theme.DATA, theme.A, theme.CORRECTED, theme.B), strict=True))
PARAMETERS = ("bias", "gamma", "shift")
LARGEST = 100  # of a parameter, up or down
FINEST = 0.001  # to which the browser rounds it
BINS = 24
HIGHEST = 0.4  # share of the examples; a bar that is higher is cut
HEIGHT = 190
MARKED = 0.34  # how far up marks go; above stand the numbers
IN_VEGA = {  # core.activations in the browser's words
    "relu": "max(0, {x})",
    "tanh": "1 - 2 / (exp(2 * {x}) + 1)",
    "sigmoid": "1 / (1 + exp(-{x}))",
}
ENDS = {"relu": (0.0, None), "tanh": (-1.0, 1.0), "sigmoid": (0.0, 1.0)}


def stage(name: str, z: Array, reach: float, activation: str) -> Specification:
    """Return the histogram of one of the `STAGES` over a mini-batch, computed in the browser.

    It starts from z `(m,)`, to which the parameter `bias` is added; `gamma` and `shift` are γ and
    β. z, z_norm and z̃ share the axis ±`reach`, whose outermost bars also hold what lies beyond;
    below z̃ lies the curve of the activation.
    """
    low, high = -reach, reach
    if name == "a":
        low, end = ENDS[activation]
        high = reach if end is None else end
    poured = {
        "values": table({"raw": z}),
        "view": view(low=low, high=high, share=1 / len(z)),
    }
    if name == "z̃":
        poured["curve"] = table({"x": np.linspace(low, high, 121)})
    return pour(_stage(name, activation), **poured)


@once
def _stage(name: str, activation: str) -> Specification:
    values = alt.Chart(alt.NamedData("values")).transform_calculate(z="datum.raw + bias")
    if name != "z":
        values = values.transform_joinaggregate(
            groupby=[], mu="mean(z)", variance="variancep(z)"
        ).transform_calculate(
            z_norm=f"(datum.z - datum.mu) / sqrt(datum.variance + {batch_norm.EPSILON})"
        )
    shown = {"z": "datum.z", "z_norm": "datum.z_norm"}.get(name, "datum.z_tilde")
    if name in ("z̃", "a"):
        values = values.transform_calculate(z_tilde="gamma * datum.z_norm + shift")
    if name == "a":
        shown = IN_VEGA[activation].format(x="datum.z_tilde")
    values = values.transform_calculate(value=shown)
    low, width = seen("low"), f"(({seen('high')} - {seen('low')}) / {BINS})"
    bars = (
        values.transform_calculate(
            place=f"clamp(floor((datum.value - {low}) / {width}), 0, {BINS - 1})"
        )
        .transform_aggregate(groupby=["place"], examples="count()")
        .transform_calculate(
            left=f"{low} + datum.place * {width}",
            right=f"{low} + (datum.place + 1) * {width}",
            height=f"datum.examples * {seen('share')}",
        )
    )
    summary = values.transform_aggregate(
        groupby=[], mean="mean(value)", deviation="stdevp(value)"
    ).transform_calculate(
        at=f"clamp(datum.mean, {low}, {seen('high')})",
        says="'mean ' + format(datum.mean, '.2f') + ', σ ' + format(datum.deviation, '.2f')",
    )
    x = alt.X("left:Q", title=_title(name, activation), scale=between("low", "high"))
    y = alt.Y("height:Q", title="share of examples").scale(domain=[0, HIGHEST], nice=False)
    layers = [
        bars.mark_rect(aria=False, clip=True, color=COLOURS[name], opacity=0.75).encode(
            x.axis(tickCount=5, grid=False),
            alt.X2("right:Q"),
            y.axis(format="%", tickCount=3),
            alt.Y2Datum(0),
        ),
        summary.mark_rule(aria=False, color=theme.MARK, strokeWidth=2).encode(
            alt.X("at:Q", scale=between("low", "high")), alt.YDatum(0), alt.Y2Datum(MARKED)
        ),
        summary.mark_text(aria=False, align="right", baseline="top", dy=4, fontSize=12).encode(
            x=alt.value("width"), y=alt.value(0), text="says:N", color=alt.value(theme.INK)
        ),
        *([_curve(activation)] if name == "z̃" else []),
        looked_into(),
    ]
    return form(
        alt.LayerChart(layer=layers)
        .add_params(*map(_parameter, PARAMETERS))
        .properties(autosize=theme.WIDE, height=HEIGHT)
    )


def _curve(activation: str) -> alt.Chart:
    """Return the activation's curve, over nearly the height of the picture."""
    low, high = ENDS[activation]
    top = seen("high") if high is None else str(high)
    height = f"{MARKED} * ({IN_VEGA[activation].format(x='datum.x')} - {low}) / ({top} - {low})"
    return (
        alt.Chart(alt.NamedData("curve"))
        .transform_calculate(g=height)
        .mark_line(aria=False, color=COLOURS["a"], strokeWidth=2)
        .encode(alt.X("x:Q", scale=between("low", "high")), alt.Y("g:Q"))
    )


def _title(name: str, activation: str) -> str:
    return {"z̃": f"z̃, under the curve of {activation}", "a": f"a = {activation}(z̃)"}.get(name, name)


def _parameter(name: str) -> alt.Parameter:
    ends = alt.binding_range(min=-LARGEST, max=LARGEST, step=FINEST)
    return alt.param(name=name, value=0, bind=ends)
