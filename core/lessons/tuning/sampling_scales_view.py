"""Draws on two scales as a film, made once for all visitors with these settings."""

from typing import NamedTuple

import numpy as np

from core.charts.vega_lite import Specification
from core.lessons.tuning import sampling_scales as model
from core.lessons.tuning import sampling_scales_words as words
from core.lessons.tuning.sampling_scales import Draws, Range
from core.lessons.tuning.sampling_scales_charts import filling
from core.ui.shelf import kept

MOST_FRAMES = 100


class ScalesFilm(NamedTuple):
    """The draws, and after some of them, frame by frame, what is seen and said of both scales."""

    drawn: Draws
    pictures: list[Specification]
    labels: list[str]
    words: list[str]


@kept
def scales_film(sampled: Range, n: int, seed: int, promised: bool) -> ScalesFilm:
    """Draw n values on both scales of a range; `promised` shows how many to expect in each part."""
    drawn = model.draw(sampled, n, seed)
    shown = np.unique(np.linspace(0, n, min(n, MOST_FRAMES) + 1).round()).astype(np.intp)
    return ScalesFilm(
        drawn,
        [filling(sampled, drawn, which, shown, promised) for which in (0, 1)],
        [f"{count} of {n} draws" for count in shown.tolist()],
        words.at_every_draw(sampled, drawn, shown.tolist()),
    )


measured_until_all = kept(model.measured_until_all)
