"""Numbers as people read them: few digits, powers of ten, never 0 for what is not 0; and quotes."""

import math
from collections.abc import Sequence
from decimal import Decimal

from core.types import Array

LARGEST_POWER = 1e5  # e to greater powers is left as it stands
SMALLEST_PLAIN, LARGEST_PLAIN = Decimal("0.0001"), Decimal("1e15")  # without a power of ten
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
INSIDE_QUOTES = str.maketrans("“”`", '""′')
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def exponential(x: float, decimals: int) -> str:
    """Write e^x, also where it is beyond every float64.

    Five digits or fewer before the point are written out, with so many decimals; what that would
    round to 0 keeps two digits, and the rest are powers of ten.

    >>> [exponential(x, decimals=1) for x in (5, -1, -4, 1000, -1000)]
    ['148.4', '0.4', '0.018', '1.97 × 10⁴³⁴', '5.08 × 10⁻⁴³⁵']
    """
    if x == -math.inf:
        return "0"
    if abs(x) >= LARGEST_POWER:
        return f"e^{x:.15g}"
    if -9 < x < math.log(1e5):
        fixed = f"{math.exp(x):.{decimals}f}"
        return fixed if float(fixed) else f"{math.exp(x):.2g}"
    power, fraction = divmod(x / math.log(10), 1)
    digits, carry = f"{10**fraction:.2e}".split("e")
    return f"{digits} × 10{str(int(power) + int(carry)).translate(SUPERSCRIPTS)}"


def decimals(x: float) -> int:
    """Return how many decimals show four digits of e^x, but at least one.

    >>> decimals(5), decimals(0), decimals(20)
    (1, 3, 1)
    """
    return min(max(3 - math.floor(x / math.log(10)), 1), 6)


def short(value: float) -> str:
    """Write a number in six digits or fewer.

    >>> short(2.0), short(1 / 3), short(-math.inf)
    ('2', '0.333333', '-∞')
    """
    return f"{value:g}".replace("inf", "∞").replace("nan", "not a number")


def subscript(name: str, position: int) -> str:
    """Write a name with its position, counted from 1, below the line.

    >>> subscript("z", 12)
    'z₁₂'
    """
    return name + str(position).translate(SUBSCRIPTS)


def vector(z: Array) -> str:
    """Write numbers, comma by comma, so that they are read back to the last bit.

    >>> vector([5.0, -0.5, 1e300])
    '5, -0.5, 1e+300'
    """
    return ", ".join(repr(float(value)).removesuffix(".0") for value in z)


def units(layers: Sequence[int]) -> str:
    """Write the units of the hidden layers as they are typed.

    >>> units((16, 8)), units(())
    ('16, 8', 'none')
    """
    return ", ".join(map(str, layers)) or "none"


def rounded(x: float, digits: int = 4) -> str:
    """Write a number with so many digits, commas between thousands; powers of ten far from 1.

    >>> [rounded(x) for x in (10.05025, 1000.0, 23, -0.000123456, 1e9, 3.33e-16, 1.5e200)]
    ['10.05', '1,000', '23', '-0.0001235', '1,000,000,000', '3.33 × 10⁻¹⁶', '1.5 × 10²⁰⁰']
    """
    nearest = Decimal(f"{x:.{digits}g}").normalize()
    if 0 < abs(nearest) < SMALLEST_PLAIN or abs(nearest) >= LARGEST_PLAIN:
        mantissa, power = f"{nearest:e}".split("e")
        return f"{mantissa} × 10{str(int(power)).translate(SUPERSCRIPTS)}"
    return f"{nearest:,f}"


def share(part: float) -> str:
    """Write a share in whole percent, finer where that would say all or none and it is not.

    >>> [share(part) for part in (0.5, 1.0, 239 / 240, 0.99999, 0.001)]
    ['50%', '100%', '99.6%', '99.999%', '0.1%']
    """
    for decimals in range(12):
        text = f"{part:.{decimals}%}"
        if part in (0, 1) or 0 < float(text[:-1]) < 100:
            break
    return text


def times(factor: float) -> str:
    """Write how many times as much something is.

    >>> [times(factor) for factor in (2.0, 1.111, 10)]
    ['twice', '1.11 times', '10 times']
    """
    text = rounded(factor, 3)
    return "twice" if text == "2" else f"{text} times"


def counted(n: int, one: str, many: str) -> str:
    """Write how many there are of something.

    >>> counted(1, "border", "borders"), counted(1200, "day", "days")
    ('1 border', '1,200 days')
    """
    return f"{n:,} {one if n == 1 else many}"


def quoted(text: object) -> str:
    """Write what a visitor typed in “…”: on one line, cut short, and without “, ” or ` inside.

    >>> quoted("7” [a](//b)"), quoted("`2`"), len(quoted("1" * 900))
    ('“7" [a](//b)”', '“′2′”', 42)
    """
    shown = str(text)
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
    shown = "".join(c if c.isprintable() else "�" for c in shown)
    return f"“{shown.translate(INSIDE_QUOTES)}”"


def float64(value: float) -> str:
    """Write what NumPy computed to the last digit, and in words where it is no number.

    >>> [float64(x) for x in (0.1, math.inf, -math.inf, math.nan)]
    ['0.1', '∞', '-∞', 'not a number']
    """
    return repr(float(value)).replace("inf", "∞").replace("nan", "not a number")
