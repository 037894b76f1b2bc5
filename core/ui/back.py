"""Let Back undo a changed setting."""

from pathlib import Path

import streamlit as st

HTML, JS = (Path(__file__).with_suffix(suffix).read_text("utf-8") for suffix in (".html", ".js"))
component = st.components.v2.component("trainscope_back", html=HTML, js=JS, isolate_styles=False)


def let_back_undo() -> None:
    """Make each changed control an entry of the browser's history, from the first page on."""
    component(key="back")
