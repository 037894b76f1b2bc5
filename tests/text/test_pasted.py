"""What people paste: understood, or answered with the line that is wrong and why."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import pasted
from core.text.notation import NOTATIONS
from core.text.reading import two_ways
from tests.text.tables import in_notation, tables


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1\n2\n3", [1, 2, 3]),
        ("5", [5]),
        ("1, 2, 3", [1, 2, 3]),
        ("1,2,3,", [1, 2, 3]),  # a last comma needs nothing after it
        ("1 2 3", [1, 2, 3]),
        ("1;2;3", [1, 2, 3]),
        ("12,5\n13\n11,9", [12.5, 13, 11.9]),  # decimal commas, as in much of Europe
        ("1.234,5\n-2.345,6\n7", [1234.5, -2345.6, 7]),
        ("1,234.5\n2,000.0", [1234.5, 2000]),  # 000.0 is no number
        ("1 000\n2 000", [1000, 2000]),
        ("1\u00a0234\n2\u202f000", [1234, 2000]),
        ("1'234.5\n2’000", [1234.5, 2000]),
        ("€5\n-€ 6\n1.234,50 €", [5, -6, 1234.5]),
        ("\ufeff5\n\u200e6", [5, 6]),
        ("1,5E+03\n2", [1500, 2]),  # as Excel writes it
        ("Temperature, °C\n12,5\n13", [12.5, 13]),
        ("Q1\n12\n13", [12, 13]),
        ("12,5 13,1 11,9", [12.5, 13.1, 11.9]),
        ("12,5; 13,1; 11,9", [12.5, 13.1, 11.9]),
        ("-3,5\n−2,05\n1", [-3.5, -2.05, 1]),  # a hyphen and a true minus sign
        ("1e-3\n2E2", [0.001, 200]),
        ("\n12\n\n \n13\n\n", [12, 13]),
        ("12\r\n13\r\n", [12, 13]),
        ("temp\n12\n13", [12, 13]),
        ("Mean °C\n12,5\n13", [12.5, 13]),
        ("day,temp\n1,12\n2,13\n3,11", [12, 13, 11]),  # the header's comma separates
        ("date,temp\n2024-01-01,12.5\n2024-01-02,13", [12.5, 13]),
        ("2024-01-01 06:00\t12,5\n2024-01-02 06:00\t13", [12.5, 13]),
        ("Jan 1;12.5\nJan 2;13", [12.5, 13]),
        ('"date","temp"\n"1 July","12,5"\n"2 July","13"', [12.5, 13]),
        ("date,temp\n2024-01-01,12.5", [12.5]),  # one row under a header is a row, not a list
    ],
)
def test_what_is_clear_is_read(text, values):
    (reading,) = pasted.readings(text)
    np.testing.assert_array_equal(reading.values, values)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "12,5\n13,1",
            "line 1, “12,5” can be read as 12.5 (decimal comma) or as 5 (commas between",
        ),
        ("1,12\n2,13\n3,11", "line 1, “1,12” can be read as 1.12 (decimal comma) or as 12 (commas"),
        (
            "temp\n1.234\n5",
            "line 2, “1.234” can be read as 1.234 (decimal point) or as 1234 (points",
        ),
        ("1 234\n2 345", "line 1, “1 234” can be read as 1234"),
        ("1,5", "“1,5” can be read as 1.5 (decimal comma) or as 1, 5 (commas between numbers)"),
        ("1.234,5\n2.345,6", "“1.234,5” can be read as 1234.5 (points between thousands) or as 5"),
    ],
)
def test_what_can_be_read_in_several_ways_is_told_with_its_line(text, said):
    found = pasted.readings(text)
    assert len(found) > 1
    assert len({reading.way for reading in found}) == len(found)
    assert said in two_ways(text, found)


NAMES = st.sampled_from(["temp", "Mean °C", "a_1", "Preis, netto", "“x”"])


@given(
    tables(n_columns=1) | tables(n_columns=2) | tables(n_columns=3),
    st.sampled_from(NOTATIONS),
    st.sampled_from(",;\t "),
    st.sampled_from(["\n", "\r\n"]),
    st.none() | NAMES,
    st.sampled_from(["", "\ufeff", "\u200e"]),
    st.booleans(),
)
def test_a_table_is_read_as_it_was_written_or_refused(
    table, notation, separator, end, name, mark, quote
):
    """The last column comes back, alone or among the readings that the visitor may choose from."""
    columns = len(table[0])
    rows = [[in_notation(cell, notation) for cell in row] for row in table]
    if name:
        rows = [[name] * columns, *rows]
    if columns > 1:
        file = io.StringIO()
        how = csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL
        csv.writer(file, delimiter=separator, quoting=how, lineterminator=end).writerows(rows)
        text = file.getvalue()
    else:
        text = end.join(row[0] for row in rows)
    last = [float(row[-1]) for row in table]
    abreast = [float(cell) for cell in table[0]] if len(table) == 1 and not name else last
    try:
        found = pasted.readings(mark + text)
    except ValueError:
        return
    assert any(
        np.array_equal(reading.values, meant) for reading in found for meant in (last, abreast)
    )


def test_most_tables_in_common_notations_are_read_not_refused():
    rows = [("1. Juli", "1.019,5"), ("2. Juli", "21"), ("3. Juli", "1.234.567,25")]
    for separator in ";\t":
        (reading,) = pasted.readings("\n".join(map(separator.join, rows)))
        np.testing.assert_array_equal(reading.values, [1019.5, 21, 1234567.25])
        assert reading.understood == "3 numbers: points between thousands; the last of 2 columns"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "nothing to read"),
        (" \n\n ", "nothing to read"),
        ("hello", "line 1: “hello” is not a number"),
        ("temp\n12\n1x3\n14", "line 3: “1x3” is not a number"),
        ("12\n\n\n1.2.3", "line 4: “1.2.3” is not a number"),  # blank lines count as lines
        ("date,temp\n1 July,12\n2 July,\n3 July,11", "line 3 has no value"),
        ("12\nNA\n13", "line 2 has no value"),
        ("nan\n12", "line 1 has no value"),
        ("12\ninf", "line 2: “inf” is not finite"),
        ("inf\n12", "line 1: “inf” is not finite"),
        ("12\n1e300", "line 2: “1e300” is too large: write a number within ±1e[+]12"),
        ("—5\n3", "line 1: “—5” is not a number"),
        ("#1\n2", "line 1: “#1” is not a number"),
        ('"1\n2', "line 1: a quotation mark opens that does not close"),
        ("5 apples\n2", "line 1: “5 apples” is not a number"),
        ("007\n8", "line 1: “007” begins with a zero too many"),
        ("٣\n4", "line 1: “٣” is not a number: write it with the digits 0 to 9"),
        ("12\n12%", "line 2: “12%” is not a number"),
        ("1 2 3\n4 5", "line 2 has 2 columns where the first line has 3"),
        ("1\n" * 5001, "5,001 values are too many: at most 5,000"),
        ("1," * 5001, "5,001 values are too many: at most 5,000"),
        ("1\n" * 50_000, "50,000 lines are too many: at most 5,000"),
        ("1" * 100_001, "100,001 characters are too many: at most 100,000"),
        ("9" * 10_000 + ",5", "line 1"),
    ],
)
def test_what_is_wrong_is_answered_with_its_line(text, message):
    with pytest.raises(ValueError, match=message):
        pasted.readings(text)


def test_five_thousand_values_are_read():
    (reading,) = pasted.readings("12,5\n" * 4999 + "13")
    assert len(reading.values) == 5000


def answer(function, what):
    """What a function returns, or the sentence with which it refuses."""
    try:
        return function(what)
    except ValueError as reason:
        return str(reason)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_one_short_sentence(text):
    said = answer(pasted.readings, text)
    if isinstance(said, str):
        assert len(said.splitlines()) == 1
        assert len(said) < 200
    else:
        assert all(np.isfinite(reading.values).all() for reading in said)
        assert two_ways(text, said).isprintable()


@given(st.binary(max_size=200))
def test_any_file_is_decoded_or_refused(data):
    assert isinstance(answer(pasted.decode, data), str)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_of_spreadsheets_are_read(encoding):
    text = "Tag;°C\n1. Juli;19,5\n2. Juli;21\n"
    (reading,) = pasted.readings(pasted.decode(text.encode(encoding)))
    np.testing.assert_array_equal(reading.values, [19.5, 21])


def test_a_picture_is_not_a_file_of_numbers():
    with pytest.raises(ValueError, match="plain text"):
        pasted.decode(b"\x89PNG\r\n\x1a\n")
