"""Runs on points of known place, on the screen: what they decide, and where the borders are."""

from typing import NamedTuple

from core.charts.vega_lite import Specification
from core.lessons.softmax import boundaries
from core.lessons.softmax.boundaries import Ties
from core.lessons.softmax.boundaries_charts import regions_with_ties
from core.training import Settings, replay
from core.training.network import Linear
from core.ui.shelf import SHELF
from core.ui.trained import Trained, trained


class BoundaryFilm(NamedTuple):
    """The run without a hidden layer, its ties, the run on screen, and the film of both."""

    straight: Trained
    shown: Trained
    layer: Linear
    ties: Ties
    labels: list[str]
    picture: Specification


def boundary_film(straight: Settings, shown: Settings) -> BoundaryFilm:
    """Train and draw, once for all visitors with these settings."""
    lines, plane = trained(straight, shown, key="boundaries")
    key = BoundaryFilm, lines.run.settings, plane.run.settings
    return SHELF.get(key, lambda: _draw(lines, plane))


def _draw(straight: Trained, shown: Trained) -> BoundaryFilm:
    layer = boundaries.only_layer(straight.run)
    domain = replay.domain(straight.run)
    ties = boundaries.ties(layer, domain)
    losses = shown.curves.training_loss.tolist()
    return BoundaryFilm(
        straight=straight,
        shown=shown,
        layer=layer,
        ties=ties,
        labels=[
            f"step {step:,} · loss {loss:.3f}"
            for step, loss in zip(shown.run.steps.tolist(), losses, strict=True)
        ],
        picture=regions_with_ties(
            replay.regions(shown.run),
            domain,
            shown.run.data,
            ties,
            bent=bool(shown.run.settings.hidden),
        ),
    )
