"""Numbers as people type and paste them: read what is clear, and say in a sentence what is not."""

import re
from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from core.text import notation
from core.text.notation import LARGEST_FLOAT, Notation, number
from core.text.reading import Reading, UnreadableError, all_readings, the_only
from core.text.written import counted, quoted

BRACKETS = str.maketrans("[](){}", "      ")
ASSIGNMENT = re.compile(r"\s*(\w+\s*=)?\s*((np\.|numpy\.)?array\b)?")  # z = [… and array([…
CHARACTERS_PER_NUMBER = 50
MOST_POINTS = 500

SPACE = r"[ \t\r\n\f\v]+"  # without the spaces that stand between thousands
COMMAS, SEMICOLONS = rf"\s*,\s*|{SPACE}", rf"\s*;\s*|{SPACE}"
SPACES, LINES = rf",?{SPACE}", r"\s*[;\n]\s*"


def numbers(text: str, at_least: int, at_most: int, largest: float = LARGEST_FLOAT) -> Reading:
    """Return the `at_least` to `at_most` numbers in `text`, in order, `values` `(n,)`.

    Commas or semicolons separate, and white space; brackets, as copied from NumPy or MATLAB, are
    skipped. Where semicolons or white space separate, decimal commas are read.

    Raises ValueError naming the first item that is not a number within ±`largest` and its
    position, the count, or the ways in which the text can be read.

    >>> numbers("[5; 2,5; −1; 3]", at_least=2, at_most=20).values
    array([ 5. ,  2.5, -1. ,  3. ])
    """
    longest = CHARACTERS_PER_NUMBER * at_most
    if len(text) > longest:
        raise ValueError(f"{len(text):,} characters are too many: at most {longest:,} are read")
    bare = ASSIGNMENT.sub("", notation.visible(text), count=1).translate(BRACKETS).strip()
    if not bare:
        raise ValueError(f"there is nothing to read yet: {_allowed(at_least, at_most)}")
    if ";" in bare and re.search(r",\s", bare):
        raise ValueError("commas and semicolons both stand between numbers: write one of the two")
    tries = (
        partial(_vector, bare, split, marks, at_least, at_most, largest)
        for split, marks in _ways(bare)
    )
    return the_only(" ".join(bare.splitlines()), all_readings(tries))


def _ways(text: str) -> Iterator[tuple[str, Notation]]:
    """Yield what may stand between numbers, and how these may be written."""
    splits = (SEMICOLONS, LINES) if ";" in text else (COMMAS, SPACES, LINES)
    for split in splits if "," in text else splits[-2:]:
        for marks in notation.notations_in(text):
            if not (split == COMMAS and marks.decimal == ","):
                yield split, marks


def _vector(
    text: str, split: str, marks: Notation, at_least: int, at_most: int, largest: float
) -> Reading:
    allowed = _allowed(at_least, at_most)
    items = _items(text, split)
    values = [_item(item, i, marks, largest) for i, item in enumerate(items, start=1)]
    n = len(values)
    if n < at_least:
        raise UnreadableError(f"{counted(n, 'number is', 'numbers are')} too few: {allowed}", n)
    if n > at_most:
        raise UnreadableError(f"{n} numbers are too many: {allowed}", n)
    return Reading(np.array(values), [1] * n, _way(split, marks))


def _allowed(at_least: int, at_most: int) -> str:
    return f"write {at_least} to {at_most} numbers, such as 5, 2, -1, 3"


def _way(split: str, marks: Notation) -> str:
    return marks.name or ("commas between numbers" if split == COMMAS else "")


def units(text: str) -> tuple[int, ...]:
    """Return the units of the hidden layers in `text`, none for the word none.

    Raises ValueError if it holds anything but whole numbers.

    >>> units("16, 8"), units("none")
    ((16, 8), ())
    """
    words = text.replace(",", " ").split() if text != "none" else []
    if not all(word.isascii() and word.isdigit() for word in words):
        raise ValueError(
            f"Hidden layers are whole numbers like 16, 16, or none, not {quoted(text)}"
        )
    return tuple(int(word[:9]) for word in words)


def points(
    text: str, classes: int, farthest: float = 10.0
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the points in `text`, one `x, y, class` a line, as positions and labels.

    Classes are typed 1 … `classes`. Returns X of shape `(2, m)` and labels 0 … `classes` - 1 of
    shape `(m,)`.

    Raises ValueError naming the first line that does not fit (three numbers, |x| and |y| up to
    `farthest`, a class that exists) or can be read in two ways, or if there are more than 500
    points.

    >>> X, labels = points("0.5, -1, 2", classes=3)
    >>> X.shape, labels
    ((2, 1), array([1]))
    """
    longest = 3 * CHARACTERS_PER_NUMBER * MOST_POINTS
    if len(text) > longest:
        raise ValueError(f"{len(text):,} characters are too many: at most {longest:,} are read")
    bare = notation.visible(text).translate(BRACKETS)
    lines = [(i, line) for i, line in enumerate(bare.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_POINTS:
        raise ValueError(f"{len(lines):,} points are too many: at most {MOST_POINTS} are read")
    tries = (
        partial(_points, lines, split, marks, classes, farthest) for split, marks in _ways(bare)
    )
    table = the_only(bare, all_readings(tries)).values
    return table[:, :2].T, table[:, 2].astype(np.int64) - 1


def _points(
    lines: list[tuple[int, str]], split: str, marks: Notation, classes: int, farthest: float
) -> Reading:
    rows = [_point(line, i, split, marks, classes, farthest) for i, line in lines]
    table = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return Reading(table, [i for i, _ in lines], _way(split, marks))


def _point(
    line: str, position: int, split: str, marks: Notation, classes: int, farthest: float
) -> list[float]:
    items = _items(line.strip(), split)
    if len(items) != 3:
        found = counted(len(items), "item", "items")
        raise UnreadableError(
            f"line {position} has {found}: write x, y, class, such as 0.5, -1, 2", position
        )
    try:
        x, y, label = (_item(item, i, marks) for i, item in enumerate(items, start=1))
    except UnreadableError as reason:
        raise UnreadableError(f"line {position}, {reason}", position) from None
    if max(abs(x), abs(y)) > farthest:
        raise UnreadableError(
            f"line {position} lies outside the picture: keep x and y within ±{farthest:g}", position
        )
    if label not in range(1, classes + 1):
        raise UnreadableError(
            f"line {position}, class {quoted(items[2])}: write a class from 1 to {classes}",
            position,
        )
    return [x, y, label]


def _items(text: str, split: str) -> list[str]:
    items = re.split(split, text)
    return items if items[-1] else items[:-1]  # a last comma is a number still to come


def _item(item: str, position: int, marks: Notation, largest: float = LARGEST_FLOAT) -> float:
    if not item:
        reason = "is empty: a separator stands where a number should"
        raise UnreadableError(f"item {position} {reason}", position)
    try:
        return number(item, marks, largest)
    except ValueError as reason:
        raise UnreadableError(f"item {position}, {quoted(item)}, {reason}", position) from None
