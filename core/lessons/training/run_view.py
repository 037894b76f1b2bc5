"""A training run on the screen: the plane, the curves and the distributions, moving together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import altair as alt
import numpy as np
import streamlit as st

from core import training
from core.charts import theme
from core.charts.curves import Curve, loss_over_steps
from core.charts.histograms import histograms
from core.charts.plane import decision_regions
from core.charts.vega_lite import Specification, specification
from core.text import written
from core.training import Run, examples, replay, runs
from core.training.data import one_hot
from core.training.gradient_descent import State
from core.training.runs import MOST_FRAMES
from core.training.settings import MOST_WORK, Settings
from core.types import Array

LINES = {
    "batch": (theme.DATA, theme.DOTTED),
    "training": (theme.A, theme.SOLID),
    "validation": (theme.B, theme.DASHED),
}
EXPLODED = 20  # times its first value: a loss that only a logarithmic axis can show
LOWEST = 1e-9  # of what such an axis shows
LONG = MOST_WORK / 3  # of work: about half a second, worth a word on how it goes


@dataclass(frozen=True)
class RunFilm:
    """A run, how it went, and the pictures of it."""

    run: Run
    curves: replay.Curves
    plane: alt.LayerChart
    regions: Specification
    loss: Specification
    accuracy: Specification
    distributions: Specification | None

    @property
    def labels(self) -> list[str]:
        """What the player says at each frame."""
        return [
            f"step {step:,} · loss {written.short(round(loss, 3))}"
            for step, loss in zip(self.run.steps, self.curves.training_loss, strict=True)
        ]


def film_of(settings: Settings, first_step: int = 0) -> RunFilm:
    """Return the film of a run, made once for all visitors with these settings.

    With a `first_step` it shows every single step from there; without, the whole run. A long whole
    run says how it goes and can be cancelled: then the film before stays.
    """
    asked = settings, min(first_step, settings.total_steps)
    if st.session_state.get("cancelled run") == asked:
        st.info("Training was cancelled; the picture shows the run before. Change any setting.")
        asked = st.session_state.get("shown run", (Settings(), 0))
    else:
        st.session_state.pop("cancelled run", None)
    shelf = _shelf(*asked)
    with shelf.lock:  # of many visitors with the same link, one makes the film
        if shelf.film is None:
            place = st.empty()
            shelf.film = _make(*asked, place)
            place.empty()
    st.session_state["shown run"] = asked
    return shelf.film


@dataclass
class Shelf:
    """The place of a film, and who is making it."""

    settings: Settings
    first_step: int
    lock: Lock = field(default_factory=Lock)
    film: RunFilm | None = None


_shelf = st.cache_resource(max_entries=32)(Shelf)


def _make(settings: Settings, first_step: int, place: Any) -> RunFilm:
    total = settings.total_steps
    steps = np.arange(max(first_step - 1, 0), min(first_step + MOST_FRAMES - 1, total + 1))
    progress = None
    if sum(leg.steps * leg.step_work for leg in settings.plan) > LONG and not first_step:
        milestones = set(runs.film_steps(total)[::6].tolist())
        data = examples.of(settings)
        X, Y = data.inputs(data.X), one_hot(data.labels, settings.classes)
        with place.container(horizontal=True, vertical_alignment="center"):
            bar = st.progress(0.0, "Training …")
            st.button("Cancel", on_click=_cancel, args=(settings, first_step))

        def progress(t: int, state: State) -> None:
            if t in milestones:
                loss = replay.mean_loss(settings.network, state, X, Y)
                bar.progress(t / total, f"Step {t:,} of {total:,}, loss {loss:.3f}")

    run = training.train(settings, steps if first_step else None, progress)
    if not run.steps.size:  # it broke before that step: show what there was
        run = training.train(settings)
    curves = replay.curves(run)
    exploded = bool(curves.training_loss.max() > EXPLODED * curves.training_loss[0])
    plane = decision_regions(
        replay.regions(run), replay.domain(run), run.data, replay.mini_batches(run)
    )
    return RunFilm(
        *(run, curves, plane),
        regions=specification(plane),
        loss=_lines(run, curves[:3], "loss", height=170, log=exploded),
        accuracy=_lines(run, curves[3:], "accuracy", height=130, legend=False, reach=1),
        distributions=_distributions(run) if settings.hidden else None,
    )


def _cancel(settings: Settings, first_step: int) -> None:
    st.session_state["cancelled run"] = settings, first_step


def _lines(run: Run, values: Sequence[Array], title: str, **options: Any) -> Specification:
    lines = [
        Curve(name, run.steps, line.clip(LOWEST), *LINES[name])
        for name, line in zip(LINES, values, strict=True)
        if name != "validation" or run.data.labels_validation.size
    ]
    return specification(loss_over_steps(run.steps, lines, title, **options))


def _distributions(run: Run) -> Specification:
    shares, edges, means, _ = replay.distributions(run)
    names = [f"layer {i}" for i in range(1, shares.shape[1] + 1)]
    title = "z̃, after batch norm" if run.settings.batch_norm else "z"
    return specification(histograms(shares, edges, means, names, title))
