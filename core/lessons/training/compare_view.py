"""Two runs on the screen, step by step beside each other, and how other seeds would have gone."""

from typing import NamedTuple

import numpy as np

from core.charts import theme
from core.charts.curves import Curve, over_steps
from core.charts.plane import decision_regions, told_apart
from core.charts.vega_lite import Specification
from core.lessons.training import compare, compare_charts
from core.lessons.training.compare import Pair, pair_of
from core.training import Run, replay
from core.training.runs import Steps
from core.training.trials import Trials
from core.types import Array
from core.ui.shelf import SHELF, kept
from core.ui.trained import Trained, trained

MOST_RINGS = 100  # in each plane; with more, two planes would not keep up with their film


class ComparedRun(NamedTuple):
    """One of the two runs, and the plane as it sees it.

    `loss` `(F,)` goes on to the end of the film, infinite from where the run diverged.
    """

    trained: Trained
    loss: Array
    regions: Specification


class PairFilm(NamedTuple):
    """Both runs in lockstep."""

    a: ComparedRun
    b: ComparedRun
    steps: Steps
    labels: list[str]
    loss: Specification
    accuracy: Specification

    @property
    def both(self) -> tuple[ComparedRun, ComparedRun]:
        """A, then B."""
        return self.a, self.b


class Luck(NamedTuple):
    """The pair with other seeds, and the two pictures of how it went."""

    trials: Trials
    loss_fans: Specification
    duels: Specification


def pair_film(asked: Pair) -> tuple[Pair, PairFilm]:
    """Train both, replay and draw, once for all visitors with this pair.

    Returned with the pair that is shown: after a cancel that is the one before.
    """
    a, b = trained(asked.a, asked.b, key="pair")
    shown = pair_of(a.run.settings, b.run.settings, otherwise=asked.field)
    return shown, SHELF.get((PairFilm, shown.a, shown.b), lambda: _draw(a, b))


@kept
def other_luck(pair: Pair) -> Luck:
    """Train the pair with other seeds and draw, once for all visitors with this pair."""
    trials = compare.other_luck(pair)
    return Luck(trials, compare_charts.loss_fans(trials), compare_charts.duels(trials))


def _draw(a: Trained, b: Trained) -> PairFilm:
    steps = max(a.run.steps, b.run.steps, key=len)
    loss_a, loss_b = (_to_the_end(each.curves.training_loss, len(steps)) for each in (a, b))
    return PairFilm(
        a=ComparedRun(a, loss_a, _regions(a.run, len(steps))),
        b=ComparedRun(b, loss_b, _regions(b.run, len(steps))),
        steps=steps,
        labels=[
            f"step {step:,} · loss A {a:.3f}, B {b:.3f}".replace("inf", "–")
            for step, a, b in zip(steps.tolist(), loss_a.tolist(), loss_b.tolist(), strict=True)
        ],
        loss=_lines(a, b, steps, "training_loss", log=True),
        accuracy=_lines(a, b, steps, "training_accuracy"),
    )


def _to_the_end(loss: Array, frames: int) -> Array:
    return np.concatenate([loss, np.full(frames - len(loss), np.inf)])


def _regions(run: Run, frames: int) -> Specification:
    """Draw the plane; if the run diverged, it stands still while the other goes on."""
    shown = np.minimum(np.arange(frames), len(run.steps) - 1)
    rings = told_apart(replay.mini_batches(run)[shown])
    few = rings is not None and rings.ringed.sum(axis=1).max() <= MOST_RINGS
    return decision_regions(
        replay.regions(run)[shown],
        replay.domain(run),
        run.data,
        rings if few else None,
    )


def _lines(a: Trained, b: Trained, steps: Steps, what: str, log: bool = False) -> Specification:
    lowest = compare_charts.LOWEST_SHOWN if log else 0
    lines = [
        Curve(name, np.maximum(getattr(each.curves, what), lowest), *look)
        for name, each, look in (
            ("A", a, (theme.A, theme.SOLID)),
            ("B", b, (theme.B, theme.DASHED)),
        )
    ]
    return over_steps(steps, lines, what.replace("_", " "), log=log, height=180, reach=1)
