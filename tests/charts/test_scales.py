"""Axes end on numbers that one can read, and find their ends in the table `view`."""

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts import scales

LOSSES = st.floats(1e-9, 1e300)


@given(LOSSES, LOSSES)
def test_a_logarithmic_axis_is_the_shortest_from_1_2_or_5_to_1_2_or_5_that_holds_all(one, other):
    low, high = sorted((one, other))
    ends = scales.log_ends(low, high)
    first, last = map(scales.ONE_TWO_FIVE.index, ends)
    assert ends[0] <= low < scales.ONE_TWO_FIVE[first + 1]
    assert first < last
    assert high <= ends[1]
    assert last == first + 1 or scales.ONE_TWO_FIVE[last - 1] < high


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        (0.06, 1.2, (0.05, 2)),
        (0.2, 3, (0.2, 5)),
        (1, 1, (1, 2)),
        (1e-9, 1e300, (1e-9, 1e300)),
    ],
)
def test_a_logarithmic_axis_ends_on_1_2_or_5(low, high, ends):
    assert scales.log_ends(low, high) == ends


@pytest.mark.parametrize(
    ("low", "high", "named"),
    [
        (0.06, 1.2, [0.05, 0.1, 0.2, 0.5, 1, 2]),
        (0.0006, 1.2, [0.001, 0.01, 0.1, 1]),
        (1e58, 1e60, [1e58, 1e59, 1e60]),
    ],
)
def test_a_logarithmic_axis_names_1_2_and_5_or_if_it_is_long_only_the_powers(low, high, named):
    first, last = scales.log_ends(low, high)
    axis = scales.logarithmic(alt.Y("loss:Q"), scales.spans_decades(low, high)).to_dict()
    assert [value for value in axis["axis"]["values"] if first <= value <= last] == named
    assert axis["scale"]["type"] == "log"


@pytest.mark.parametrize("axis", [alt.X("a:Q"), alt.Y("a:Q")])
def test_the_ends_of_an_axis_are_numbers_of_the_table_view(axis):
    plain = axis.scale(scales.between("low", "high")).to_dict()["scale"]
    log = scales.logarithmic(axis, decades=False).to_dict()["scale"]
    for scale in (plain, log):
        assert scale["domainMin"] == {"expr": "data('view')[0].low"}
        assert scale["domainMax"] == {"expr": "data('view')[0].high"}
        assert not scale["nice"]


def test_the_table_view_is_one_row_of_numbers_as_precise_as_they_were():
    assert scales.view(low=-1, high=0.1).to_pylist() == [{"low": -1.0, "high": 0.1}]


def test_a_layer_that_shows_nothing_holds_the_table_view():
    layer = scales.looked_into().to_dict()
    assert layer["data"] == {"name": "view"}
    assert (layer["mark"]["opacity"], layer["mark"]["size"], layer["encoding"]) == (0, 0, {})
