"""Guess, then measure: do gradients hold better with batch norm?"""

from typing import NamedTuple

import streamlit as st

from core.charts.vega_lite import Specification
from core.lessons.batch_norm import gradient_shift_words as words
from core.lessons.batch_norm.fans_charts import fans
from core.lessons.batch_norm.gradient_shift import over_seeds
from core.lessons.batch_norm.sides_charts import LOOKS
from core.training import Settings
from core.ui.guess import ask_guess, show_answer
from core.ui.page import framed
from core.ui.shelf import SHELF


class ShiftPictures(NamedTuple):
    """Both measures over the steps, and what they say."""

    cosine: Specification
    difference: Specification
    turned: words.Turned
    words: str
    still: str


@st.fragment
def show_gradient_shift(settings: Settings) -> None:
    """Ask which gradients turn more; whoever has guessed sees it measured."""
    guess = ask_guess(
        st.container(),
        "Where does one step of the layers below turn a layer’s gradient more?",
        (words.WITHOUT, words.WITH),
        key="turns",
        help_text="Guess, and both networks are trained with up to 20 seeds, in some two seconds.",
    )
    if guess is None:
        return
    with st.spinner("Training both networks with other seeds …"):
        found = SHELF.get((ShiftPictures, settings), lambda: _draw(settings))
    show_answer(guess, words.answer(found.turned), guess == found.turned.more)
    left, right = st.columns(2, gap="medium")
    for place, name, picture in (
        (left, "The cosine between the gradients before and after", found.cosine),
        (right, "The length of their difference, relative to the gradient", found.difference),
    ):
        framed(
            place,
            f"**{name}**",
            picture,
            key=f"fans {name}",
            alt=f"{name}, over the steps, a line a seed, without and with batch norm.",
        )
    st.markdown(found.words)
    if found.still:
        st.info(found.still)


def _draw(settings: Settings) -> ShiftPictures:
    shifts = over_seeds(settings)
    sides = shifts.without, shifts.with_norm
    return ShiftPictures(
        fans(
            shifts.steps,
            [side.cosine.mean(axis=-1) for side in sides],
            LOOKS,
            "cosine, mean over layers",
        ),
        fans(
            shifts.steps,
            [side.difference.mean(axis=-1) for side in sides],
            LOOKS,
            "difference, mean over layers",
            log=True,
        ),
        words.turned(shifts),
        words.in_numbers(shifts),
        words.stands_still(shifts, settings.classes),
    )
