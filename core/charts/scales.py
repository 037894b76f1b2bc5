"""Axes whose ends come with the data: a one-row table `view` that a form looks into."""

from bisect import bisect_left, bisect_right
from typing import Any, TypeVar

import altair as alt
import pyarrow as pa

Axis = TypeVar("Axis", alt.X, alt.Y)

VIEW = alt.NamedData("view")  # one row of numbers that a form needs: the ends of its axes, a mark
ONE_TWO_FIVE = [float(f"{digit}e{power}") for power in range(-12, 301) for digit in (1, 2, 5)]
POWERS = ONE_TWO_FIVE[::3]
NAMED = [step for step in ONE_TWO_FIVE if step < 1e12 or step in POWERS]


def view(**numbers: float) -> pa.Table:
    """Return the table `view`: one row, which `seen` looks into."""
    return pa.table({name: [float(value)] for name, value in numbers.items()})


def seen(name: str) -> str:
    """Return the Vega expression for a number of the table `view`."""
    return f"data('view')[0].{name}"


LOW, HIGH = alt.ExprRef(seen("low")), alt.ExprRef(seen("high"))


def between(low: str, high: str, **settings: Any) -> alt.Scale:
    """Return a scale whose ends are two numbers of the table `view`."""
    ends = alt.ExprRef(seen(low)), alt.ExprRef(seen(high))
    return alt.Scale(domainMin=ends[0], domainMax=ends[1], nice=False, zero=False, **settings)


def looked_into() -> alt.Chart:
    """Return a layer that shows nothing: a form holds the table `view` only if a layer uses it."""
    return alt.Chart(VIEW).mark_point(aria=False, opacity=0, size=0).encode()


def log_ends(low: float, high: float) -> tuple[float, float]:
    """Return the ends of a log axis: the 1, 2 or 5 at or below `low`, that at or above `high`.

    >>> log_ends(0.3, 0.7), log_ends(2, 2)
    ((0.2, 1.0), (2.0, 5.0))
    """
    first, last = bisect_right(ONE_TWO_FIVE, low) - 1, bisect_left(ONE_TWO_FIVE, high)
    return ONE_TWO_FIVE[first], ONE_TWO_FIVE[max(last, first + 1)]


def spans_decades(low: float, high: float) -> bool:
    """Return whether a log axis is so long that it names powers of ten alone."""
    return high > 1000 * low


def logarithmic(axis: Axis, decades: bool) -> Axis:
    """Return the axis on a log scale between `low` and `high` of the table `view`.

    It names the powers of ten, and unless these are `decades` also their 2 and 5.
    """
    scaled = axis.scale(domainMin=LOW, domainMax=HIGH, nice=False, type="log")
    return scaled.axis(format=",~g", values=POWERS if decades else NAMED)
