"""The start page: what can I understand here?"""

from pathlib import Path

import streamlit as st

from core import gradient_descent, ui
from core.training import Settings
from core.ui.run_film import film_of

HERE = Path(__file__).parent
PROMISES = {
    "batch_norm": "What batch norm does to the numbers inside a network, layer by layer.",
    "softmax": "Type any scores and see how they become shares of a whole.",
    "training": "All of it at work: choose data, a network and an optimizer, and watch.",
}
ROUTES = {
    "Ten minutes": ["softmax", "training"],
    "An hour": ["batch_norm", "softmax", "training"],
}
EXPERIMENTS = [
    ("softmax", "Scores so big that e^z overflows", {"z": "1000, 999"}),
    ("training", "The run above without batch norm", {"bn": "false"}),
]

st.title("See what happens while a network learns")
ui.idea(
    "Each page asks one question, computes the answer while you look, and shows the few lines of "
    "code that did it. Here a small network learns to tell three spirals apart: press play, or "
    "drag the slider."
)
settings = Settings()
film = film_of(settings)
run, curves = film.run, film.curves

with ui.film("start", n_frames=len(run.steps), labels=film.labels):
    plane, loss = st.columns(2, gap="medium", vertical_alignment="center")
    plane.altair_chart(
        film.regions,
        alt=f"{run.data.labels.size} points on three spirals. The plane behind them takes the "
        "colour of the class the network finds most probable: first a blur, at last three arms.",
    )
    loss.altair_chart(
        film.loss,
        alt=f"The training loss falls from {curves.training_loss[0]:.2f} to "
        f"{curves.training_loss[-1]:.2f} in {run.steps[-1]:,} steps.",
    )
st.markdown(
    f"At first the network guesses: {curves.training_accuracy[0]:.0%} of the points are right. "
    f"After {run.steps[-1]:,} steps of {settings.batch_size} points each, "
    f"{curves.training_accuracy[-1]:.0%} are, and {curves.validation_accuracy[-1]:.0%} of the "
    f"{run.data.labels_validation.size} points that it never trained on.",
    width=ui.READING_WIDTH,
)

st.header("What you can understand here", divider="gray")
for page, promise in PROMISES.items():
    link, text = st.columns([2, 3], vertical_alignment="center")
    link.page_link(HERE / f"{page}.py", icon=":material/arrow_forward:")
    text.markdown(promise)
for name, pages in ROUTES.items():
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{name}:**", width="content")
        for page in pages:
            st.page_link(HERE / f"{page}.py")

st.header("Experiments to open", divider="gray")
st.markdown(
    "Every setting is in the address of its page. A link is an experiment: it shows everybody the "
    "same picture.",
    width=ui.READING_WIDTH,
)
for page, label, setting in EXPERIMENTS:
    st.page_link(HERE / f"{page}.py", label=label, icon=":material/link:", query_params=setting)

ui.code(gradient_descent.step)
