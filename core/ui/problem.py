"""Say what is wrong with what a visitor typed, and show it exactly as typed."""

import re

import streamlit as st


def problem(message: str) -> None:
    """Show a message; what `written.quoted` put in it is not read as Markdown."""
    st.error(re.sub("“([^”]+)”", r"“`\1`”", message))
