"""Ask a visitor for points of their own, typed, pasted or clicked into a picture."""

from typing import Any

import streamlit as st

from core.text import typed
from core.training import data
from core.ui.links import text_in
from core.ui.problem import problem
from core.ui.whole_number import within

Points = tuple[tuple[float, float, int], ...]
POINTS_KEY, PLANE, BRUSH = "own", "plane", "brush"
ASKED_ON = "page that asked for points"


def read_points(classes: int, key: str, place: Any = st) -> tuple[Points, bool]:
    """Return the visitor's points, x, y and class from 0, and whether what is typed can be read.

    Where it cannot, say why at the place, and go on with the last that could. `key` names the page.
    """
    last = f"{key} own points"
    readable = True
    try:
        before = st.session_state.get(ASKED_ON) != key  # the box still holds another page's points
        text = st.query_params.get(POINTS_KEY, "") if before else text_in(POINTS_KEY)
        X, labels = typed.points(text, classes)
        st.session_state[last] = data.as_points(X, labels)
    except ValueError as reason:
        problem(f"Your points: {reason}. The picture keeps your points from before.", place)
        readable = False
    points: Points = st.session_state.get(last, ())
    return tuple(point for point in points if point[2] < classes), readable


def ask_points(classes: int, key: str) -> None:
    """Ask for points, typed or pasted, a line each. `key` names the page."""
    st.session_state[ASKED_ON] = key

    st.text_area(
        "Your points",
        key=POINTS_KEY,
        bind="query-params",
        placeholder="0.5, -1, 2",
        help=f"One point a line: x, y and a class from 1 to {classes}. Delete a line to remove it.",
    )


def ask_brush(classes: int) -> None:
    """Ask for the class of the points that clicks add."""

    def brush() -> int:
        chosen = st.segmented_control(
            "A click adds a point of class",
            range(1, classes + 1),
            default=1,
            required=True,
            key=BRUSH,
            bind="query-params",
            help="Click anywhere in the picture; the network then learns again, with your point.",
        )
        return chosen or 1

    within(brush, BRUSH, "A click adds a point of class", 1, classes)


def add_clicked() -> None:
    """Write the place that was clicked, and the chosen class, below the visitor's points."""
    for place in st.session_state[PLANE].selection.get("place", []):
        line = f"{place['x']:.2f}, {place['y']:.2f}, {st.session_state[BRUSH] or 1}"
        st.session_state[POINTS_KEY] = "\n".join(
            [*st.session_state[POINTS_KEY].split("\n"), line]
        ).strip()
