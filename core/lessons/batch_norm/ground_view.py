"""What every hidden layer feeds on while a network trains, without and with batch norm."""

from dataclasses import replace
from typing import NamedTuple

from core.charts import theme
from core.charts.curves import Curve, over_steps
from core.charts.histograms import histograms
from core.charts.vega_lite import Specification
from core.lessons.batch_norm.ground_words import Ground, at_every_frame
from core.training import Settings, replay
from core.training.runs import Steps
from core.ui.shelf import SHELF
from core.ui.trained import Trained, trained


class GroundFilm(NamedTuple):
    """Both networks, and the pictures of them; `steps` are those that both reached."""

    without: Ground
    with_norm: Ground
    pictures: tuple[Specification, Specification]
    losses: Specification
    steps: Steps
    words: list[str]


def ground_film(settings: Settings) -> GroundFilm:
    """Train without and with batch norm and draw, once for all visitors with these settings."""
    off, on = (replace(settings, batch_norm=each) for each in (False, True))
    without, with_norm = trained(off, on, key="ground")
    key = GroundFilm, without.run.settings
    return SHELF.get(key, lambda: _draw(without, with_norm))


def _draw(without: Trained, with_norm: Trained) -> GroundFilm:
    reach = max(replay.distributions(each.run).edges[-1] for each in (without, with_norm))
    off, on = (
        Ground(each.run, each.curves, replay.distributions(each.run, float(reach)))
        for each in (without, with_norm)
    )
    lines = [
        Curve("without", off.curves.training_loss, theme.B, theme.DASHED),
        Curve("with", on.curves.training_loss, theme.CORRECTED),
    ]
    return GroundFilm(
        off,
        on,
        pictures=(
            histograms(*off.distributions[:3], "z", theme.B, with_start=True),
            histograms(
                *on.distributions[:3], "z̃, after batch norm", theme.CORRECTED, with_start=True
            ),
        ),
        losses=over_steps(
            max(off.run.steps, on.run.steps, key=len), lines, "training loss", height=110
        ),
        steps=min(off.run.steps, on.run.steps, key=len),
        words=at_every_frame(off, on),
    )
