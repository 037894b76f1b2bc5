"""One text, all the ways to read it: those that say different things are told apart in words."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from core.text.written import counted, quoted, vector
from core.types import Array

DECIMAL_POINT = "decimal point"  # the way of reading that needs no name, among others
MOST_SHOWN = 3  # of the numbers on one line


class UnreadableError(ValueError):
    """A text cannot be read this way; `place` is how far it could."""

    def __init__(self, message: str, place: int = 0) -> None:
        super().__init__(message)
        self.place = place


class SeveralReadingsError(UnreadableError):
    """A text can be read in several ways, each of the `readings`."""

    def __init__(self, text: str, readings: "Sequence[Reading]") -> None:
        super().__init__(two_ways(text, readings))
        self.readings = readings


class Reading(NamedTuple):
    """Numbers, a row of `values` each, and the line on which each stands.

    `way` names the marks that were taken for separators and inside numbers, where they can be
    mistaken; `layout` says what else was found.
    """

    values: Array
    lines: Sequence[int]
    way: str = ""
    layout: str = ""

    @property
    def understood(self) -> str:
        """Say how many numbers there are and how they were read."""
        n = counted(len(self.values), "number", "numbers")
        how = "; ".join(filter(None, [self.way, self.layout]))
        return f"{n}: {how}" if how else n

    def on_line(self, line: int) -> str:
        """Write the numbers that stand on a line."""
        values = self.values[np.equal(self.lines, line)].ravel()
        more = ", …" if len(values) > MOST_SHOWN else ""
        return vector(values[:MOST_SHOWN]) + more


def all_readings(ways: Iterable[Callable[[], Reading]]) -> list[Reading]:
    """Return what the text says, read in each of the ways: once for each different answer.

    Raises UnreadableError if it cannot be read in any: the answer of the way that came furthest.
    """
    found: list[Reading] = []
    failed: list[UnreadableError] = []
    for read in ways:
        try:
            reading = read()
        except UnreadableError as reason:
            failed.append(reason)
            continue
        if not any(np.array_equal(reading.values, other.values) for other in found):
            found.append(reading)
    if not found:
        raise max(failed, key=lambda reason: reason.place)
    return found


def the_only(text: str, readings: Sequence[Reading]) -> Reading:
    """Return the reading of a text, if there is one alone.

    Raises SeveralReadingsError naming the first line that reads differently, and how.
    """
    if len(readings) > 1:
        raise SeveralReadingsError(text, readings)
    return readings[0]


def two_ways(text: str, readings: Sequence[Reading]) -> str:
    """Say which line can be read in several ways, and what each would make of it."""
    lines = text.splitlines()
    for number in range(1, len(lines) + 1):
        ways = {each.on_line(number): each.way or DECIMAL_POINT for each in readings}
        if len(ways) > 1 and "" not in ways:
            break
    where = f"line {number}, " if len(text.strip().splitlines()) > 1 else ""
    meanings = " or as ".join(f"{numbers} ({way})" for numbers, way in ways.items())
    return f"{where}{quoted(lines[number - 1].strip())} can be read as {meanings}"
