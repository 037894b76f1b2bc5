"""Play, pause, step and scrub the charts of a film together, without asking the server."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

HTML, CSS, JS = (
    Path(__file__).with_suffix(suffix).read_text("utf-8") for suffix in (".html", ".css", ".js")
)

# Not isolated: the stylesheet also hides the sliders that Vega draws below each chart.
player = st.components.v2.component(
    "trainscope_player", html=HTML, css=CSS, js=JS, isolate_styles=False
)


@contextmanager
def film(
    key: str,
    *,
    n_frames: int,
    start: int = 0,
    seconds: float = 8.0,
    labels: Sequence[str] | None = None,
    plays: bool = False,
    on_release: Callable[[int], None] | None = None,
) -> Iterator[None]:
    """Draw the charts of the with-block as one film with one player above them.

    The player moves every chart that has `film.frame_parameter(n_frames)`. It shows `labels`, one
    a frame, takes `seconds` for the whole film, and keeps its place when the page runs again,
    unless `start` has changed. One that `plays` begins by itself, but not for those who have asked
    their system for less motion. Playing costs the server nothing; only with `on_release` does the
    player say on which frame the visitor let go, before the page runs again.
    """

    def release() -> None:
        frame = st.session_state[f"player-{key}"].get("release")
        if on_release and type(frame) is int and 0 <= frame < n_frames:
            on_release(frame)

    with st.container(key=f"film-{key}"):
        player(
            key=f"player-{key}",
            data={
                "frames": n_frames,
                "start": start,
                "seconds": seconds,
                "labels": None if labels is None else list(labels),
                "plays": plays,
                "release": on_release is not None,
            },
            on_release_change=release if on_release else None,
        )
        yield
