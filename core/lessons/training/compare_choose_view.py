"""Ask for two settings that differ in one field of the visitor's choice."""

from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.lessons.training.compare import Pair
from core.training.settings import SettingError, Settings
from core.ui.problem import problem
from core.ui.settings import CONTROLS, ask, choose_settings, in_words

VALUES: dict[str, tuple[Any, Any]] = {  # what may differ, and what A and B have at first
    "batch_norm": (False, True),
    "optimizer": ("sgd", "adam"),
    "learning_rate": (0.001, 0.01),
    "batch_size": (1, 64),
    "initialization": ("he", "tiny"),
    "activation": ("relu", "sigmoid"),
    "hidden": ((), (16, 16)),
    "l2": (0.0, 0.01),
    "decay": (0.0, 0.1),
    "beta1": (0.9, 0.99),
    "beta2": (0.999, 0.9),
}
FIELD_OF_LABEL = {CONTROLS[field].label: field for field in VALUES}
FIRST_DIFFERENCE, LAST_PAIR = "batch_norm", "pair last settings"
OPENING = Settings(  # where batch norm matters; with epochs of many lengths, decay would as well
    hidden=(16, 16, 16, 16), activation="sigmoid", decay=0
)


def first_pair(field: str) -> Pair:
    """Return the pair that differs in this field before anything is chosen."""
    return Pair(field, *(replace(OPENING, **{field: value}) for value in VALUES[field]))


def choose_pair(row: DeltaGenerator) -> Pair:
    """Ask what differs, its two values and the rest; where they do not fit, keep the last pair."""
    label = row.selectbox(
        "What differs",
        list(FIELD_OF_LABEL),
        key="differs",
        bind="query-params",
        help="The one setting in which A and B differ. The others, below, are the same for both.",
    )
    field = FIELD_OF_LABEL[label]
    a, b = (
        {field: ask(field, row, suffix, value)}
        for suffix, value in zip("AB", VALUES[field], strict=True)
    )
    rest = choose_settings(OPENING, apart_from=field, fields=["data"], row=row)
    try:
        st.session_state[LAST_PAIR] = Pair(
            field, replace(OPENING, **rest, **a), replace(OPENING, **rest, **b)
        )
    except SettingError as reason:
        problem(f"{in_words(reason)}. The picture shows the settings before.")
    return st.session_state.get(LAST_PAIR, first_pair(FIRST_DIFFERENCE))
