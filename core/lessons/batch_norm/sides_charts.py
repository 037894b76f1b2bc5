"""A network without batch norm and the same with it: how they look in every picture."""

from collections.abc import Sequence

import altair as alt

from core.charts import theme
from core.charts.curves import Curve, Look, over_steps
from core.charts.vega_lite import Specification
from core.training.runs import Steps
from core.types import Array

SIDES = ("without", "with")
COLOURS = (theme.B, theme.CORRECTED)
DASHES = (theme.DASHED, theme.SOLID)
LOOKS: tuple[Look, ...] = tuple(
    (name, colour, tuple(dash)) for name, colour, dash in zip(SIDES, COLOURS, DASHES, strict=True)
)


def by_colour() -> alt.Color:
    """Return the colour of the side that a table names in its column `who`."""
    return alt.Color("who:N", title=None).scale(domain=list(SIDES), range=list(COLOURS))


def both_losses(steps: Steps, losses: Sequence[Array], height: int) -> Specification:
    """Return the training loss without batch norm and with it over the steps, as a film.

    The steps are those of the run that went further; of the other there are fewer losses.
    """
    lines = [
        Curve(name, loss, colour, dash)
        for name, loss, colour, dash in zip(SIDES, losses, COLOURS, DASHES, strict=True)
    ]
    return over_steps(steps, lines, "training loss", height=height)
