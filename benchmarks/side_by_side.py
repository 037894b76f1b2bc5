"""Two ways to do the same work, timed in turns in processor time: other programs do not count."""

from collections.abc import Callable
from time import process_time
from typing import Any, NamedTuple

import numpy as np

UNITS = {"ms": 1e3, "µs": 1e6}
Work = Callable[[], Any]


class Row(NamedTuple):
    """One line of the report."""

    name: str
    ours: str
    theirs: str
    ratio: str


def take_turns(ours: Work, theirs: Work, rounds: int) -> np.ndarray:
    """Return the processor seconds of each in each round, `(2, rounds)`; one more warms up."""
    times = np.empty((2, rounds + 1))
    for i in range(rounds + 1):
        for row, work in zip(times, (ours, theirs), strict=True):
            start = process_time()
            work()
            row[i] = process_time() - start
    return times[:, 1:]


def race(name: str, ours: Work, theirs: Work, rounds: int, units: int, unit: str = "µs") -> Row:
    """Return the shortest time of each for one unit of work, a call being so many.

    The ratio is that of these minima; behind it the median of the ratios of single rounds.
    """
    times = take_turns(ours, theirs, rounds)
    least = times.min(axis=1)
    middle = np.median(times[1] / times[0])
    ours_least, theirs_least = (f"{UNITS[unit] * t / units:.1f} {unit}" for t in least)
    ratio = f"{least[1] / least[0]:.1f}× (median {middle:.1f}×)"
    return Row(name, ours_least, theirs_least, ratio)
