"""Train on from the last step with other hyperparameters: another leg of the same run."""

import streamlit as st

from core.lessons.training import legs
from core.training.settings import Leg
from core.ui.problem import problem
from core.ui.settings import ask

LEG_FIELDS = ("optimizer", "learning_rate", "batch_size", "steps")


def choose_legs() -> tuple[Leg, ...]:
    """Ask for further legs; where they cannot be read, say why and return none."""
    with st.expander("Train on from the last step", icon=":material/add:"):
        row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
        draft = {field: ask(field, row, "next") for field in LEG_FIELDS}
        buttons = st.container(horizontal=True)
        text = st.text_input(
            "Legs so far",
            max_chars=300,
            key="legs",
            bind="query-params",
            placeholder="none; one could be 500 adam 0.001 64",
            help="Each leg: steps, optimizer, α, mini-batch size; semicolons between. The weights "
            "go on from leg to leg, the optimizer's memory starts afresh.",
        )
        try:
            chosen = legs.from_text(text)
        except ValueError as reason:
            problem(f"{reason}.")
            chosen = ()
        buttons.button("Train on", on_click=_set, args=((*chosen, Leg(**draft)),), type="primary")
        buttons.button(
            "Take the last leg back", on_click=_set, args=(chosen[:-1],), disabled=not chosen
        )
    return chosen


def _set(chosen: tuple[Leg, ...]) -> None:
    st.session_state["legs"] = legs.to_text(chosen)
