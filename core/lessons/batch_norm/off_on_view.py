"""The same network trained without and with batch norm: what its hidden layers feed on."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from core.charts import theme
from core.charts.curves import Curve, over_steps
from core.charts.vega_lite import Specification
from core.lessons.batch_norm.chosen import chosen
from core.lessons.batch_norm.off_on_charts import gamma_and_beta, unit_bands
from core.lessons.batch_norm.off_on_words import Outcome, at_every_frame
from core.training import Settings, replay
from core.training.runs import Steps
from core.ui.shelf import SHELF
from core.ui.trained import Trained, trained


class OffOnFilm(NamedTuple):
    """Both networks, `without` and `with_norm`, and the pictures of them.

    `chosen` shows γ and β of the second. `steps` are those that both reached; `words` say what is
    to be seen at each.
    """

    without: Outcome
    with_norm: Outcome
    pictures: tuple[Specification, Specification]
    losses: Specification
    chosen: Specification
    steps: Steps
    words: list[str]


def off_on_film(settings: Settings) -> OffOnFilm:
    """Train without and with batch norm and draw, once for all visitors with these settings."""
    off, on = (replace(settings, batch_norm=each) for each in (False, True))
    without, with_norm = trained(off, on, key="off_on")
    key = OffOnFilm, without.run.settings
    return SHELF.get(key, lambda: _draw(without, with_norm))


def _draw(without: Trained, with_norm: Trained) -> OffOnFilm:
    off, on = (
        Outcome(each.run, each.curves, replay.spreads(each.run)) for each in (without, with_norm)
    )
    spreads = [*off.spreads, *on.spreads]
    reach = float(max(np.quantile(abs(s.means) + s.deviations, 0.99) for s in spreads)) or 1.0
    lines = [
        Curve("without", off.curves.training_loss, theme.B, theme.DASHED),
        Curve("with", on.curves.training_loss, theme.CORRECTED),
    ]
    return OffOnFilm(
        off,
        on,
        pictures=(
            unit_bands(off.spreads, reach, theme.B),
            unit_bands(on.spreads, reach, theme.CORRECTED),
        ),
        losses=over_steps(max(off.run.steps, on.run.steps, key=len), lines, "training loss"),
        chosen=gamma_and_beta(chosen(on.run)),
        steps=min(off.run.steps, on.run.steps, key=len),
        words=at_every_frame(off, on, reach),
    )
