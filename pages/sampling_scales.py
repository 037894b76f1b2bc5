"""Sampling scales: the same random numbers, evenly over values or evenly over powers of ten."""

import streamlit as st

from core import averages, ui
from core.lessons.tuning import sampling_scales as model
from core.lessons.tuning import sampling_scales_words as words
from core.lessons.tuning import scales
from core.lessons.tuning.sampling_scales_view import measured_until_all, scales_film
from core.ui.contents import BY_NAME
from core.ui.guess import ask_guess, show_answer
from core.ui.links import text_in
from core.ui.whole_number import whole_number

KINDS = ("learning rate α", "momentum’s β", "hidden units", "layers")
LINES = """\
- SciPy: `loguniform(1e-4, 1).rvs()` for α, `1 - loguniform(1e-3, 0.1).rvs()` for β
- Optuna: `suggest_float("α", 1e-4, 1, log=True)`, `1 - suggest_float("gap", 1e-3, 0.1, log=True)`
- KerasTuner: `Float("α", 1e-4, 1, sampling="log")`, `1 - Float("gap", 1e-3, 0.1, sampling="log")`
"""

ui.head(
    __file__,
    "A search draws a random number u between 0 and 1, and makes a hyperparameter of it. The scale "
    "decides where it lands: the same u, on two scales.",
)
row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
kind = row.segmented_control(
    "What to sample",
    KINDS,
    default=KINDS[0],
    required=True,
    key="sampled",
    bind="query-params",
    help="α from 10ᵃ to 10ᵇ, β from 0.9 to 0.999, 50 to 100 units, 2 to 4 layers.",
)
match kind:
    case "momentum’s β":
        sampled = model.MOMENTUM
    case "hidden units":
        sampled = model.UNITS
    case "layers":
        sampled = model.LAYERS
    case _:
        a, b = row.slider(
            "Exponents a and b",
            min_value=-6,
            max_value=1,
            value=(-4, 0),
            key="powers",
            bind="query-params",
            help="α is drawn from 10ᵃ to 10ᵇ.",
        )
        sampled = model.learning_rates(a, max(a + 1, b))
n = whole_number(
    "Draws",
    min_value=10,
    max_value=400,
    value=100,
    step=10,
    key="draws",
    help_text="How many values of the hyperparameter are drawn.",
    place=row,
)
seed = whole_number(
    "Seed",
    min_value=0,
    max_value=2**31 - 1,
    value=0,
    key="seed",
    help_text="Other random numbers u.",
    place=row,
)
part = words.asked(sampled)
guess_key = "over" if sampled is model.MOMENTUM else "below"
answered = part is None or text_in(guess_key) in words.GUESSES
film = scales_film(sampled, n, seed, promised=answered)
start = len(film.labels) - 1 if answered else 0
with ui.film("draws", n_frames=len(film.labels), start=start, seconds=12, labels=film.labels):
    figure, beside = st.columns([9, 5], gap="medium")
    for which, (name, scale) in enumerate(zip(("Linear", "Log"), sampled.both, strict=True)):
        ui.framed(
            figure,
            f"**{name} scale:** ${words.formula(scale, sampled)}$",
            film.pictures[which],
            key=f"scale {which}",
            alt=f"{name} scale: a dot a draw along the range of {sampled.name}, and a bar for each "
            "part of the range, as high as the number of draws in it.",
        )
    with beside:
        ui.live_words("draw words", film.words, start=start)
        if part:
            guess = ask_guess(
                st.container(),
                words.question(part[1]),
                words.GUESSES,
                key=guess_key,
                help_text="Guess, then see all draws; or play the film first.",
            )
            if guess:
                found, right = words.guessed(sampled, film.drawn, guess)
                show_answer(guess, found, right)
        ui.notes(*words.notice(sampled, answered))

st.header("How many draws until each part has one?", divider="gray")
until = ask_guess(
    st.container(),
    "How many draws will it take on the linear scale, on average?",
    words.UNTIL,
    key="until",
    help_text="Until each bar of the picture above has one draw or more.",
)
if until:
    right_until = words.right_until(sampled)
    show_answer(until, f"It takes {right_until}", until == right_until)
    st.markdown(words.until_all(sampled, measured_until_all(sampled)), width=ui.READING_WIDTH)

st.header("The scale of β", divider="gray")
ui.idea(
    "What counts in momentum’s β is how far it looks back, 1/(1 - β). So the log scale belongs to "
    "1 - β.",
    r"r = -1 - 2\,u \qquad \beta = 1 - 10^{\,r}",
)
if answered or sampled is not model.MOMENTUM:
    st.markdown(words.windows(), width=ui.READING_WIDTH)
st.page_link(
    BY_NAME["beta_near_one"].path,
    label="Why β near 1 is so sensitive",
    icon=":material/rocket_launch:",
)

st.header("In the libraries", divider="gray")
st.markdown("None of them has a scale for 1 - β: sample the gap, and subtract it from 1.")
st.markdown(LINES)

ui.code(scales.linear, scales.log, scales.log_of_gap, scales.whole, averages.memory)
