"""The price of a share, the push on a score, and two classes as a sigmoid."""

import altair as alt
import numpy as np

from core.charts import theme
from core.charts.scales import between, looked_into, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.lessons.softmax.worked_charts import ROW
from core.types import Array


def surprise(shares: Array, losses: Array, share: float, loss: float) -> Specification:
    """The loss for every share that the true class might get, and the one it gets."""
    return pour(
        _surprise(),
        curve=table({"share": shares, "loss": losses}),
        here=table({"share": np.array([share]), "loss": np.array([loss])}),
        view=view(low=0, high=losses.max()),
    )


@once
def _surprise() -> Specification:
    x = alt.X("share:Q", title="share of the true class, ŷ", scale=alt.Scale(domain=[0, 1]))
    y = alt.Y("loss:Q", title="loss L = −log ŷ", scale=between("low", "high"))
    curve, here = alt.Chart(alt.NamedData("curve")), alt.Chart(alt.NamedData("here"))
    rule = here.mark_rule(aria=False, color=theme.MARK, strokeDash=theme.DASHED)
    point = here.mark_point(aria=False, color=theme.MARK, filled=True, size=90, opacity=1)
    return form(
        alt.LayerChart(
            layer=[
                curve.mark_line(aria=False, color=theme.A).encode(x, y),
                rule.encode(x, y, alt.Y2Datum(0)),
                point.encode(x, y),
                looked_into(),
            ],
            height=260,
            autosize=theme.WIDE,
        )
    )


def pushes(texts: list[str], slopes: Array, estimates: Array) -> Specification:
    """A row a class: the slope of the loss in its score as a signed bar, its estimate as a tick."""
    columns = {
        "index": np.arange(len(texts)),
        "text": texts,
        "slope": slopes,
        "estimate": estimates,
    }
    return pour(_pushes(len(texts)), classes=table(columns))


@once
def _pushes(n_classes: int) -> Specification:
    y = alt.Y("index:O", axis=None, scale=alt.Scale(padding=0))
    rows = alt.Chart(alt.NamedData("classes")).encode(y)
    x = alt.X(
        "slope:Q",
        title="dz: bar ŷ − y, tick as measured",
        scale=alt.Scale(domain=[-1, 1]),
        axis=alt.Axis(values=[-1, -0.5, 0, 0.5, 1], format=".1f"),
    )
    bar = rows.mark_bar(aria=False, height=10, yOffset=8, color=theme.A)
    tick = rows.mark_tick(aria=False, size=14, yOffset=8, thickness=3, color=theme.B)
    text = rows.mark_text(aria=False, align="left", x=4, dy=-8, fontSize=13, color=theme.INK)
    return form(
        alt.LayerChart(
            layer=[
                bar.encode(x),
                tick.encode(alt.X("estimate:Q")),
                text.encode(alt.Text("text:N")),
            ],
            height=ROW * n_classes,
            autosize=theme.WIDE,
        )
    )


def two_classes(differences: Array, logistic: Array, shares: Array, here: float) -> Specification:
    """The logistic curve over z₁ − z₂, and on it the shares that softmax gives to class 1."""
    columns = {"difference": differences, "logistic": logistic, "softmax": shares}
    ends = view(low=differences.min(), high=differences.max(), here=here)
    return pour(_two_classes(), differences=table(columns), view=ends)


@once
def _two_classes() -> Specification:
    x = alt.X("difference:Q", title="z₁ − z₂", scale=between("low", "high"))
    scale = alt.Scale(domain=[0, 1])

    def by(column: str, name: str, colour: str, symbol: str) -> alt.Chart:
        only = alt.Scale(domain=[name], range=[colour])
        legend = alt.Legend(title=None, symbolSize=100, symbolStrokeWidth=3, symbolType=symbol)
        return (
            alt.Chart(alt.NamedData("differences"))
            .transform_calculate(by=f"'{name}'")
            .encode(
                x,
                alt.Y(f"{column}:Q", title="share of class 1", scale=scale),
                alt.Color("by:N", scale=only, legend=legend),
            )
        )

    line = by("logistic", "σ(z₁ − z₂)", theme.A, "stroke")
    rings = by("softmax", "softmax(z₁, z₂)", theme.B, "circle")
    here = alt.Chart(alt.NamedData("view")).mark_rule(
        aria=False, color=theme.MARK, strokeDash=theme.DASHED
    )
    return form(
        alt.LayerChart(
            layer=[
                line.mark_line(aria=False, strokeWidth=3),
                rings.mark_point(aria=False, filled=False, size=60),
                here.encode(alt.X("here:Q", scale=between("low", "high"))),
            ],
            height=240,
            autosize=theme.WIDE,
            resolve=alt.Resolve(scale=alt.ScaleResolveMap(color="independent")),
        ).configure_legend(orient="top")
    )
