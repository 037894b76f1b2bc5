"""Say what is wrong with what a visitor typed, and show it exactly as typed."""

import re

import streamlit as st


def problem(message: str) -> None:
    """Show a message; what `written.quoted` put in it is not read as Markdown."""
    st.error(as_typed(message))


def as_typed(message: str) -> str:
    """Return the message as Markdown in which everything between quotation marks is code.

    >>> as_typed("“**x**” is not a number")
    '“`**x**`” is not a number'
    """
    return re.sub("“([^”]+)”", r"“`\1`”", message)
