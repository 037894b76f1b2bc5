"""The contest of grid, random and quasi-random search on the screen, trial by trial."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.charts import theme
from core.charts.curves import Curve, over_steps
from core.charts.vega_lite import Specification
from core.lessons.tuning import contest as contests
from core.lessons.tuning import random_or_grid_words as words
from core.lessons.tuning.contest import Contest, Outcome
from core.lessons.tuning.search import best_so_far
from core.lessons.tuning.search_charts import axis_of, trials_map
from core.lessons.tuning.search_view import searched
from core.lessons.tuning.space import BASE, IDLE, REAL
from core.types import Array
from core.ui.problem import problem
from core.ui.settings import ask
from core.ui.shelf import SHELF
from core.ui.whole_number import whole_number

LOOKS = {  # of each contender: its colour and dash
    "Grid": (theme.B, theme.DASHED),
    "Random": (theme.A, theme.SOLID),
    "Quasi-random": (theme.CORRECTED, theme.DOTTED),
}
AXES_HELP = "Which hyperparameter this axis of the maps shows."
FEWEST_TRIALS, MOST_TRIALS = 9, 100


class ContestFilm(NamedTuple):
    """How each contender did, the pictures of it, and what is said at each trial."""

    outcomes: tuple[Outcome, ...]
    maps: list[Specification]
    best: Specification
    titles: list[str]
    words: list[str]
    labels: list[str]


def ask_contest() -> tuple[Contest, int, int]:
    """Ask what is searched, with how many trials, on which data, and what the maps show of it.

    Returned with the contest are the columns of the hyperparameters across and up.
    """
    row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    names = row.pills(
        "To tune",
        [each.name for each in REAL],
        selection_mode="multi",
        default=["α", "β"],
        key="search",
        bind="query-params",
        help="  \n".join(f"{each.name}: {each.about}, {_range(each)}" for each in REAL),
    )
    idle = row.slider(
        "Dummies without effect",
        0,
        len(IDLE),
        0,
        key="idle",
        bind="query-params",
        help="  \n".join(f"{i}: {each.name}, {each.about}" for i, each in enumerate(IDLE, 1)),
    )
    trials = whole_number(
        "Trials",
        min_value=FEWEST_TRIALS,
        max_value=MOST_TRIALS,
        value=25,
        key="trials",
        help_text="At most so many: as many as an even grid can have. All contenders get the same.",
        place=row,
    )
    shift = row.slider(
        "Shift of the grid",
        0.0,
        0.95,
        0.5,
        0.05,
        key="offset",
        bind="query-params",
        help="Where in its share of each axis a value of the grid lies: 0.5 is in the middle.",
    )
    more = row.popover("More", icon=":material/tune:")
    data = ask("data", more, value=BASE.data)
    seed = ask("seed", more)
    real = tuple(each.name for each in REAL if each.name in (names or ()))
    contest = _checked(real, idle, trials, shift, data, seed)
    return contest, *ask_axes(contest, more)


def follow(link: Mapping[str, str]) -> None:
    """Set what is searched as a link has it, and what it leaves out as usual."""
    usual = {"search": " ".join(Contest().real), "idle": "0", **link}
    st.session_state.update(search=usual["search"].split(), idle=int(usual["idle"]))
    for key in ("across", "up"):
        st.session_state.pop(key, None)


def _checked(*asked: Any) -> Contest:
    """Return the contest that is asked for, or if there is none, the usual one and why."""
    try:
        return Contest(*asked)
    except ValueError as reason:
        problem(
            f"{str(reason)[0].upper()}{str(reason)[1:]}. Choose one more, or add one that does not "
            "matter. The picture searches α and β."
        )
        return Contest(Contest().real, *asked[1:])


def _range(each: Any) -> str:
    return f"{each.text(each.low)} to {each.text(each.high)}"


def ask_axes(contest: Contest, place: DeltaGenerator) -> tuple[int, int]:
    """Ask which two hyperparameters the maps show; return their columns."""
    names = [each.name for each in contest.searched]
    across, up = (
        place.selectbox(label, names, index, key=key, bind="query-params", help=AXES_HELP)
        for index, (key, label) in enumerate({"across": "Across", "up": "Up"}.items())
    )
    return names.index(across), names.index(up)


def contest_film(contest: Contest, across: int, up: int) -> ContestFilm | None:
    """Train all trials of a contest and draw the columns `across` and `up` of them.

    None if the visitor cancelled the search.
    """
    losses = searched("contest", contest, lambda: contests.candidates(contest))
    if losses is None:
        return None
    key = ContestFilm, contest, across, up
    return SHELF.get(key, lambda: _draw(contest, losses, across, up))


def _draw(contest: Contest, losses: Array, across: int, up: int) -> ContestFilm:
    outcomes = contests.outcomes(contest, losses)
    reach = reach_of(losses, contest.base.classes)
    axes = axis_of(contest.searched[across]), axis_of(contest.searched[up])
    said = words.losses_so_far(outcomes)
    return ContestFilm(
        outcomes,
        [trials_map(o.places[:, [across, up]], o.losses, reach, axes) for o in outcomes],
        _best(outcomes, reach),
        [words.tried(contest, each, (across, up)) for each in outcomes],
        said,
        [f"trial {trial} of {contest.n}" for trial in range(1, contest.n + 1)],
    )


def reach_of(losses: Array, classes: int) -> tuple[float, float]:
    """Return the losses between which colours run: from the best to blind guessing."""
    finite = losses[np.isfinite(losses)]
    low = float(finite.min(initial=math.inf)) if finite.size else math.log(classes)
    return low, max(math.log(classes), 1.01 * low)


def _best(outcomes: tuple[Outcome, ...], reach: tuple[float, float]) -> Specification:
    curves = [
        Curve(each.name, np.minimum(best_so_far(each.losses), reach[1]), *LOOKS[each.name])
        for each in outcomes
    ]
    trials = np.arange(1, len(outcomes[0].losses) + 1)
    return over_steps(
        trials, curves, "lowest loss", log=True, height=110, along="trial", ahead=False
    )
