"""Play, pause, step and scrub the charts of a film together."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import streamlit as st


@contextmanager
def film(
    key: str,
    *,
    n_frames: int,
    start: int = 0,
    seconds: float = 8.0,
    labels: Sequence[str] | None = None,
    on_release: Callable[[int], None] | None = None,
) -> Iterator[None]:
    """Draw the charts of the with-block as one film with one player above them."""
    with st.container(key=f"film-{key}"):
        yield
