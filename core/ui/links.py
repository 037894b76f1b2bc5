"""A link may ask for what a page does not have: then say so, instead of showing something else."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from core.text.written import quoted
from core.ui.problem import as_typed

TOLD = "told of links"


def text_in(key: str) -> str:
    """Return the text in a box that is yet to be drawn: what was typed, or what the link says."""
    return str(st.session_state.get(key, st.query_params.get(key, "")))


def explain_lost(asked: Mapping[str, Sequence[str]]) -> None:
    """Name each parameter of the link that the page has no use for, once, in one message.

    A control may have no such choice, or none may have that name, or it may come twice. Streamlit
    drops the first from the address, as it drops those that ask for what is shown anyway.
    """
    told = st.session_state.get(TOLD, frozenset())
    lost = {key: why for key, texts in asked.items() if (why := _lost(key, texts))}
    fresh = [
        f"{key} = {quoted(asked[key][-1])} {why}" for key, why in lost.items() if key not in told
    ]
    st.session_state[TOLD] = told | lost.keys()
    if fresh:
        message = as_typed(f"Of this link, {'; '.join(fresh)}.")
        st.toast(message, icon=":material/link_off:", duration="long")


def _lost(key: str, texts: Sequence[str]) -> str:
    """Say why a parameter has no effect, if it has none."""
    if key not in st.session_state:
        return "is not used on this page" if key in st.query_params else ""
    value = st.session_state[key]
    if len(texts) > 1 and not isinstance(value, list | tuple):
        return "comes more than once"
    dropped = key not in st.query_params and f"{key} moved" not in st.session_state
    return "is no choice here" if dropped and texts[-1] and not _says(value, texts[-1]) else ""


def _says(value: Any, text: str) -> bool:
    """Return whether a parameter of a link says what a control shows.

    >>> _says(0.5, "0.50"), _says(True, "true"), _says(["A", "B"], "B"), _says(0.01, "0.0137")
    (True, True, True, False)
    """
    if isinstance(value, list | tuple) and any(_says(item, text) for item in value):
        return True
    try:
        return float(value) == float(text)
    except (TypeError, ValueError):
        return str(value).casefold() == text.casefold()
