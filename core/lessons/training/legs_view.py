"""Train on from the last step with other hyperparameters: another leg of the same run."""

from typing import Any

import streamlit as st

from core.lessons.training import legs
from core.training.settings import Leg
from core.ui.links import text_in
from core.ui.page import drawer
from core.ui.problem import problem
from core.ui.settings import ask

LAST_READ, MOST_CHARACTERS = "legs last read", 300
LEG_FIELDS = ("optimizer", "learning_rate", "batch_size", "steps")


def choose_legs(place: Any) -> tuple[Leg, ...]:
    """Ask for further legs; where they cannot be read, say why at the place and keep the last."""
    chosen, readable = _read(place)
    with drawer("Train on from the last step", key="on", icon="add", open_now=not readable):
        row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
        draft = {field: ask(field, row, "next") for field in LEG_FIELDS}
        with st.container(horizontal=True):
            add, back = (*chosen, Leg(**draft)), chosen[:-1]
            st.button("Train on", on_click=_set, args=(add,), type="primary")
            st.button(
                "Undo the last continuation", on_click=_set, args=(back,), disabled=not chosen
            )
        st.text_input(
            "Continuations so far",
            max_chars=MOST_CHARACTERS,
            key="legs",
            bind="query-params",
            placeholder="none; one could be 500 adam 0.001 64",
            help="Each continuation: steps, optimizer, α, mini-batch size; semicolons between. The "
            "weights stay as they are, the optimizer's memory starts afresh.",
        )
    return chosen


def _read(place: Any) -> tuple[tuple[Leg, ...], bool]:
    """Return the legs that are typed, and True; if they cannot be read the last, and False."""
    text = text_in("legs")
    try:
        chosen = legs.from_text(text if len(text) <= MOST_CHARACTERS else "")
    except ValueError as reason:
        problem(f"Not read: {reason}. The picture keeps what was read before.", place)
        return st.session_state.get(LAST_READ, ()), False
    st.session_state[LAST_READ] = chosen
    return chosen, True


def _set(chosen: tuple[Leg, ...]) -> None:
    st.session_state["legs"] = legs.to_text(chosen)
