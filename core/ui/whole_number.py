"""A box for a whole number that any link may fill."""

from typing import Any

import streamlit as st


def whole_number(
    label: str,
    low: int,
    high: int,
    value: int,
    *,
    key: str,
    help_text: str,
    step: int = 1,
    place: Any = st,
) -> int:
    """Ask for a whole number from low to high, bound to the link.

    Streamlit's own box of whole numbers raises on a link like `?steps=inf`; its box of floats
    leaves such values out, so this is one, shown without decimals.
    """
    return int(
        place.number_input(
            label,
            *map(float, (low, high, value, step)),
            "%.0f",
            key=key,
            bind="query-params",
            help=help_text,
        )
    )
