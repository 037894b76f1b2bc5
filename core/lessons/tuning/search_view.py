"""Searches for pages: made once for all visitors, a slice a run of the page, with a way to stop."""

from collections.abc import Callable, Hashable
from functools import partial

import numpy as np
import streamlit as st

from core.lessons.tuning import search
from core.training.settings import Settings
from core.types import Array
from core.ui.shelf import SHELF


class _SliceMissingError(Exception):
    def __init__(self, number: int) -> None:
        self.number = number


def searched(key: str, asked: Hashable, make: Callable[[], list[Settings]]) -> Array | None:
    """Return the validation loss of every candidate, from the shelf or trained now.

    One run of the page trains one slice, then the page runs again; so a long search holds nobody
    up. If the visitor cancels it, None. `asked` tells this search from others, `make` returns its
    candidates, `key` names the place on the page.
    """
    cancelled = f"{key} cancelled"
    if st.session_state.get(cancelled) == asked:
        st.info("The search was cancelled; what was trained is kept.")
        if not st.button("Go on", key=f"{key} go on"):
            return None
    st.session_state.pop(cancelled, None)

    def cancel() -> None:
        st.session_state[cancelled] = asked

    place = st.empty()
    while True:
        try:
            found: Array = SHELF.get(("losses", asked), partial(_losses, asked, make))
        except _SliceMissingError as missing:
            plan = planned(asked, make)
            if len(plan.slices) > 1:
                with place.container(horizontal=True, vertical_alignment="center"):
                    st.progress(missing.number / len(plan.slices), _progress(plan, missing.number))
                    st.button("Cancel", key=f"{key} cancel", on_click=cancel)
            _train(asked, missing.number, plan.slices[missing.number])
            if missing.number + 1 < len(plan.slices):
                st.rerun()
        else:
            place.empty()
            return found


def planned(asked: Hashable, make: Callable[[], list[Settings]]) -> search.Plan:
    """Return how the candidates of a search are trained."""
    return SHELF.get(("plan", asked), lambda: search.plan(make()))


def _train(asked: Hashable, number: int, candidates: list[Settings]) -> None:
    SHELF.get(("slice", asked, number), lambda: search.validation_losses(candidates))


def _losses(asked: Hashable, make: Callable[[], list[Settings]]) -> Array:
    """Return all losses if every slice is on the shelf."""

    def fail(number: int) -> Array:
        raise _SliceMissingError(number)

    plan = planned(asked, make)
    slices = [
        SHELF.get(("slice", asked, number), partial(fail, number))
        for number in range(len(plan.slices))
    ]
    return np.concatenate(slices)[plan.order]


def _progress(plan: search.Plan, done: int) -> str:
    trained, total = sum(map(len, plan.slices[:done])), sum(map(len, plan.slices))
    return f"{trained:,} of {total:,} networks are trained …"
