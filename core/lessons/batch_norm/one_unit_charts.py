"""One unit's values in one mini-batch, before and after batch norm."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from core.charts import theme
from core.types import Array


def three_rows(rows: Mapping[str, Array], reach: float) -> alt.LayerChart | alt.FacetChart:
    """Return each row's values as ticks on one axis, over a bar from μ - σ to μ + σ.

    `rows` are named in the order in which they are drawn, each `(m,)`; the axis covers ±`reach`.
    """
    names, colours = list(rows), [theme.DATA, theme.A, theme.CORRECTED]
    values = pd.concat([pd.DataFrame({"row": name, "value": v}) for name, v in rows.items()])
    summary = pd.DataFrame(
        {
            "row": names,
            "mean": [v.mean() for v in rows.values()],
            "low": [v.mean() - v.std() for v in rows.values()],
            "high": [v.mean() + v.std() for v in rows.values()],
        }
    )
    y = alt.Y("row:N", sort=names, title=None, axis=alt.Axis(labelFontSize=14))
    colour = alt.Color("row:N", legend=None).scale(domain=names, range=colours[: len(names)])
    scale = alt.Scale(domain=[-reach, reach], nice=False, clamp=True)
    bars = alt.Chart(summary).encode(y, colour)
    return alt.layer(
        bars.mark_bar(opacity=0.3, height=26).encode(
            alt.X("low:Q", scale=scale, title="value, one tick an example of the mini-batch"),
            alt.X2("high:Q"),
        ),
        alt.Chart(values)
        .mark_tick(thickness=1.5, height=26)
        .encode(alt.X("value:Q", scale=scale), y, colour, alt.Tooltip("value:Q", format=".3f")),
        bars.mark_point(shape="diamond", filled=True, size=110, opacity=1, color=theme.MARK).encode(
            alt.X("mean:Q", scale=scale), color=alt.value(theme.MARK)
        ),
    ).properties(autosize=theme.WIDE, height=52 * len(rows))
