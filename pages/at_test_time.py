"""Batch norm at test time: one example has no mini-batch, and so no μ and σ² of its own."""

import streamlit as st

from core import averages, batch_norm, ui
from core.lessons.batch_norm import at_test_time_view as view
from core.lessons.batch_norm import at_test_time_words as words
from core.lessons.batch_norm import gathered_view
from core.lessons.batch_norm.company import by_own_batch
from core.text.see import see
from core.training import Settings, network
from core.training.gradient_descent import RUNNING_BETA
from core.ui.contents import BY_NAME
from core.ui.guess import ask_guess, show_answer
from core.ui.own_points import PLANE
from core.ui.settings import in_controls, in_link
from core.ui.whole_number import whole_number

SETTINGS = Settings(examples=600, validation_share=0.4)

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
guess = ask_guess(
    row,
    "Normalized all alone, what does the network say?",
    words.GUESSES,
    key="by_itself",
    help_text="A test mini-batch of 1: its mean is the example itself.",
)
shown = row.toggle(
    "Show me", key="shown", bind="query-params", help="See the answer without a guess."
)
answered = shown or guess is not None
sizes = view.SIZES if answered else view.SIZES[1:]
if not answered and st.session_state.get("test_batch") == 1:
    st.session_state["test_batch"] = 8
size = row.segmented_control(
    "Test mini-batch",
    sizes,
    default=8,
    required=True,
    key="test_batch",
    bind="query-params",
    help="How many examples are normalized together, the chosen one among them. One alone can be "
    "chosen after your guess.",
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
size = size if size in sizes else 8
film = view.neighbours(SETTINGS, chosen - 1, size)
with ui.film(
    "draws",
    n_frames=len(film.said),
    seconds=15,
    labels=[f"draw {i + 1} of {len(film.said)}" for i in range(len(film.said))],
):
    left, right, beside = st.columns([4, 4, 6], gap="medium")
    for place, name, picture, key in (
        (left, "By the mini-batch’s own μ and σ²", film.among, PLANE),
        (right, "By the running averages", film.running, "by running"),
    ):
        ui.framed(
            place,
            f"**{name}**",
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
        if size > 1:
            st.markdown(words.over_the_draws(film.said))
        if answered:
            found, same = words.alone(view.alone(SETTINGS))
            if guess:
                show_answer(guess, found, right=same == (guess == words.SAME))
            else:
                st.info(f"{found}.")
        ui.notes(
            "Play: the weights stay, only the neighbours change, and with them the answer.",
            f"Test in mini-batches {see('of 64', test_batch=64)}, then "
            f"{see('of 2', test_batch=2)}. Which left map is more like the right one?",
            "With running averages no neighbours are needed: one map serves all examples.",
        )

st.header("How often is it right?", divider="gray")
bars, rescue = st.columns(2, gap="large")
with bars:
    if answered:
        st.vega_lite_chart(
            view.all_ways(SETTINGS),
            key="ways",
            alt="A bar for each way of testing, as long as the share of validation examples that "
            "are right: from test mini-batches of 1 to the running averages. Its numbers stand "
            "on it.",
        )
    else:
        st.markdown("Guess above, or choose *Show me*: then a bar for each way of testing.")
    st.page_link(
        BY_NAME["training"].path,
        label="Watch this network learn",
        icon=":material/model_training:",
        query_params=in_link(in_controls(SETTINGS), in_controls(Settings())),
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
        help=f"{len(view.TRAINED_WITH)} sizes, {view.N_SEEDS} seeds each, with and without batch "
        "norm: about two seconds.",
    ):
        with st.spinner("Training …"):
            st.markdown(view.rescues(SETTINGS))
        st.caption(
            "Columns: the size of mini-batches in training. Rows: that of test mini-batches, or "
            f"whose μ and σ² are used. Percent right, the median of {view.N_SEEDS} seeds."
        )

gathered_view.show_one_unit(SETTINGS)

st.header("Libraries disagree", divider="gray")
st.markdown(words.conventions(RUNNING_BETA, batch_norm.EPSILON))
if st.toggle(
    "Keep the unbiased variance here",
    key="unbiased",
    bind="query-params",
    help="Multiplies the running variances by m / (m - 1), m being the mini-batch's size.",
):
    st.markdown(gathered_view.unbiased(SETTINGS), width=ui.READING_WIDTH)
st.caption(
    "Ioffe and Szegedy, Batch Normalization, 2015, algorithm 2. Wu and Johnson, Rethinking “Batch” "
    "in BatchNorm, 2021. The documentation of PyTorch, Keras 3 and Flax."
)

ui.code(
    by_own_batch, batch_norm.in_training, batch_norm.at_test_time, averages.update, network.fold
)
