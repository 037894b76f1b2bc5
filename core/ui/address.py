"""The address is the experiment: Back undoes a change of it, and words in a text make one."""

from pathlib import Path

import streamlit as st

HTML, JS = (Path(__file__).with_suffix(suffix).read_text("utf-8") for suffix in (".html", ".js"))
component = st.components.v2.component("trainscope_address", html=HTML, js=JS, isolate_styles=False)


def follow_address() -> None:
    """Let Back undo a changed control, and let links like `?beta=0.9&frame=3` change this page.

    Such a link in a text sets the controls of these names and leaves all others as they are; a
    `frame` moves the film. Nothing is loaded anew. Opened in another tab, it is a link like others.
    """
    component(key="address")
