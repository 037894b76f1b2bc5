"""Estimates of mini-batches around what they estimate, and losses by the size of mini-batches."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from core.charts import theme
from core.charts.scales import between, looked_into, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.lessons.batch_norm.batch_noise import Gap
from core.lessons.batch_norm.sides_charts import SIDES, by_colour
from core.types import Array

HEIGHT = 220


def strays(
    sizes: Sequence[int], values: Sequence[Array], low: Array, high: Array, title: str
) -> Specification:
    """Return a tick a mini-batch, a column a size, over a band from `low` to `high` `(sizes,)`."""
    names = [str(size) for size in sizes]
    everything = np.concatenate([*values, low, high])
    reach = float(everything.min()), float(everything.max())
    return pour(
        _strays(tuple(names), title),
        batches=table(
            {"size": np.repeat(names, [len(v) for v in values]), "value": np.concatenate(values)}
        ),
        band=table({"size": names, "low": low, "high": high}),
        view=view(low=reach[0], high=reach[1]),
    )


@once
def _strays(names: tuple[str, ...], title: str) -> Specification:
    x = alt.X("size:N", sort=list(names), title="examples in a mini-batch")
    x = x.axis(labelAngle=0).scale(paddingInner=0.3)
    y_scale = between("low", "high")
    ticks = alt.Chart(alt.NamedData("batches")).mark_tick(
        aria=False, color=theme.DATA, opacity=0.45, orient="horizontal", thickness=1
    )
    band = alt.Chart(alt.NamedData("band"))
    edge = band.mark_tick(aria=False, color=theme.A, orient="horizontal", thickness=3)
    return form(
        alt.layer(
            ticks.encode(x, alt.Y("value:Q", title=title, scale=y_scale)),
            edge.encode(x, alt.Y("low:Q", scale=y_scale)),
            edge.encode(x, alt.Y("high:Q", scale=y_scale)),
            looked_into(),
        ).properties(autosize=theme.WIDE, height=HEIGHT)
    )


def gap_dots(gaps: Sequence[Gap]) -> Specification:
    """Return the gap between both losses, a dot a seed, by the size of the mini-batches."""
    names = tuple(str(each.size) for each in gaps)
    values = np.stack([each.gap for each in gaps])  # (sizes, 2, K)
    medians = np.median(values, axis=2)
    return pour(
        _gap_dots(names),
        seeds=table(_named(names, values) | {"gap": values.ravel()}),
        medians=table(_named(names, medians) | {"gap": medians.ravel()}),
        view=view(low=min(values.min(), 0), high=values.max()),
    )


def _named(names: Sequence[str], values: Array) -> dict[str, object]:
    """Return the size and the side of each of the values, `(sizes, 2, …)`."""
    size, side = np.indices(values.shape)[:2]
    return {
        "size": np.array(names)[size.ravel()].tolist(),
        "who": np.array(SIDES)[side.ravel()].tolist(),
    }


@once
def _gap_dots(names: tuple[str, ...]) -> Specification:
    x = alt.X("size:N", sort=list(names), title="examples in a mini-batch")
    x = x.axis(labelAngle=0).scale(paddingInner=0.3)
    offset = alt.XOffset("who:N", sort=list(SIDES)).scale(paddingOuter=0.25)
    y = alt.Y("gap:Q", title="validation loss - training loss", scale=between("low", "high"))
    colour = by_colour()
    shape = alt.Shape("who:N", title=None).scale(domain=list(SIDES), range=theme.CLASS_SHAPES[:2])
    seeds = alt.Chart(alt.NamedData("seeds")).mark_point(
        aria=False, filled=True, opacity=0.5, size=40
    )
    middle = alt.Chart(alt.NamedData("medians")).mark_tick(
        aria=False, color=theme.INK, orient="horizontal", thickness=3
    )
    return form(
        alt.layer(
            seeds.encode(x, offset, y, colour, shape),
            middle.encode(x, offset, y),
            looked_into(),
        )
        .configure_legend(orient="top", symbolOpacity=1, symbolSize=80)
        .properties(autosize=theme.WIDE, height=HEIGHT)
    )
