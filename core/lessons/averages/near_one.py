"""The same nudge of β in two places: at 0.9 it does nothing, at 0.999 it doubles the window."""

from typing import NamedTuple

import numpy as np

from core import averages
from core.lessons.averages import series
from core.types import Array

FAR, NEAR, ASKED = 0.9, 0.999, 0.9995


class Quantity(NamedTuple):
    """What is averaged: what it is called, and its unit."""

    name: str
    unit: str


QUANTITIES = {
    "a step": Quantity("value", ""),
    "temperatures": Quantity("temperature in °C", " °C"),
}


def values_of(quantity: str) -> Array:
    """Return a step on day 2,000 of 6,000, or ten simulated years of temperatures."""
    if quantity == "temperatures":
        return series.temperatures(days=3650)
    return series.step(days=6000, at=2000)


def nudged_averages(quantity: str, nudge: float) -> Array:
    """Return the averages at 0.9 and at 0.999, before and after the nudge, `(2, 2, days)`.

    They are bias-corrected, so that what moves is not the start from 0.

    Source: lesson A3.

    >>> nudged_averages("a step", 0.0005).shape
    (2, 2, 6000)
    """
    betas = np.array([FAR, FAR + nudge, NEAR, NEAR + nudge])
    found = averages.ewma(values_of(quantity), betas, correct_bias=True)
    return found.reshape(2, 2, -1)
