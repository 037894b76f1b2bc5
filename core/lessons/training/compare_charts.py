"""The same pair with other seeds: every loss curve of both, and every duel at one step."""

import altair as alt
import numpy as np
import pandas as pd

from core.charts import theme
from core.lessons.training.compare import Trials

LOWEST = 1e-6  # on the logarithmic axis of a loss; what is lower is drawn there
WHO = ["A", "B"]
COLOUR = alt.Color("who:N", title=None).scale(domain=WHO, range=[theme.A, theme.B])
DASH = alt.StrokeDash("who:N", title=None).scale(domain=WHO, range=[theme.SOLID, theme.DASHED])
SHAPE = alt.Shape("who:N", title=None).scale(domain=WHO, range=theme.CLASS_SHAPES[:2])
HEIGHT = 400


def loss_fans(trials: Trials, step: int) -> alt.LayerChart:
    """Return the loss of every seed, faint, and the median of each side, strong.

    A line ends where its run left the numbers. A red rule marks `step`.
    """
    seeds, medians = (
        pd.concat(
            [
                _finite(
                    pd.DataFrame({"who": who, "seed": seed, "step": trials.steps, "loss": loss})
                )
                for who, losses in zip(WHO, both, strict=True)
                for seed, loss in enumerate(np.atleast_2d(losses))
            ]
        )
        for both in ((trials.loss_a, trials.loss_b), trials.medians)
    )
    x = alt.X("step:Q", title="step").axis(tickCount=5)
    x = x.scale(domain=[0, int(trials.steps[-1])], nice=False)
    y = alt.Y("loss:Q", title="training loss")
    y = theme.logarithmic(y, seeds["loss"].min(), seeds["loss"].max())
    return (
        alt.layer(
            alt.Chart(seeds)
            .mark_line(aria=False, opacity=0.35, strokeWidth=1)
            .encode(x, y, COLOUR, alt.Detail("seed:N")),
            alt.Chart(medians).mark_line(aria=False, strokeWidth=3).encode(x, y, COLOUR, DASH),
            alt.Chart(pd.DataFrame({"step": [step]}))
            .mark_rule(aria=False, color=theme.MARK, strokeWidth=2)
            .encode(x),
        )
        .configure_legend(orient="top", symbolOpacity=1, symbolSize=400)
        .properties(autosize=theme.WIDE, height=HEIGHT)
    )


def duels(trials: Trials, look: int) -> alt.LayerChart:
    """Return the losses of A and of B at one of the steps, a row a seed, joined by a bar.

    The mark farther left is ahead; a run that left the numbers has none.
    """
    marks = pd.concat(
        [
            _finite(pd.DataFrame({"who": who, "seed": trials.seeds, "loss": losses[:, look]}))
            for who, losses in zip(WHO, (trials.loss_a, trials.loss_b), strict=True)
        ]
    )
    pairs = marks.pivot(index="seed", columns="who", values="loss").dropna().reset_index()
    low, high = marks["loss"].agg(["min", "max"]).fillna(1)  # where all left the numbers
    x = theme.logarithmic(alt.X("loss:Q", title="training loss"), low, high)
    y = alt.Y("seed:O", sort=None, title="seed").axis(domain=False, labelOverlap=True, ticks=False)
    bars = alt.Chart(pairs).mark_rule(aria=False, color=theme.DATA, strokeWidth=2)
    spots = alt.Chart(marks).mark_point(aria=False, filled=True, opacity=1, size=70)
    return (
        alt.layer(
            bars.transform_calculate(loss="datum.A").encode(x, y, alt.X2("B:Q")),
            spots.encode(x, y, COLOUR, SHAPE),
        )
        .configure_legend(orient="top", symbolSize=100)
        .properties(autosize=theme.WIDE, height=HEIGHT)
    )


def _finite(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[np.isfinite(rows["loss"])].assign(loss=lambda kept: kept["loss"].clip(LOWEST))
