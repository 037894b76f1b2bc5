"""One column of numbers, pasted or from a CSV file: read it, or say which line is wrong and why."""

import csv
import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import numpy as np

from core.text import notation
from core.text.notation import Notation, number
from core.text.reading import Reading, UnreadableError, all_readings
from core.text.written import counted, quoted

MOST_VALUES = 5_000
LONGEST_TEXT = 100_000  # characters
LARGEST_VALUE = 1e12  # charts hold single precision

WHOLE_LINE, WHITE_SPACE = "\x1f", " "  # the first stands in no text: a line is one cell
SEPARATORS = {",": "commas", WHITE_SPACE: "spaces"}  # that may also stand inside numbers
BEGINS_LIKE_A_NUMBER = re.compile(r"\W*\d")
COMMA_IN_HEADER = re.compile(r"\S,\S")  # in prose a space follows it
MISSING = {"", "-", ".", "?", "na", "n/a", "nan", "null", "none"}


class Row(NamedTuple):
    """The cells of a line, and its number, from 1."""

    line: int
    cells: list[str]


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


def readings(text: str) -> list[Reading]:
    r"""Return the numbers in the text, in order: one reading, or several if it can mean as many.

    One number a line, or all of them on one line. Of several columns the last counts. Blank lines
    and a name on the first line are skipped. What separates columns, stands before decimals and
    between thousands is found from the whole text.

    Raises ValueError naming the line and what is wrong with it, or if there is nothing to read, or
    too much.

    >>> (reading,) = readings("date;temp\n1 July;19,5\n2 July;1.021,5")
    >>> reading.values
    array([  19.5, 1021.5])
    >>> reading.understood
    '2 numbers: points between thousands; the last of 2 columns; the first line is a name'
    """
    if len(text) > LONGEST_TEXT:
        raise ValueError(
            f"{len(text):,} characters are too many: at most {LONGEST_TEXT:,} are read"
        )
    lines = [
        (i, line)
        for i, line in enumerate(notation.visible(text).splitlines(), start=1)
        if line.strip()
    ]
    if not lines:
        raise ValueError("there is nothing to read yet: write one number a line")
    if len(lines) > MOST_VALUES + 1:
        raise ValueError(f"{len(lines):,} lines are too many: at most {MOST_VALUES:,} are read")
    tries = (
        partial(_read, lines, separator, each)
        for separator in _separators(text)
        for each in notation.notations_in(text)
        if not (separator == "," and each.decimal == "," and '"' not in text)
    )
    return all_readings(tries)


def _separators(text: str) -> Iterator[str]:
    """Yield what may stand between columns: a tab or semicolon, where there is one, else more."""
    clear = next((mark for mark in "\t;" if mark in text), None)
    if clear:
        yield clear
        return
    yield WHOLE_LINE
    yield WHITE_SPACE
    if "," in text:
        yield ","


def _read(lines: list[tuple[int, str]], separator: str, marks: Notation) -> Reading:
    rows = [Row(i, _cells(line, separator, i)) for i, line in lines]
    header = rows.pop(0).cells if len(rows) > 1 and _is_header(rows[0].cells) else []
    if separator != "," and any(map(COMMA_IN_HEADER.search, header)):
        raise UnreadableError(f"line {lines[0][0]} alone has commas between columns")
    abreast = len(rows) == 1 and len(rows[0].cells) not in (1, len(header))
    if abreast:
        (row,) = rows
        cells = row.cells if row.cells[-1] else row.cells[:-1]  # after a last comma nothing follows
        rows = [Row(row.line, [cell]) for cell in cells]
    if len(rows) > MOST_VALUES:
        reason = f"{len(rows):,} values are too many: at most {MOST_VALUES:,} are read"
        raise UnreadableError(reason, place=len(rows))
    columns = len(rows[0].cells)
    values = [_value(row, columns, marks) for row in rows]
    layout = [f"the last of {columns} columns"] * (columns > 1)
    layout += ["the first line is a name"] * bool(header)
    return Reading(
        np.array(values),
        [row.line for row in rows],
        way=_way(marks, separator if columns > 1 or abreast else WHOLE_LINE, abreast),
        layout="; ".join(layout),
    )


def _cells(line: str, separator: str, i: int) -> list[str]:
    if separator == WHITE_SPACE:
        return re.split(",?[ \t]+", line.strip())
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=separator, strict=True))]
    except csv.Error:
        raise UnreadableError(
            f"line {i}: a quotation mark opens that does not close, or the line is too long", i
        ) from None


def _is_header(cells: list[str]) -> bool:
    """Return whether the first line says what the columns are: words, and no number among them.

    >>> [_is_header([cell]) for cell in ("°C", "Q1", "—5", "#1", "€5", "5 Äpfel", "n/a")]
    [True, True, False, False, False, False, False]
    """
    word = cells[-1].strip("+-").lower()
    is_word = any(c.isalpha() for c in word) and word not in MISSING | {"inf", "infinity"}
    return is_word and not any(BEGINS_LIKE_A_NUMBER.match(cell) for cell in cells)


def _value(row: Row, columns: int, marks: Notation) -> float:
    if len(row.cells) != columns:
        count = counted(len(row.cells), "column", "columns")
        raise UnreadableError(
            f"line {row.line} has {count} where the first line has {columns}", row.line
        )
    cell = row.cells[-1]
    if cell.lower() in MISSING:
        reason = "has no value: write the number, or delete the line"
        raise UnreadableError(f"line {row.line} {reason}", row.line)
    try:
        return number(cell, marks, LARGEST_VALUE)
    except ValueError as reason:
        raise UnreadableError(f"line {row.line}: {quoted(cell)} {reason}", row.line) from None


def _way(marks: Notation, separator: str, abreast: bool) -> str:
    between = "numbers" if abreast else "columns"
    separates = f"{SEPARATORS[separator]} between {between}" if separator in SEPARATORS else ""
    return ", ".join(filter(None, [marks.name, separates]))
