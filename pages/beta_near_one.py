"""β near 1: the same small nudge does nothing in one place and doubles the window in another."""

import numpy as np
import streamlit as st

from core import averages, ui
from core.lessons.averages import charts, series
from core.lessons.averages import near_one_words as words
from core.lessons.averages.near_one import (
    ASKED,
    FAR,
    NEAR,
    QUANTITIES,
    Quantity,
    nudged_averages,
    values_of,
)
from core.lessons.averages.words import in_days
from core.text.see import see
from core.text.written import rounded
from core.types import Array
from core.ui.contents import BY_NAME
from core.ui.guess import show_answer
from core.ui.shelf import kept


def furthest(both: Array, quantity: Quantity) -> str:
    """Write by how much two averages `(2, days)` differ at most."""
    return f"{rounded(np.ptp(both, axis=0).max(), 2)}{quantity.unit}"


ui.head(
    __file__,
    f"At β\u00a0=\u00a0{NEAR} an average looks back over about {in_days(averages.memory(NEAR))}. "
    f"Before you read on: how far does it look back at β\u00a0=\u00a0{ASKED}?",
)
row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
guess = row.number_input(
    "Your guess, in days",
    min_value=1.0,
    max_value=1e9,
    value=None,
    step=100.0,
    format="%.9g",
    placeholder="Type a number",
    key="guess",
    bind="query-params",
    help=f"The window of the average at β = {ASKED}: any number from 1 to a billion.",
)
shown = row.toggle(
    "Show me", key="shown", bind="query-params", help="See the answer without a guess."
)
choice = row.segmented_control(
    "Data to average",
    list(QUANTITIES),
    default="a step",
    required=True,
    key="near",
    bind="query-params",
    help="A step from 0 to 1 on day 2,000, or ten simulated years of temperatures.",
)
nudge = row.slider(
    "Nudge",
    min_value=0.0001,
    max_value=0.0009,
    value=0.0005,
    step=0.0001,
    format="%.4f",
    key="nudge",
    bind="query-params",
    help="What is added to β, to 0.9 as to 0.999.",
)
answered = shown or guess is not None
if guess is not None:
    truth = averages.memory(ASKED)
    ratio = rounded(guess / truth, 3)
    show_answer(
        said=rounded(guess, 9),
        found=f"It looks back over **{in_days(truth)}**; your guess is {ratio} times that",
        right=ratio == "1",
    )

choice = choice if choice in QUANTITIES else "a step"
quantity = QUANTITIES[choice]
x = kept(values_of)(choice)
days = series.thin(len(x))
both_places = kept(nudged_averages)(choice, nudge)
far, near, beside = st.columns([3, 3, 2], gap="medium")
for place, beta, both in zip((far, near), (FAR, NEAR), both_places, strict=True):
    betas = np.array([beta, beta + nudge])
    windows = averages.memory(betas)
    before = f"β\u00a0=\u00a0{rounded(beta)}"
    names = ["β", "β nudged"]
    if answered or beta == FAR:
        label = f"Window at {before} → {rounded(betas[1])}"
        value, change = words.grown(*windows)
        moved = f"The average moved by at most {furthest(both, quantity)}."
    else:
        names = names[:1]
        label, value, change = f"Window at {before}", in_days(windows[0]), "and nudged?"
        moved = "Guess, or choose *Show me*: then the nudged average joins in."
    lines = dict(zip(names, both[:, days - 1], strict=False))
    place.metric(label, value, change, "off", delta_arrow="off")
    place.vega_lite_chart(
        charts.before_and_after(days, x[days - 1], lines, quantity.name),
        key=f"at {beta}",
        alt=f"{len(x):,} days of {quantity.name}, averaged at {before} and, once you have "
        "guessed, nudged. The text below says by how much it moved.",
    )
    place.markdown(moved)
st.caption(
    "Both averages are bias-corrected, vₜ / (1 - βᵗ), so that what moves is not the start from 0. "
    f"{len(days)} of the {len(x):,} days are drawn; the averages use them all."
)

notice = [f"At {FAR} the two lines differ by at most {furthest(both_places[0], quantity)}."]
if answered:
    notice += [
        f"At {NEAR} they differ by up to {furthest(both_places[1], quantity)}.",
        f"The nudged average looks back {words.as_far(NEAR, nudge)} there.",
    ]
else:
    notice += ["What will the same nudge do on the right? Guess, then look."]
less, more = see("by 0.0001", nudge=0.0001), see("by 0.0009", nudge=0.0009)
notice += [f"Nudge {less}, then {more}: watch the windows."]
with beside:
    ui.notes(*notice, formulas=[r"v_t = \beta\, v_{t-1} + (1 - \beta)\, x_t"])

if answered:
    st.header("Why", divider="gray")
    ui.idea(
        "What counts is not β but 1 - β: halve it, and the window doubles. The window's slope "
        "grows with the square.",
        r"\text{window} = \frac{1}{1 - \beta} \qquad \text{slope} = \frac{1}{(1 - \beta)^2}",
    )
    grid = averages.betas_up_to(nines=4)
    windows, slopes = averages.memory(grid), averages.memory_slope(grid)
    dots = [
        f"β = {rounded(b, 5)}: {in_days(window)}, slope {rounded(slope)}"
        for b, window, slope in zip(grid, windows, slopes, strict=True)
    ]
    st.vega_lite_chart(
        charts.window_on_two_scales(grid, windows, dots, dots[grid.searchsorted(NEAR)]),
        key="window",
        alt="The window against β, flat up to 0.9 and then straight up; below, against 1 - β on "
        f"log axes, a straight line. Marked in both, at first, {dots[grid.searchsorted(NEAR)]}.",
    )
    ends = np.array([FAR, NEAR])
    promised = nudge * averages.memory_slope(ends)
    grown = [
        words.grown(*averages.memory(np.array([end, end + nudge])))[1].removesuffix(" days")
        for end in ends
    ]
    st.markdown(
        f"The slope is {rounded(averages.memory_slope(FAR))} days per unit of β at {FAR} and "
        f"{rounded(averages.memory_slope(NEAR))} at {NEAR}. Along these slopes a nudge of "
        f"{rounded(nudge)} promises {rounded(promised[0], 3)} and {rounded(promised[1], 3)} days. "
        f"The windows changed by {grown[0]} and {grown[1]}: near 1 the slope itself grows on the "
        "way.",
        width=ui.READING_WIDTH,
    )
    st.markdown(
        "Every dot is a β; pointing at one marks it in both pictures. On the plain axis the dots "
        "crowd at 1, where all the change is. On log axes they lie evenly on a straight line. So "
        "to try out values of β, spread 1 - β evenly on a log axis.",
        width=ui.READING_WIDTH,
    )
    st.page_link(
        BY_NAME["sampling_scales"].path,
        label="Where samples of β land, on two scales",
        icon=":material/scatter_plot:",
        query_params={"sampled": "momentum’s β"},
    )
ui.code(averages.memory, averages.memory_slope, averages.ewma)
