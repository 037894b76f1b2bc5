"""The same network without and with batch norm, in words."""

from collections.abc import Sequence
from typing import NamedTuple

from core.text import written
from core.training import Run, Settings
from core.training.replay import Curves, Spread


class Outcome(NamedTuple):
    """How one of the two networks did: its run, its curves, the spread of its units by layer."""

    run: Run
    curves: Curves
    spreads: Sequence[Spread]


def diverged(name: str, run: Run) -> str:
    """Say that a run diverged, which it did."""
    return (
        f"{name} the run diverged at step {run.diverged_at:,}: its weights grew without bound. "
        f"α = {run.settings.learning_rate:g} is too large. The film ends before."
    )


def at_every_frame(without: Outcome, with_norm: Outcome, reach: float) -> list[str]:
    """Compare both in each frame that both have; rows of units cover ±reach."""
    n_frames = min(len(side.run.steps) for side in (without, with_norm))
    return [at_frame(without, with_norm, frame, reach) for frame in range(n_frames)]


def at_frame(without: Outcome, with_norm: Outcome, frame: int, reach: float) -> str:
    """Compare the last hidden layer and the loss of both at a frame; rows of units cover ±reach."""
    settings = with_norm.run.settings
    spread_off, spread_on = (
        side.spreads[-1].deviations[frame].mean() for side in (without, with_norm)
    )
    loss_off, loss_on = (
        written.short(round(float(side.curves.training_loss[frame]), 3))
        for side in (without, with_norm)
    )
    return (
        "Each bar is one unit: what it feeds its activation, μ ± σ over the examples. Each row "
        f"covers -{reach:.2g} to {reach:.2g}; longer bars are cut. At step "
        f"{with_norm.run.steps[frame]:,} the units of layer {len(settings.hidden)} spread by "
        f"**{spread_off:.2f}** on average without batch norm, by **{spread_on:.2f}** with it; the "
        f"training loss is **{loss_off}** without and "
        f"**{loss_on}** with it. {learning_rate(settings)}"
    )


def learning_rate(settings: Settings) -> str:
    """Say whether the learning rate falls while the network trains.

    >>> learning_rate(Settings(learning_rate=0.2, decay=0))
    'Both train with α = 0.2 throughout: it does not decay.'
    """
    if settings.decay:
        return (
            f"Both train with α = {settings.learning_rate:g} / (1 + {settings.decay:g} · epoch): "
            "it decays."
        )
    return f"Both train with α = {settings.learning_rate:g} throughout: it does not decay."
