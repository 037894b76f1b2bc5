"""One unit's values in one mini-batch, before and after batch norm, with γ and β under the hand."""

import altair as alt
import numpy as np

from core.charts import theme
from core.charts.scales import between, looked_into, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.types import Array

ROWS = ("z", "z_norm", "z̃")
COLOURS = (theme.DATA, theme.A, theme.CORRECTED)
RANGES = {"gamma": (-3, 3), "shift": (-5, 5)}  # of the parameters
STEP = 0.05


def three_rows(z: Array, z_norm: Array, reach: float) -> Specification:
    """Return z, z_norm and z̃ `(m,)` as ticks on one axis ±`reach`, each over a bar from μ ± σ.

    z̃ is γ z_norm + β, with γ and β the parameters `gamma` and `shift` of the chart.
    """
    values = np.stack([z, z_norm, z_norm])
    scaled = np.array([False, False, True])
    return pour(
        _three_rows(),
        values=table(
            {
                "row": np.repeat(ROWS, len(z)),
                "plain": values.ravel(),
                "scaled": scaled.repeat(len(z)),
            }
        ),
        summary=table(
            {
                "row": list(ROWS),
                "plain": values.mean(axis=1),
                "deviation": values.std(axis=1),
                "scaled": scaled,
            }
        ),
        view=view(low=-reach, high=reach),
    )


@once
def _three_rows() -> Specification:
    y = alt.Y("row:N", sort=list(ROWS), title=None, axis=alt.Axis(labelFontSize=14))
    colour = alt.Color("row:N", legend=None).scale(domain=list(ROWS), range=list(COLOURS))
    scale = between("low", "high", clamp=True)
    title = "value, one tick an example of the mini-batch"
    value = alt.X("value:Q", scale=scale, title=title)
    shifted = "datum.scaled ? gamma * datum.plain + shift : datum.plain"
    spread = "datum.scaled ? abs(gamma) * datum.deviation : datum.deviation"
    bars = (
        alt.Chart(alt.NamedData("summary"))
        .transform_calculate(value=shifted, spread=spread)
        .transform_calculate(
            low="datum.value - datum.spread",
            high="datum.value + datum.spread",
            says="'μ = ' + format(datum.value, '.2f') + ', σ = ' + format(datum.spread, '.2f')",
        )
        .encode(y, colour)
    )
    ticks = alt.Chart(alt.NamedData("values")).transform_calculate(value=shifted)
    return form(
        alt.layer(
            bars.mark_bar(opacity=0.3, height=26).encode(
                alt.X("low:Q", scale=scale, title=title), alt.X2("high:Q")
            ),
            ticks.mark_tick(thickness=1.5, height=26).encode(
                value, y, colour, alt.Tooltip("value:Q", format=".3f")
            ),
            bars.mark_point(shape="diamond", filled=True, size=110, opacity=1).encode(
                value, color=alt.value(theme.MARK)
            ),
            bars.mark_text(align="right", dx=-4, dy=-20).encode(
                x=alt.value("width"), text="says:N", color=alt.value(theme.INK)
            ),
            looked_into(),
        )
        .add_params(*(_parameter(name, *ends) for name, ends in RANGES.items()))
        .properties(autosize=theme.WIDE, height=62 * len(ROWS))
    )


def _parameter(name: str, low: float, high: float) -> alt.Parameter:
    return alt.param(name=name, value=0, bind=alt.binding_range(min=low, max=high, step=STEP))
