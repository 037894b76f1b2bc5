"""Searches for pages: made once for all visitors, a slice a run of the page, with a way to stop."""

from collections.abc import Callable, Hashable

import numpy as np
import streamlit as st

from core.lessons.tuning import search
from core.training.settings import Settings
from core.types import Array
from core.ui.shelf import SHELF


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

    known: Array | None = SHELF.find(("losses", asked))
    if known is not None:
        return known
    plan = planned(asked, make)
    missing = [n for n in range(len(plan.slices)) if SHELF.find(("slice", asked, n)) is None]
    place = st.empty()
    if missing and len(plan.slices) > 1:
        with place.container(horizontal=True, vertical_alignment="center"):
            st.progress(missing[0] / len(plan.slices), _progress(plan, missing[0]))
            st.button("Cancel", key=f"{key} cancel", on_click=cancel)
    if missing:
        _trained(asked, plan, missing[0])
    if len(missing) > 1:
        st.rerun()
    place.empty()

    def join() -> Array:
        slices = [_trained(asked, plan, number) for number in range(len(plan.slices))]
        return np.concatenate(slices)[plan.order]

    return SHELF.get(("losses", asked), join)


def planned(asked: Hashable, make: Callable[[], list[Settings]]) -> search.Plan:
    """Return how the candidates of a search are trained."""
    return SHELF.get(("plan", asked), lambda: search.plan(make()))


def _trained(asked: Hashable, plan: search.Plan, number: int) -> Array:
    """Return the losses of a slice, from the shelf or trained now."""
    key = "slice", asked, number
    return SHELF.get(key, lambda: search.validation_losses(plan.slices[number]))


def _progress(plan: search.Plan, done: int) -> str:
    trained, total = sum(map(len, plan.slices[:done])), sum(map(len, plan.slices))
    return f"{trained:,} of {total:,} networks are trained …"
