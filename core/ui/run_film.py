"""A training run on the screen: the plane, the curves and the distributions, moving together."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import streamlit as st

from core import replay, training
from core.charts import theme
from core.charts import training as charts
from core.charts.training import Curve
from core.training import Run, Settings
from core.types import Array

LINES = {
    "mini-batch": (theme.DATA, theme.DOTTED),
    "training": (theme.A, theme.SOLID),
    "validation": (theme.B, theme.DASHED),
}


@dataclass(frozen=True)
class RunFilm:
    """A run, how it went, and the pictures of it."""

    run: Run
    curves: replay.Curves
    regions: alt.LayerChart
    loss: alt.LayerChart
    accuracy: alt.LayerChart
    distributions: alt.LayerChart | None

    @property
    def labels(self) -> list[str]:
        """What the player says at each frame."""
        return [
            f"step {step:,} · loss {loss:.3f}"
            for step, loss in zip(self.run.steps, self.curves.training_loss, strict=True)
        ]


@st.cache_resource(max_entries=32, show_spinner="Training …")
def film_of(settings: Settings) -> RunFilm:
    """Train, replay and draw, once for all visitors with these settings."""
    run = training.train(settings)
    curves = replay.curves(run)
    regions = charts.decision_regions(
        replay.regions(run), replay.domain(run), run.data, replay.mini_batches(run)
    )
    return RunFilm(
        run,
        curves,
        regions,
        loss=_lines(run, curves[:3], "loss", height=170),
        accuracy=_lines(run, curves[3:], "accuracy", height=130),
        distributions=_distributions(run) if settings.hidden else None,
    )


def _lines(run: Run, values: Sequence[Array], title: str, height: int) -> alt.LayerChart:
    lines = [
        Curve(name, run.steps, line, *LINES[name])
        for name, line in zip(LINES, values, strict=True)
        if name != "validation" or run.data.labels_validation.size
    ]
    return charts.curves(run.steps, lines, title, height=height)


def _distributions(run: Run) -> alt.LayerChart:
    shares, edges, means, _ = replay.distributions(run)
    names = [f"layer {i}" for i in range(1, shares.shape[1] + 1)]
    title = "z̃, after batch norm" if run.settings.batch_norm else "z"
    return charts.histograms(shares, edges, means, names, title)
