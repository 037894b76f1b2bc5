"""Ask a visitor for scores, one a class, and go on with the last ones that could be read."""

import numpy as np
import streamlit as st

from core.text import typed, written
from core.text.notation import LARGEST_FLOAT
from core.text.reading import SeveralReadingsError
from core.types import Array
from core.ui.problem import problem
from core.ui.whole_number import within

LESSON = np.array([5.0, 2.0, -1.0, 3.0])
FEWEST_SCORES, MOST_SCORES = 2, 20


def ask_scores(key: str, largest: float = LARGEST_FLOAT) -> Array:
    """Return the scores typed into a box labelled z, whose text is the link's parameter `key`.

    A line under the box says how many were read, and how. What cannot be read, or is beyond
    ±`largest`, gets an answer there, a quiet one while it may yet become a number, and the last
    scores that could be read stay, or else the lesson's.
    """
    text = st.text_input(
        "z",
        written.vector(LESSON),
        key=key,
        live=True,
        bind="query-params",
    )
    memory = f"{key} last read"
    last_read: Array = st.session_state.setdefault(memory, LESSON)
    try:
        reading = typed.numbers(text, FEWEST_SCORES, MOST_SCORES, largest)
    except SeveralReadingsError as reason:
        _refuse(str(reason), last_read)
        return last_read
    except ValueError as reason:
        if item := _begun(text, largest):
            few = f"at least {FEWEST_SCORES} numbers are needed"
            rest = f"item {item} is not a number yet" if item >= FEWEST_SCORES else few
            st.caption(f"{len(last_read)} scores are shown. Go on typing: {rest}.")
        else:
            _refuse(str(reason), last_read)
        return last_read
    st.caption(f"Read: {reading.understood}. Type {FEWEST_SCORES} to {MOST_SCORES}, one per class.")
    st.session_state[memory] = reading.values
    return reading.values


def ask_class(label: str, classes: int, *, default: int, key: str, help_text: str) -> int:
    """Ask for one of the classes, counted from 1; the nearest if there are now fewer."""

    def choice() -> int:
        chosen = st.segmented_control(
            label,
            range(1, classes + 1),
            default=default,
            required=True,
            key=key,
            bind="query-params",
            help=help_text,
        )
        return chosen or default  # an empty parameter in a link chooses none

    return within(choice, key, label, 1, classes)


def _refuse(reason: str, last_read: Array) -> None:
    shown = written.vector(last_read)
    problem(f"{reason[0].upper()}{reason[1:]}. The picture shows {len(last_read)} scores: {shown}.")


def _begun(text: str, largest: float) -> int:
    """Return which number the end of the text begins, such as “-” or “1e”, or 0 if it begins none.

    It does if it can be read with a digit added; one more number makes up for too few.
    """
    try:
        return len(typed.numbers(f"{text}0 0", FEWEST_SCORES, MOST_SCORES + 1, largest).values) - 1
    except SeveralReadingsError as reason:
        return len(reason.readings[0].values) - 1
    except ValueError:
        return 0
