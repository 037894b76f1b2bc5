"""The average that forgets: β decides how much of the past a number remembers."""

from collections.abc import Callable

import numpy as np
import streamlit as st

from core import averages, series, ui
from core.charts import averages as charts
from core.types import Array
from core.ui.inputs import beta_box, own_numbers
from core.ui.page import READING_WIDTH
from core.written import rounded, subscript

DATA: dict[str, tuple[Callable[[], Array], str]] = {
    "temperatures": (series.temperatures, "temperature in °C"),
    "training loss": (st.cache_data(series.training_loss), "loss"),
    "a step": (series.step, "value"),
    "a spike": (series.spike, "value"),
    "your own": (own_numbers, "value"),
}

st.title("How much past should an average remember?")
ui.idea(
    "Keep a share β of the average you had, and take the rest from today's value. "
    "The nearer β is to 1, the further the average looks back, and the later it notices a change.",
    r"v_t = \beta\, v_{t-1} + (1 - \beta)\, x_t \qquad v_0 = 0",
)

choice = st.segmented_control(
    "Data to average",
    list(DATA),
    default="temperatures",
    required=True,
    key="series",
    bind="query-params",
    help="Temperatures: a year of seasons and weather from 1 July, simulated. Training loss: "
    "a real run, a mini-batch a day.",
)
load, quantity = DATA.get(choice, DATA["temperatures"])
x = load()
n = len(x)

left, middle, right = st.columns(3, gap="medium")
with left:
    beta = beta_box("β of A", 0.9, key="beta")
today = 1
if n > 1:
    today = middle.slider(
        "Today is day",
        min_value=1,
        max_value=n,
        value=max(1, round(0.3 * n)),
        key="day",
        bind="query-params",
        help="The day on which to look at the average: the red line.",
    )
extras = right.pills(
    "Also draw",
    ["A corrected", "B"],
    selection_mode="multi",
    default=["A corrected"],
    key="also",
    bind="query-params",
    help="Average A with bias correction; a second average with a β of its own.",
)

grid = np.union1d(averages.betas_up_to(nines=4), beta)
chosen = int(np.searchsorted(grid, beta))
window = averages.memory(grid)
average = averages.ewma(x, grid)
days = series.thin(n, keep=today)
lines = {"A": average[:, days - 1]}
if "A corrected" in extras:
    lines["A corrected"] = averages.ewma(x, grid, correct_bias=True)[:, days - 1]
if "B" in extras:
    with right:
        beta_b = beta_box("β of B", 0.98, key="beta_b")
    lines["B"] = averages.ewma(x, [beta_b])[:, days - 1]
weights = averages.weights(grid, today)[:, today - days[days <= today]]


def in_days(steps: float) -> str:
    """Write a number of days."""
    return f"{rounded(steps)} {'day' if steps == 1 else 'days'}"


def keep_in_link(frame: int) -> None:
    """Write the β on which the visitor let go into its box, and so into the link."""
    st.session_state["beta"] = float(grid[frame])


share, rest = rounded(beta, 9), rounded(1 - beta, 9)
look_back = in_days(window[chosen])
percent = f"{rounded(100 * (1 - beta))} %"
in_window = f"{rounded(100 * averages.weight_seen(beta, window[chosen]).item(), 3)} %"
before, after = np.append(0, average[chosen])[[today - 1, today]]
update = (
    f"v{subscript('', today)} = {share} · {rounded(before)} + {rest} · {rounded(x[today - 1])} "
    f"= {rounded(after)}"
)
# The alt texts leave β out: a picture whose alt text changes is drawn anew, which would flicker.
with ui.film(
    "beta",
    n_frames=len(grid),
    start=chosen,
    labels=[
        f"β = {rounded(b, 9)} · looks back {in_days(steps)}"
        for b, steps in zip(grid, window, strict=True)
    ],
    on_release=keep_in_link,
):
    st.altair_chart(
        charts.data_and_averages(days, x[days - 1], lines, today, window, quantity),
        alt=f"{n} days of {quantity} as dots, and as lines {', '.join(lines)}. A red line marks "
        "today, a band the window before it. The numbers of this β are in the text below.",
    )
    if n > len(days):
        st.caption(f"{len(days)} of the {n:,} days are drawn; the averages use them all.")
    st.markdown(
        f"**Today's update**, on day {today}, the red line: **{update}**. With β = {share} "
        f"the average looks back over about {look_back}, the blue band.",
        width=READING_WIDTH,
    )
    st.altair_chart(
        charts.where_it_looks(days, weights, today, window, share=1 - grid),
        alt="The weight of each day in today's average A: most for today, less and less for each "
        "day before it. A red diamond marks 1/e of today's weight, one window back.",
    )
st.markdown(
    f"**Where it looks.** Today counts {percent}, each day further back {share} times as much: "
    f"the weights (1 - β) βᵏ. {look_back} back, at the red diamond, a value counts about 1/e of "
    f"what today's counts. The days since then hold {in_window} of all weight.",
    width=READING_WIDTH,
)
cold = averages.cold_start(beta)
st.markdown(
    f"**Cold start.** The average starts from 0, so the first days are too small: day 1 shows only "
    f"{percent} of x₁. Bias correction divides vₜ by 1 - βᵗ, the weight seen so far. From day "
    f"{cold:,} on{', after these data end,' if cold > n else ''} the two differ by less than 1 %.",
    width=READING_WIDTH,
)

ui.what_to_notice(
    "Drag β towards 1: the line gets smoother, and it comes later.",
    f"Choose *a spike*. The average draws its own weights: a jump of 1 - β = {rest}, then a decay.",
    f"Choose *a step*. After {look_back} the average has come about {in_window} of the way.",
    "Watch the first days: the corrected line has no climb from 0.",
)
ui.code(averages.update, averages.ewma, averages.weight_seen, averages.weights, averages.memory)
