"""Tables of numbers, and texts that hold them in a known notation."""

import re
from decimal import Decimal

from hypothesis import strategies as st

from core.text.notation import Notation

NUMBERS = st.one_of(
    st.integers(-3_000_000, 3_000_000).map(str),
    st.decimals(-10_000, 10_000, places=1).map(str),
    st.decimals(-3_000_000, 3_000_000, places=3).map(str),
    st.sampled_from(["0", "1", "2", "3", "0.5", "1.234", "12.345", "1234", "1234.5"]),
).filter(lambda text: Decimal(text) or not text.startswith("-"))


def tables(n_columns: int, most_rows: int = 8) -> st.SearchStrategy[list[list[str]]]:
    """Rows of numbers as Python writes them."""
    row = st.lists(NUMBERS, min_size=n_columns, max_size=n_columns)
    return st.lists(row, min_size=1, max_size=most_rows)


def in_notation(number: str, notation: Notation) -> str:
    """A number as Python writes it, written in a notation.

    >>> in_notation("-1234567.5", Notation(",", "."))
    '-1.234.567,5'
    """
    whole, point, decimals = number.partition(".")
    if notation.thousands:
        whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", notation.thousands, whole)
    return whole + point.replace(".", notation.decimal) + decimals
