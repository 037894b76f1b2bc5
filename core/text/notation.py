"""How people write numbers: marks before decimals and between thousands, signs, currencies."""

import math
import re
import sys
import unicodedata
from functools import cache
from typing import NamedTuple

LARGEST_FLOAT = sys.float_info.max
FIXED_SPACES = "\u00a0\u2007\u2009\u202f"  # at which no line ends
SPACES = " " + FIXED_SPACES
INVISIBLE = dict.fromkeys([0xFEFF, 0x200B, 0x200E, 0x200F, 0x061C, *range(0x2066, 0x206A)])
MINUS_SIGNS = str.maketrans("−–‐‑﹣－", "------")
BETWEEN_THOUSANDS = {  # by the mark: how it is found, and what several of it are called
    ",": (",", "commas"),
    ".": (r"\.", "points"),
    " ": (f"[{SPACES}]", "spaces"),
    "'": ("['’]", "apostrophes"),
}


class Notation(NamedTuple):
    """The mark before decimals, and the mark between thousands if there is any."""

    decimal: str
    thousands: str = ""

    @property
    def name(self) -> str:
        """What it is called; the plainest, with a decimal point, needs no name.

        >>> Notation(",", " ").name, Notation(",", ".").name, Notation(".").name
        ('decimal comma, spaces between thousands', 'points between thousands', '')
        """
        names = ["decimal comma"] if self.decimal == "," and self.thousands != "." else []
        if self.thousands:
            names.append(f"{BETWEEN_THOUSANDS[self.thousands][1]} between thousands")
        return ", ".join(names)


PLAIN = Notation(".")
NOTATIONS = (
    PLAIN,
    Notation(","),
    Notation(".", ","),
    Notation(",", "."),
    *(Notation(decimal, mark) for mark in (" ", "'") for decimal in ".,"),
)


def notations_in(text: str) -> list[Notation]:
    """Return the notations whose marks occur in a text, the plainest first.

    >>> [(each.decimal, each.thousands) for each in notations_in("12,5")]
    [('.', ''), (',', ''), ('.', ',')]
    """
    return [
        each
        for each in NOTATIONS
        if (each == PLAIN or each.decimal in text or each.thousands)
        and (not each.thousands or re.search(BETWEEN_THOUSANDS[each.thousands][0], text))
    ]


def visible(text: str) -> str:
    """Return the text without the marks that a file begins with and that turn its direction."""
    return text.translate(INVISIBLE)


def number(text: str, notation: Notation = PLAIN, largest: float = LARGEST_FLOAT) -> float:
    """Return the number that `text` spells in a notation; nothing is evaluated.

    Exponents, a Unicode minus and a sign of currency are understood.

    Raises ValueError, with what is wrong as the end of a sentence about `text`.

    >>> number("−1.234,5 €", Notation(",", ".")), number("2.5e3")
    (-1234.5, 2500.0)
    """
    bare = _without_currency(text.translate(MINUS_SIGNS).strip())
    if not _pattern(notation).fullmatch(bare):
        raise ValueError(_why_not(bare))
    for mark in notation.thousands:
        bare = re.sub(BETWEEN_THOUSANDS[mark][0], "", bare)
    value = float(bare.replace(notation.decimal, "."))
    if abs(value) > largest or math.isinf(value):
        raise ValueError(f"is too large: write a number within ±{largest:g}")
    return value


@cache
def _pattern(notation: Notation) -> re.Pattern[str]:
    decimal = re.escape(notation.decimal)
    last = "*" if notation.decimal == "." else "+"  # NumPy prints 5., but a comma may separate
    whole, decimals, exponent = "(0|[1-9][0-9]*)", f"({decimal}[0-9]{last})?", "([eE][+-]?[0-9]+)?"
    plain = f"({whole}{decimals}|{decimal}[0-9]+){exponent}"
    if not notation.thousands:
        return re.compile(f"[+-]?{plain}")
    mark = BETWEEN_THOUSANDS[notation.thousands][0]
    return re.compile(f"[+-]?({plain}|[1-9][0-9]{{0,2}}({mark}[0-9]{{3}})+{decimals})")


def _without_currency(text: str) -> str:
    if text and unicodedata.category(text[-1]) == "Sc":
        return text[:-1].rstrip(SPACES)
    sign = "".join(c for c in text[:1] if c in "+-")
    rest = text.removeprefix(sign).lstrip(SPACES)
    if rest and unicodedata.category(rest[0]) == "Sc":
        return sign + rest[1:].lstrip(SPACES)
    return text


def _why_not(bare: str) -> str:
    word = bare.lstrip("+-").lower()
    if word == "nan":
        return "stands for a missing number: write the number or leave it out"
    if word in {"inf", "infinity"}:
        return "is not finite: write a number"
    if re.fullmatch(r"[+-]?0[0-9]+([.,].*)?", bare):
        return "begins with a zero too many"
    if any(c.isdigit() and not c.isascii() for c in bare):
        return "is not a number: write it with the digits 0 to 9"
    return "is not a number"
