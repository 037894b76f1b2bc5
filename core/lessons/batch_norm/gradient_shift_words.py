"""How far the gradients of layers shift under the steps of those below, in words."""

import math
from typing import NamedTuple

import numpy as np

from core.lessons.batch_norm.gradient_shift import Shift, Shifts
from core.lessons.batch_norm.ground_words import LEARNED
from core.text import written
from core.types import Array

WITHOUT, WITH = "without batch norm", "with batch norm"


class Turned(NamedTuple):
    """For how many seeds, of so many compared, the gradients turn more without and with it."""

    without: int
    with_norm: int
    compared: int

    @property
    def more(self) -> str | None:
        """The side on which they turn more with more seeds, if there is one."""
        if self.without == self.with_norm:
            return None
        return WITHOUT if self.without > self.with_norm else WITH


def turned(shifts: Shifts) -> Turned:
    """Count the seeds; those of which a run diverged at once cannot be compared."""
    off, on = mean(shifts.without.cosine), mean(shifts.with_norm.cosine)
    both = np.isfinite(off) & np.isfinite(on)
    return Turned(int((off < on).sum()), int((on < off).sum()), int(both.sum()))


def mean(values: Array) -> Array:
    """Return the mean over looks and layers `(K, T, layers)` of what is finite; NaN if nothing."""
    known = np.isfinite(values)
    n = known.sum(axis=(1, 2))
    total = np.where(known, values, 0).sum(axis=(1, 2))
    return np.where(n, total / np.maximum(n, 1), np.nan)


def answer(found: Turned) -> str:
    """Say with how many seeds the gradients turn more with batch norm."""
    return (
        "The cosine, a mean over layers and steps, is lower **with** batch norm for "
        f"**{found.with_norm} of {found.compared}** seeds, and lower **without** it for "
        f"**{found.without} of {found.compared}**"
    )


def in_numbers(shifts: Shifts) -> str:
    """Say how large the shift is on both sides, and which of them learned more."""
    sides = shifts.without, shifts.with_norm
    cosine, difference = (
        [_middle(mean(getattr(side, name))) for side in sides] for name in Shift._fields
    )
    lower = int((shifts.losses[1] < shifts.losses[0]).sum())
    return (
        f"In the middle of the seeds the cosine is **{cosine[0]}** without and **{cosine[1]}** "
        f"with batch norm, and the gradient changes by **{difference[0]}** and "
        f"**{difference[1]}** times its length. After {shifts.steps[-1]:,} steps the training "
        f"loss is lower with batch norm for **{lower} of {len(shifts.seeds)}** seeds."
    )


def stands_still(shifts: Shifts, classes: int) -> str:
    """Say of a side that hardly learns that its steady gradients are worth nothing."""
    chance = math.log(classes)
    still = [
        f"{name} batch norm {np.sum(loss > LEARNED * chance)} of {len(loss)} networks hardly "
        f"learn: their loss ends above {LEARNED:.0%} of ln {classes} = {chance:.2f}, that of a "
        "guess."
        for name, loss in zip(("Without", "With"), shifts.losses, strict=True)
        if (loss > LEARNED * chance).any()
    ]
    if not still:
        return ""
    return f"{' '.join(still)} A gradient that stays because little is learned is no merit."


def _middle(values: Array) -> str:
    known = values[np.isfinite(values)]
    return written.rounded(float(np.median(known)), 2) if known.size else "unknown"
