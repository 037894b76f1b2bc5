"""The race over many draws, and the winners with other seeds, for who asks."""

from dataclasses import replace

import streamlit as st

from core.charts.vega_lite import Specification
from core.lessons.tuning import race, winners
from core.lessons.tuning import random_or_grid_words as words
from core.lessons.tuning.contest import Contest, Outcome
from core.lessons.tuning.race import Race, won
from core.lessons.tuning.random_or_grid_charts import who_wins, winners_again
from core.lessons.tuning.search_view import planned, searched
from core.text.see import see
from core.training.settings import Settings
from core.types import Array
from core.ui.page import READING_WIDTH, notes
from core.ui.shelf import SHELF, kept

_draws = kept(race.draws)


def show_race(contest: Contest) -> None:
    """Run many draws of the contest if the visitor asks, and count who wins."""
    asked = st.toggle(
        f"Race over {race.DRAWS[0]} draws",
        key="race",
        bind="query-params",
        help="Trains some thousand networks, once; it takes about ten seconds.",
    )
    if not asked:
        return
    base = replace(race.contests(contest)[0], shift=Contest.shift)  # all with the same race

    def make() -> list[Settings]:
        return _draws(base).settings

    def points() -> list[Settings]:
        return [each for grid in race.grid_settings(contest) for each in grid]

    losses = searched("race", ("race", base), make)
    fixed = searched("fixed", ("fixed", replace(contest, idle=base.idle)), points)
    if losses is None or fixed is None:
        return
    found: Race = SHELF.get((Race, base), lambda: race.run(_draws(base), losses))
    networks = sum(map(len, planned(("race", base), make).slices))
    grids = race.grid_lowest(contest, fixed)
    left, beside = st.columns([11, 10], gap="medium")
    left.vega_lite_chart(
        _picture(found, grids, contest.idle),
        key="race shares",
        alt="The share of draws won, with its interval, against the number of hyperparameters that "
        "do not matter.",
    )
    with beside:
        st.markdown(words.who_won(found, grids, contest))
        notes(
            f"Add {see('two dummies', idle=2)} without effect: the grid spends its trials on them, "
            "and has few values left for what matters. Random search draws what matters anew in "
            "every trial.",
            f"Shift the grid {see('by 0.1', offset=0.1)} or {see('by 0.9', offset=0.9)}. A grid "
            "whose points happen to lie in the valley is lucky; who sets one up does not know "
            "where the valley lies.",
            "Bergstra and Bengio (2012) tuned networks on several data sets of images: random "
            "search found as good ones as a grid in a fraction of the time. Few hyperparameters "
            "mattered there, on other data others.",
        )
    st.caption(words.what_was_trained(found, networks, contest.base.steps), width=READING_WIDTH)


def _picture(found: Race, grids: Array, idle: int) -> Specification:
    shares = [
        won(found.random, found.grids),
        won(found.random, grids),
        won(found.quasi_random, found.random),
    ]
    return who_wins([each.idle for each in found.contests], shares, idle)


def show_winners(contest: Contest, outcomes: tuple[Outcome, ...]) -> None:
    """Train the best of each contender again if the visitor asks."""
    asked = st.toggle(
        "Train the winners again",
        key="again",
        bind="query-params",
        help=f"Each with {winners.SEEDS} other seeds; it takes about a second.",
    )
    if not asked:
        return
    losses = searched(
        "winners", ("winners", contest), lambda: winners.candidates(contest, outcomes)
    )
    if losses is None:
        return
    found = winners.winners(outcomes, losses)
    left, beside = st.columns([11, 10], gap="medium")
    left.vega_lite_chart(
        SHELF.get((winners_again, contest), lambda: winners_again(found)),
        key="winners",
        alt="The validation loss of the best of each contender, searched and with other seeds.",
    )
    beside.markdown(words.winners_in_words(found))
