"""An average in words: its update with the numbers put in, and days."""

import numpy as np

from core.text.written import rounded, subscript
from core.types import Array


def update_in_numbers(x: Array, average: Array, today: int, beta: float) -> str:
    """Write the update of a day, counted from 1, with its numbers put in.

    >>> update_in_numbers(np.array([10.0, 20.0]), np.array([1.0, 2.9]), today=2, beta=0.9)
    'v₂ = 0.9 · 1 + 0.1 · 20 = 2.9'
    """
    before, after = np.append(0, average)[[today - 1, today]]
    return (
        f"{subscript('v', today)} = {rounded(beta, 9)} · {rounded(before)} + "
        f"{rounded(1 - beta, 9)} · {rounded(x[today - 1])} = {rounded(after)}"
    )


def in_days(steps: float) -> str:
    """Write a number of days, whole from 20 on.

    >>> in_days(1), in_days(10.05), in_days(55.56)
    ('1 day', '10.05 days', '56 days')
    """
    return f"{rounded(steps if steps < 20 else round(steps))} {'day' if steps == 1 else 'days'}"
