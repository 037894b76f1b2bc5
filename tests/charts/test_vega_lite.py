"""A form says what Altair would have said, without its global state; tables are poured as bytes."""

from copy import deepcopy

import altair as alt
import numpy as np
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from core.charts import theme
from core.charts.vega_lite import form, pour, table
from tests.support import form_of, tables

X, Y = alt.X("x:Q"), alt.Y("y:Q")
DOTS = alt.Chart(alt.NamedData("points")).mark_point().encode(X, Y)
RULE = alt.Chart(alt.NamedData("here")).mark_rule().encode(X)
CHARTS = {
    "one table": DOTS,
    "layers that share a table, and one of its own": alt.LayerChart(layer=[DOTS, RULE, DOTS]),
    "layers over a table": alt.LayerChart(
        data=alt.NamedData("points"), layer=[alt.Chart().mark_line().encode(X, Y), RULE]
    ),
    "one above the other": alt.vconcat(DOTS, RULE),
}
POINTS = table({"x": [1, 2], "y": [3.5, 4.5], "name": ["a", "b"]})


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_form_says_what_altair_says_of_a_valid_chart(chart: alt.TopLevelMixin) -> None:
    made, expected = form(chart), chart.to_dict()
    assert made.pop("config") == theme.CONFIG
    expected.pop("config", None)
    assert made == expected


def test_a_chart_keeps_its_own_settings_over_the_common_ones() -> None:
    config = form(DOTS.configure_legend(orient="top", offset=3))["config"]
    assert config["axis"] == theme.CONFIG["axis"]
    assert config["legend"] == theme.CONFIG["legend"] | {"orient": "top", "offset": 3}


def test_the_common_settings_stay_as_they_are() -> None:
    before = deepcopy(theme.CONFIG)
    form(DOTS.configure_axis(grid=False).configure_title(fontSize=3))
    assert before == theme.CONFIG


def test_a_form_is_made_twice_and_by_several_threads() -> None:
    def asked(_data: object) -> None:
        raise AssertionError("the data transformer is one for all threads")

    alt.data_transformers.register("not to be asked", asked)
    with alt.data_transformers.enable("not to be asked"):
        assert form(DOTS) == form(DOTS)


def test_what_is_poured_is_read_back_under_its_name_and_the_form_stays() -> None:
    made = form(DOTS)
    before = deepcopy(made)
    spec = pour(made, points=POINTS, here=table({"x": [0]}))
    assert tables(spec) == {"points": POINTS.to_pylist(), "here": [{"x": 0}]}
    assert form_of(spec) == made == before


def test_decimal_numbers_travel_in_single_precision_and_all_else_as_it_is() -> None:
    made = table({"decimal": np.array([0.1]), "whole": np.array([2**40]), "word": ["a"]})
    assert made.schema.types == [pa.float32(), pa.int64(), pa.string()]
    assert made.to_pylist() == [{"decimal": np.float32(0.1), "whole": 2**40, "word": "a"}]


def test_streamlit_sends_other_tables_with_the_same_words_and_leaves_the_form_as_it_is() -> None:
    """Many visitors share a form, and a chart whose words change is drawn anew."""

    def page() -> None:
        from copy import deepcopy

        import altair as alt
        import streamlit as st

        from core.charts.vega_lite import form, pour, table

        if "form" not in st.session_state:
            dots = alt.Chart(alt.NamedData("points")).mark_point().encode(alt.X("x:Q"))
            st.session_state["form"] = form(alt.layer(dots, dots))
            st.session_state["before"] = deepcopy(st.session_state["form"])
        x = st.session_state.setdefault("x", 1)
        st.vega_lite_chart(pour(st.session_state["form"], points=table({"x": [x]})), key="chart")

    def sent(app: AppTest) -> tuple[str, str, bytes]:
        proto = app.get("vega_lite_chart")[0].proto
        (points,) = proto.datasets
        return proto.spec, points.name, points.data.data

    app = AppTest.from_function(page).run()
    words, name, one = sent(app)
    app.session_state["x"] = 2
    again, same_name, other = sent(app.run())
    assert not app.exception
    assert (words, name) == (again, same_name)
    assert [pa.ipc.open_stream(x).read_all().to_pylist() for x in (one, other)] == [
        [{"x": 1}],
        [{"x": 2}],
    ]
    assert app.session_state["form"] == app.session_state["before"]
