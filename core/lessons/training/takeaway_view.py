"""Downloads of a run; each file is made when it is asked for."""

import streamlit as st

from core.charts.plane import animation
from core.lessons.training import takeaway
from core.training import Run, replay
from core.training.replay import Curves
from core.ui.page import drawer


@st.fragment
def downloads(run: Run, curves: Curves) -> None:
    """Offer the curves, the parameters, the film, and the line of Python that repeats the run."""
    place = drawer("Take it away", key="take", icon="download")
    if not place.open:
        return
    with place:
        with st.container(horizontal=True):
            st.download_button(
                "Curves as CSV",
                lambda: takeaway.metrics_csv(run, curves),
                "run.csv",
                "text/csv",
                on_click="ignore",
            )
            st.download_button(
                "Parameters as .npz",
                lambda: takeaway.parameters_npz(run),
                "run.npz",
                "application/octet-stream",
                on_click="ignore",
            )
            st.download_button(
                "Film as GIF",
                lambda: animation(replay.regions(run), replay.domain(run), run.data),
                "run.gif",
                "image/gif",
                on_click="ignore",
            )
        st.markdown("The address of this page holds all settings. In Python, with this project:")
        st.code(
            "from core.training import Leg, Settings, train\n\n"
            f"run = {takeaway.python_line(run.settings)}",
            language="python",
            wrap_lines=True,
        )
        st.markdown("And the parameters, with NumPy alone:")
        st.code(
            'parameters = numpy.load("run.npz")\nW1 = parameters["W1"]  # '
            f"{run.settings.network.layers(run.theta[-1])[0].W.shape}",
            language="python",
        )
