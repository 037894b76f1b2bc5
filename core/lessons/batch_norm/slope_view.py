"""Guess, then walk down the gradient: how smooth is the slope without and with batch norm?"""

from typing import NamedTuple

import streamlit as st

from core import ui
from core.charts.vega_lite import Specification
from core.lessons.batch_norm import slope_words as words
from core.lessons.batch_norm.slope import both
from core.lessons.batch_norm.slope_charts import slopes
from core.training import Run
from core.ui.guess import ask_guess, show_answer
from core.ui.shelf import SHELF


class SlopeFilm(NamedTuple):
    """The way down the gradient at every recorded step, and what it says."""

    picture: Specification
    labels: list[str]
    words: list[str]
    farther: str | None
    answer: str


@st.fragment
def show_slope(without: Run, with_norm: Run) -> None:
    """Ask where one may walk farther; whoever has guessed sees it measured."""
    guess = ask_guess(
        st.container(),
        "Where may one walk farther down the gradient before the loss rises?",
        (words.WITHOUT, words.WITH),
        key="farther",
        help_text="Guess, and the loss is measured for 30 step lengths, in a second or so.",
    )
    if guess is None:
        return
    with st.spinner("Walking down the gradient …"):
        key = SlopeFilm, without.settings, with_norm.settings
        film = SHELF.get(key, lambda: _draw(without, with_norm))
    show_answer(guess, film.answer, guess == film.farther)
    n = len(film.labels)
    with ui.film("slope", n_frames=n, start=n // 2, labels=film.labels):
        picture, beside = st.columns([9, 5], gap="medium")
        picture.vega_lite_chart(
            film.picture,
            key="slopes",
            alt="The change of the loss after steps of 30 lengths down the gradient, without and "
            "with batch norm: faint at all recorded steps, strong at the one on screen.",
        )
        with beside:
            ui.live_words("slope words", film.words, start=n // 2)
            st.markdown(
                "Read lengths with care: twice the W of a layer with batch norm gives the same "
                "outputs, and half the gradient. Where W has grown, a step of the same length "
                "turns it less. And a long way counts for little where the loss hardly falls on it."
            )


def _draw(without: Run, with_norm: Run) -> SlopeFilm:
    found = both(without, with_norm)
    return SlopeFilm(
        slopes(found),
        [f"step {step:,}" for step in found[0].steps.tolist()],
        words.at_every_frame(*found),
        words.farther(*found),
        words.answer(*found),
    )
