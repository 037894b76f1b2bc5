"""The price of a share, the push on a score, and two classes as a sigmoid."""

import altair as alt
import pandas as pd

from core.charts import theme
from core.types import Array

ROW = 40  # pixels


def surprise(shares: Array, losses: Array, share: float, loss: float) -> alt.LayerChart:
    """The loss for every share that the true class might get, and the one it gets."""
    x = alt.X("share:Q", title="share of the true class, ŷ", scale=alt.Scale(domain=[0, 1]))
    y = alt.Y("loss:Q", title="loss L = −log ŷ", scale=alt.Scale(domain=[0, losses.max()]))
    curve = alt.Chart(pd.DataFrame({"share": shares, "loss": losses}))
    here = alt.Chart(pd.DataFrame({"share": [share], "loss": [loss]}))
    return alt.LayerChart(
        layer=[
            curve.mark_line(aria=False, color=theme.A).encode(x, y),
            here.mark_rule(aria=False, color=theme.MARK, strokeDash=theme.DASHED).encode(
                x, y, alt.Y2Datum(0)
            ),
            here.mark_point(aria=False, color=theme.MARK, filled=True, size=90, opacity=1).encode(
                x, y
            ),
        ],
        height=260,
        autosize=theme.WIDE,
    )


def pushes(texts: list[str], slopes: Array, estimates: Array) -> alt.LayerChart:
    """A row a class: the slope of the loss in its score as a signed bar, its estimate as a tick."""
    table = pd.DataFrame({"text": texts, "slope": slopes, "estimate": estimates}).reset_index()
    rows = alt.Chart(table).encode(alt.Y("index:O", axis=None, scale=alt.Scale(padding=0)))
    x = alt.X(
        "slope:Q",
        title="dz: bar ŷ − y, tick as measured",
        scale=alt.Scale(domain=[-1, 1]),
        axis=alt.Axis(values=[-1, -0.5, 0, 0.5, 1], format=".1f"),
    )
    return alt.LayerChart(
        layer=[
            rows.mark_bar(aria=False, height=10, yOffset=8, color=theme.A).encode(x),
            rows.mark_tick(aria=False, size=14, yOffset=8, thickness=3, color=theme.B).encode(
                alt.X("estimate:Q")
            ),
            rows.mark_text(
                aria=False, align="left", x=4, dy=-8, fontSize=13, color=theme.INK
            ).encode(alt.Text("text:N")),
        ],
        height=ROW * len(texts),
        autosize=theme.WIDE,
    )


def two_classes(differences: Array, logistic: Array, shares: Array, here: float) -> alt.LayerChart:
    """The logistic curve over z₁ − z₂, and on it the shares that softmax gives to class 1."""
    x = alt.X("difference:Q", title="z₁ − z₂")
    y = alt.Y("share:Q", title="share of class 1", scale=alt.Scale(domain=[0, 1]))

    def by(name: str, values: Array, colour: str, symbol: str) -> alt.Chart:
        table = pd.DataFrame({"difference": differences, "share": values, "by": name})
        scale = alt.Scale(domain=[name], range=[colour])
        legend = alt.Legend(title=None, symbolSize=100, symbolStrokeWidth=3, symbolType=symbol)
        return alt.Chart(table).encode(x, y, alt.Color("by:N", scale=scale, legend=legend))

    line = by("σ(z₁ − z₂)", logistic, theme.A, "stroke")
    rings = by("softmax(z₁, z₂)", shares, theme.B, "circle")
    return alt.LayerChart(
        layer=[
            line.mark_line(aria=False, strokeWidth=3),
            rings.mark_point(aria=False, filled=False, size=60),
            alt.Chart()
            .mark_rule(aria=False, color=theme.MARK, strokeDash=theme.DASHED)
            .encode(alt.XDatum(here)),
        ],
        data=pd.DataFrame({"one": [1]}),
        height=240,
        autosize=theme.WIDE,
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(color="independent")),
    ).configure_legend(orient="top")
