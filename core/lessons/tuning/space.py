"""The hyperparameters of a search, each with its scale: from places in a unit cube to settings.

A candidate is a row u of numbers in [0, 1), one a hyperparameter; its scale makes values of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from core.lessons.tuning.scales import SCALES
from core.text import written
from core.training.settings import Settings
from core.types import Array


class Hyperparameter(NamedTuple):
    """A hyperparameter: the field of the settings that it is, its scale and the ends of the scale.

    `set` makes a number on the scale into what the field holds. Without a field it is idle: no
    network reads it. `marks` are the numbers that an axis names.
    """

    name: str
    about: str
    scale: str
    low: float
    high: float
    marks: tuple[float, ...]
    field: str = ""
    set: Callable[[float], Any] = float
    text: Callable[[float], str] = written.rounded

    def at(self, u: Array) -> Array:
        """Return the numbers at places u along the scale."""
        return SCALES[self.scale].at(u, self.low, self.high)

    def place(self, number: float) -> float:
        """Return the place u of a number; of a whole number, the middle of its places."""
        below = SCALES[self.scale].below
        first = float(below(number, self.low, self.high))
        if self.scale != "whole numbers":
            return first
        return (first + float(below(number + 1, self.low, self.high))) / 2

    def distinct(self, u: Array) -> int:
        """Return how many different values the places u have.

        >>> ALPHA.distinct(np.array([0.1, 0.5, 0.5]))
        2
        """
        return len(np.unique(self.at(u)))


def _as_layer(units: float) -> tuple[int, ...]:
    return (int(units),)


def _power_of_two(exponent: float) -> int:
    return int(2**exponent)


def _as_power(exponent: float) -> str:
    return f"{_power_of_two(exponent)}"


ALPHA = Hyperparameter(
    *("α", "the learning rate", "log", 1e-4, 10.0),
    marks=(1e-4, 1e-3, 1e-2, 0.1, 1, 10),
    field="learning_rate",
)
BETA = Hyperparameter(
    *("β", "momentum's share of the past", "log of 1 - β", 0.0, 0.999),
    marks=(0, 0.9, 0.99, 0.999),
    field="beta1",
)
REAL = (
    ALPHA,
    BETA,
    Hyperparameter(
        *("batch", "the mini-batch size", "whole numbers", 2, 7),
        marks=(2, 3, 4, 5, 6, 7),
        field="batch_size",
        set=_power_of_two,
        text=_as_power,
    ),
    Hyperparameter(
        *("units", "the hidden units", "whole numbers", 2, 32),
        marks=(2, 8, 16, 24, 32),
        field="hidden",
        set=_as_layer,
    ),
    Hyperparameter(
        *("L2", "the L2 penalty", "log", 1e-6, 0.1),
        marks=(1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1),
        field="l2",
        text="{:g}".format,
    ),
    Hyperparameter(
        *("decay", "the decay of α", "log", 1e-3, 10.0),
        marks=(1e-3, 1e-2, 0.1, 1, 10),
        field="decay",
    ),
)
IDLE = (  # momentum reads neither ε nor β₂, which are Adam's
    Hyperparameter(
        *("ε", "Adam's ε, which momentum does not read", "log", 1e-10, 1e-4),
        marks=(1e-10, 1e-8, 1e-6, 1e-4),
        text="{:g}".format,
    ),
    Hyperparameter(
        *("β₂", "Adam's β₂, which momentum does not read", "log of 1 - β", 0.9, 0.9999),
        marks=(0.9, 0.99, 0.999, 0.9999),
    ),
    Hyperparameter(
        *("knob", "a number that nothing reads", "linear", 0.0, 1.0),
        marks=(0, 0.5, 1),
    ),
)
BASE = Settings(  # what a search does not vary
    data="circles",
    noise=0.1,
    validation_share=0.33,
    hidden=(12,),
    batch_norm=False,
    optimizer="momentum",
    learning_rate=1.0,
    decay=0,
    batch_size=16,
    steps=200,
)


def named(names: Sequence[str], idle: int = 0) -> tuple[Hyperparameter, ...]:
    """Return the hyperparameters of these names, in the order of `REAL`, then so many idle ones.

    >>> [each.name for each in named(["β", "α"], idle=1)]
    ['α', 'β', 'ε']
    """
    return (*(each for each in REAL if each.name in names), *IDLE[:idle])


def settings_at(
    base: Settings, searched: Sequence[Hyperparameter], places: Array
) -> list[Settings]:
    """Return the settings at places u `(N, D)` of the D hyperparameters; idle ones change nothing.

    >>> settings_at(BASE, [ALPHA], np.array([[0.5], [0.6]]))[1].learning_rate
    0.1
    """
    columns = {
        each.field: [each.set(number) for number in each.at(u).tolist()]
        for each, u in zip(searched, places.T, strict=True)
        if each.field
    }
    rows = zip(*columns.values(), strict=True) if columns else [()] * len(places)
    return [replace(base, **dict(zip(columns, row, strict=True))) for row in rows]
