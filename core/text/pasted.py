"""One column of numbers, pasted or from a CSV file: read it, or say which line is wrong and why."""

import csv
import re

import numpy as np

from core.text import typed
from core.text.written import quoted
from core.types import Array

MOST_VALUES = 5_000
LONGEST_TEXT = 400_000  # characters
LARGEST_VALUE = 1e12  # charts hold single precision

DECIMAL_COMMA = re.compile(r"([+\-−]?[0-9]{1,15}),([0-9]{1,15})")
BEGINS_LIKE_A_NUMBER = re.compile(r"[+\-−]?([.,]?\d|inf(inity)?$)", re.IGNORECASE)
MISSING = {"", "-", ".", "?", "na", "n/a", "nan", "null", "none"}


def decode(data: bytes) -> str:
    """Return the text of a file, in UTF-8 or in Excel's UTF-16.

    Raises ValueError if it is anything else.

    >>> decode("12,5 °C".encode())
    '12,5 °C'
    """
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ValueError("the file is not plain text: save it as CSV in UTF-8") from None


def read(text: str) -> Array:
    r"""Return the numbers in the text, in order, shape (n,).

    One number a line, or all of them on one line. Of several columns the last counts. Blank lines
    and a header are skipped; a decimal comma is understood where it cannot be a separator.

    Raises ValueError naming the line and what is wrong with it, or if there is nothing to read, or
    too much.

    >>> read("date;temp\n1 July;19,5\n2 July;21")
    array([19.5, 21. ])
    """
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"{len(text):,} characters: at most {LONGEST_TEXT:,} are read")
    separator = _separator(text)
    lines = enumerate(text.splitlines(), start=1)
    rows = [(i, _cells(line, separator, i)) for i, line in lines if line.strip()]
    header = rows.pop(0)[1] if len(rows) > 1 and _is_header(rows[0][1]) else []
    if len(rows) == 1 and len(rows[0][1]) != len(header):
        rows = _all_on_one_line(*rows[0])
    if not rows:
        raise ValueError("there is nothing to read yet: write one number a line")
    if len(rows) > MOST_VALUES:
        raise ValueError(f"{len(rows):,} values: at most {MOST_VALUES:,} are read")
    return np.array([_value(i, cells, columns=len(rows[0][1])) for i, cells in rows])


def _separator(text: str) -> str | None:
    """Return what stands between columns: a tab, a semicolon, a comma, or None for white space."""
    for separator in "\t;":
        if separator in text:
            return separator
    with_comma = [word for word in text.split() if "," in word]
    decimals = [DECIMAL_COMMA.fullmatch(word) for word in with_comma]
    if not all(decimals):
        return ","
    before = [int(match[1].replace("−", "-")) for match in decimals if match]
    if len(before) > 2 and before == list(range(before[0], before[0] + len(before))):
        raise ValueError(
            f"{quoted(with_comma[0])} may be one number or two columns, a count and a number: "
            "write decimal points, or semicolons between columns"
        )
    return None


def _cells(line: str, separator: str | None, i: int) -> list[str]:
    if separator is None:
        return line.split()
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=separator))]
    except csv.Error:
        raise ValueError(f"line {i} is too long to read: write one number a line") from None


def _all_on_one_line(i: int, cells: list[str]) -> list[tuple[int, list[str]]]:
    values = cells if cells[-1] else cells[:-1]  # after a last comma nothing need follow
    return [(i, [cell]) for cell in values]


def _is_header(cells: list[str]) -> bool:
    return cells[-1].lower() not in MISSING and not BEGINS_LIKE_A_NUMBER.match(cells[-1])


def _value(i: int, cells: list[str], columns: int) -> float:
    if len(cells) != columns:
        raise ValueError(f"line {i} has {len(cells)} columns where the first line has {columns}")
    cell = DECIMAL_COMMA.sub(r"\1.\2", cells[-1])
    if cell.lower() in MISSING:
        raise ValueError(f"line {i} has no value: write the number, or delete the line")
    try:
        value = typed.number(cell)
    except ValueError as reason:
        raise ValueError(f"line {i}: {reason}") from None
    if abs(value) > LARGEST_VALUE:
        raise ValueError(
            f"line {i}: {value:g} is too large: write numbers within ±{LARGEST_VALUE:g}"
        )
    return value
