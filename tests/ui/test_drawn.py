"""A chart is made once, and drawing it leaves it as it was."""

import json

import altair as alt
import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from core.ui.drawn import drawn


def dots(x: np.ndarray, title: str = "x") -> alt.Chart:
    made.append(title)
    table = pd.DataFrame({"x": x, "who": "A"})
    return alt.Chart(table).mark_point().encode(alt.X("x:Q", title=title), alt.Color("who:N"))


made: list[str] = []


def test_equal_data_are_drawn_once_and_other_data_anew() -> None:
    made.clear()
    first = drawn(dots, np.arange(3), title="t")
    assert drawn(dots, np.arange(3), title="t") == first
    assert made == ["t"]
    assert drawn(dots, np.arange(4), title="t") != first
    assert drawn(dots, np.arange(3), title="u") != first


def test_what_is_drawn_for_many_visitors_stays_as_it_is() -> None:
    def page() -> None:
        import altair as alt
        import pandas as pd
        import streamlit as st

        from core.charts.vega_lite import specification

        if "spec" not in st.session_state:
            colour = alt.Color("who:N", title=None)
            table = pd.DataFrame({"x": [1, 2], "who": "A"})
            chart = alt.Chart(table).mark_point().encode(alt.X("x:Q"), colour)
            st.session_state["spec"] = specification(alt.layer(chart, chart))
        st.vega_lite_chart(st.session_state["spec"])

    app = AppTest.from_function(page).run()
    first = app.get("vega_lite_chart")[0].proto
    spec, datasets = first.spec, [each.data.data for each in first.datasets]
    assert datasets
    again = app.run().get("vega_lite_chart")[0].proto
    assert json.loads(again.spec) == json.loads(spec)
    assert [each.data.data for each in again.datasets] == datasets
