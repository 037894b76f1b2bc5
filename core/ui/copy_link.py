"""A button that copies the link to what is on the screen, and says what the link holds."""

from pathlib import Path

import streamlit as st

from core.ui.guess import asked_guesses

HTML, CSS, JS = (
    Path(__file__).with_suffix(suffix).read_text("utf-8") for suffix in (".html", ".css", ".js")
)
ANSWERS = "guess", "shown"  # what tells or shows an answer without `ask_guess`
component = st.components.v2.component(
    "trainscope_copy_link", html=HTML, css=CSS, js=JS, isolate_styles=False
)


def offer_link() -> None:
    """Offer the link in the header: all controls as they stand and the frame of the film.

    Guesses are left out, so that the answer is not given away. Drawn after the page, whose guesses
    it must know.
    """
    component(key="copy-link", data={"left_out": [*asked_guesses(), *ANSWERS]})
