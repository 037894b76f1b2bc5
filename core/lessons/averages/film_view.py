"""The film of an average, a frame for each β: data and averages above, the weights below."""

import numpy as np
import streamlit as st

from core import averages
from core.lessons.averages import charts, series
from core.lessons.averages.words import in_days, update_in_numbers
from core.text.written import rounded
from core.types import Array
from core.ui.drawn import drawn
from core.ui.page import READING_WIDTH
from core.ui.player import film


def show_averages(
    x: Array, quantity: str, today: int, beta: float, beta_b: float | None, corrected: bool
) -> None:
    """Draw the film over many β, open at `beta`, with the update of today in numbers.

    Where the visitor lets go goes into the box with key "beta". The alt texts leave β out: a
    picture whose alt text changes is drawn anew, which would flicker.
    """
    grid = np.union1d(averages.betas_up_to(nines=4), beta)
    frame = int(np.searchsorted(grid, beta))
    window = averages.memory(grid)
    days = series.thin(len(x), keep=today)
    average = averages.ewma(x, grid)
    lines = {"A": average[:, days - 1]}
    if corrected:
        lines["A corrected"] = averages.ewma(x, grid, correct_bias=True)[:, days - 1]
    if beta_b is not None:
        lines["B"] = averages.ewma(x, [beta_b])[:, days - 1]

    def keep(released: int) -> None:
        st.session_state["beta"] = float(grid[released])

    labels = [
        f"β = {rounded(b, 9)} · looks back {in_days(w)}" for b, w in zip(grid, window, strict=True)
    ]
    with film("beta", n_frames=len(grid), start=frame, labels=labels, on_release=keep):
        st.vega_lite_chart(
            drawn(charts.data_and_averages, days, x[days - 1], lines, today, window, quantity),
            alt=f"{len(x):,} days of {quantity} as dots, and as lines {', '.join(lines)}. A red "
            "line marks today, a band the window before it. The text below has the numbers.",
        )
        if len(days) < len(x):
            st.caption(f"{len(days)} of the {len(x):,} days are drawn; the averages use them all.")
        cut = ", cut at the first day" if window[frame] >= today else ""
        st.markdown(
            f"**At β = {rounded(beta, 9)}**, as in the box above, the average looks back over "
            f"about {in_days(window[frame])}, the blue band{cut}. Today's update, on day {today}, "
            f"the red line: **{update_in_numbers(x, average[frame], today, beta)}**.",
            width=READING_WIDTH,
        )
        weights = averages.weights(grid, today)[:, today - days[days <= today]]
        st.vega_lite_chart(
            drawn(charts.where_it_looks, days, weights, today, window, share=1 - grid),
            alt="The weight of each day in today's average A: most for today, less and less for "
            "each day before it. A red diamond marks 1/e of today's weight, one window back, if "
            "the data go back so far.",
        )
