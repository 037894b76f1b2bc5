"""The start page: what can I understand here?"""

import streamlit as st

from core import ui
from core.lessons.training.run_view import run_film
from core.training import Settings, gradient_descent
from core.ui.contents import BY_NAME, CONTENTS

EXPERIMENTS = [
    ("averages", "An average that looks back 50 days", {"beta": "0.98"}),
    ("softmax", "Scores so big that e^z overflows", {"z": "1000, 999"}),
    ("softmax", "Two classes: logistic regression", {"z": "1, 0"}),
    ("training", "The run above without batch norm", {"bn": "false"}),
    ("training", "The run above by plain gradient descent", {"optimizer": "sgd"}),
]

ui.head(
    __file__,
    "Each page asks one question, computes the answer while you look, and shows the few lines of "
    "code that did it. Here a small network learns to tell three spirals apart: press play, or "
    "drag the slider.",
)
settings = Settings()
film = run_film(settings)
run, curves = film.run, film.curves

with ui.film("start", n_frames=len(run.steps), labels=film.labels):
    plane, loss = st.columns([3, 5], gap="medium")
    plane.vega_lite_chart(
        film.regions,
        key="start plane",
        alt=f"{run.data.labels.size} points on three spirals. The plane behind them takes the "
        "colour of the class the network finds most probable: first a blur, at last three arms.",
    )
    loss.vega_lite_chart(
        film.loss,
        key="start loss",
        alt=f"The training loss falls from {curves.training_loss[0]:.2f} to "
        f"{curves.training_loss[-1]:.2f} in {run.steps[-1]:,} steps.",
    )
    with loss:
        ui.live_words("start words", film.words)

st.header("What you can understand here", divider="gray")
st.markdown(
    "For a lecture, go from top to bottom. With ten minutes, take softmax, then the training run.",
    width=ui.READING_WIDTH,
)
for entry in CONTENTS[1:]:
    with st.container(gap=None):
        st.page_link(entry.path, label=entry.title, icon=":material/arrow_forward:")
        st.caption(entry.promise)

st.header("Experiments to open", divider="gray")
st.markdown(
    "Every setting is in the address of its page. A link is an experiment: it shows everybody the "
    "same picture.",
    width=ui.READING_WIDTH,
)
for page, label, setting in EXPERIMENTS:
    st.page_link(BY_NAME[page].path, label=label, icon=":material/link:", query_params=setting)

ui.code(gradient_descent.step)
