"""One unit's values in one mini-batch, before and after batch norm."""

from collections.abc import Mapping

import altair as alt
import numpy as np

from core.charts import theme
from core.charts.scales import between, looked_into, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.types import Array


def three_rows(rows: Mapping[str, Array], reach: float) -> Specification:
    """Return each row's values as ticks on one axis, over a bar from μ - σ to μ + σ.

    `rows` are named in the order in which they are drawn, each `(m,)`; the axis covers ±`reach`.
    """
    names, values = list(rows), np.stack(list(rows.values()))
    mean, deviation = values.mean(axis=1), values.std(axis=1)
    return pour(
        _three_rows(tuple(names)),
        values=table({"row": np.repeat(names, values.shape[1]), "value": values.ravel()}),
        summary=table(
            {"row": names, "mean": mean, "low": mean - deviation, "high": mean + deviation}
        ),
        view=view(low=-reach, high=reach),
    )


@once
def _three_rows(names: tuple[str, ...]) -> Specification:
    colours = [theme.DATA, theme.A, theme.CORRECTED][: len(names)]
    y = alt.Y("row:N", sort=list(names), title=None, axis=alt.Axis(labelFontSize=14))
    colour = alt.Color("row:N", legend=None).scale(domain=list(names), range=colours)
    scale = between("low", "high", clamp=True)
    x = alt.X("low:Q", scale=scale, title="value, one tick an example of the mini-batch")
    bars = alt.Chart(alt.NamedData("summary")).encode(y, colour)
    ticks = alt.Chart(alt.NamedData("values")).mark_tick(thickness=1.5, height=26)
    means = bars.mark_point(
        shape="diamond", filled=True, size=110, opacity=1, color=theme.MARK
    ).encode(alt.X("mean:Q", scale=scale), color=alt.value(theme.MARK))
    return form(
        alt.layer(
            bars.mark_bar(opacity=0.3, height=26).encode(x, alt.X2("high:Q")),
            ticks.encode(
                alt.X("value:Q", scale=scale), y, colour, alt.Tooltip("value:Q", format=".3f")
            ),
            means,
            looked_into(),
        ).properties(autosize=theme.WIDE, height=52 * len(names))
    )
