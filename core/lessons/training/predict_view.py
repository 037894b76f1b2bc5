"""Predict where a learning rate leads; then the run answers."""

import math
from dataclasses import replace

import streamlit as st

from core import training
from core.training import replay
from core.training.settings import Settings
from core.ui.settings import ask

GOOD = 0.1
OUTCOMES = (f"below {GOOD}", "in between", "no better than guessing", "it leaves the numbers")


def predict_learning_rate(settings: Settings) -> None:
    """Ask what a learning rate will do to this run, and answer by running it."""
    left, right = st.columns([1, 2], gap="medium", vertical_alignment="bottom")
    rate = ask("learning_rate", left, "tried", 10.0)
    guess = right.segmented_control(
        f"Where will the training loss be after {settings.total_steps:,} steps?",
        OUTCOMES,
        key="outcome",
        bind="query-params",
        help=f"Blind guessing among {settings.classes} classes costs "
        f"{math.log(settings.classes):.3f}.",
    )
    if not guess:
        return
    loss, outcome = _outcome(replace(settings, learning_rate=rate, legs=()))
    found = (
        f"With α = {rate:g} the run ends {'at a loss of ' + loss if loss else 'early'}: {outcome}"
    )
    if guess == outcome:
        st.success(f"Yes. {found}.")
    else:
        st.info(f"You said {guess}. {found}.")


@st.cache_data(max_entries=256, show_spinner="Running it …")
def _outcome(settings: Settings) -> tuple[str, str]:
    """Return the last loss, in words, and which of the outcomes it is."""
    run = training.train(settings)
    if run.diverged_at:
        return "", OUTCOMES[3]
    loss = float(replay.curves(run).training_loss[-1])
    guessing = loss > 0.95 * math.log(settings.classes)
    return f"{loss:.3g}", OUTCOMES[0 if loss < GOOD else 2 if guessing else 1]
