"""A box for a whole number that any link may fill."""

from typing import Any

import streamlit as st


def whole_number(
    label: str,
    *,
    min_value: int,
    max_value: int,
    value: int,
    key: str,
    help_text: str,
    step: int = 1,
    place: Any = st,
) -> int:
    """Ask for a whole number, bound to the link.

    Streamlit's own box of whole numbers raises on a link like `?steps=inf`; its box of floats
    leaves such values out, so this is one, shown without decimals.
    """
    keep_within(key, min_value, max_value)
    return int(
        place.number_input(
            label,
            min_value=float(min_value),
            max_value=float(max_value),
            value=float(value),
            step=float(step),
            format="%.0f",
            key=key,
            bind="query-params",
            help=help_text,
        )
    )


def keep_within(key: str, low: float, high: float) -> None:
    """Move the value of a control into its bounds: another control may just have changed these.

    Streamlit refuses to draw a control whose value lies beyond them.
    """
    value = st.session_state.get(key)
    if isinstance(value, int | float) and not low <= value <= high:
        st.session_state[key] = type(value)(min(max(value, low), high))
