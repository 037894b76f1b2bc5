"""How often random search won, what a winner does with other seeds, and boxes on the map."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from core.charts import frames, theme
from core.charts.scales import between, log_ends, logarithmic, looked_into, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.lessons.tuning.race import Share
from core.lessons.tuning.search_charts import HEIGHT, Axis, dots, on_axes
from core.lessons.tuning.winners import Winner
from core.lessons.tuning.zoom import Box
from core.types import Array

CONTESTS = (
    ("random beats a grid at a random shift", theme.A, "circle"),
    ("random beats the grid at your shift", theme.B, "square"),
    ("quasi-random beats random", theme.CORRECTED, "triangle-up"),
)
SIDE_BY_SIDE = 0.14  # of the way from one number of idle hyperparameters to the next


def who_wins(idle: Sequence[int], shares: Sequence[Sequence[Share]], now: int) -> Specification:
    """Return how often each of `CONTESTS` was won against the number of idle hyperparameters.

    `shares` has a row a contest, a share a number of `idle`. A bar is the interval of a share; a
    band marks `now`, the number that the page shows.
    """
    rows = [
        (i, x + SIDE_BY_SIDE * (i - 1), share)
        for i, row in enumerate(shares)
        for x, share in zip(idle, row, strict=True)
    ]
    return pour(
        _who_wins(),
        shares=table(
            {
                "who": [CONTESTS[i][0] for i, _, _ in rows],
                "x": np.array([x for _, x, _ in rows]),
                "part": np.array([share.part for _, _, share in rows]),
                "low": np.array([share.low for _, _, share in rows]),
                "high": np.array([share.high for _, _, share in rows]),
            }
        ),
        view=view(left=now - 0.4, right=now + 0.4, first=idle[0] - 0.5, end=idle[-1] + 0.5),
    )


@once
def _who_wins() -> Specification:
    names, colours, shapes = (list(each) for each in zip(*CONTESTS, strict=True))
    x = alt.X("x:Q", title="dummies without effect", scale=between("first", "end"))
    x = x.axis(grid=False, tickMinStep=1, values=[0, 1, 2, 3], format="d")
    y = alt.Y("part:Q", title="share of draws won").scale(domain=[0, 1]).axis(format="%")
    colour = alt.Color("who:N", title=None).scale(domain=names, range=colours)
    shape = alt.Shape("who:N", title=None).scale(domain=names, range=shapes)
    shares = alt.Chart(alt.NamedData("shares"))
    one = alt.Chart(alt.NamedData("view"))
    return form(
        alt.layer(
            one.mark_rect(aria=False, color=theme.DATA, opacity=0.18).encode(
                alt.X("left:Q", scale=between("first", "end")), alt.X2("right:Q")
            ),
            one.mark_rule(aria=False, color=theme.INK, strokeDash=theme.DASHED).encode(
                alt.YDatum(0.5)
            ),
            shares.mark_rule(aria=False, strokeWidth=2).encode(
                x, alt.Y("low:Q"), alt.Y2("high:Q"), colour
            ),
            shares.mark_point(aria=False, filled=True, opacity=1, size=110).encode(
                x, y, colour, shape
            ),
        )
        .configure_legend(columns=1, labelLimit=400, orient="top", symbolSize=110)
        .properties(autosize=theme.WIDE, height=280)
    )


def winners_again(winners: Sequence[Winner]) -> Specification:
    """Return the losses of each contender's best with other seeds, a row each.

    A tick is their median; the diamond is the loss in the search.
    """
    finite = np.concatenate([[each.searched, *each.again] for each in winners])
    finite = finite[np.isfinite(finite)]
    low, high = log_ends(finite.min(initial=1), finite.max(initial=0) or 1)
    rows = [(each.name, loss) for each in winners for loss in each.again if np.isfinite(loss)]
    marks = [each for each in winners if np.isfinite(each.median) and np.isfinite(each.searched)]
    return pour(
        _winners_again(tuple(each.name for each in winners)),
        seeds=table({"who": [who for who, _ in rows], "loss": np.array([x for _, x in rows])}),
        marks=table(
            {
                "who": [each.name for each in marks],
                "median": np.array([each.median for each in marks]),
                "searched": np.array([each.searched for each in marks]),
            }
        ),
        view=view(low=low, high=high),
    )


@once
def _winners_again(names: tuple[str, ...]) -> Specification:
    def x(field: str) -> alt.X:
        return logarithmic(alt.X(f"{field}:Q", title="validation loss"), decades=False)

    y = alt.Y("who:N", sort=list(names), title=None).axis(domain=False, labelLimit=120, ticks=False)
    seeds, marks = alt.Chart(alt.NamedData("seeds")), alt.Chart(alt.NamedData("marks"))
    return form(
        alt.layer(
            seeds.mark_point(aria=False, color=theme.A, opacity=0.7, size=50).encode(x("loss"), y),
            marks.mark_tick(aria=False, color=theme.INK, size=30, thickness=3).encode(
                x("median"), y
            ),
            marks.mark_point(
                aria=False, color=theme.MARK, filled=True, opacity=1, shape="diamond", size=160
            ).encode(x("searched"), y),
            looked_into(),
        ).properties(
            autosize=theme.WIDE,
            height=170,
            title=theme.caption(
                "diamond: in the search · circles: other seeds · bar: their median"
            ),
        )
    )


def zoom_map(
    places: Array, losses: Array, reach: tuple[float, float], axes: tuple[Axis, Axis], *boxes: Box
) -> Specification:
    """Return all trials at places `(n, 2)` with losses `(n,)`, and the boxes.

    The best has a ring. A box drawn by hand is the selection `box`, in places.
    """
    diverged = ~np.isfinite(losses)
    return pour(
        _zoom_map(axes),
        trials=table(
            {
                "x": places[:, 0],
                "y": places[:, 1],
                "loss": np.where(diverged, 1.0, losses),
                "diverged": diverged,
                "best": np.arange(len(losses)) == losses.argmin(),
            }
        ),
        boxes=table(
            {
                "x": np.array([box.left for box in boxes]),
                "right": np.array([box.right for box in boxes]),
                "y": np.array([box.bottom for box in boxes]),
                "top": np.array([box.top for box in boxes]),
            }
        ),
        view=view(low=reach[0], high=reach[1]),
    )


@once
def _zoom_map(axes: tuple[Axis, Axis]) -> Specification:
    x, y = on_axes(axes)
    trials, boxes = alt.Chart(alt.NamedData("trials")), alt.Chart(alt.NamedData("boxes"))
    best = trials.transform_filter("datum.best")
    by_hand = alt.selection_interval(name="box", encodings=["x", "y"])
    return form(
        alt.layer(
            boxes.mark_rect(aria=False, filled=False, stroke=theme.INK, strokeWidth=1.5).encode(
                x, y, alt.X2("right:Q"), alt.Y2("top:Q")
            ),
            *dots(trials, x, y),
            best.mark_point(aria=False, color=theme.MARK, opacity=1, size=190, strokeWidth=2.5)
            .encode(x, y)
            .add_params(by_hand),
            looked_into(),
        )
        .configure_axis(grid=False)
        .configure_legend(
            orient="top", gradientLength=alt.ExprRef("width"), gradientThickness=8, titleLimit=0
        )
        .properties(autosize=theme.WIDE, height=1.5 * HEIGHT, usermeta=frames.CANVAS)
    )
