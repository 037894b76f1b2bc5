"""The average that forgets: β decides how much of the past a number remembers."""

from collections.abc import Callable

import streamlit as st

from core import averages, ui
from core.lessons.averages import series, words
from core.lessons.averages.film_view import show_averages
from core.lessons.averages.input_view import beta_box, day_box, own_numbers
from core.text.see import see
from core.types import Array
from core.ui.shelf import kept

SERIES: dict[str, tuple[Callable[[], Array], str]] = {
    "temperatures": (series.temperatures, "temperature in °C"),
    "training loss": (kept(series.training_loss), "loss"),
    "a step": (series.step, "value"),
    "a spike": (series.spike, "value"),
    "your own": (own_numbers, "value"),
}

ui.head(
    __file__,
    "Keep a share β of the average you had, and take the rest from today's value. "
    "The nearer β is to 1, the further the average looks back, and the later it notices a change.",
)


@st.fragment
def look_back() -> None:
    """Choose what to average, β and a day, and see what the average makes of the days before."""
    row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    choice = row.segmented_control(
        "Data to average",
        list(SERIES),
        default="temperatures",
        required=True,
        key="series",
        bind="query-params",
        help="Temperatures: a year of seasons and weather from 1 July, simulated. Training loss: "
        "a real run, a mini-batch per day.",
    )
    load, quantity = SERIES.get(choice, SERIES["temperatures"])
    x = load()
    beta = beta_box(row, "β of A", 0.9, key="beta")
    today = day_box(row, len(x))
    extras = row.pills(
        "Also draw",
        ["A corrected", "B"],
        selection_mode="multi",
        default=["A corrected"],
        key="also",
        bind="query-params",
        help="Average A with bias correction; a second average with a β of its own.",
    )
    beta_b = beta_box(row, "β of B", 0.98, key="beta_b") if "B" in extras else None
    window = averages.memory(beta)
    figure, beside = st.columns([3, 1], gap="medium")
    with figure:
        show_averages(x, quantity, today, beta, beta_b, corrected="A corrected" in extras)
    with beside:
        ui.notes(
            f"{see('With β = 0.5', beta=0.5)} the line follows the data; "
            f"{see('with 0.98', beta=0.98)} it is smoother and comes later.",
            f"{see('Average a spike', series='a spike')}, and the average draws its own weights: a "
            f"jump to {words.weight_of_today(beta)} of it, then a decay.",
            f"{see('Average a step', series='a step')}. After {words.in_days(window)} the average "
            f"has come about {words.weight_of_last(window, beta)} of the way.",
            formulas=[r"v_t = \beta\, v_{t-1} + (1 - \beta)\, x_t", "v_0 = 0"],
        )


look_back()
ui.code(averages.update, averages.ewma, averages.weight_seen, averages.weights, averages.memory)
