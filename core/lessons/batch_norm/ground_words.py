"""What the hidden layers of two networks feed on, in words: where it lies, and whether it moves."""

import math
from typing import NamedTuple

from core.text import written
from core.training import Run
from core.training.replay import Curves, Distributions

LEARNED = 0.95  # of the loss of a guess: a network above it has hardly learned anything


class Ground(NamedTuple):
    """A run, its curves, and the distributions of what its hidden layers feed their activation."""

    run: Run
    curves: Curves
    distributions: Distributions


def at_every_frame(without: Ground, with_norm: Ground) -> list[str]:
    """Compare the last hidden layer of both, in each frame that both have."""
    n_frames = min(len(side.run.steps) for side in (without, with_norm))
    return [_at_frame(without, with_norm, frame) for frame in range(n_frames)]


def _at_frame(without: Ground, with_norm: Ground, frame: int) -> str:
    layer = len(without.run.settings.hidden)
    off, on = (_moved(side.distributions, frame) for side in (without, with_norm))
    loss_off, loss_on = (f"{side.curves.training_loss[frame]:.3f}" for side in (without, with_norm))
    return (
        f"Step {without.run.steps[frame]:,}. The spread of what layer {layer} feeds its "
        f"activation, from the start to now: {off[0]} to **{off[1]}** without batch norm, {on[0]} "
        f"to **{on[1]}** with it. Training loss: **{loss_off}** without, **{loss_on}** with it."
    )


def _moved(distributions: Distributions, frame: int) -> tuple[str, str]:
    """Write the spread of the last hidden layer at the start and at a frame."""
    spreads = distributions.deviations[[0, frame], -1]
    first, now = (f"{s:.2f}" if s >= 0.01 else written.rounded(s, 2) for s in spreads)
    return first, now


def stands_still(name: str, side: Ground) -> str:
    """Say that a network learned nothing, if so: its ground is firm, and that is worth nothing."""
    chance = math.log(side.run.settings.classes)
    loss = side.curves.training_loss[-1]
    if not loss > LEARNED * chance or side.run.diverged_at:
        return ""
    return (
        f"{name} batch norm this network hardly learns: its loss ends at {loss:.3f}, and guessing "
        f"gives ln {side.run.settings.classes} = {chance:.3f}. Ground that stays because little is "
        "learned on it is no advantage."
    )
