"""A run on points of known place, on the screen: what it decides, in the units of the points."""

from dataclasses import dataclass

import altair as alt
import numpy as np
import streamlit as st

from core import replay, training
from core.charts import training as charts
from core.settings import Settings
from core.training import Run
from core.types import Array


@dataclass(frozen=True)
class BoundaryFilm:
    """A run, its loss `(F,)`, and the film of its regions."""

    run: Run
    loss: Array
    accuracy: Array
    regions: alt.LayerChart

    @property
    def labels(self) -> list[str]:
        """What the player says at each frame."""
        return [
            f"step {step:,} · loss {loss:.3f}"
            for step, loss in zip(self.run.steps, self.loss, strict=True)
        ]


@st.cache_resource(max_entries=32, show_spinner="Training …")
def boundary_film(settings: Settings) -> BoundaryFilm:
    """Train and draw, once for all visitors with these settings."""
    run = training.train(settings)
    curves = replay.curves(run)
    nobody = np.zeros((len(run.steps), run.data.labels.size), dtype=bool)
    regions = charts.decision_regions(replay.regions(run), replay.domain(run), run.data, nobody)
    return BoundaryFilm(run, curves.training_loss, curves.training_accuracy, regions)
