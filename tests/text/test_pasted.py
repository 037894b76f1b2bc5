"""What people paste: understood, or answered with the line that is wrong and why."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import pasted


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1\n2\n3", [1, 2, 3]),
        ("5", [5]),
        ("1, 2, 3", [1, 2, 3]),
        ("1,2,3,", [1, 2, 3]),  # a last comma needs nothing after it
        ("1 2 3", [1, 2, 3]),
        ("1;2;3", [1, 2, 3]),
        ("12,5\n13,1\n11,9", [12.5, 13.1, 11.9]),  # decimal commas, as in much of Europe
        ("12,5 13,1 11,9", [12.5, 13.1, 11.9]),
        ("12,5; 13,1; 11,9", [12.5, 13.1, 11.9]),
        ("-3,5\n−2,25", [-3.5, -2.25]),  # a hyphen and a true minus sign
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
    np.testing.assert_array_equal(pasted.read(text), values)


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
        ("12\n1e300", "line 2: 1e[+]300 is too large"),
        ("1 2 3\n4 5", "line 2 has 2 columns where the first line has 3"),
        ("1,12\n2,13\n3,11", "“1,12” may be one number or two columns"),
        ("1\n" * 5001, "5,001 values: at most 5,000"),
        ("1," * 5001, "5,001 values: at most 5,000"),
        ("1" * 400_001, "400,001 characters: at most 400,000"),
        ("x" * 200_000 + ",", "line 1 is too long"),
        ("9" * 10_000 + ",5", "line 1"),
    ],
)
def test_what_is_wrong_is_answered_with_its_line(text, message):
    with pytest.raises(ValueError, match=message):
        pasted.read(text)


def test_five_thousand_values_are_read():
    assert len(pasted.read("12,5\n" * 5000)) == 5000


@given(
    st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=30),
    st.sampled_from(["\n", "\r\n", "; ", "\t", " "]),
)
def test_numbers_come_back_as_they_were_written(values, separator):
    text = separator.join(map(repr, values))
    np.testing.assert_array_equal(pasted.read(text), values)


def answer(function, what):
    """What a function returns, or the sentence with which it refuses."""
    try:
        return function(what)
    except ValueError as reason:
        return str(reason)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_one_short_sentence(text):
    said = answer(pasted.read, text)
    if isinstance(said, str):
        assert len(said.splitlines()) == 1
        assert len(said) < 200
    else:
        assert np.isfinite(said).all()


@given(st.binary(max_size=200))
def test_any_file_is_decoded_or_refused(data):
    assert isinstance(answer(pasted.decode, data), str)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_of_spreadsheets_are_read(encoding):
    text = "Tag;°C\n1. Juli;19,5\n2. Juli;21\n"
    np.testing.assert_array_equal(pasted.read(pasted.decode(text.encode(encoding))), [19.5, 21])


def test_a_picture_is_not_a_file_of_numbers():
    with pytest.raises(ValueError, match="plain text"):
        pasted.decode(b"\x89PNG\r\n\x1a\n")
