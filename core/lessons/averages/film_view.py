"""The film of an average, a frame for each β: data and averages above, the weights below."""

import numpy as np
import streamlit as st

from core import averages
from core.lessons.averages import charts, series
from core.lessons.averages.words import at_every_beta, in_days
from core.text.written import rounded
from core.types import Array
from core.ui.handle import handle
from core.ui.live_words import live_words
from core.ui.player import film


def show_averages(
    x: Array, quantity: str, today: int, beta: float, beta_b: float | None, corrected: bool
) -> None:
    """Draw the film over many β, open at `beta`, with `today` marked, and say what it shows.

    Where the visitor lets go goes into the box with key "beta". The alt texts leave β out: a
    picture whose alt text changes is drawn anew, which would flicker.
    """
    grid = np.union1d(averages.betas_up_to(nines=4), beta)
    window = averages.memory(grid)
    cold = np.array([averages.cold_start(each) for each in grid.tolist()])
    days = series.thin(len(x))
    frame = int(np.searchsorted(grid, beta))
    average = averages.ewma(x, grid)
    lines = {"A": average[:, days - 1]}
    if corrected:
        lines["A corrected"] = averages.ewma(x, grid, correct_bias=True)[:, days - 1]
    if beta_b is not None:
        lines["B"] = averages.ewma(x, [beta_b])[:, days - 1]
    labels = [
        f"β = {rounded(b, 9)} · looks back {in_days(w)}"
        for b, w in zip(grid.tolist(), window.tolist(), strict=True)
    ]

    def keep(released: int) -> None:
        st.session_state["beta"] = float(grid[released])

    def keep_day(released: float) -> None:
        st.session_state["day"] = float(released)

    with film(
        "beta",
        n_frames=len(grid),
        start=frame,
        labels=labels,
        on_release=keep,
    ):
        st.vega_lite_chart(
            charts.data_and_averages(days, x[days - 1], lines, window, cold, quantity),
            key="averages",
            alt=f"{len(x):,} days of {quantity} as dots, and as lines {', '.join(lines)}. A red "
            "line marks today, a band the window before it. The text below has the numbers.",
        )
        if len(days) < len(x):
            st.caption(f"{len(days)} of the {len(x):,} days are drawn; the averages use them all.")
        ages = days - 1
        st.vega_lite_chart(
            charts.where_it_looks(days, ages, averages.weights(grid, len(x))[:, ages], window),
            key="weights",
            alt="The weight of each day in today's average A: most for today, less and less for "
            "each day before it. A red diamond marks 1/e of today's weight, one window back, if "
            "the data go back so far.",
        )
        if len(x) > 1:
            handle("today", "Today", today, low=1, high=len(x), step=1, on_release=keep_day)
        live_words("beta words", at_every_beta(x, average, today, grid), start=frame)
