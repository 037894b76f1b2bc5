"""The same network trained without and with batch norm: what its hidden layers feed on."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from core import training
from core.charts import theme
from core.charts.curves import Curve, loss_over_steps
from core.charts.vega_lite import Specification, specification
from core.lessons.batch_norm.off_on_charts import unit_bands
from core.training import Run, Settings, replay
from core.training.replay import Spread
from core.types import Array


@dataclass(frozen=True)
class Side:
    """One of the two networks: its run, its training loss, its units and the picture of them."""

    run: Run
    loss: Array
    spreads: list[Spread]
    picture: Specification


@st.cache_resource(max_entries=16, show_spinner="Training twice …")
def norm_film(settings: Settings) -> tuple[Side, Side, Specification]:
    """Train without and with batch norm; return both sides and the chart of both losses."""
    runs = [training.train(replace(settings, batch_norm=on)) for on in (False, True)]
    spreads = [replay.spreads(run) for run in runs]
    reach = max(np.quantile(abs(s.means) + s.deviations, 0.99) for each in spreads for s in each)
    without, with_norm = (
        Side(
            run,
            replay.curves(run).training_loss,
            each,
            specification(unit_bands(each, float(reach) or 1.0, colour)),
        )
        for run, each, colour in zip(runs, spreads, (theme.B, theme.CORRECTED), strict=True)
    )
    lines = [
        Curve("without", without.run.steps, without.loss, theme.B, theme.DASHED),
        Curve("with", with_norm.run.steps, with_norm.loss, theme.CORRECTED),
    ]
    losses = loss_over_steps(with_norm.run.steps, lines, "training loss")
    return without, with_norm, specification(losses)
