"""Show a line of code exactly as it stands in the program."""

import inspect
from collections.abc import Callable
from typing import Any

import streamlit as st


def line(function: Callable[..., Any], start: str) -> None:
    """Show the line of `function` that starts so.

    Raises ValueError if there is none: then the program has changed and the page must follow.
    """
    lines = [text.strip() for text in inspect.getsource(function).splitlines()]
    found = [text for text in lines if text.startswith(start)]
    if not found:
        raise ValueError(f"{function.__name__} has no line that starts with {start!r}")
    st.code(found[0], language="python", wrap_lines=True)
