"""One score rises by 1: which of the other classes loses most probability?"""

from typing import NamedTuple

import numpy as np

from core.softmax import log_softmax
from core.text import written
from core.types import Array


class Rise(NamedTuple):
    """The classes, from 0, that lose most, and what each class loses, as it is written."""

    most: list[int]
    lost_text: list[str]


def when_one_rises(z: Array, riser: int) -> Rise:
    """Return what the other classes lose when the score z_r of one of z `(C,)` rises by 1.

    The sum grows by the factor `s = 1 + (e - 1) a_r`, so every other class keeps `a_i / s` and
    loses `a_i (e - 1) a_r / s`: most where a_i is greatest. Computed from logarithms, so that no
    loss is 0, however small.

    >>> when_one_rises(np.array([2.0, 0.0, 2.0]), riser=1)
    Rise(most=[0, 2], lost_text=['0.046', '0', '0.046'])
    """
    log_share = log_softmax(z)
    log_growth = np.log(np.e - 1) + log_share[riser]
    log_lost = log_share + log_growth - np.log1p(np.exp(log_growth))
    log_lost[riser] = -np.inf
    others = np.delete(np.arange(len(z)), riser)
    most = others[z[others] == z[others].max()].tolist()
    return Rise(most, [written.exponential(each, 3) for each in log_lost.tolist()])


def in_words(rise: Rise) -> str:
    """Say who loses most, and why.

    >>> in_words(Rise([0, 2], ["0.046", "0", "0.046"]))
    'Classes 1 and 3 lose most, 0.046 each: all others shrink by the same factor, so who has most \
loses most'
    """
    names = " and ".join(str(j + 1) for j in rise.most)
    lost = rise.lost_text[rise.most[0]]
    who = f"Class {names} loses most, {lost}"
    if len(rise.most) > 1:
        who = f"Classes {names} lose most, {lost} each"
    return f"{who}: all others shrink by the same factor, so who has most loses most"
