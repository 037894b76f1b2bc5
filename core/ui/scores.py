"""Ask a visitor for scores, one a class, and go on with the last ones that could be read."""

import math

import numpy as np
import streamlit as st

from core import typed, written
from core.types import Array
from core.ui.problem import problem

LESSON = np.array([5.0, 2.0, -1.0, 3.0])
FEWEST, MOST = 2, 20


def ask_scores(key: str, largest: float = math.inf) -> Array:
    """Return the scores typed into a box labelled z, whose text is the link's parameter `key`.

    What cannot be read, or is beyond ±`largest`, gets an answer, and the last scores that could be
    read stay, or else the lesson's.
    """
    st.markdown(
        f"**z**, your scores: {FEWEST} to {MOST} numbers, one a class. Commas, spaces or brackets "
        "may stand between them."
    )
    text = st.text_input(
        "z",
        written.vector(LESSON),
        key=key,
        live=True,
        bind="query-params",
        label_visibility="collapsed",
    )
    memory = f"{key} last read"
    try:
        scores = typed.numbers(text, FEWEST, MOST)
        if np.abs(scores).max() > largest:
            position = np.abs(scores).argmax() + 1
            raise ValueError(f"item {position} is beyond what this page draws, ±{largest:g}")
        st.session_state[memory] = scores
    except ValueError as reason:
        shown = written.vector(st.session_state.setdefault(memory, LESSON))
        problem(f"{reason}. The picture shows {shown}.")
    last_read: Array = st.session_state[memory]
    return last_read
