"""The average that forgets: β decides how much of the past a number remembers."""

from collections.abc import Callable

import streamlit as st

from core import averages, ui
from core.lessons.averages import series
from core.lessons.averages.film_view import show_averages
from core.lessons.averages.input_view import beta_box, own_numbers
from core.lessons.averages.words import in_days
from core.text.written import rounded
from core.types import Array

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
    "a real run, a mini-batch per day.",
)
load, quantity = DATA.get(choice, DATA["temperatures"])
x = load()
n = len(x)

left, middle, right = st.columns(3, gap="medium")
beta = beta_box(left, "β of A", 0.9, key="beta")
today = 1
if st.session_state.get("day", 1) > n:  # a day of the longer series before
    del st.session_state["day"]
if n > 1:
    today = middle.slider(
        "Today is day",
        *(1, n, max(1, round(0.3 * n))),
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
beta_b = beta_box(right, "β of B", 0.98, key="beta_b") if "B" in extras else None
show_averages(x, quantity, today, beta, beta_b, corrected="A corrected" in extras)

first = f"{rounded(100 * (1 - beta))} %"
window = averages.memory(beta)
recent, seen = (
    f"{rounded(100 * averages.weight_seen(beta, days).item(), 3)} %" for days in (window, today)
)
looks_to = (
    f"{in_days(window)} back, at the red diamond, a value counts {rounded(beta**window, 3)} "
    "times what today's counts; near β = 1 that is 1/e = 0.368. "
    f"The days since then hold {recent} of all weight."
    if window < today
    else f"The point of 1/e, {in_days(window)} back, lies before the first day: the days up to "
    f"today hold only {seen} of all weight."
)
cold = averages.cold_start(beta)
st.markdown(
    f"**Where it looks.** Today counts {first}, each day further back {rounded(beta, 9)} times as "
    f"much: the weights (1 - β) βᵏ. {looks_to}",
    width=ui.READING_WIDTH,
)
st.markdown(
    f"**Cold start.** The average starts from 0, so the first days are too small: day 1 shows only "
    f"{first} of x₁. Bias correction divides vₜ by 1 - βᵗ, the weight seen so far. From day "
    f"{cold:,} on{', after these data end,' if cold > n else ''} the two differ by less than 1 %.",
    width=ui.READING_WIDTH,
)
ui.what_to_notice(
    "Drag the slider over the picture towards β = 1: the line gets smoother, and it comes later.",
    f"Choose *a spike*. The average draws its own weights: a jump to {first} of it, then a decay.",
    f"Choose *a step*. After {in_days(window)} the average has come about {recent} of the way.",
    "Watch the first days: the corrected line has no climb from 0.",
)
ui.code(averages.update, averages.ewma, averages.weight_seen, averages.weights, averages.memory)
