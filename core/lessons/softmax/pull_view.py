"""Softmax at work on scores that the visitor pulls, every number of it moving."""

from collections.abc import Callable

import streamlit as st

from core.lessons.softmax import worked
from core.lessons.softmax import worked_charts as charts
from core.lessons.softmax.pull import Pull
from core.lessons.softmax.worked import Worked
from core.text import written
from core.ui.live_words import live_words
from core.ui.player import film


def show_pull(
    pull: Pull, name: str, box: str, typed: Callable[[int], str | float], score: str = "z"
) -> Worked:
    """Draw the film of what is pulled, called `name`, and return every frame worked out.

    Where the visitor lets go, `typed(frame)` goes into the box with that key, and so into the link.
    """
    example = worked.work_out(pull.z, at=pull.now)

    def keep(frame: int) -> None:
        st.session_state[box] = typed(frame)

    shares = ", ".join(example.share_text[pull.now])
    labels = [f"{name} = {written.short(value)}" for value in pull.values]
    with film(f"pull-{box}", n_frames=len(labels), start=pull.now, labels=labels, on_release=keep):
        st.vega_lite_chart(
            charts.worked_example(example, score),
            alt=f"A bar for each class, as long as its share: {shares}.",
        )
        live_words(f"{box} words", worked.in_words(pull.z, example, score), start=pull.now)
    return example
