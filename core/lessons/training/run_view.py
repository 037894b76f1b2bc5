"""A training run on the screen: the plane, the curves and the distributions, moving together."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.charts import theme
from core.charts.curves import Curve, over_steps
from core.charts.histograms import histograms
from core.charts.plane import Click, decision_regions, told_apart
from core.charts.vega_lite import Specification
from core.lessons.training.run_words import at_every_frame
from core.text import written
from core.training import Run, Settings, replay
from core.training.replay import Curves
from core.types import Array
from core.ui.own_points import PLANE, add_clicked
from core.ui.shelf import SHELF
from core.ui.trained import Trained, trained

LINES = {
    "batch": (theme.DATA, theme.DOTTED),
    "training": (theme.A, theme.SOLID),
    "validation": (theme.B, theme.DASHED),
}
EXPLODED = 20  # times its first value: a loss that only a logarithmic axis can show
EXAMPLE = "example"  # the number of the training example that is followed
LOWEST_LOSS = 1e-9  # of what such an axis shows


class RunFilm(NamedTuple):
    """A run, how it went, and the pictures of it."""

    run: Run
    curves: Curves
    labels: list[str]
    words: list[str]
    regions: Specification
    loss: Specification
    accuracy: Specification
    distributions: Specification | None


def run_film(settings: Settings, first_step: int = 0, click: Click = "nothing") -> RunFilm:
    """Return the film of a run, made once for all visitors with these settings.

    With a `first_step` it shows every single step from there; without, the whole run.
    """
    (done,) = trained(settings, key="run", first_step=first_step)
    key = RunFilm, done.run.settings, first_step, click
    return SHELF.get(key, lambda: _draw(done, click))


def show_plane(place: DeltaGenerator, picture: Specification, click: Click, alt: str) -> None:
    """Draw a plane whose clicks add a point, or follow an example, or do nothing."""
    answer = {"place": add_clicked, "example": follow_clicked}.get(click)
    place.vega_lite_chart(picture, key=PLANE, on_select=answer or "ignore", alt=alt)


def follow_clicked() -> None:
    """Put the example that was clicked in the plane into its control."""
    for example in st.session_state[PLANE].selection.get("example", []):
        st.session_state[EXAMPLE] = float(example["number"])


def _draw(done: Trained, click: Click) -> RunFilm:
    run, curves = done
    exploded = bool(curves.training_loss.max() > EXPLODED * curves.training_loss[0])
    return RunFilm(
        run=run,
        curves=curves,
        labels=[
            f"step {step:,} · loss {written.short(round(loss, 3))}"
            for step, loss in zip(run.steps.tolist(), curves.training_loss.tolist(), strict=True)
        ],
        words=at_every_frame(run, curves),
        regions=decision_regions(
            replay.regions(run),
            replay.domain(run),
            run.data,
            told_apart(replay.mini_batches(run)),
            click,
        ),
        loss=over_steps(run.steps, _lines(run, curves[:3]), "loss", height=170, log=exploded),
        accuracy=over_steps(
            run.steps, _lines(run, curves[3:]), "accuracy", height=130, legend=False, reach=1
        ),
        distributions=_distributions(run) if run.settings.hidden else None,
    )


def _lines(run: Run, values: Sequence[Array]) -> list[Curve]:
    return [
        Curve(name, line.clip(LOWEST_LOSS), *LINES[name])
        for name, line in zip(LINES, values, strict=True)
        if name != "validation" or run.data.labels_validation.size
    ]


def _distributions(run: Run) -> Specification:
    shares, edges, means, _ = replay.distributions(run)
    title = "z̃, after batch norm" if run.settings.batch_norm else "z"
    return histograms(shares, edges, means, title)
