"""The trials of a search as dots in the plane of two hyperparameters, coloured by their loss."""

from typing import Any, NamedTuple

import altair as alt
import numpy as np

from core.charts import frames, theme
from core.charts.scales import between, looked_into, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.lessons.tuning.search import best_so_far
from core.lessons.tuning.space import Hyperparameter
from core.types import Array

HEIGHT = 230
ENDS = (-0.07, 1.04)  # of an axis: room at the low end for a tick a trial
TICK = 9  # pixels


class Axis(NamedTuple):
    """An axis over the places of a hyperparameter: its title, and the numbers at some places."""

    title: str
    places: tuple[float, ...]
    labels: tuple[str, ...]

    @property
    def named(self) -> dict[str, Any]:
        """What an axis in Altair needs to show these numbers."""
        places = list(self.places)
        return {
            "labelExpr": f"{list(self.labels)}[indexof({places}, datum.value)]",
            "labelOverlap": True,
            "values": places,
        }


def axis_of(each: Hyperparameter) -> Axis:
    """Return the axis of a hyperparameter: even along its scale, named by its numbers."""
    places = tuple(round(each.place(mark), 4) for mark in each.marks)
    return Axis(each.name, places, tuple(map(each.text, each.marks)))


def trials_map(
    places: Array, losses: Array, reach: tuple[float, float], axes: tuple[Axis, Axis]
) -> Specification:
    """Return a film of trials, one more a frame, at places `(n, 2)` with losses `(n,)`.

    What is still to be tried is hollow. A tick a trial at the edges tells which values of each
    hyperparameter were tried. Colours run over the losses of `reach`; what is beyond has the colour
    of the end, a run that diverged is a cross, and the best so far has a ring.
    """
    return pour(
        _trials_map(len(losses), axes),
        trials=table(_columns(places, losses)),
        view=view(low=reach[0], high=reach[1]),
    )


@once
def _trials_map(n_frames: int, axes: tuple[Axis, Axis]) -> Specification:
    x, y = on_axes(axes)
    trials = alt.Chart(alt.NamedData("trials"))
    tried = trials.transform_filter("datum.trial <= frame")
    best = trials.transform_filter("datum.trial <= frame && frame < datum.best_until")
    hollow = trials.mark_point(aria=False, color=theme.DATA, opacity=0.5, size=40, strokeWidth=1)
    tick: dict[str, Any] = {
        "aria": False,
        "color": theme.INK,
        "opacity": 0.8,
        "thickness": 1.5,
        "size": TICK,
    }
    return form(
        alt.layer(
            hollow.encode(x, y),
            *dots(tried, x, y),
            best.mark_point(
                aria=False, color=theme.MARK, opacity=1, size=190, strokeWidth=2.5
            ).encode(x, y),
            tried.mark_tick(
                orient="vertical", y=alt.ExprRef(f"height - {TICK / 2}"), **tick
            ).encode(x),
            tried.mark_tick(orient="horizontal", x=TICK / 2, **tick).encode(y),
            looked_into(),
        )
        .add_params(frames.frame_parameter(n_frames))
        .configure_axis(grid=False)
        .configure_legend(
            orient="top", gradientLength=alt.ExprRef("width"), gradientThickness=8, titleLimit=0
        )
        .properties(autosize=theme.WIDE, height=HEIGHT, usermeta=frames.CANVAS)
    )


def on_axes(axes: tuple[Axis, Axis]) -> tuple[alt.X, alt.Y]:
    """Return both axes of the map, over the columns x and y."""
    (across, up) = axes
    return (
        alt.X("x:Q", title=across.title).scale(domain=ENDS, nice=False).axis(**across.named),
        alt.Y("y:Q", title=up.title).scale(domain=ENDS, nice=False).axis(**up.named),
    )


def dots(trials: alt.Chart, x: alt.X, y: alt.Y) -> tuple[alt.Chart, alt.Chart]:
    """Return a dot in the colour of its loss for each trial, and a cross where it diverged."""
    scale = between("low", "high", type="log", scheme="viridis", clamp=True)
    colour = alt.Color("loss:Q", title="validation loss", scale=scale)
    sound = trials.transform_filter("!datum.diverged").mark_point(
        aria=False, filled=True, opacity=1, size=70, stroke=theme.INK, strokeWidth=0.7
    )
    crosses = trials.transform_filter("datum.diverged").mark_point(
        aria=False, angle=45, color=theme.MARK, filled=True, opacity=1, shape="cross", size=60
    )
    return sound.encode(x, y, colour), crosses.encode(x, y)


def _columns(places: Array, losses: Array) -> dict[str, Any]:
    n, best = len(losses), best_so_far(losses)
    falls = np.flatnonzero(best < [np.inf, *best[:-1]])  # the trials that beat all before
    until = np.zeros(n, dtype=np.int16)
    until[falls] = [*falls[1:], n]
    diverged = ~np.isfinite(losses)
    columns = {
        "x": places[:, 0],
        "y": places[:, 1],
        "loss": np.where(diverged, 1.0, losses),
        "diverged": diverged,
        "trial": np.arange(n, dtype=np.int16),
        "best_until": until,
    }
    best_on_top = np.argsort(-losses, kind="stable")
    return {name: column[best_on_top] for name, column in columns.items()}
