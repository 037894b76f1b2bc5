"""Say what is wrong with what a visitor typed, and show it exactly as typed."""

import re
from typing import Any

import streamlit as st


def problem(message: str, place: Any = st) -> None:
    """Show a message at a place; what `written.quoted` put in it is not read as Markdown."""
    place.error(as_typed(message))


def as_typed(message: str) -> str:
    """Return the message as Markdown in which everything between quotation marks is code.

    >>> as_typed("“**x**” is not a number")
    '“`**x**`” is not a number'
    """
    return re.sub("“([^”]+)”", r"“`\1`”", message)
