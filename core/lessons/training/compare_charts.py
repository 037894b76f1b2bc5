"""The same pair with other seeds: every loss curve of both, and every duel, step by step."""

import altair as alt
import numpy as np

from core.charts import frames, theme
from core.charts.scales import (
    between,
    log_ends,
    logarithmic,
    looked_into,
    spans_decades,
    view,
)
from core.charts.vega_lite import Specification, form, once, pour, table
from core.training.trials import Trials
from core.types import Array

LOWEST_SHOWN = 1e-6  # on the logarithmic axis of a loss; what is lower is drawn there
WHO = ["A", "B"]
COLOUR = alt.Color("who:N", title=None).scale(domain=WHO, range=[theme.A, theme.B])
DASH = alt.StrokeDash("who:N", title=None).scale(domain=WHO, range=[theme.SOLID, theme.DASHED])
SHAPE = alt.Shape("who:N", title=None).scale(domain=WHO, range=theme.CLASS_SHAPES[:2])
HEIGHT = 400


def loss_fans(trials: Trials) -> Specification:
    """Return the loss of every seed, faint, and the median of each side, strong.

    A line ends where its run diverged. A red rule marks the step on screen.
    """
    both = _shown(trials.loss_a), _shown(trials.loss_b)
    medians = [_shown(median[np.newaxis]) for median in trials.medians]
    low, high = _ends(*both)
    return pour(
        _loss_fans(len(trials.steps), spans_decades(low, high)),
        seeds=table(_long(trials, *both)),
        medians=table(_long(trials, *medians)),
        looks=table({"step": trials.steps, "look": np.arange(len(trials.steps))}),
        view=view(first=0, end=trials.steps[-1], low=low, high=high),
    )


@once
def _loss_fans(n_looks: int, decades: bool) -> Specification:
    x = alt.X("step:Q", title="step", scale=between("first", "end")).axis(tickCount=5)
    y = logarithmic(alt.Y("loss:Q", title="training loss"), decades)
    faint = alt.Chart(alt.NamedData("seeds")).mark_line(aria=False, opacity=0.35, strokeWidth=1)
    strong = alt.Chart(alt.NamedData("medians")).mark_line(aria=False, strokeWidth=3)
    now = alt.Chart(alt.NamedData("looks")).transform_filter("datum.look == frame")
    rule = now.mark_rule(aria=False, color=theme.MARK, strokeWidth=2)
    return form(
        alt.layer(
            faint.encode(x, y, COLOUR, alt.Detail("seed:N")),
            strong.encode(x, y, COLOUR, DASH),
            rule.encode(x),
            looked_into(),
        )
        .add_params(frames.frame_parameter(n_looks))
        .configure_legend(orient="top", symbolOpacity=1, symbolSize=400)
        .properties(autosize=theme.WIDE, height=HEIGHT)
    )


def duels(trials: Trials) -> Specification:
    """Return the losses of A and of B at the step on screen, a row a seed, joined by a bar.

    The mark farther left is ahead; a run that diverged has none.
    """
    a, b = _shown(trials.loss_a), _shown(trials.loss_b)
    low, high = _ends(a, b)
    seeds = [str(seed) for seed in trials.seeds]
    order = np.arange(len(seeds))
    columns = {"seed": seeds, "order": order} | _logs("a", a) | _logs("b", b)
    return pour(
        _duels(len(trials.steps), tuple(seeds), spans_decades(low, high)),
        pairs=table(columns),
        view=view(low=low, high=high),
    )


@once
def _duels(n_looks: int, seeds: tuple[str, ...], decades: bool) -> Specification:
    y = alt.Y("seed:N", sort=list(seeds), title="seed")
    y = y.axis(domain=False, labelOverlap=True, ticks=False)
    pairs = alt.Chart(alt.NamedData("pairs")).transform_calculate(
        a_loss=f"pow(10, {frames.at_frame('a')})", b_loss=f"pow(10, {frames.at_frame('b')})"
    )

    def x(field: str) -> alt.X:
        return logarithmic(alt.X(f"{field}:Q", title="training loss"), decades)

    def spots(field: str, who: str) -> alt.Chart:
        marks = pairs.transform_calculate(who=f"'{who}'")
        marks = marks.transform_filter(f"isValid(datum.{field})")
        return marks.mark_point(aria=False, filled=True, opacity=1, size=70).encode(
            x(field), y, COLOUR, SHAPE
        )

    both = pairs.transform_filter("isValid(datum.a_loss) && isValid(datum.b_loss)")
    bars = both.mark_rule(aria=False, color=theme.DATA, strokeWidth=2)
    return form(
        alt.layer(
            bars.encode(x("a_loss"), y, alt.X2("b_loss:Q")),
            spots("a_loss", "A"),
            spots("b_loss", "B"),
            looked_into(),
        )
        .add_params(frames.frame_parameter(n_looks))
        .configure_legend(orient="top", symbolSize=100)
        .properties(autosize=theme.WIDE, height=HEIGHT)
    )


def _shown(losses: Array) -> Array:
    """Return the losses as they are drawn: none from where a run diverged, none below the axis."""
    return np.where(np.isfinite(losses), losses.clip(LOWEST_SHOWN), np.nan)


def _logs(name: str, losses: Array) -> dict[str, object]:
    """Return the columns of the logarithms of losses `(K, looks)`: of any size, finer than 1 %."""
    return frames.numbers(name, np.log10(losses.T))


def _ends(*losses: Array) -> tuple[float, float]:
    """Return the ends of the axis; where all runs diverged at once, any will do."""
    finite = np.concatenate([each[np.isfinite(each)] for each in losses])
    return log_ends(finite.min(initial=1), finite.max(initial=0) or 1)


def _long(trials: Trials, *both: Array) -> dict[str, object]:
    """Return a row for every loss that is drawn, `(K, looks)` for A and for B."""
    loss = np.stack(both)
    who, seed, look = np.nonzero(np.isfinite(loss))
    return {
        "who": np.array(WHO)[who].tolist(),
        "seed": seed.astype(np.int16),
        "step": trials.steps[look],
        "loss": loss[who, seed, look],
    }
