"""Training: what happens in a run, one mini-batch at a time."""

import streamlit as st

from core import optimizers, ui
from core.charts.plane import Click
from core.lessons.training import run_words as words
from core.lessons.training.legs_view import choose_legs
from core.lessons.training.network_view import ask_network, show_network
from core.lessons.training.one_step_view import inside_one_step
from core.lessons.training.predict_view import predict_learning_rate
from core.lessons.training.run_view import run_film, show_plane
from core.lessons.training.takeaway_view import downloads
from core.training import gradient_descent, network
from core.training.runs import MOST_FRAMES
from core.training.settings import BOUNDS
from core.ui.own_points import ask_brush, ask_points, read_points
from core.ui.settings import RATES, checked, choose_settings
from core.ui.whole_number import whole_number

ui.head(
    __file__,
    "Each step takes a few examples, asks in which direction every weight should move to make "
    "their true classes more probable, and goes a little way. Nothing else happens, a thousand "
    "times over.",
)
row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
chosen = choose_settings(row=row)
drawn = ask_network(row)
screen = st.container()
legs = choose_legs(screen)
own, readable = read_points(chosen["classes"], "training", screen)
with ui.drawer("Your own points", key="mine", icon="touch_app", open_now=not readable):
    clicking = st.toggle(
        "Click into the picture to add points",
        key="click",
        bind="query-params",
        help="Your points join the data; the network learns again with each.",
    )
    alone = st.toggle(
        "Only my points", key="alone", bind="query-params", help="Leave the data set out."
    )
    ask_points(chosen["classes"], "training")
if alone and not own:
    screen.info("*Only my points* is on, but there are none yet: the network learns the data set.")
alone = alone and bool(own)
mine = {"points": own, "alone": alone}
settings = checked(chosen | {"legs": legs} | mine, "training", place=screen)
close_up = ui.drawer("Inside one step", key="inside", icon="search")
first_step = whole_number(
    "Film every single step from",
    min_value=0,
    max_value=int(BOUNDS["steps"][1]),
    value=0,
    key="from",
    help_text=f"0: the film shows the whole run. Else: {MOST_FRAMES - 1} steps from there.",
    place=close_up,
)
with screen:
    click: Click = "place" if clicking else "example" if drawn else "nothing"
    film = run_film(settings, first_step, click)
run, curves = film.run, film.curves


def look_at(frame: int) -> None:
    """Take the step on screen apart, and write it into the link."""
    st.session_state["step"] = float(max(1, run.steps[frame]))


def try_a_tenth() -> None:
    """Put a tenth of this learning rate into its control, and so into the link."""
    st.session_state["alpha"] = min(RATES, key=lambda rate: abs(rate - settings.learning_rate / 10))


with screen:
    if run.diverged_at:
        st.warning(words.diverged(run), icon=":material/warning:")
        if run.diverged_at <= settings.steps:
            st.button("Try a tenth of α", on_click=try_a_tenth)
    with ui.film(
        "run",
        n_frames=len(run.steps),
        start=len(run.steps) - 1,
        labels=film.labels,
        on_release=look_at if close_up.open else None,
    ):
        if drawn:
            left, plane = st.columns([19, 9], gap="medium")
            show_network(film, click, left, plane)
            right, beside = st.columns([19, 9], gap="medium")
        else:
            plane, right, beside = st.columns([9, 10, 9], gap="medium")
            show_plane(plane, film.regions, click, words.plane(run))
        if clicking:
            with plane:
                ask_brush(settings.classes)
        right.vega_lite_chart(film.loss, key="run loss", alt="Loss over the steps of the run.")
        right.vega_lite_chart(
            film.accuracy, key="run accuracy", alt="Accuracy over the steps of the run."
        )
        if film.distributions:
            st.vega_lite_chart(
                film.distributions,
                key="run layers",
                alt="A histogram of what each hidden layer feeds its activation.",
            )
        with beside:
            with st.popover("Predict first: will this α do?", icon=":material/help:"):
                predict_learning_rate(settings)
            ui.live_words("run words", film.words, start=len(run.steps) - 1)
            ui.notes(
                *(words.NETWORK_NOTES if drawn and settings.hidden else words.NOTES),
                formulas=[
                    r"\theta := \theta - \frac{\alpha}{m} \sum_{i=1}^{m} \nabla_\theta L^{(i)}"
                ],
            )

if close_up.open:
    with close_up:
        inside_one_step(settings, last=run.diverged_at - 1 if run.diverged_at else run.steps[-1])
downloads(run, curves)
ui.code(
    gradient_descent.step,
    network.forward,
    network.backward,
    optimizers.OPTIMIZERS[settings.optimizer].step,
)
