"""How noisy the statistics of mini-batches are, and whether that regularizes, in words."""

from collections.abc import Sequence

import numpy as np

from core.lessons.batch_norm.batch_noise import (
    BATCHES,
    Estimates,
    Gap,
    predicted_ratio,
    predicted_spread,
)
from core.text import written


def in_numbers(found: Sequence[Estimates]) -> list[str]:
    """Compare the spread of the estimates with what is predicted, at the smallest size and 64."""
    m = found[-1].size
    return [
        f"{BATCHES} mini-batches of **{each.size}**: their μ strays by **{each.errors.std():.3f}** "
        f"σ, predicted is √(({m} - {each.size}) / ({m} - 1) / {each.size}) = "
        f"{predicted_spread(each.size, m):.3f}. Their σ² is on average "
        f"**{each.ratios.mean():.2f}** of that of all {m}, predicted is "
        f"{predicted_ratio(each.size, m):.2f}."
        for each in found[:-1]
        if each.size in (found[0].size, 64)
    ]


def gaps_in_numbers(gaps: Sequence[Gap]) -> list[str]:
    """Say for each size how both losses end, and for how many seeds the gap is smaller."""
    return [_gap_in_numbers(each) for each in gaps]


def _gap_in_numbers(each: Gap) -> str:
    training, validation = np.median(each.training, axis=1), np.median(each.validation, axis=1)
    smaller, lower = (int((values[1] < values[0]).sum()) for values in (each.gap, each.validation))
    n = each.gap.shape[1]
    return (
        f"Mini-batches of **{each.size}**: the gap is smaller with batch norm for **{smaller} of "
        f"{n}** seeds, the validation loss lower for **{lower} of {n}**. In the middle of the "
        f"seeds the validation loss is {_loss(validation[0])} without and {_loss(validation[1])} "
        f"with it, the training loss {_loss(training[0])} and {_loss(training[1])}."
    )


def _loss(value: float) -> str:
    return f"{value:.2f}" if value >= 0.01 else written.rounded(value, 2)
