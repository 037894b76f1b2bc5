"""Move, scale, stretch and turn the inputs of two trained networks, and see who copes."""

from typing import NamedTuple

import numpy as np
import streamlit as st

from core import ui
from core.charts import theme
from core.charts.curves import Curve, over_steps
from core.charts.vega_lite import Specification
from core.lessons.batch_norm import moved_words as words
from core.lessons.batch_norm.moved_charts import moved_plane
from core.lessons.batch_norm.moved_inputs import FRAMES, Change, moved
from core.training import Run
from core.ui.shelf import SHELF

NAMES = ("Without batch norm", "With it, μ and σ² of training", "With it, μ and σ² taken anew")


class MovedFilm(NamedTuple):
    """The plane of each of three networks, how many each gets right, and sentences on both."""

    planes: tuple[Specification, ...]
    accuracy: Specification
    words: list[str]
    law: str


@st.fragment
def show_moved(without: Run, with_norm: Run) -> None:
    """Ask for a change of the inputs, and show what both networks make of it."""
    film = _film(without, with_norm, _ask())
    with ui.film("moved", n_frames=FRAMES, start=FRAMES - 1, labels=words.labels(FRAMES)):
        columns = st.columns(4, gap="medium")
        for place, name, picture in zip(columns, NAMES, film.planes, strict=False):
            ui.framed(
                place,
                f"**{name}**",
                picture,
                key=f"plane {name}",
                alt=f"{name}: the regions of the classes, and the changed points over them. Those "
                "that are classified wrong are ringed in red.",
            )
        with columns[3]:
            ui.live_words("moved words", film.words, start=FRAMES - 1)
            st.markdown(film.law)
        st.vega_lite_chart(
            film.accuracy,
            key="moved accuracy",
            alt="The share of points classified right by each of the three, on the way from the "
            "points as they were to the change.",
        )


def _film(without: Run, with_norm: Run, change: Change) -> MovedFilm:
    """Draw once for all visitors with these settings and this change."""
    key = MovedFilm, without.settings, with_norm.settings, change
    return SHELF.get(key, lambda: _draw(without, with_norm, change))


def _draw(without: Run, with_norm: Run, change: Change) -> MovedFilm:
    found = moved(without, with_norm, change)
    answers = found.without, found.running, found.anew
    looks = (
        ("without", theme.B, theme.DASHED),
        ("as trained", theme.CORRECTED, theme.DOTTED),
        ("taken anew", theme.CORRECTED, theme.SOLID),
    )
    return MovedFilm(
        tuple(moved_plane(each, found.data, found.way, found.domain) for each in answers),
        over_steps(
            np.linspace(0, 100, FRAMES).round(),
            [
                Curve(name, each.accuracy, colour, dash)
                for each, (name, colour, dash) in zip(answers, looks, strict=True)
            ],
            "share right",
            height=110,
            reach=1,
            along="percent of the way",
        ),
        words.at_every_frame(found),
        words.what_is_undone(change, found),
    )


def _ask() -> Change:
    row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    return Change(
        move=row.slider(
            "Move",
            *(-3.0, 3.0, 1.0, 0.1),
            key="move",
            bind="query-params",
            help="Added to x₁ of every point.",
        ),
        scale=row.slider(
            "Scale",
            *(0.2, 4.0, 1.0, 0.1),
            key="scale",
            bind="query-params",
            help="Both x₁ and x₂ times this.",
        ),
        stretch=row.slider(
            "Stretch",
            *(0.2, 4.0, 1.0, 0.1),
            key="stretch",
            bind="query-params",
            help="x₁ alone times this.",
        ),
        turn=row.slider(
            "Turn",
            *(-180, 180, 0, 5),
            key="turn",
            bind="query-params",
            help="Degrees against the clock.",
        ),
    )
