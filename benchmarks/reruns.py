"""What it costs to show a chart again, beside Streamlit's way with an Altair chart."""

from collections.abc import Iterator

import streamlit as st

from benchmarks.side_by_side import Row, race
from core.lessons.training.run_view import film_of
from core.training.settings import Settings

ROUNDS = 20


def rows() -> Iterator[Row]:
    """Yield the time to send the decision regions of a run once more."""
    film = film_of(Settings())
    yield race(
        "a chart shown again / st.altair_chart",
        lambda: st.vega_lite_chart(film.regions),
        lambda: st.altair_chart(film.plane),
        *(ROUNDS, 1, "ms"),
    )
