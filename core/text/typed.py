"""Numbers as people type and paste them: read what is clear, and say in a sentence what is not."""

import math
import re

import numpy as np
from numpy.typing import NDArray

from core.text.written import quoted

MINUS_SIGNS = str.maketrans("−–‐‑﹣－", "------")
BRACKETS = str.maketrans("[](){}", "      ")
ASSIGNMENT = re.compile(r"\s*(\w+\s*=)?\s*((np\.|numpy\.)?array\b)?")  # z = [… and array([…
SEPARATOR = re.compile(r"\s*[,;]\s*|\s+")
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
CHARACTERS_PER_NUMBER = 50
MOST_POINTS = 500


def number(text: str) -> float:
    """Return the finite number that `text` spells.

    Accepts a Unicode minus and exponents; nothing is evaluated.

    Raises ValueError if it is anything else, `nan`, `inf` or beyond ±1.79e308.

    >>> number(" −2.5e3 ")
    -2500.0
    """
    try:
        return _read(text.strip())
    except ValueError as reason:
        raise ValueError(f"{quoted(text.strip())} {reason}") from None


def numbers(text: str, at_least: int, at_most: int) -> NDArray[np.float64]:
    """Return the `at_least` to `at_most` numbers in `text`, in order, shape `(n,)`.

    Commas, semicolons and white space separate; brackets, as copied from NumPy or MATLAB, are
    skipped.

    Raises ValueError naming the first item that is not a finite number and its position, or the
    count.

    >>> numbers("[5; 2; −1; 3]", at_least=2, at_most=20)
    array([ 5.,  2., -1.,  3.])
    """
    longest = CHARACTERS_PER_NUMBER * at_most
    if len(text) > longest:
        raise ValueError(f"{len(text):,} characters are too many: at most {longest:,} are read")
    items = _items(ASSIGNMENT.sub("", text, count=1))
    allowed = f"write {at_least} to {at_most} numbers, such as 5, 2, -1, 3"
    if not items:
        raise ValueError(f"there is nothing to read yet: {allowed}")
    values = [_item(item, position) for position, item in enumerate(items, start=1)]
    if len(values) < at_least:
        raise ValueError(f"{_count(len(values), 'number is', 'numbers are')} too few: {allowed}")
    if len(values) > at_most:
        raise ValueError(f"{len(values)} numbers are too many: {allowed}")
    return np.array(values)


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
    `farthest`, a class that exists), or if there are more than 500 points.

    >>> X, labels = points("0.5, -1, 2", classes=3)
    >>> X.shape, labels
    ((2, 1), array([1]))
    """
    longest = 3 * CHARACTERS_PER_NUMBER * MOST_POINTS
    if len(text) > longest:
        raise ValueError(f"{len(text):,} characters are too many: at most {longest:,} are read")
    lines = [(i, line) for i, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_POINTS:
        raise ValueError(f"{len(lines):,} points are too many: at most {MOST_POINTS} are read")
    rows = [_point(line, i, classes, farthest) for i, line in lines]
    table = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return table[:, :2].T, table[:, 2].astype(np.int64) - 1


def _point(line: str, position: int, classes: int, farthest: float) -> list[float]:
    items = _items(line)
    if len(items) != 3:
        found = _count(len(items), "item", "items")
        raise ValueError(f"line {position} has {found}: write x, y, class, such as 0.5, -1, 2")
    try:
        x, y, label = (_item(item, i) for i, item in enumerate(items, start=1))
    except ValueError as reason:
        raise ValueError(f"line {position}, {reason}") from None
    if max(abs(x), abs(y)) > farthest:
        raise ValueError(
            f"line {position} lies outside the picture: keep x and y within ±{farthest:g}"
        )
    if label not in range(1, classes + 1):
        raise ValueError(
            f"line {position}, class {quoted(items[2])}: write a class from 1 to {classes}"
        )
    return [x, y, label]


def _items(text: str) -> list[str]:
    items = SEPARATOR.split(text.translate(BRACKETS).strip())
    return items if items[-1] else items[:-1]  # a last comma is a number still to come


def _item(item: str, position: int) -> float:
    if not item:
        raise ValueError(f"item {position} is empty: a separator stands where a number should")
    try:
        return _read(item)
    except ValueError as reason:
        raise ValueError(f"item {position}, {quoted(item)}, {reason}") from None


def _read(item: str) -> float:
    item = item.translate(MINUS_SIGNS)
    word = item.lstrip("+-").lower()
    if word == "nan":
        raise ValueError("stands for a missing number: write the number or leave it out")
    if word in {"inf", "infinity"}:
        raise ValueError("is not finite: write a number up to 1.79e308")
    if not NUMBER.fullmatch(item):
        raise ValueError("is not a number")
    if math.isinf(float(item)):
        raise ValueError("is too large to hold: write a number up to 1.79e308")
    return float(item)


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"
