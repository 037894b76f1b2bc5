"""Ask a visitor for scores, one a class, and go on with the last ones that could be read."""

import math

import numpy as np
import streamlit as st

from core.text import typed, written
from core.types import Array
from core.ui.problem import problem

LESSON = np.array([5.0, 2.0, -1.0, 3.0])
FEWEST_SCORES, MOST_SCORES = 2, 20


def ask_scores(key: str, largest: float = math.inf) -> Array:
    """Return the scores typed into a box labelled z, whose text is the link's parameter `key`.

    A line under the box says how many were read. What cannot be read, or is beyond ±`largest`,
    gets an answer there, a quiet one while it may yet become a number, and the last scores that
    could be read stay, or else the lesson's.
    """
    st.markdown(
        f"**z**, your scores: {FEWEST_SCORES} to {MOST_SCORES} numbers, one per class. Commas, "
        "spaces or brackets may stand between them."
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
    last_read: Array = st.session_state.setdefault(memory, LESSON)
    try:
        scores = typed.numbers(text, FEWEST_SCORES, MOST_SCORES)
    except ValueError as reason:
        if item := _begun(text):
            few = f"at least {FEWEST_SCORES} numbers are needed"
            rest = f"item {item} is not a number yet" if item >= FEWEST_SCORES else few
            st.caption(f"{len(last_read)} scores are shown. Go on typing: {rest}.")
        else:
            _refuse(str(reason), last_read)
        return last_read
    if np.abs(scores).max() > largest:
        item = int(np.abs(scores).argmax()) + 1
        _refuse(f"item {item} is beyond what this page draws, ±{largest:g}", last_read)
        return last_read
    st.caption(f"{len(scores)} scores read.")
    st.session_state[memory] = scores
    return scores


def _refuse(reason: str, last_read: Array) -> None:
    shown = written.vector(last_read)
    problem(f"{reason[0].upper()}{reason[1:]}. The picture shows {len(last_read)} scores: {shown}.")


def _begun(text: str) -> int:
    """Return which number the end of the text begins, such as “-” or “1e”, or 0 if it begins none.

    It does if it can be read with a digit added; one more number makes up for too few.
    """
    try:
        return typed.numbers(f"{text}0 0", FEWEST_SCORES, MOST_SCORES + 1).size - 1
    except ValueError:
        return 0
