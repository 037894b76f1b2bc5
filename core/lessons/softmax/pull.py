"""What a visitor can pull out of one vector of scores, every frame computed beforehand."""

import math
from typing import NamedTuple

import numpy as np

from core.softmax import at_temperature
from core.types import Array

REACH = 6.0  # how far a score is pulled beyond the others: e^6 is 400 times their share
MOST_PULL_FRAMES = 250
LARGEST_SCORE = 1e307  # ten times this is still a float64
COLDEST, HOTTEST = 0.05, 100.0


class Pull(NamedTuple):
    """Frames of scores `(frames, C)`, what is pulled `(frames,)`, and the frame it is at now."""

    z: Array
    values: Array
    now: int


def pull_score(z: Array, j: int) -> Pull:
    """Return z with z_j rising from far below the other scores to far above them.

    >>> pull = pull_score(np.array([5.0, 2.0, -1.0, 3.0]), j=1)
    >>> pull.z.shape, pull.values[[0, -1]], pull.z[pull.now]
    ((181, 4), array([-7., 11.]), array([ 5.,  2., -1.,  3.]))
    """
    others = np.clip(np.delete(z, j), -LARGEST_SCORE, LARGEST_SCORE)
    here = np.clip(z[j], -LARGEST_SCORE, LARGEST_SCORE)
    lowest = min(np.floor(others.min()) - REACH, np.floor(here))
    highest = max(np.ceil(others.max()) + REACH, np.ceil(here))
    step = _step((highest - lowest) / MOST_PULL_FRAMES)
    values = lowest + step * np.arange(int((highest - lowest) / step + 1.5))
    values = np.round(values, 1) if step < 1 else values
    now = _put(z[j], values)
    frames = np.tile(z, (len(values), 1))
    frames[:, j] = values
    return Pull(frames, values, now)


def pull_temperature(z: Array, temperature: float) -> Pull:
    """Return z as it counts at temperatures from cold to hot, of two digits, even in log T.

    >>> pull = pull_temperature(np.array([5.0, 2.0]), temperature=0.6)
    >>> pull.values[[0, -1]], pull.values[pull.now], pull.z[pull.now]
    (array([5.e-02, 1.e+02]), np.float64(0.6), array([ 0., -5.]))
    """
    values = np.unique([float(f"{T:.2g}") for T in np.geomspace(COLDEST, HOTTEST, 133)])
    now = _put(temperature, values)
    return Pull(at_temperature(z[np.newaxis], values[:, np.newaxis], axis=1), values, now)


def _put(value: float, values: Array) -> int:
    """Write the value over the nearest of the values, and return its place."""
    place = int(np.abs(values - np.clip(value, -LARGEST_SCORE, LARGEST_SCORE)).argmin())
    values[place] = value
    return place


def _step(at_least: float) -> float:
    """Return 0.1, 0.2, 0.5, 1, 2, 5, 10 …: the first that is big enough."""
    power = 10.0 ** math.floor(math.log10(max(at_least, 0.1)))
    return next(step for step in (power, 2 * power, 5 * power, 10 * power) if step >= at_least)
