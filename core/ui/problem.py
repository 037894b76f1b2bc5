"""Say what is wrong with what a visitor typed, and show it exactly as typed."""

import re

import streamlit as st


def problem(message: str) -> None:
    """Show a message; what it quotes in “…” came from the visitor and is not read as Markdown."""
    st.error(re.sub("“([^”]*)”", lambda quote: f"“`{quote[1].replace('`', '′')}`”", message))
