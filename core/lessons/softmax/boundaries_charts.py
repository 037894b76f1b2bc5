"""Straight lines between classes, over the regions of a run."""

import altair as alt

from core.charts import frames, plane, theme
from core.charts.plane import Kind
from core.charts.vega_lite import Specification, form, once, pour, table
from core.lessons.softmax.boundaries import Ties
from core.training.data import Data
from core.types import Array

ENDS = ("x", "y", "x_end", "y_end")


def regions_with_ties(
    probabilities: Array, domain: tuple[float, float], data: Data, ties: Ties, bent: bool
) -> Specification:
    """Return the film of regions with every tie dotted, and strong where it is a border.

    Where the regions are bent, the ties are those of another network: their borders are dashed.
    A click selects the place where it fell.
    """
    kind = plane.kind_of(probabilities, data, click="place")
    poured = plane.tables(probabilities, domain, data, click="place")
    poured["borders"] = table(_ends(ties.borders))
    if not bent:
        poured["lines"] = table(_ends(ties.lines))
    return pour(_regions_with_ties(kind, len(ties.pairs), bent), **poured)


@once
def _regions_with_ties(kind: Kind, n_pairs: int, bent: bool) -> Specification:
    if bent:
        caption = "dashed: borders without the hidden layer"
    elif n_pairs == 1:
        caption = "line: the border, where both tie"
    else:
        caption = "solid: borders · dotted: ties behind a third class"
    dash = theme.DASHED if bent else theme.SOLID
    faint = _segments("lines").mark_rule(aria=False, color=theme.DATA, strokeDash=theme.DOTTED)
    strong = _segments("borders")
    lines = [
        strong.mark_rule(aria=False, color="white", strokeWidth=5, opacity=0.7),
        strong.mark_rule(aria=False, color="black", strokeWidth=2, strokeDash=dash),
    ]
    chart = plane.layered(kind, lines if bent else [faint, *lines])
    return form(chart.properties(title=theme.caption(caption)))


def _segments(name: str) -> alt.Chart:
    """Return a row a segment that looks up its ends frame by frame."""
    rows = alt.Chart(alt.NamedData(name), transform=frames.look_up(*ENDS))
    return rows.transform_filter("isValid(datum.x_now)").encode(
        *plane.axes("x_now", "y_now"), alt.X2("x_end_now:Q"), alt.Y2("y_end_now:Q")
    )


def _ends(segments: Array) -> dict[str, object]:
    """Return the columns of the ends of segments, from `(frames, segments, 4)`."""
    columns: dict[str, object] = {}
    for k, name in enumerate(ENDS):
        columns |= frames.numbers(name, segments[..., k])
    return columns
