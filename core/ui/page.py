"""The parts that every page has in the same place: the idea, what to notice, the code that ran."""

import inspect
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.charts.vega_lite import Specification
from core.ui.contents import title

READING_WIDTH = 720  # pixels; longer lines are hard to read
HEAD_WIDTH = 1000  # pixels; two lines that stand alone may be longer
_source = cache(inspect.getsource)


def head(page: str, text: str) -> None:
    """Show the title of a page, whose file is `page`, and its idea in a sentence or two."""
    with st.container(gap=None):
        title(page)
        st.markdown(text, width=HEAD_WIDTH)


def idea(text: str, *formulas: str) -> None:
    """Say the idea of a section in a sentence or two, then in LaTeX, a formula a line."""
    st.markdown(text, width=READING_WIDTH)
    for formula in formulas:
        st.latex(formula, width=READING_WIDTH)


def framed(
    place: DeltaGenerator, heading: str, picture: Specification, *, key: str, alt: str, **more: Any
) -> DeltaGenerator:
    """Draw a chart right below its heading, in Markdown; return the frame around both.

    `more` goes to `st.vega_lite_chart`.
    """
    frame = place.container(gap=None)
    frame.markdown(heading)
    frame.vega_lite_chart(picture, key=key, alt=alt, **more)
    return frame


def notes(*points: str, formulas: Sequence[str] = ()) -> None:
    """Say beside a figure what to see in it, a sentence a point, and the formulas in LaTeX."""
    st.header("What to notice")
    st.markdown("\n".join(f"- {point}" for point in points))
    for formula in formulas:
        st.latex(formula)


def drawer(label: str, *, key: str, icon: str, open_now: bool = False) -> Any:
    """Return an expander whose state is in the link; `open_now` shows what a message is about."""
    if open_now:
        st.session_state[key] = True
    return st.expander(label, icon=f":material/{icon}:", key=key, bind="query-params")


@st.fragment
def code(*sources: Callable[..., Any] | type) -> None:
    """Show the source of the functions that computed this page, as they ran, to who asks for it.

    A browser that shows no code loads none of what colours it, 1.5 MB.
    """
    place = drawer("The code that ran", key="code", icon="code")
    if not place.open:
        return
    for source in sources:
        place.caption(f"`{source.__module__}.{source.__qualname__}`")
        place.code(_source(source), language="python")


def line_of_code(function: Callable[..., Any], start: str) -> None:
    """Show the line of `function` that starts so.

    Raises ValueError if there is none: then the program has changed and the page must follow.
    """
    lines = [text.strip() for text in inspect.getsource(function).splitlines()]
    found = [text for text in lines if text.startswith(start)]
    if not found:
        raise ValueError(f"{function.__name__} has no line that starts with {start!r}")
    st.code(found[0], language="python", wrap_lines=True)
