"""The network of a run on the screen, beside the plane, with what a visitor looks at in it."""

from collections.abc import Hashable
from typing import Any, NamedTuple

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.charts.histograms import histograms
from core.charts.plane import Click, decision_regions, follow, told_apart, unit_map
from core.charts.vega_lite import Specification
from core.lessons.training import network_drawing, network_words, run_words, units
from core.lessons.training.close_up import close_up
from core.lessons.training.look_view import Look, ask_look, look_at
from core.lessons.training.network_drawing import Drawing
from core.lessons.training.network_drawing_view import at_example, packed, show_drawing
from core.lessons.training.run_view import RunFilm, show_plane
from core.lessons.training.units import MOST_SHOWN, Unit
from core.lessons.training.what_if import Changes, with_changes
from core.text.written import vector
from core.training import Run, replay
from core.training.replay import Curves
from core.ui.contents import BY_NAME
from core.ui.live_words import live_words
from core.ui.shelf import SHELF

MAPS = (
    "Lines: weights, the wider the larger in their layer. Maps, over the same plane as the points: "
    "the stronger, the more a unit gives there; red is below 0. Crossed out: dead"
)
FOLLOWED = " Red dot: the example; numbers: what units give for it; faint lines: from units at 0."


class NetworkFilm(NamedTuple):
    """The network of a run with changes, as it is drawn; `words` are a text a frame.

    `key` tells it from all others: settings, steps and changes.
    """

    key: Hashable
    run: Run
    drawing: Drawing
    packed: dict[str, Any]
    words: list[str]
    summary: str


class UnitFilm(NamedTuple):
    """One unit of a network over the plane, and the distributions of its z and z̃."""

    plane: Specification
    distributions: Specification
    words: list[str]


def ask_network(row: DeltaGenerator) -> bool:
    """Ask whether to draw the network."""
    return row.toggle(
        "Network",
        key="network",
        bind="query-params",
        help="Draw the network: what every unit gives over the plane, and every weight.",
    )


def show_network_alone(key: str, run: Run, curves: Curves, start: int) -> None:
    """Draw the network of a run as it was trained, within a film."""
    seen = network_film(run, curves, Changes())
    alt = _alt(seen, len(run.steps) - 1)
    show_drawing(key, seen.packed, start=start, legend=_legend(run), alt=alt)


def show_network(film: RunFilm, click: Click, left: DeltaGenerator, right: DeltaGenerator) -> None:
    """Draw the network left and the plane right, and below what is looked at in them.

    All within the film of the run.
    """
    look = ask_look(film.run)
    seen = network_film(film.run, film.curves, look.changes)
    start = len(film.run.steps) - 1
    unit = unit_film(seen, look.unit, click) if look.unit else None
    with left:
        show_drawing(
            "drawing",
            seen.packed,
            start=start,
            legend=_legend(film.run) + (FOLLOWED if look.example else ""),
            alt=_alt(seen, start),
            picked=str(look.unit or ""),
            on_pick=look_at,
            example=_followed(seen, look.example),
        )
    _show_plane(right, film, seen, unit, look, click)
    words, beside = st.columns([19, 9], gap="medium")
    with words:
        live_words("network words", seen.words, start=start)
        if seen.summary and not look.changes:
            st.markdown(seen.summary)
        if unit:
            live_words("unit words", unit.words, start=start)
        if look.example:
            _show_example(seen, look.example, start)
    if unit:
        beside.vega_lite_chart(
            unit.distributions,
            key="unit layers",
            alt="A histogram of what this unit is fed and of what its activation is applied to.",
        )


def network_film(run: Run, trained: Curves, changes: Changes) -> NetworkFilm:
    """Return the drawing of a run, made once for all visitors with these settings and changes.

    `trained` is how well the network does without the changes.
    """
    key = run.settings, tuple(run.steps.tolist()), changes
    return SHELF.get((NetworkFilm, key), lambda: _draw(key, run, trained, changes))


def _draw(key: Hashable, run: Run, trained: Curves, changes: Changes) -> NetworkFilm:
    changed = with_changes(run, changes) if changes else run
    drawing = network_drawing.draw(changed, units.shown(run))
    summary = network_words.most_useful(units.usefulness(run)) if run.settings.hidden else ""
    if changes:
        words = network_words.with_and_without(run, trained, replay.curves(changed))
    else:
        words = network_words.dead_units(run, units.dead(run))
    return NetworkFilm(key, changed, drawing, packed(drawing), words, summary)


def unit_film(seen: NetworkFilm, unit: Unit, click: Click) -> UnitFilm:
    """Return one unit of a network from near, made once for all visitors."""
    key = UnitFilm, seen.key, unit, click
    return SHELF.get(key, lambda: _draw_unit(seen.run, unit, click))


def _draw_unit(run: Run, unit: Unit, click: Click) -> UnitFilm:
    near = close_up(run, unit)
    names = units.names(run)
    before, after = names[unit.layer - 1], names[unit.layer + 1]
    seen = [near.Z, near.activated] if run.settings.batch_norm else [near.Z]
    shares, edges, means, _ = replay.distributions_of([each[:, None] for each in seen])
    return UnitFilm(
        unit_map(
            near.map,
            np.abs(near.A).max().item(),
            run.settings.classes,
            replay.domain(run),
            run.data,
            click,
        ),
        histograms(shares, edges, means, f"of unit {unit}", names=("z", "z̃")[: len(seen)]),
        network_words.unit_at_every_frame(run, unit, near, before, after),
    )


def _show_plane(
    place: DeltaGenerator,
    film: RunFilm,
    seen: NetworkFilm,
    unit: UnitFilm | None,
    look: Look,
    click: Click,
) -> None:
    if unit:
        picture, alt = unit.plane, f"What unit {look.unit} gives over the plane, under the points."
    elif look.changes:
        key = decision_regions, seen.key, click
        picture = SHELF.get(key, lambda: _regions(seen.run, click))
        alt = "The plane in the colour of the class that wins with your changes, under the points."
    else:
        picture, alt = film.regions, run_words.plane(film.run)
    if click == "example":
        picture = follow(picture, film.run.data, look.example)
    show_plane(place, picture, click, alt)


def _regions(run: Run, click: Click) -> Specification:
    rings = told_apart(replay.mini_batches(run))
    return decision_regions(replay.regions(run), replay.domain(run), run.data, rings, click)


def _alt(seen: NetworkFilm, frame: int) -> str:
    return f"The network. {seen.words[frame].replace('**', '')} {seen.summary}"


def _legend(run: Run) -> str:
    few = max(run.settings.hidden, default=0) > MOST_SHOWN
    return f"{MAPS}." + (f" Of each layer, the {MOST_SHOWN} most useful units." if few else "")


def _followed(seen: NetworkFilm, example: int) -> dict[str, Any] | None:
    if not example:
        return None
    X = seen.run.data.X[:, example - 1 : example]
    low, high = replay.domain(seen.run)
    x, y = ((X[:, 0] - low) / (high - low)).tolist()
    return at_example(network_drawing.outputs(seen.run, X, seen.drawing.shown), x, 1 - y)


def _show_example(seen: NetworkFilm, example: int, start: int) -> None:
    Z, probabilities = network_drawing.answers(seen.run, seen.run.data.X[:, example - 1])
    words = network_words.example_at_every_frame(seen.run, example, Z, probabilities)
    live_words("example words", words, start=start)
    st.page_link(
        BY_NAME["softmax"].path,
        label="These scores, at the last step, in the softmax playground",
        icon=":material/open_in_new:",
        query_params={"z": vector(Z[-1].round(3))},
    )
