"""What matters: the same trials asked in three ways which knob to tune first."""

import pandas as pd
import streamlit as st

from core import ui
from core.lessons.tuning import importance
from core.lessons.tuning import what_matters_words as words
from core.lessons.tuning.all_trials_view import ask_ranges, clear_ranges, show_all
from core.lessons.tuning.best_trial_view import take_away
from core.lessons.tuning.study import NAMES, TRIALS, TUNED
from core.lessons.tuning.what_matters_view import (
    ask_study,
    asked_scale,
    show_importance,
    show_losses,
    show_one,
    trained,
    trained_again,
)
from core.text.see import see
from core.ui.guess import ask_guess, show_answer

ui.head(
    __file__,
    f"{TRIALS} networks, every knob drawn at random, really trained. Some are good, some learn "
    "nothing. Which knob makes the difference?",
)
row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
guess = ask_guess(
    row,
    "Which knob has the largest share?",
    TUNED,
    key="largest",
    help_text="Of the variance of the loss. Guess, then see how much each one has.",
)
shown = row.toggle(
    "Show me", key="shown", bind="query-params", help="See the answer without a guess."
)
answered = shown or bool(guess)
scale = asked_scale(row) if answered else importance.SCALES_OF_ALPHA[0]
leave = answered and row.toggle(
    "Leave each alone",
    key="left_alone",
    bind="query-params",
    help="Train trials again with each knob at its default: some ten seconds, once.",
)
found = trained(ask_study(row))
again = trained_again(found) if found and leave else None
if found:
    left, beside = st.columns([15, 6], gap="medium")
    explained = found.importance.explained
    with left:
        if answered:
            show_importance(found, scale, again)
        else:
            show_losses(found)
    with beside:
        if guess:
            first = words.largest(explained["log"])
            share = words.percent(explained["log"].of_all[NAMES.index(first)])
            show_answer(guess, f"On its own scale {first} explains {share}", guess == first)
        if answered:
            ui.notes(
                f"Bin α {see('on the linear scale', binned='linear')}, then "
                f"{see('on the log scale', binned='log')}. " + words.upside_down(explained),
                "So choose the scale first (lesson: r uniform, α = 10^r); then ask what matters.",
                "*nothing* is a knob that no network reads: what chance alone shows.",
                formulas=[r"\frac{\sum_b n_b (\bar y_b - \bar y)^2}{\sum_i (y_i - \bar y)^2}"],
            )
        else:
            ui.notes(
                "A dot is a network. Between the best and the worst lie only their knobs.",
                f"Guess which one, or {see('see it', shown=True)}.",
            )

if found and answered:
    st.header("One knob at a time", divider="gray")
    show_one(found, scale)

    st.header("The lesson's order, and what was measured", divider="gray")
    ui.idea(
        "“Matters” is three questions. Which knob explains the losses? In which are the best "
        "networks alike? Which costs most when it is left at its default?"
    )
    st.table(
        pd.DataFrame(
            words.in_order(explained[scale], found.importance.in_common, again), index=TUNED
        )
    )
    if not again:
        st.caption("Switch on *Leave each alone* for the third question.")
    st.caption(words.how_measured(found.study, found.guessing), width=ui.READING_WIDTH)

    st.header("All trials at once", divider="gray")
    ui.idea(
        "Drag over a part of an axis to keep the networks there, then over another. Red is the "
        "best of those kept."
    )
    with st.container(horizontal=True):
        ranges = ask_ranges(st.popover("Ranges", icon=":material/tune:"))
        st.button("Keep all", on_click=clear_ranges)
    show_all(found, ranges)
    take_away(found)

ui.code(importance.explained, importance.in_common, importance.left_alone, importance.lowest_of)
