"""What it costs to show a chart of new data, beside Streamlit's way with an Altair chart."""

from collections.abc import Iterator

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from benchmarks.side_by_side import Row, race
from core.charts import theme
from core.charts.curves import Curve, over_steps

ROUNDS = 20
STEPS = np.arange(120)
rng = np.random.default_rng(0)


def rows() -> Iterator[Row]:
    """Yield the time to send a curve that nobody has seen."""
    yield race("a curve of new numbers / st.altair_chart", ours, theirs, *(ROUNDS, 1, "ms"))


def ours() -> None:
    """Pour new numbers into the form of the curves."""
    st.vega_lite_chart(over_steps(STEPS, [Curve("loss", rng.random(120), theme.A)], "loss"))


def theirs() -> None:
    """Build one line over a table anew, as a page without forms would."""
    table = pd.DataFrame({"step": STEPS, "loss": rng.random(120)})
    st.altair_chart(alt.Chart(table).mark_line().encode(alt.X("step:Q"), alt.Y("loss:Q")))
