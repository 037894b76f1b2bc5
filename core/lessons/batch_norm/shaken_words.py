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


def in_numbers(found: Shaken) -> list[str]:
    """Say how far the ground shakes in each network, how the losses end, and what follows."""
    off, on, shaken = (_middle(_mean(side.shake)) for side in found[2:])
    loss_off, loss_on, loss_shaken = (_middle(side.loss[:, -1]) for side in found[2:])
    n = len(found.seeds)
    more = int((_mean(found.shaken.shake) > _mean(found.without.shake)).sum())
    ground = (
        f"From one step to the next a unit’s mean moves by **{off}** of its deviations without "
        f"batch norm, by **{on}** with it, by **{shaken}** with it and noise. With noise it moves "
        f"more than without batch norm for **{more} of {n}** seeds."
    )
    losses = (
        f"After {found.steps[-1]:,} steps the training loss is **{loss_off}** without, "
        f"**{loss_on}** with batch norm, **{loss_shaken}** with it and noise, in the middle of the "
        f"seeds. With noise it is lower than without batch norm for "
        f"**{_ahead(found.shaken, found.without)} of {n}** seeds, and lower than with batch norm "
        f"alone for **{_ahead(found.shaken, found.with_norm)} of {n}**."
    )
    return [ground, losses, _conclusion(found)]


def _conclusion(found: Shaken) -> str:
    """Say whether batch norm helps here, and whether it still helps on shaking ground."""
    n, helps = len(found.seeds), _ahead(found.with_norm, found.without)
    if 2 * helps <= n:
        return (
            f"Here batch norm alone is ahead for {helps} of {n} seeds: there is no clear help that "
            "noise could take away. Choose other settings above."
        )
    if 2 * _ahead(found.shaken, found.without) > n:
        return "Here the ground shakes, and batch norm helps all the same."
    return (
        "Here the noise takes the help away. In the larger networks of Santurkar et al. it stayed; "
        "so it does with *Sigmoids and momentum* above."
    )


def _ahead(one: Ground, other: Ground) -> int:
    return int((one.loss[:, -1] < other.loss[:, -1]).sum())


def _mean(values: Array) -> Array:
    """Return the mean over the looks of what is finite, `(K,)`."""
    known = np.isfinite(values)
    total = np.where(known, values, 0).sum(axis=1)
    return np.where(known.any(axis=1), total / np.maximum(known.sum(axis=1), 1), np.nan)


def _middle(values: Array) -> str:
    known = values[np.isfinite(values)]
    return written.rounded(float(np.median(known)), 2) if known.size else "unknown"
