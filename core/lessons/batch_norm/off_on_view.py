"""The same network trained without and with batch norm: what its hidden layers feed on."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import streamlit as st

from core.charts.vega_lite import Specification
from core.lessons.batch_norm.chosen import chosen
from core.lessons.batch_norm.off_on_charts import gamma_and_beta, unit_bands
from core.lessons.batch_norm.off_on_words import Outcome, at_every_frame
from core.lessons.batch_norm.sides_charts import COLOURS, both_losses
from core.training import Settings, replay
from core.training.runs import Steps
from core.ui.contents import BY_NAME
from core.ui.settings import in_controls, in_link
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


def both_trained(settings: Settings, key: str) -> tuple[Trained, Trained]:
    """Train without batch norm and with it; `key` names the place on the page."""
    off, on = (replace(settings, batch_norm=each) for each in (False, True))
    without, with_norm = trained(off, on, key=key)
    return without, with_norm


def link_both(settings: Settings, fields: Iterable[str]) -> None:
    """Link the pages that train these settings: a run alone, and without and with batch norm."""
    values = in_controls(settings, fields)
    parameters = in_link(values, dict.fromkeys(values))
    with st.container(horizontal=True):
        for page, label, icon in (
            ("training", "Watch this network learn", "play_circle"),
            ("compare_runs", "Without and with batch norm, step by step", "compare_arrows"),
        ):
            path, mark = BY_NAME[page].path, f":material/{icon}:"
            st.page_link(path, label=label, icon=mark, query_params=parameters)


def off_on_film(settings: Settings) -> OffOnFilm:
    """Train without and with batch norm and draw, once for all visitors with these settings."""
    without, with_norm = both_trained(settings, key="off_on")
    key = OffOnFilm, without.run.settings
    return SHELF.get(key, lambda: _draw(without, with_norm))


def _draw(without: Trained, with_norm: Trained) -> OffOnFilm:
    off, on = (
        Outcome(each.run, each.curves, replay.spreads(each.run)) for each in (without, with_norm)
    )
    spreads = [*off.spreads, *on.spreads]
    reach = float(max(np.quantile(abs(s.means) + s.deviations, 0.99) for s in spreads)) or 1.0
    return OffOnFilm(
        off,
        on,
        pictures=(
            unit_bands(off.spreads, reach, COLOURS[0]),
            unit_bands(on.spreads, reach, COLOURS[1]),
        ),
        losses=both_losses(
            max(off.run.steps, on.run.steps, key=len),
            [each.curves.training_loss for each in (off, on)],
            height=160,
        ),
        chosen=gamma_and_beta(chosen(on.run)),
        steps=min(off.run.steps, on.run.steps, key=len),
        words=at_every_frame(off, on, reach),
    )
