"""What one change did, in words and with the numbers of this picture."""

from typing import Any

import numpy as np

from core.lessons.training import compare
from core.lessons.training.compare import Pair
from core.text import written
from core.training import Run, trials
from core.training.replay import Curves
from core.training.runs import Steps
from core.training.trials import Trials
from core.types import Array

MOST_TIMES = 1_000  # beyond that one loss is as good as 0 beside the other


def names(label: str, pair: Pair, points: int) -> list[str]:
    """Return what A and B have where they differ, as headings; `points` are trained on.

    >>> from core.training import Settings
    >>> pair = Pair("batch_size", Settings(batch_size=64), Settings(batch_size=1000))
    >>> names("Mini-batch size", pair, points=240)
    ['A: Mini-batch size 64', 'B: Mini-batch size 240, all points']
    """
    values = [_in_words(value) for value in pair.values]
    if pair.field == "batch_size":
        values = [f"{points}, all points" if v >= points else f"{v}" for v in pair.values]
    return [f"{who}: {label} {value}" for who, value in zip("AB", values, strict=True)]


def _in_words(value: Any) -> str:
    match value:
        case bool():
            return "on" if value else "off"
        case tuple():
            return written.units(value)
        case str():
            return value
    return f"{value:g}"


def in_common(pair: Pair, points: int) -> str:
    """Say what A and B share; `points` are trained on."""
    alike, of = compare.layers_alike(pair)
    every = {1: "the one layer starts", 2: "both layers start"}.get(of, f"all {of} layers start")
    some = {0: "no layer starts", 1: "1 layer starts"}.get(
        alike, f"{alike} of the {of} layers of A start"
    )
    layers = (
        f"{every} from the same weights" if alike == of else f"{some} from the same weights in both"
    )
    return f"Both learn from the same {points} points in the same order, and {layers}."


def results(run: Run, curves: Curves) -> dict[str, str]:
    """Return how a run ended, what it is under its name."""
    reached = compare.first_at(run.steps, curves.training_accuracy)
    validation = curves.validation_accuracy[-1]
    return {
        "steps trained": f"{run.steps[-1]:,}",
        "training loss": f"{curves.training_loss[-1]:.4f}",
        "training points right": written.share(curves.training_accuracy[-1]),
        "validation points right": "none kept"
        if np.isnan(validation)
        else written.share(validation),
        "95% of the training points right by step": "never" if reached is None else f"{reached:,}",
    }


def difference(steps: Steps, loss_a: Array, loss_b: Array) -> str:
    """Say who ends ahead, by how much and since when; a loss is infinite once a run diverged."""
    if np.array_equal(loss_a, loss_b):
        return "A and B never differ: here this setting changes nothing."
    winner, loser = ("A", "B") if loss_a[-1] <= loss_b[-1] else ("B", "A")
    low, high = sorted([loss_a[-1], loss_b[-1]])
    end = f"After {steps[-1]:,} steps"
    if low == high:
        return f"{end} A and B are equal: {low:.4f}."
    if np.isinf(high):
        return f"{end} {winner} has a training loss of {low:.4f}; {loser} diverged."
    since = compare.ahead_since(steps, loss_a, loss_b)
    lead = "all the way" if since == 0 else f"at every step shown from {since:,} on"
    return (
        f"{end} the training loss of {loser} is **{_how_much(low, high)} that of {winner}**. "
        f"{winner} was ahead {lead}."
    )


def _how_much(low: float, high: float) -> str:
    """Say how much higher one loss is than the other."""
    if high > MOST_TIMES * low:
        return f"over {MOST_TIMES:,} times"
    ratio = high / low
    return f"{100 * (ratio - 1):.2g}% above" if ratio < 1.5 else f"{ratio:.3g} times"


def diverged(name: str, run: Run) -> str:
    """Say when the run diverged, which it did."""
    return (
        f"{name}: the run diverged at step {run.diverged_at:,}, its weights grew without bound. "
        f"From step {run.steps[-1]:,} on its picture stands still."
    )


def scores(found: Trials) -> list[str]:
    """Return how often each is ahead at each of the steps, in short."""
    n = len(found.seeds)
    pairs = [trials.score(a, b) for a, b in zip(found.loss_a.T, found.loss_b.T, strict=True)]
    return [
        f"step {step:,} · of {n} seeds A is ahead with {a}, B with {b}"
        for step, (a, b) in zip(found.steps.tolist(), pairs, strict=True)
    ]


def luck_at_every_look(found: Trials, last: int) -> list[str]:
    """Say at each of the steps how often each was ahead, and what luck alone would do."""
    return [luck(found, look, last) for look in range(len(found.steps))]


def luck(found: Trials, look: int, last: int) -> str:
    """Say how often each was ahead at one of the steps, and what luck alone would do.

    `last` is the step to which the pair itself was trained.
    """
    spacing, trained = found.steps[1:2].item(), found.steps[-1]
    verdict = _verdict(found, look)
    if trained + spacing > last:
        return verdict
    return (
        f"{verdict} To answer quickly, these pairs were trained for {trained:,} of the {last:,} "
        "steps."
    )


def _verdict(found: Trials, look: int) -> str:
    loss_a, loss_b = found.loss_a[:, look], found.loss_b[:, look]
    a, b = trials.score(loss_a, loss_b)
    n = len(loss_a)
    winner, wins = ("A", a) if a > b else ("B", b)
    at = f"At step {found.steps[look]:,}"
    if a + b == 0:
        return f"{at} A and B are equal with every one of the {n} seeds, to {trials.EQUAL:.2%}."
    if a == b:
        return f"{at} A and B are each ahead with {a} of {n} seeds: **no sign of more than luck**."
    chance = trials.chance(a, b)
    verdict = "**law**" if chance < 0.01 else "**perhaps luck**"
    return (
        f"{at} **{winner} is ahead with {wins} of {n} seeds**. If the change did nothing, so clear "
        f"a lead of either would come by luck in {_rarely(chance)} such comparisons: {verdict}."
    )


def _rarely(chance: float) -> str:
    return f"1 of {1 / chance:,.0f}" if chance < 0.2 else f"{chance:.0%} of"
