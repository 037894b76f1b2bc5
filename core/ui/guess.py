"""Guess first, then see: a question of a few answers, and what came out."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

T = TypeVar("T")
ASKED = "guesses that were asked for"


def ask_guess(
    place: DeltaGenerator, question: str, options: Sequence[T], *, key: str, help_text: str
) -> T | None:
    """Ask for one of the options, bound to the link; None before there is a guess."""
    st.session_state.setdefault(ASKED, set()).add(key)
    return place.segmented_control(question, options, key=key, bind="query-params", help=help_text)


def asked_guesses() -> list[str]:
    """Return the names, in a link, of all guesses that this visitor was asked for."""
    return sorted(st.session_state.get(ASKED, ()))


def show_answer(said: str, found: str, right: bool) -> None:
    """Say whether a guess was right, and what came out: a sentence without its full stop."""
    if right:
        st.success(f"Yes. {found}.")
    else:
        st.info(f"You said {said}. {found}.")
