"""What every hidden layer feeds on while a network trains, without and with batch norm."""

from typing import NamedTuple

from core.charts.histograms import histograms
from core.charts.vega_lite import Specification
from core.lessons.batch_norm.ground_words import Ground, at_every_frame
from core.lessons.batch_norm.off_on_view import both_trained
from core.lessons.batch_norm.sides_charts import COLOURS, both_losses
from core.training import Settings, replay
from core.training.runs import Steps
from core.ui.shelf import SHELF
from core.ui.trained import Trained


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
    without, with_norm = both_trained(settings, key="ground")
    key = GroundFilm, without.run.settings
    return SHELF.get(key, lambda: _draw(without, with_norm))


def _draw(without: Trained, with_norm: Trained) -> GroundFilm:
    reach = max(replay.distributions(each.run).edges[-1] for each in (without, with_norm))
    off, on = (
        Ground(each.run, each.curves, replay.distributions(each.run, float(reach)))
        for each in (without, with_norm)
    )
    return GroundFilm(
        off,
        on,
        pictures=(
            histograms(*off.distributions[:3], "z", COLOURS[0], with_start=True),
            histograms(*on.distributions[:3], "z̃, after batch norm", COLOURS[1], with_start=True),
        ),
        losses=both_losses(
            max(off.run.steps, on.run.steps, key=len),
            [each.curves.training_loss for each in (off, on)],
            height=110,
        ),
        steps=min(off.run.steps, on.run.steps, key=len),
        words=at_every_frame(off, on),
    )
