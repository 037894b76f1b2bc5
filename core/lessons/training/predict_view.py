"""Predict where a learning rate leads; then the run answers."""

import math
from dataclasses import replace

import streamlit as st

from core.training import Settings
from core.ui.guess import ask_guess, show_answer
from core.ui.settings import ask
from core.ui.trained import Trained, trained

GOOD = 0.1
DIVERGES = "it diverges"
OUTCOMES = (f"below {GOOD}", "in between", "no better than guessing", DIVERGES)


@st.fragment
def predict_learning_rate(settings: Settings) -> None:
    """Ask what a learning rate will do to this run, and answer by running it."""
    left, right = st.columns([1, 2], gap="medium", vertical_alignment="bottom")
    rate = ask("learning_rate", left, "tried", 10.0)
    guess = ask_guess(
        right,
        f"Where will the training loss be after {settings.steps:,} steps"
        f"{', before training continues' if settings.legs else ''}?",
        OUTCOMES,
        key="outcome",
        help_text=f"Blind guessing among {settings.classes} classes costs "
        f"{math.log(settings.classes):.3f}.",
    )
    if not guess:
        return
    (tried,) = trained(replace(settings, learning_rate=rate, legs=()), key="predict")
    outcome = _outcome(tried)
    loss = tried.curves.training_loss[-1]
    end = "early" if outcome == DIVERGES else f"at a loss of {loss:.3g}"
    found = f"With α = {rate:g} a run of {settings.steps:,} steps ends {end}: {outcome}"
    show_answer(guess, found, guess == outcome)


def _outcome(tried: Trained) -> str:
    """Return which of the outcomes a run had."""
    if tried.run.diverged_at:
        return DIVERGES
    loss = tried.curves.training_loss[-1]
    if loss > 0.95 * math.log(tried.run.settings.classes):
        return OUTCOMES[2]
    return OUTCOMES[0] if loss < GOOD else OUTCOMES[1]
