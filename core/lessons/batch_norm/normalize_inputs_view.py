"""Gradient descent on the same examples, with inputs as they are and treated, as one film."""

from typing import NamedTuple

import numpy as np

from core.charts import theme
from core.charts.vega_lite import Specification
from core.lessons.batch_norm import normalize_inputs as lesson
from core.lessons.batch_norm import normalize_inputs_picture as picture
from core.lessons.batch_norm.normalize_inputs import Features, Scaling
from core.lessons.batch_norm.normalize_inputs_charts import Ground, valley
from core.lessons.batch_norm.normalize_inputs_ways import SCALINGS, Ways, ways_down
from core.training.runs import film_steps
from core.ui.shelf import kept

STEPS = film_steps(1000, power=3)  # half of the film shows the first 125 steps


class Drawing(NamedTuple):
    """One of the two pictures, and how many times longer it draws a unit of w₁ than one of w₂.

    If the plain way leaves the picture, it is drawn up to the step `until`.
    """

    chart: Specification
    stretch: float
    until: int | None


@kept
def all_ways(features: Features, share: float) -> dict[Scaling, Ways]:
    """Return the ways down with each scaling of the inputs, at every step of the film."""
    return dict(zip(SCALINGS, ways_down(features, share, int(STEPS[-1])), strict=True))


@kept
def drawn(
    features: Features, scaling: Scaling, share: float, with_momentum: bool, shown: bool
) -> Drawing:
    """Draw the ways down with this scaling, the one with momentum on demand.

    Unless they are `shown`, of each way only the start.
    """
    ways = all_ways(features, share)[scaling]
    cost, window = ways.cost, picture.window(ways.cost)
    paths = [way.path for way in ((ways.plain, ways.momentum) if with_momentum else (ways.plain,))]
    ends = [picture.stays_until(path, window) if shown else 0 for path in paths]
    steps = np.minimum(STEPS, ends[0])
    return Drawing(
        valley(
            Ground(
                picture.rings(cost, window),
                picture.slice_centres(cost, ways.plain.path[steps]),
                window.middle,
                window.half,
            ),
            [path[: end + 1, :2] for path, end in zip(paths, ends, strict=True)],
            STEPS,
            theme.B if scaling == lesson.NOTHING else theme.CORRECTED,
        ),
        window.stretch,
        ends[0] if shown and ends[0] < STEPS[-1] else None,
    )
