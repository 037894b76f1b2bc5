"""The same nudge of β in two places, in words that follow from the numbers."""

import numpy as np

from core import averages
from core.text.written import rounded, times


def decimals(window: float) -> int:
    """Return how many decimals of a window are shown: whole days from 20 on.

    >>> decimals(10.05), decimals(2000)
    (2, 0)
    """
    return 2 if window < 20 else 0


def grown(before: float, after: float) -> tuple[str, str]:
    """Write a window before and after, and by how much it grew: the difference of what is shown.

    >>> grown(10, 10.0503), grown(1000, 1111.11)
    (('10 → 10.05 days', '+0.05 days'), ('1,000 → 1,111 days', '+111 days'))
    """
    places = decimals(after)
    low, high = round(before, places), round(after, places)
    change = round(high - low, places)
    return f"{rounded(low, 12)} → {rounded(high, 12)} days", f"+{rounded(change, 12)} days"


def as_far(beta: float, nudge: float) -> str:
    """Say how far the nudged average looks back, beside the one before.

    >>> as_far(0.999, 0.0005), as_far(0.9, 0.0005)
    ('twice as far', '1.01 times as far')
    """
    before, after = averages.memory(np.array([beta, beta + nudge]))
    return f"{times(after / before)} as far"
