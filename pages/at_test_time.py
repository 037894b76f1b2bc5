"""Batch norm at test time: one example has no mini-batch, and so no μ and σ² of its own."""

import numpy as np
import streamlit as st

from core import averages, batch_norm, ui
from core.lessons.batch_norm import at_test_time_view as view
from core.lessons.batch_norm import at_test_time_words as words
from core.lessons.batch_norm.test_batches import by_own_batch
from core.text.written import rounded, share
from core.training import Settings, network
from core.training.gradient_descent import RUNNING_BETA
from core.ui.contents import BY_NAME
from core.ui.guess import ask_guess, show_answer
from core.ui.own_points import PLANE
from core.ui.whole_number import whole_number

SETTINGS = Settings(examples=600, validation_share=0.4)
LAYER_HELP = "A hidden layer of the network."

ui.head(
    __file__,
    "In training, batch norm takes μ and σ² from the mini-batch. At test time there may be one "
    "example alone. The same network, trained once: whose μ and σ² shall it use?",
)
run = view.trained(SETTINGS)
points = view.tested(run)


def choose_clicked() -> None:
    """Choose the validation example that is nearest to the click."""
    for place in st.session_state[PLANE].selection.get("place", []):
        away = (points.X[0] - place["x"]) ** 2 + (points.X[1] - place["y"]) ** 2
        st.session_state["example"] = float(away.argmin() + 1)


row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
size = row.segmented_control(
    "Test mini-batch",
    view.SIZES,
    default=8,
    required=True,
    key="test_batch",
    bind="query-params",
    help="How many examples are normalized together, the chosen one among them.",
)
chosen = whole_number(
    "Example",
    min_value=1,
    max_value=points.labels.size,
    value=10,
    key="example",
    help_text="A validation example. Or click into the left picture: the nearest is chosen.",
    place=row,
)
guess = ask_guess(
    row,
    "Normalized all alone, what does the network say?",
    words.GUESSES,
    key="by_itself",
    help_text="A test mini-batch of 1: its mean is the example itself.",
)
size = size if size in view.SIZES else 8
film = view.neighbours(SETTINGS, chosen - 1, size)
with ui.film(
    "draws",
    n_frames=len(film.said),
    seconds=10,
    labels=[f"draw {i + 1} of {len(film.said)}" for i in range(len(film.said))],
):
    left, right, beside = st.columns([4, 4, 6], gap="medium")
    for place, name, picture, key in (
        (left, "By the mini-batch’s own μ and σ²", film.among, PLANE),
        (right, "By the running averages", film.running, "by running"),
    ):
        framed = place.container(gap=None)
        framed.markdown(f"**{name}**")
        framed.vega_lite_chart(
            picture,
            key=key,
            on_select=choose_clicked if key == PLANE else "ignore",
            alt=f"{name}: the class that the network would say of an example anywhere in the "
            "plane, under the validation points. A diamond marks the chosen one.",
        )
    with beside:
        ui.live_words(
            "draw words", words.at_every_draw(film.said, film.by_running, film.label, size)
        )
        st.markdown(words.over_the_draws(film.said))
        ui.notes(
            "Play: the weights stay, only the neighbours change, and with them the answer.",
            "Choose a test mini-batch of 64, then of 2. Which map is nearer to the right one?",
            "With running averages an example needs no company: one map for all.",
        )
if guess:
    found, same = words.alone(view.alone(SETTINGS))
    show_answer(guess, found, right=same == (guess == words.SAME))

st.header("How often is it right?", divider="gray")
bars, rescue = st.columns(2, gap="large")
bars.vega_lite_chart(
    view.all_ways(SETTINGS),
    key="ways",
    alt="A bar for each way of testing, as long as the share of validation examples that are "
    "right: from test mini-batches of 1 to the running averages. Its numbers stand on it.",
)
with rescue:
    st.markdown(
        "This network was trained with mini-batches of "
        f"{SETTINGS.batch_size}. Trained with smaller ones, does any way of testing help?"
    )
    if st.toggle(
        "Train with smaller mini-batches",
        key="rescue",
        bind="query-params",
        help=f"{len(view.TRAINED_WITH)} sizes, {view.N_SEEDS} seeds each: about two seconds.",
    ):
        with st.spinner("Training …"):
            st.markdown(view.rescues(SETTINGS))
        st.caption(
            "Columns: the size of mini-batches in training. Rows: that of test mini-batches, or "
            f"whose μ and σ² are used. Percent right, the median of {view.N_SEEDS} seeds."
        )


@st.fragment
def gather() -> None:
    """Choose a unit and β, and see what its running averages hold after the first mini-batches."""
    row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    layer = whole_number(
        "Layer",
        min_value=1,
        max_value=len(SETTINGS.hidden),
        value=2,
        key="layer",
        help_text=LAYER_HELP,
        place=row,
    )
    unit = whole_number(
        "Unit",
        min_value=1,
        max_value=SETTINGS.hidden[layer - 1],
        value=1,
        key="unit",
        help_text="A unit of that layer.",
        place=row,
    )
    what = row.segmented_control(
        "Statistic",
        ["mean", "variance"],
        default="variance",
        required=True,
        key="statistic",
        bind="query-params",
        help="μ or σ² of that unit over each mini-batch.",
    )
    beta = row.number_input(
        "β of the running averages",
        min_value=0.0,
        max_value=0.999,
        value=0.99,
        step=0.01,
        format="%.3f",
        key="keep",
        bind="query-params",
        help="The share of the old average that is kept at each step. Or drag the slider.",
    )
    start = int(np.abs(view.BETAS - beta).argmin())

    def keep_beta(frame: int) -> None:
        """Write β of the frame into its box, and so into the link."""
        st.session_state["keep"] = float(view.BETAS[frame])

    gathered = view.gathered(SETTINGS, layer - 1, unit - 1, what or "variance")
    with ui.film(
        "gather",
        n_frames=len(view.BETAS),
        start=start,
        labels=words.labels_of_betas(view.BETAS.tolist()),
        on_release=keep_beta,
    ):
        figure, beside = st.columns([5, 3], gap="medium")
        figure.vega_lite_chart(
            gathered.picture,
            key="gathered",
            alt="Each mini-batch's own value as a dot over the steps, and its running average, "
            "plain and bias-corrected, for the chosen β.",
        )
        with beside:
            ui.live_words("gather words", gathered.words, start=start)
            st.page_link(
                BY_NAME["averages"].path,
                label="Why an average starts cold",
                icon=":material/timeline:",
                query_params={"beta": f"{view.BETAS[start]:g}"},
            )


st.header("Running averages, gathered while it learns", divider="gray")
ui.idea(
    "In training each mini-batch has its own μ and σ². Their exponentially weighted averages are "
    f"kept for later. These are the first {view.GATHERED_STEPS} mini-batches of the run above.",
    r"\mu_\text{run} := \beta\, \mu_\text{run} + (1 - \beta)\, \mu_\text{batch}",
)
gather()

st.header("Folded, batch norm costs nothing", divider="gray")
folded = view.folded(SETTINGS)
ui.idea(
    "With fixed μ and σ² batch norm is a multiplication and an addition. So they go into the "
    "weights and a bias, and the network needs no batch norm any more.",
    r"W := \frac{\gamma}{\sqrt{\sigma^2 + \varepsilon}}\, W \qquad "
    r"b := \beta - \frac{\gamma\, \mu}{\sqrt{\sigma^2 + \varepsilon}}",
)
st.markdown(
    f"Unit 1 of layer 1. {folded.worked} Over all validation examples no probability changes by "
    f"more than **{rounded(folded.most, 2)}**.",
    width=ui.READING_WIDTH,
)

st.header("Libraries disagree", divider="gray")
st.markdown(words.conventions(RUNNING_BETA, batch_norm.EPSILON))
if st.toggle(
    "Keep the unbiased variance here",
    key="unbiased",
    bind="query-params",
    help="Multiplies the running variances by m / (m - 1), m being the mini-batch's size.",
):
    biased, unbiased, most = view.unbiased(SETTINGS)
    st.markdown(
        f"With m = {SETTINGS.batch_size} every σ² grows by 1/{SETTINGS.batch_size - 1}. Then "
        f"**{share(unbiased)}** of the validation examples are right, {share(biased)} before; no "
        f"probability changes by more than {rounded(most, 2)}.",
        width=ui.READING_WIDTH,
    )
st.caption(
    "Ioffe and Szegedy, Batch Normalization, 2015, algorithm 2. Wu and Johnson, Rethinking “Batch” "
    "in BatchNorm, 2021. The documentation of PyTorch, Keras 3 and Flax."
)

ui.code(
    by_own_batch, batch_norm.in_training, batch_norm.at_test_time, averages.update, network.fold
)
