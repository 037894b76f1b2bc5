"""The same added to every score: what it changes, for each of the two forms of softmax."""

import math

import numpy as np

from core import softmax
from core.text.written import rounded
from core.types import Array

FLOAT64 = np.finfo(np.float64)
OVERFLOWS = math.ceil(100 * math.log(FLOAT64.max)) / 100  # above, e^z is infinite
VANISHES = (
    math.floor(100 * (math.log(FLOAT64.smallest_subnormal) - math.log(2))) / 100
)  # below, e^z is 0


def shift_in_words(z: Array, c: float) -> str:
    """Say by how much the shares of z and of z + c differ, as computed in the two forms.

    Source: lesson E1.

    >>> shift_in_words(np.array([5.0, 2.0]), 0)
    'With the biggest subtracted first, adding c = 0 changes no share by one bit. As it stands, \
it changes no share by one bit.'
    """
    stable, naive = (
        _change(form(z), form(z + c)) for form in (softmax.softmax, softmax.naive_softmax)
    )
    return (
        f"With the biggest subtracted first, adding c = {c:g} {stable}. As it stands, "
        + (f"it {naive}" if naive else "there is no answer: e^z overflows, or all of them are 0")
        + "."
    )


def _change(before: Array, after: Array) -> str:
    """Say by how much shares change; nothing if there are none."""
    if not np.isfinite([before, after]).all():
        return ""
    change = float(np.abs(after - before).max())
    if not change:
        return "changes no share by one bit"
    return f"changes a share by {rounded(change, 2)}, because numbers are rounded to 64 bits"
