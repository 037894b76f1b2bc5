"""The table of contents: every page of the lesson, a section a topic."""

from pathlib import Path

import streamlit as st

from core.ui.links import explain_lost

HERE = Path(__file__).parent
ICON = HERE.parent / "core" / "ui" / "icon.svg"


def page(name: str, title: str, icon: str, *, default: bool = False) -> st.Page:
    """The page in `<name>.py`, which answers at `/<name>`."""
    return st.Page(
        HERE / f"{name}.py",
        title=title,
        icon=f":material/{icon}:",
        url_path=None if default else name,
        default=default,
    )


st.set_page_config(page_title="Trainscope", page_icon=ICON, layout="wide")

asked = dict(st.query_params)
st.navigation(
    {
        "": [page("start", "Start here", "home", default=True)],
        "Averages": [
            page("averages", "How much past to remember?", "timeline"),
            page("beta_near_one", "Why is β near 1 special?", "rocket_launch"),
        ],
        "Batch norm": [
            page("batch_norm", "What does batch norm do?", "equalizer"),
        ],
        "Softmax": [
            page("softmax", "Softmax of your numbers", "functions"),
            page("softmax_boundaries", "Why straight boundaries?", "border_style"),
            page("softmax_loss", "How does softmax learn?", "trending_down"),
        ],
        "Training": [
            page("training", "Watch a network learn", "play_circle"),
            page("compare_runs", "What did one change do?", "compare_arrows"),
        ],
    }
).run()
explain_lost(asked)
