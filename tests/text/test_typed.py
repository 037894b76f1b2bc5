"""What people type is read as they meant it, or answered in a sentence."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.text import typed, written
from core.text.notation import NOTATIONS, Notation
from tests.text.tables import in_notation, tables

LESSON = [5, 2, -1, 3]
FINITE = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    "text",
    [
        "5, 2, -1, 3",
        "5 2 -1 3",
        "5;2;-1;3",
        "5\t2\t-1\t3",
        "5\n2\r\n-1\n3\n",
        "5, 2, −1, 3",  # a Unicode minus
        "5, 2, –1, 3",  # an en dash, as word processors write it
        "0.5e1, 20E-1, -1., +3",
        "[ 5.  2. -1.  3.]",  # NumPy, printed
        "array([ 5.,  2., -1.,  3.])",  # NumPy, repr
        "np.array([[5], [2], [-1], [3]])",  # a column, as the lesson has it
        "[5; 2; -1; 3]",  # MATLAB, source
        "z =\n\n     5     2    -1     3\n",  # MATLAB, printed
        "(5, 2, -1, 3,",  # still typing
    ],
)
def test_every_common_way_to_write_a_vector_is_read(text: str) -> None:
    np.testing.assert_array_equal(typed.numbers(text, 2, 20).values, LESSON)


@given(st.lists(FINITE, min_size=2, max_size=20))
def test_what_a_link_holds_is_read_back_to_the_last_bit(values: list[float]) -> None:
    text = written.vector(np.array(values))
    np.testing.assert_array_equal(typed.numbers(text, 2, 20).values, values)


GAPS = ["; ", ";", " ", "\n", "\t"]


@given(tables(n_columns=1), st.sampled_from([*GAPS, ", ", ",", ",\n"]), st.sampled_from(NOTATIONS))
def test_a_vector_in_any_notation_is_read_back_or_refused(
    table: list[list[str]], gap: str, notation: Notation
) -> None:
    inside = notation.decimal + notation.thousands
    assume(gap not in inside and not (notation.decimal == "," and "," in gap))  # nobody writes so
    text = gap.join(in_notation(row[0], notation) for row in table)
    try:
        found = typed.numbers(text, 1, 50)
    except ValueError:
        return
    np.testing.assert_array_equal(found.values, [float(row[0]) for row in table])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,5; 2,5", [1.5, 2.5]),
        ("1.234,5; 2", [1234.5, 2]),
        ("1 000; 2 000", [1000, 2000]),
        ("1\u00a0000 2", [1000, 2]),
        ("5,2", [5, 2]),
        ("1.5 €; 2 €", [1.5, 2]),
        ("\ufeff5, 2", [5, 2]),
    ],
)
def test_the_notation_is_found_from_the_whole_text(text: str, values: list[float]) -> None:
    np.testing.assert_array_equal(typed.numbers(text, 2, 20).values, values)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("5, 2, x7", "item 3, “x7”, is not a number"),
        ("5 two", "item 2, “two”, is not a number"),
        ("5, 2, -", "item 3, “-”, is not a number"),
        ("1_000 2", "item 1, “1_000”, is not a number"),
        ("1+1 2", "item 1, “1+1”, is not a number"),
        ("__import__ 2", "item 1, “__import__”, is not a number"),
        ("1, \u202e2", "item 2, “�2”, is not a number"),
        ("nan, 2", "item 1, “nan”, stands for a missing number"),
        ("2, -inf", "item 2, “-inf”, is not finite"),
        ("2, 1e400", "item 2, “1e400”, is too large: write a number within ±1.79769e+308"),
        ("2, ٣", "item 2, “٣”, is not a number: write it with the digits 0 to 9"),
        ("007 2", "item 1, “007”, begins with a zero too many"),
        ("1,5 2,5", "“1,5 2,5” can be read as 1, 5, 2, … (commas between numbers) or as 1.5, 2.5"),
        ("5, 2; -1, 3", "commas and semicolons both stand between numbers"),
        ("2,, 3", "item 2 is empty"),
        (", 3", "item 1 is empty"),
        ("", "nothing to read yet"),
        (" [ ] ", "nothing to read yet"),
        ("7", "1 number is too few: write 2 to 20"),
        ("7 " * 21, "21 numbers are too many: write 2 to 20"),
        ("7" * 10_000, "10,000 characters are too many"),
        ("1" * 900 + "x", f"item 1, “{'1' * 39}…”, is not a number"),
    ],
)
def test_anything_else_is_answered_by_name_and_position(text: str, answer: str) -> None:
    with pytest.raises(ValueError, match=r"\A[^\n]+\Z") as refusal:
        typed.numbers(text, 2, 20)
    assert answer in str(refusal.value)


@given(st.text(max_size=200))
def test_no_text_does_worse_than_a_sentence(text: str) -> None:
    try:
        values = typed.numbers(text, 2, 20).values
    except ValueError as reason:
        refusal = str(reason)
    else:
        refusal = ""
        assert 2 <= len(values) <= 20
        assert np.isfinite(values).all()
    assert refusal.isprintable()


def test_points_keep_their_order_and_count_classes_from_zero() -> None:
    X, labels = typed.points("0.5, -1, 2\n\n[3 4 1]\n", classes=3)
    np.testing.assert_array_equal(X, [[0.5, 3], [-1, 4]])
    np.testing.assert_array_equal(labels, [1, 0])


def test_points_may_have_decimal_commas() -> None:
    X, _ = typed.points("0,5; -1; 2\n1,25; 0; 1", classes=2)
    np.testing.assert_array_equal(X, [[0.5, 1.25], [-1, 0]])


def test_no_lines_are_no_points() -> None:
    X, labels = typed.points("\n", classes=2)
    assert X.shape == (2, 0)
    assert labels.shape == (0,)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1, 2", "line 1 has 2 items: write x, y, class"),
        ("1 2 1\n\nx 2 1", "line 3, item 1, “x”, is not a number"),
        ("1 2 4", "line 1, class “4”: write a class from 1 to 3"),
        ("1 2 1.5", "line 1, class “1.5”: write a class from 1 to 3"),
        ("1 -11 1", "line 1 lies outside the picture: keep x and y within ±10"),
        ("1 2 1\n" * 501, "501 points are too many"),
        ("1" * 80_000, "80,000 characters are too many"),
    ],
)
def test_a_point_that_does_not_fit_is_answered_by_line(text: str, answer: str) -> None:
    with pytest.raises(ValueError, match=r"\A[^\n]+\Z") as refusal:
        typed.points(text, classes=3)
    assert answer in str(refusal.value)
