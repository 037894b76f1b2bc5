"""What random noise after batch norm does to the ground and to the loss, in words."""

import numpy as np

from core.lessons.batch_norm.shaken import FARTHEST, WIDEST, Ground, Shaken
from core.text import written
from core.types import Array


def what_is_done() -> str:
    """Say what noise is added."""
    return (
        "At every step each hidden unit gets another spread and another mean at random: z̃ is "
        f"multiplied by 1 to {WIDEST:g} and moved by up to ±{FARTHEST:g}. If a steady ground were "
        "what helps, this should take the help away."
    )


def in_numbers(found: Shaken) -> str:
    """Say how far the ground shakes in each network, and how often the loss is lower."""
    off, on, shaken = (_middle(_mean(side.shake)) for side in found[2:])
    n = len(found.seeds)
    more = int((_mean(found.shaken.shake) > _mean(found.without.shake)).sum())
    return (
        f"From one step to the next a unit’s mean moves by **{off}** of its deviations without "
        f"batch norm, by **{on}** with it, by **{shaken}** with it and noise: more than without "
        f"batch norm for **{more} of {n}** seeds. After {found.steps[-1]:,} steps the training "
        f"loss with noise is lower than without batch norm for **{_lower(found.without, found)} "
        f"of {n}** seeds, and lower than with batch norm alone for "
        f"**{_lower(found.with_norm, found)} of {n}**. In the middle of the seeds it is "
        f"{_last(found.without)} without, {_last(found.with_norm)} with batch norm, "
        f"{_last(found.shaken)} with it and noise."
    )


def conclusion(found: Shaken) -> str:
    """Say what follows here: does batch norm help, and does it still help on shaking ground?"""
    n = len(found.seeds)
    helps = int((found.with_norm.loss[:, -1] < found.without.loss[:, -1]).sum())
    still = _lower(found.without, found)
    if 2 * helps <= n:
        return (
            f"Here batch norm alone is ahead for {helps} of {n} seeds only: there is little help "
            "to take away."
        )
    if 2 * still > n:
        return "So here a steady ground is not what helps: it shakes, and batch norm still helps."
    return (
        "So here the noise takes the help away. Santurkar et al. saw it stay, in larger networks."
    )


def _lower(other: Ground, found: Shaken) -> int:
    return int((found.shaken.loss[:, -1] < other.loss[:, -1]).sum())


def _mean(values: Array) -> Array:
    """Return the mean over the looks of what is finite, `(K,)`."""
    known = np.isfinite(values)
    total = np.where(known, values, 0).sum(axis=1)
    return np.where(known.any(axis=1), total / np.maximum(known.sum(axis=1), 1), np.nan)


def _last(side: Ground) -> str:
    return _middle(side.loss[:, -1])


def _middle(values: Array) -> str:
    known = values[np.isfinite(values)]
    return written.rounded(float(np.median(known)), 2) if known.size else "unknown"
