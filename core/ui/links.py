"""A link may ask for what a page does not have: then say so, instead of showing something else."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core.text.written import quoted
from core.ui.problem import as_typed


def explain_lost(asked: Mapping[str, str]) -> None:
    """Name each parameter of the link that no control of the page could take.

    Streamlit drops these from the address, as it drops those that ask for what is shown anyway.
    """
    for key, text in asked.items():
        lost = key in st.session_state and key not in st.query_params
        if lost and text and not _says(st.session_state[key], text):
            st.toast(
                as_typed(
                    f"The link asks for {key} = {quoted(text)}. There is no such choice here."
                ),
                icon=":material/link_off:",
                duration="long",
            )


def _says(value: Any, text: str) -> bool:
    """Return whether a parameter of a link says what a control shows.

    >>> _says(0.5, "0.50"), _says(True, "true"), _says(["A", "B"], "B"), _says(0.01, "0.0137")
    (True, True, True, False)
    """
    if isinstance(value, list):
        return any(_says(item, text) for item in value)
    try:
        return float(value) == float(text)
    except (TypeError, ValueError):
        return str(value).casefold() == text.casefold()
