"""Hidden units before and after batch norm: one unit's values, or every unit's mean and spread."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from core.charts import frames
from core.training.replay import Spread


def unit_bands(spreads: Sequence[Spread], reach: float, colour: str) -> alt.LayerChart:
    """Return a bar from μ - σ to μ + σ for every unit, a row of units a layer, frame by frame.

    Each `Spread` holds the means and deviations of a layer's units, `(frames, n_l)`; a row is as
    high as ±`reach`. A tick marks μ, also where the bar is too short to see.
    """
    n_layers = len(spreads)
    rows = pd.concat([_band(i, spread, reach) for i, spread in enumerate(spreads)])
    names = [f"layer {i + 1}" for i in range(n_layers)]
    y_scale = alt.Scale(domain=[0, n_layers], reverse=True, nice=False)
    y_axis = alt.Axis(
        domain=False,
        gridOpacity=0.6,
        labelExpr=f"{names}[floor(datum.value)]",
        ticks=False,
        values=[i + 0.5 for i in range(n_layers)],
    )
    units = max(spread.means.shape[1] for spread in spreads)
    x = alt.X("unit:Q", title=f"unit · each row from -{reach:.2g} to {reach:.2g}")
    x = x.axis(grid=False, tickMinStep=1).scale(domain=[0.5, units + 0.5], nice=False)
    base = alt.Chart(rows, transform=frames.look_up("low", "mean", "high"))
    bars = base.mark_rule(aria=False, color=colour, strokeWidth=5, opacity=0.7)
    ticks = base.mark_tick(aria=False, color=colour, orient="horizontal", thickness=2, size=9)
    return (
        alt.LayerChart(
            layer=[
                bars.encode(
                    x, alt.Y("low:Q", title=None, scale=y_scale, axis=y_axis), alt.Y2("high:Q")
                ),
                ticks.encode(x, alt.Y("mean:Q", scale=y_scale)),
            ]
        )
        .add_params(frames.frame_parameter(len(spreads[0].means)))
        .properties(height=40 + 64 * n_layers, usermeta=frames.CANVAS)
    )


def _band(layer: int, spread: Spread, reach: float) -> pd.DataFrame:
    """Return a row a unit: where its bar begins and ends at each frame, in units of a layer."""
    middle, half = spread.means, spread.deviations
    heights = {"low": middle - half, "mean": middle, "high": middle + half}
    return pd.DataFrame(
        {"unit": np.arange(1, middle.shape[1] + 1)}
        | {
            f"{name}_frames": frames.cells((layer + 0.5 - 0.45 * (h / reach).clip(-1, 1)).round(3))
            for name, h in heights.items()
        }
    )
