"""The start page: what can I understand here?"""

from pathlib import Path

import streamlit as st

from core import ui
from core.lessons.training.run_view import film_of
from core.training import Settings, gradient_descent

HERE = Path(__file__).parent
QUESTIONS = {
    "averages": ("How much past should an average remember?", "One number that forgets slowly."),
    "beta_near_one": ("Why is β near 1 special?", "0.9990 and 0.9995 look alike, and are not."),
    "batch_norm": ("What does batch norm do?", "The numbers inside a network, layer by layer."),
    "softmax": ("What does softmax make of numbers?", "Type any scores, get shares of a whole."),
    "softmax_boundaries": ("Why are boundaries straight?", "Two to six classes in a plane."),
    "softmax_loss": ("How does softmax learn?", "Its loss, the slope, and the way down."),
    "training": ("How does a network learn?", "All of it at work, with data of your choice."),
    "compare_runs": ("What did one change do?", "Two runs, the same but for one setting."),
}
EXPERIMENTS = [
    ("averages", "An average that looks back 50 days", {"beta": "0.98"}),
    ("softmax", "Scores so big that e^z overflows", {"z": "1000, 999"}),
    ("softmax", "Two classes: logistic regression", {"z": "1, 0"}),
    ("training", "The run above without batch norm: a slower start", {"bn": "false"}),
    ("training", "The run above by plain gradient descent", {"optimizer": "sgd"}),
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
    plane.vega_lite_chart(
        film.regions,
        alt=f"{run.data.labels.size} points on three spirals. The plane behind them takes the "
        "colour of the class the network finds most probable: first a blur, at last three arms.",
    )
    loss.vega_lite_chart(
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
st.markdown(
    "For a lecture, go from top to bottom. With ten minutes, take softmax, then the training run.",
    width=ui.READING_WIDTH,
)
for page, (question, promise) in QUESTIONS.items():
    with st.container(gap=None):
        st.page_link(HERE / f"{page}.py", label=question, icon=":material/arrow_forward:")
        st.caption(promise)

st.header("Experiments to open", divider="gray")
st.markdown(
    "Every setting is in the address of its page. A link is an experiment: it shows everybody the "
    "same picture.",
    width=ui.READING_WIDTH,
)
for page, label, setting in EXPERIMENTS:
    st.page_link(HERE / f"{page}.py", label=label, icon=":material/link:", query_params=setting)

ui.code(gradient_descent.step)
