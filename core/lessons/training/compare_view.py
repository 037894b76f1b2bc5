"""Two runs on the screen, step by step beside each other, and how other seeds would have gone."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from core import training
from core.charts import theme
from core.charts.curves import Curve, loss_over_steps
from core.charts.plane import decision_regions
from core.charts.vega_lite import Specification, specification
from core.lessons.training import compare
from core.lessons.training.compare import Pair, Trials
from core.lessons.training.compare_charts import LOWEST
from core.training import Run, replay
from core.types import Array

RESOLUTION = 48  # of each plane
MOST_RINGS = 100  # in each plane; with more, two planes would not keep up with their film


@dataclass(frozen=True)
class Side:
    """One of the two runs, how it went, and the plane as it sees it.

    `loss` `(F,)` goes on to the end of the film, infinite from where the run left the numbers.
    """

    run: Run
    curves: replay.Curves
    loss: Array
    regions: Specification


@dataclass(frozen=True)
class PairFilm:
    """Both runs in lockstep."""

    a: Side
    b: Side
    steps: NDArray[np.intp]
    loss: Specification
    accuracy: Specification

    @property
    def sides(self) -> tuple[Side, Side]:
        """A, then B."""
        return self.a, self.b

    @property
    def labels(self) -> list[str]:
        """What the player says at each frame."""
        return [
            f"step {step:,} · loss A {a:.3f}, B {b:.3f}".replace("inf", "–")
            for step, a, b in zip(self.steps, self.a.loss, self.b.loss, strict=True)
        ]


@st.cache_resource(max_entries=16, show_spinner="Training A and B …")
def pair_film(pair: Pair) -> PairFilm:
    """Train both, replay and draw, once for all visitors with this pair."""
    runs = training.train(pair.a), training.train(pair.b)
    steps = max((run.steps for run in runs), key=len)
    a, b = (_side(run, len(steps)) for run in runs)
    return PairFilm(
        *(a, b, steps),
        loss=_lines(a, b, steps, "training_loss", height=180, log=True),
        accuracy=_lines(a, b, steps, "training_accuracy", height=180),
    )


@st.cache_resource(max_entries=64, show_spinner="Training more pairs …")
def other_luck(pair: Pair) -> Trials:
    """Train the pair with other seeds, once for all visitors with this pair."""
    return compare.other_luck(pair)


def _side(run: Run, frames: int) -> Side:
    """Replay a run; if it left the numbers, its picture stands still while the other goes on."""
    shown = np.minimum(np.arange(frames), len(run.steps) - 1)
    curves = replay.curves(run)
    loss = np.full(frames, np.inf)
    loss[: len(run.steps)] = curves.training_loss
    batches = replay.mini_batches(run)[shown]
    ringed = min(batches.sum(axis=1).max(), (~batches).sum(axis=1).max())
    regions = decision_regions(
        replay.regions(run, RESOLUTION)[shown],
        replay.domain(run),
        run.data,
        batches & (ringed <= MOST_RINGS),
    )
    return Side(run, curves, loss, specification(regions))


def _lines(
    a: Side,
    b: Side,
    steps: NDArray[np.intp],
    what: str,
    height: int,
    log: bool = False,
) -> Specification:
    lines = [
        Curve(name, side.run.steps, np.maximum(getattr(side.curves, what), LOWEST * log), *look)
        for name, side, look in (
            ("A", a, (theme.A, theme.SOLID)),
            ("B", b, (theme.B, theme.DASHED)),
        )
    ]
    title = what.replace("_", " ")
    return specification(loss_over_steps(steps, lines, title, log=log, height=height, reach=1))
