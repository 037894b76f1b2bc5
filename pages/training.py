"""Training: what happens in a run, one mini-batch at a time."""

import streamlit as st

from core import gradient_descent, network, optimizers, ui
from core.ui.run_film import film_of
from core.ui.settings import choose_settings

st.title("Watch a network learn, one mini-batch at a time")
ui.idea(
    "Each step takes a few examples, asks in which direction every weight should move to make "
    "their true classes more probable, and goes a little way. Nothing else happens, a thousand "
    "times over.",
    r"\theta := \theta - \alpha\, \frac{1}{m} \sum_{i=1}^{m} \nabla_\theta L^{(i)}",
)
settings = choose_settings()
film = film_of(settings)
run, curves = film.run, film.curves

with ui.film("run", n_frames=len(run.steps), start=len(run.steps) - 1, labels=film.labels):
    plane, lines, layers = st.columns([5, 5, 4], gap="medium")
    plane.altair_chart(
        film.regions,
        alt=f"The plane coloured by the class the network finds most probable, with the "
        f"{run.data.labels.size} training points and {run.data.labels_validation.size} validation "
        "points on it; the points of the current mini-batch are ringed.",
    )
    lines.altair_chart(film.loss, alt=f"Loss over {run.steps[-1]} steps.")
    lines.altair_chart(film.accuracy, alt=f"Accuracy over {run.steps[-1]} steps.")
    if film.distributions:
        layers.altair_chart(
            film.distributions, alt="A histogram of z in each hidden layer, its mean marked."
        )

st.markdown(
    f"After {run.steps[-1]:,} steps the training loss is **{curves.training_loss[-1]:.3f}** and "
    f"{curves.training_accuracy[-1]:.0%} of the training points are right; of the validation "
    f"points, {curves.validation_accuracy[-1]:.0%}.",
    width=ui.READING_WIDTH,
)
ui.what_to_notice(
    "Filled points are trained on, hollow ones are not. Rings mark the mini-batch of this step.",
    "The grey line, the loss of one mini-batch, jumps: every mini-batch is another sample.",
    "Where training goes down and validation does not, the network memorizes.",
)
ui.code(gradient_descent.step, network.forward, network.backward, optimizers.adam)
