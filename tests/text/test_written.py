"""Numbers are written short, but never as something they are not."""

import math
import re
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import typed, written

FROM_SUPERSCRIPT = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


@given(st.floats(-99_999, 99_999), st.integers(0, 6))
def test_a_written_exponential_is_the_exponential(x: float, decimals: int) -> None:
    text = written.exponential(x, decimals).replace(" × 10", "e").translate(FROM_SUPERSCRIPT)
    with localcontext() as context:
        context.prec = 20
        exact = Decimal(x).exp()
    assert abs(Decimal(text) - exact) <= max(exact * Decimal("0.0501"), Decimal(0.5 / 10**decimals))
    assert Decimal(text) > 0


@pytest.mark.parametrize(
    ("x", "text"),
    [
        (math.log(9.9996e20), "1.00 × 10²¹"),  # 10.00 × 10²⁰ would be no way to write it
        (math.log(99_999), "99999.0"),
        (math.log(100_001), "1.00 × 10⁵"),
        (-math.inf, "0"),
        (-1e308, "e^-1e+308"),
        (0, "1.0"),
    ],
)
def test_an_exponential_at_the_edges_of_its_forms(x: float, text: str) -> None:
    assert written.exponential(x, decimals=1) == text


def test_four_digits_of_the_biggest_are_the_lessons_one_decimal() -> None:
    digits = written.decimals(5)
    texts = [written.exponential(x, digits) for x in (5, 2, -1, 3, math.log(176.3))]
    assert texts == ["148.4", "7.4", "0.4", "20.1", "176.3"]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=20))
def test_a_written_vector_is_read_back_to_the_last_bit(z: list[float]) -> None:
    np.testing.assert_array_equal(typed.numbers(written.vector(np.array(z)), 2, 20).values, z)


@given(st.floats())
def test_nothing_written_for_a_reader_says_nan_or_inf(x: float) -> None:
    assert not re.search("nan|inf", written.short(x) + written.float64(x))
