"""Runs on points of known place, on the screen: what they decide, and where the borders are."""

from dataclasses import dataclass

import altair as alt
import numpy as np
import streamlit as st

from core import training
from core.charts.plane import clickable, decision_regions
from core.charts.vega_lite import Specification, specification
from core.lessons.softmax import boundaries
from core.lessons.softmax import boundaries_charts as charts
from core.lessons.softmax.boundaries import Ties
from core.training import Run, replay
from core.training.network import Linear
from core.training.settings import Settings
from core.types import Array


@dataclass(frozen=True)
class Side:
    """A run, its loss and accuracy `(F,)`, and its regions."""

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


@dataclass(frozen=True)
class BoundaryFilm:
    """The run without a hidden layer, its ties, the run on screen, and the film of both."""

    straight: Side
    shown: Side
    layer: Linear
    ties: Ties
    picture: Specification


@st.cache_resource(max_entries=32, show_spinner="Training …")
def boundary_film(straight: Settings, shown: Settings) -> BoundaryFilm:
    """Train and draw, once for all visitors with these settings."""
    lines, plane = _side(straight), _side(shown)
    layer = boundaries.only_layer(lines.run)
    domain = replay.domain(lines.run)
    ties = boundaries.ties(layer, domain)
    picture = charts.with_ties(plane.regions, ties, bent=shown != straight)
    return BoundaryFilm(lines, plane, layer, ties, specification(clickable(picture, domain)))


@st.cache_resource(max_entries=32, show_spinner=False)
def _side(settings: Settings) -> Side:
    run = training.train(settings)
    curves = replay.curves(run)
    nobody = np.zeros((len(run.steps), run.data.labels.size), dtype=bool)
    regions = decision_regions(replay.regions(run), replay.domain(run), run.data, nobody)
    return Side(run, curves.training_loss, curves.training_accuracy, regions)
