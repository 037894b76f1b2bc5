"""Charts on which a visitor draws, with a mouse or with a finger."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

HTML, CSS, JS = (
    Path(__file__).with_suffix(suffix).read_text("utf-8") for suffix in (".html", ".css", ".js")
)
component = st.components.v2.component(
    "trainscope_by_hand", html=HTML, css=CSS, js=JS, isolate_styles=False
)


@contextmanager
def by_hand(key: str) -> Iterator[None]:
    """Let a finger draw an interval on the charts of the with-block, as a mouse does.

    Where the screen is narrow, a finger that starts up or down still moves the page.
    """
    with st.container(key=f"by-hand-{key}", gap=None):
        component(key=f"finger-{key}")
        yield
