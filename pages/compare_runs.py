"""Compare runs: two networks that differ in one thing, with this luck and with other luck."""

import numpy as np
import pandas as pd
import streamlit as st

from core import ui
from core.lessons.training import compare_words as words
from core.lessons.training.compare_choose_view import choose_pair
from core.lessons.training.compare_presets_view import follow_preset, offer_presets
from core.lessons.training.compare_view import other_luck, pair_film
from core.lessons.training.network_view import ask_network, show_network_alone
from core.text.see import see
from core.training import gradient_descent, trials
from core.ui.settings import CONTROLS
from core.ui.whole_number import whole_number

ui.head(
    __file__,
    "Two networks see the same points in the same order, from the same first weights where shapes "
    "allow. They differ in one setting.",
)
follow_preset()
row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
pair, film = pair_film(choose_pair(row))
drawn = ask_network(row)
points = film.a.trained.run.data.labels.size
names = words.names(CONTROLS[pair.field].label, pair, points)
last, last_frame = film.steps[-1], len(film.steps) - 1

with ui.film("pair", n_frames=len(film.steps), start=last_frame, labels=film.labels):
    *planes, beside = st.columns([9, 9, 10], gap="medium")
    for who, place, name, side in zip("AB", planes, names, film.both, strict=True):
        ui.framed(
            place,
            f"**{name}**",
            side.regions,
            key=f"plane {who}",
            alt=f"{who}: the plane coloured by the class that this network finds most probable, "
            "with the points on it; rings tell the current mini-batch apart.",
        )
        if drawn:
            with place:
                show_network_alone(f"drawing {who}", *side.trained, start=last_frame)
    beside.vega_lite_chart(
        film.loss, key="pair loss", alt="The training loss of A and B over the steps."
    )
    beside.vega_lite_chart(
        film.accuracy,
        key="pair accuracy",
        alt="The share of training points that A and B get right.",
    )
offer_presets(__file__)

for name, side in zip(names, film.both, strict=True):
    if side.trained.run.diverged_at:
        st.warning(words.diverged(name, side.trained.run))
columns = [words.results(*side.trained) for side in film.both]
st.table(pd.DataFrame(dict(zip(names, columns, strict=True))))
st.markdown(
    f"{words.difference(film.steps, film.a.loss, film.b.loss)} {words.in_common(pair, points)}",
    width=ui.READING_WIDTH,
)

st.header("Luck or law?", divider="gray")
with st.spinner("Training more pairs …"):
    luck = other_luck(pair)
seeds, steps = len(luck.trials.seeds), luck.trials.steps
st.markdown(
    f"One run is one draw. Here are {seeds} pairs, each with a seed of its own: other points, "
    "other first weights, other mini-batches, the same change.",
    width=ui.READING_WIDTH,
)


@st.fragment
def ask_who_is_ahead() -> None:
    """Choose a step, and see who is ahead there with each seed."""
    step = whole_number(
        "At step",
        min_value=0,
        max_value=int(steps[-1]),
        value=int(min(200, steps[-1])),
        step=int(steps[1]),
        key="at",
        help_text="The step at which to ask who is ahead: whose training loss is lower, by more "
        f"than {trials.EQUAL:.2%} of it.",
    )
    look = int(np.abs(steps - step).argmin())

    def keep_step(frame: int) -> None:
        """Write the step on screen into its box, and so into the link."""
        st.session_state["at"] = float(steps[frame])

    with ui.film(
        "luck",
        n_frames=len(steps),
        start=look,
        labels=words.scores(luck.trials),
        on_release=keep_step,
    ):
        fans, rows, beside = st.columns([5, 5, 4], gap="medium")
        fans.vega_lite_chart(
            luck.loss_fans,
            key="fans",
            alt=f"The training loss of A and of B with {seeds} seeds, and the median of each.",
        )
        rows.vega_lite_chart(
            luck.duels,
            key="duels",
            alt="The losses of A and of B at the step on screen, a row per seed.",
        )
        with beside:
            early = int(steps[len(steps) // 8])
            ui.live_words("luck words", words.luck_at_every_look(luck.trials, last), start=look)
            ui.notes(
                f"Who is ahead can depend on when you ask: see {see('the start', at=0)}, "
                f"{see(f'step {early:,}', at=early)} and {see('the end', at=int(steps[-1]))}.",
                "Thin lines are seeds, thick ones their median. Where the two bundles overlap, one "
                "run of each would tell you little.",
                "The mean and variance of a mini-batch are estimates: they add noise. Is it noise "
                f"that keeps a loss up? {see('Train on all points at once', batch=1000)}, and "
                "count again.",
            )


ask_who_is_ahead()

ui.code(trials.losses, trials.chance, gradient_descent.step)
