"""Whole numbers that any link may fill, within bounds that another control may change."""

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import streamlit as st

from core.text.written import rounded

Number = TypeVar("Number", int, float)


class _Moved(NamedTuple):
    """What a control was asked for, and what it showed instead."""

    asked: float
    shown: float


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

    def box() -> float:
        number: float = place.number_input(
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
        return number

    return int(within(box, key, label, float(min_value), float(max_value)))


def within(draw: Callable[[], Number], key: str, label: str, low: Number, high: Number) -> Number:
    """Draw a control of whole numbers, moved to the nearest that can be, and say so if it was.

    Streamlit refuses to draw a control whose value lies beyond its bounds. What was asked for is
    kept: as soon as the bounds allow it, it is shown again, unless the visitor chose anew. The
    control must stay the same for Streamlit when its bounds change, as an `st.slider` does not.
    """
    memory = f"{key} moved"
    before = st.session_state.pop(memory, None)
    value = st.session_state.get(key, _in_link(key))
    asked = before.asked if before and value == before.shown else value
    if asked is None:
        return draw()
    shown = type(low)(min(max(round(asked), low), high))
    if shown != value:
        st.session_state[key] = shown
    if shown != asked:
        st.session_state[memory] = _Moved(asked, shown)
        if shown != value:
            st.toast(
                f"{label}: {rounded(asked, 9)} is not possible here. "
                f"{rounded(shown, 9)} is the nearest.",
                icon=":material/swap_horiz:",
                duration="long",
            )
    return draw()


def _in_link(key: str) -> float | None:
    """Return the number that a link asks for, if it asks for one."""
    try:
        asked = float(st.query_params.get(key, ""))
    except ValueError:
        return None
    return asked if math.isfinite(asked) else None
