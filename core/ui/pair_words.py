"""What one change did, in words and with the numbers of this picture."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from core import comparison
from core.comparison import Pair, Trials
from core.ui.pair_film import PairFilm, Side
from core.ui.settings import CONTROLS, layers


def told(pair: Pair, points: int) -> list[str]:
    """Return what A and B have where they differ, as headings; `points` are trained on.

    >>> from core.settings import Settings
    >>> told(Pair("batch_size", Settings(batch_size=64), Settings(batch_size=1000)), points=240)
    ['A: Mini-batch size 64', 'B: Mini-batch size 240, all points']
    """
    label = CONTROLS[pair.field].label
    values = [_told(value) for value in pair.values]
    if pair.field == "batch_size":
        values = [f"{points}, all points" if v >= points else f"{v}" for v in pair.values]
    return [f"{who}: {label} {value}" for who, value in zip("AB", values, strict=True)]


def _told(value: Any) -> str:
    match value:
        case bool():
            return "on" if value else "off"
        case tuple():
            return layers(value)
        case str():
            return value
    return f"{value:g}"


def in_common(pair: Pair, film: PairFilm) -> str:
    """Say what A and B share."""
    alike, of = comparison.layers_alike(pair)
    every = {1: "the one layer", 2: "both layers"}.get(of, f"all {of} layers")
    layers = every if alike == of else f"{alike} of the {of} layers of A"
    return (
        f"Both learn from the same {film.a.run.data.labels.size} points in the same order, and "
        f"{layers} start from the same weights{' as in B' * (alike < of)}."
    )


def summary(film: PairFilm, names: Sequence[str]) -> pd.DataFrame:
    """Return the results of A and of B, a column each."""
    columns = [_results(side) for side in (film.a, film.b)]
    return pd.DataFrame(dict(zip(names, columns, strict=True)))


def _results(side: Side) -> dict[str, str]:
    run, curves = side.run, side.curves
    reached = comparison.first_at(run.steps, curves.training_accuracy)
    validation = curves.validation_accuracy[-1]
    return {
        "steps trained": f"{run.steps[-1]:,}",
        "training loss": f"{curves.training_loss[-1]:.4f}",
        "training points right": f"{curves.training_accuracy[-1]:.0%}",
        "validation points right": "none kept" if np.isnan(validation) else f"{validation:.0%}",
        "95% of the training points right by step": "never" if reached is None else f"{reached:,}",
    }


def difference(film: PairFilm) -> str:
    """Say who ends ahead, by how much and since when."""
    loss_a, loss_b = film.a.loss, film.b.loss
    if np.array_equal(loss_a, loss_b):
        return "A and B never differ: here this setting changes nothing."
    winner, loser = ("A", "B") if loss_a[-1] <= loss_b[-1] else ("B", "A")
    low, high = sorted([loss_a[-1], loss_b[-1]])
    end = f"After {film.steps[-1]:,} steps"
    if low == high:
        return f"{end} A and B are equal: {low:.4f}."
    if np.isinf(high):
        return f"{end} {winner} has a training loss of {low:.4f}; {loser} left the numbers."
    since = comparison.ahead_since(film.steps, loss_a, loss_b)
    lead = "all the way" if since == 0 else f"at every step shown from {since:,} on"
    return (
        f"{end} the training loss of {loser} is **{_how_much(low, high)} that of {winner}**. "
        f"{winner} was ahead {lead}."
    )


def _how_much(low: float, high: float) -> str:
    """Say how much higher one loss is than the other."""
    ratio = high / max(low, np.finfo(float).tiny)
    if ratio < 1.5:
        return f"{100 * (ratio - 1):.2g}% above"
    return f"{ratio:.3g} times" if ratio < 1000 else f"over {10 ** int(np.log10(ratio)):,} times"


def left_the_numbers(name: str, side: Side) -> str:
    """Say when the run diverged, which it did."""
    return (
        f"{name}: the weights left the numbers at step {side.run.diverged_at:,}. From step "
        f"{side.run.steps[-1]:,} on its picture stands still."
    )


def luck(trials: Trials, look: int, last: int) -> str:
    """Say how often each was ahead at one of the steps, and what luck alone would do.

    `last` is the step to which the pair itself was trained.
    """
    spacing, trained = trials.steps[1:2].item(), trials.steps[-1]
    cut = f" To answer quickly, these pairs were trained for {trained:,} of the {last:,} steps."
    return _verdict(trials, look) + cut * bool(trained + spacing <= last)


def _verdict(trials: Trials, look: int) -> str:
    loss_a, loss_b = trials.loss_a[:, look], trials.loss_b[:, look]
    a, b = comparison.score(loss_a, loss_b)
    n = len(loss_a)
    winner, wins = ("A", a) if a > b else ("B", b)
    at = f"At step {trials.steps[look]:,}"
    if a + b == 0:
        return f"{at} A and B are equal with every one of the {n} seeds."
    if a == b:
        return f"{at} A and B are each ahead with {a} of {n} seeds: **no sign of more than luck**."
    chance = comparison.chance(a, b)
    verdict = "**law**" if chance < 0.01 else "**perhaps luck**"
    return (
        f"{at} **{winner} is ahead with {wins} of {n} seeds**. If the change did nothing, so clear "
        f"a lead of either would come by luck in {_rarely(chance)} such comparisons: {verdict}."
    )


def _rarely(chance: float) -> str:
    return f"1 of {1 / chance:,.0f}" if chance < 0.2 else f"{chance:.0%} of"
