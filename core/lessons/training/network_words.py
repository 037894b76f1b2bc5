"""What the drawing of a network shows, in words, a text a frame."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.lessons.training.close_up import CloseUp
from core.lessons.training.units import Unit
from core.softmax import cross_entropy
from core.text import written
from core.text.written import rounded
from core.training import Run
from core.training.data import one_hot
from core.training.replay import Curves
from core.types import Array

MOST_NAMED = 6  # dead units named one by one
MOST_WEIGHTS = 3  # of a unit, the strongest first


def dead_units(run: Run, dead: Sequence[NDArray[np.bool_]]) -> list[str]:
    """Say which hidden units are dead in each frame; `dead` is `(F, n_l)`, a layer each."""
    hidden = written.counted(sum(run.settings.hidden), "hidden unit", "hidden units")
    lists = [
        [
            str(Unit(layer, j + 1))
            for layer, each in enumerate(dead, start=1)
            for j in np.flatnonzero(each[frame]).tolist()
        ]
        for frame in range(len(run.steps))
    ]
    return [
        f"At **step {step:,}**, **{len(names)}** of {hidden} "
        f"{'is' if len(names) == 1 else 'are'} dead"
        + (f": {', '.join(names[:MOST_NAMED])}" if names else "")
        + (", …" if len(names) > MOST_NAMED else ".")
        for step, names in zip(run.steps.tolist(), lists, strict=True)
    ]


def most_useful(rises: Sequence[Array]) -> str:
    """Say without which hidden unit the loss would be highest, by `units.usefulness`.

    >>> most_useful([np.array([0.1, 0.5]), np.array([0.2])])
    'Most useful at the last step: unit 1.2. Without it the training loss is higher by 0.5.'
    """
    rise, unit = max(
        (rise, Unit(layer, number))
        for layer, each in enumerate(rises, start=1)
        for number, rise in enumerate(each.tolist(), start=1)
    )
    if rise <= 0:
        return "At the last step the training loss is not higher without any one of them."
    return (
        f"Most useful at the last step: unit {unit}. Without it the training loss is higher by "
        f"{rounded(rise, 2)}."
    )


def with_and_without(run: Run, trained: Curves, changed: Curves) -> list[str]:
    """Say how good the network is in each frame as it was trained, and with the changes."""
    return [
        f"At **step {step:,}**: as trained, training loss {rounded(loss, 3)} and "
        f"{written.share(right)} of the training points right. With your changes "
        f"**{rounded(new_loss, 3)}** and **{written.share(new_right)}**."
        for step, loss, right, new_loss, new_right in zip(
            run.steps.tolist(),
            trained.training_loss.tolist(),
            trained.training_accuracy.tolist(),
            changed.training_loss.tolist(),
            changed.training_accuracy.tolist(),
            strict=True,
        )
    ]


def unit_at_every_frame(
    run: Run, unit: Unit, near: CloseUp, before: Sequence[str], after: Sequence[str]
) -> list[str]:
    """Say what one unit computes in each frame, with its numbers.

    `before` and `after` name the units that its weights come from and lead to.
    """
    lowest, highest = near.A.min(axis=1), near.A.max(axis=1)
    return [
        f"**Unit {unit} at step {step:,}.** {_formula(run, near, frame)} Over the training points "
        f"it gives {rounded(low, 3)} to {rounded(high, 3)}.\n\n"
        f"Its largest weights in: {_largest(near.incoming[frame], before)}. "
        f"Out: {_largest(near.outgoing[frame], after)}."
        for frame, (step, low, high) in enumerate(
            zip(run.steps.tolist(), lowest.tolist(), highest.tolist(), strict=True)
        )
    ]


def _formula(run: Run, near: CloseUp, frame: int) -> str:
    activation = run.settings.activation
    mean, deviation, scale, shift = (
        each[frame].item() for each in (near.mean, near.deviation, near.scale, near.shift)
    )
    if not run.settings.batch_norm:
        return f"z = W a + b with b = {rounded(shift, 3)}, and a = {activation}(z)."
    return (
        f"z̃ = γ (z - μ) / σ + β = {rounded(scale, 3)} (z - {_signed(mean)}) / "
        f"{rounded(deviation, 3)} + {_signed(shift)}, and a = {activation}(z̃)."
    )


def _signed(value: float) -> str:
    """Write a number that follows a sign: below 0 in brackets."""
    text = rounded(value, 3)
    return f"({text})" if text.startswith("-") else text


def _largest(weights: Array, names: Sequence[str]) -> str:
    order = np.argsort(-np.abs(weights), kind="stable")[:MOST_WEIGHTS].tolist()
    return ", ".join(f"{names[i]} ({rounded(weights[i].item(), 3)})" for i in order)


def example_at_every_frame(run: Run, number: int, Z: Array, probabilities: Array) -> list[str]:
    """Say where one training example ends in each frame: its scores and what softmax makes of them.

    `number` counts from 1; `Z` and `probabilities` are `(F, C)`.
    """
    label = run.data.labels[number - 1].item()
    losses = cross_entropy(Z.T, one_hot(np.full(len(Z), label), Z.shape[1]))
    return [
        f"**Example {number}** is of class {label + 1}. At step {step:,} its scores are z = "
        f"{_list(z)}, and softmax gives ŷ = {_list(y)}: a loss of {rounded(loss, 3)}."
        for step, z, y, loss in zip(
            run.steps.tolist(), Z, probabilities, losses.tolist(), strict=True
        )
    ]


def _list(values: Array) -> str:
    return ", ".join(rounded(value, 3) for value in values.tolist())
