"""Training runs for pages: made once for all visitors, with progress and a way to cancel."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np
import streamlit as st

from core import training
from core.training import Run, Settings, examples, replay, runs
from core.training.data import one_hot
from core.training.gradient_descent import State
from core.training.replay import Curves
from core.training.settings import MOST_WORK
from core.ui.shelf import SHELF

LONG_WORK = MOST_WORK / 3  # multiply-adds: about half a second, worth a word on how it goes
FEW_STEPS = 100  # of a run that was cancelled before any was shown


class Trained(NamedTuple):
    """A run, and how well its network does at every frame."""

    run: Run
    curves: Curves


def trained(*asked: Settings, key: str, first_step: int = 0) -> tuple[Trained, ...]:
    """Return a run for each of the settings, from the shelf or trained now.

    With a `first_step` a run keeps every single step from there; without, it is kept at
    `film_steps`. A long run says how it goes and can be cancelled: then those before stay. `key`
    names the place on the page where they are shown.
    """
    wanted = asked, first_step
    cancelled, shown = f"{key} cancelled", f"{key} shown"
    if st.session_state.get(cancelled) == wanted:
        st.info("Training was cancelled; the picture shows the run before. Change any setting.")
        wanted = st.session_state.get(shown, (tuple(map(_first_steps, asked)), 0))
    else:
        st.session_state.pop(cancelled, None)

    def cancel() -> None:
        st.session_state[cancelled] = wanted

    settings, first_step = wanted
    made = tuple(
        SHELF.get(
            (Trained, each, first_step), partial(_train, each, first_step, f"{key} {i}", cancel)
        )
        for i, each in enumerate(settings)
    )
    st.session_state[shown] = wanted
    return made


def _first_steps(settings: Settings) -> Settings:
    return replace(settings, steps=min(settings.steps, FEW_STEPS), legs=())


def _train(settings: Settings, first_step: int, key: str, cancel: Callable[[], None]) -> Trained:
    if first_step:
        run = _train_from(settings, first_step)
    elif settings.work > LONG_WORK:
        run = _train_with_progress(settings, key, cancel)
    else:
        run = training.train(settings)
    return Trained(run, replay.curves(run))


def _train_from(settings: Settings, first_step: int) -> Run:
    """Keep every step from there; if the run diverged before, what there was."""
    total = settings.total_steps
    before = min(first_step, total) - 1
    run = training.train(settings, np.arange(before, min(before + runs.MOST_FRAMES, total + 1)))
    return run if run.steps.size else training.train(settings)


def _train_with_progress(settings: Settings, key: str, cancel: Callable[[], None]) -> Run:
    total = settings.total_steps
    milestones = set(runs.film_steps(total)[::6].tolist())
    data = examples.of(settings)
    X, Y = data.inputs(data.X), one_hot(data.labels, settings.classes)
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0, "Training …")
        st.button("Cancel", key=f"{key} cancel", on_click=cancel)

    def progress(t: int, state: State) -> None:
        if t in milestones:
            loss = replay.mean_loss(settings.network, state, X, Y)
            bar.progress(t / total, f"Step {t:,} of {total:,}, loss {loss:.3f}")

    run = training.train(settings, progress=progress)
    place.empty()
    return run
