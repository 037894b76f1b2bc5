"""Gradient descent over the lines of equal cost, as a film; and predictions against the truth."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import altair as alt
import numpy as np
from numpy.typing import NDArray

from core.charts import frames, theme
from core.charts.scales import VIEW, between
from core.charts.vega_lite import Specification, form, once, pour, table
from core.types import Array

AXES = ("x", "y")


class Ground(NamedTuple):
    """What a path runs over: lines of equal cost `(rings, points, 2)` around a point that moves.

    `centres` `(frames, 2)` is where they lie at each frame, `middle` and `half` `(2,)` the picture,
    whose middle is the best point.
    """

    rings: Array
    centres: Array
    middle: Array
    half: Array


def valley(
    ground: Ground, paths: Sequence[Array], steps: NDArray[np.intp], colour: str
) -> Specification:
    """Return one or two paths over their ground, as far as they have come at each frame.

    Each path `(≤ steps + 1, 2)` has its first point at step 0; frame f shows step `steps[f]`. The
    first path is in `colour`, the second, with momentum, dashed.
    """
    n_rings, n_points, _ = ground.rings.shape
    shifts: dict[str, Any] = {}
    for i, axis in enumerate(AXES):
        shifts |= frames.numbers(f"shift_{axis}", ground.centres[:, i : i + 1])
        shifts |= {
            f"{axis}_low": [ground.middle[i] - ground.half[i]],
            f"{axis}_high": [ground.middle[i] + ground.half[i]],
            f"best_{axis}": [ground.middle[i]],
            f"start_{axis}": [paths[0][0, i]],
        }
    lines = np.arange(len(paths), dtype=np.int8)[::-1]  # the first is drawn last, on top
    lengths = [len(paths[line]) for line in lines]
    step = np.concatenate([np.arange(length) for length in lengths])
    return pour(
        _valley(len(steps), len(paths), colour),
        rings=table(
            {
                "ring": np.repeat(np.arange(n_rings, dtype=np.int8), n_points),
                "point": np.tile(np.arange(n_points, dtype=np.int16), n_rings),
            }
            | _places(ground.rings.reshape(-1, 2))
        ),
        paths=table(
            {
                "line": np.repeat(lines, lengths),
                "step": step.astype(np.int16),
                "frame": np.searchsorted(steps, step).astype(np.int16),
            }
            | _places(np.concatenate([paths[line] for line in lines]))
        ),
        dots=table(_dots(paths, steps)),
        view=table(shifts),
    )


def _places(points: Array) -> dict[str, Any]:
    return dict(zip(AXES, points.T, strict=True))


def _dots(paths: Sequence[Array], steps: NDArray[np.intp]) -> dict[str, Any]:
    """Return where each path is at each frame; nowhere once it has left."""
    places = np.full((len(steps), len(paths), 2), np.nan)
    for k, path in enumerate(paths):
        seen = steps < len(path)
        places[seen, k] = path[steps[seen]]
    columns: dict[str, Any] = {"line": np.arange(len(paths), dtype=np.int8)}
    for i, axis in enumerate(AXES):
        columns |= frames.numbers(axis, places[..., i])
    return columns


@once
def _valley(n_frames: int, n_paths: int, colour: str) -> Specification:
    colours, dashes = [colour, theme.A][:n_paths], [theme.SOLID, theme.DASHED][:n_paths]
    one_row = "data('view')[0]"
    ring_place = {
        axis: f"datum.{axis} + {frames.at_frame(f'shift_{axis}', row=one_row)}" for axis in AXES
    }
    rings = (
        alt.Chart(alt.NamedData("rings"), transform=_calculated(ring_place, "_now"))
        .mark_line(aria=False, clip=True, color=theme.DATA, opacity=0.8, strokeWidth=1)
        .encode(*_axes("x_now", "y_now"), alt.Detail("ring:N"), alt.Order("point:Q"))
    )
    steps = alt.Chart(alt.NamedData("paths")).transform_filter("datum.frame <= frame")
    stroke = alt.Stroke("line:N", legend=None).scale(domain=[0, 1][:n_paths], range=colours)
    fill = alt.Fill("line:N", legend=None).scale(domain=[0, 1][:n_paths], range=colours)
    dash = alt.StrokeDash("line:N", legend=None).scale(domain=[0, 1][:n_paths], range=dashes)
    dots = (
        alt.Chart(alt.NamedData("dots"), transform=frames.look_up(*AXES))
        .transform_filter("isValid(datum.x_now) && isValid(datum.y_now)")
        .mark_point(aria=False, clip=True, opacity=1, size=90, stroke=theme.INK, strokeWidth=1.5)
        .encode(*_axes("x_now", "y_now"), fill)
    )
    marks = alt.Chart(VIEW)
    layers = [
        rings,
        steps.mark_line(aria=False, clip=True, strokeWidth=1.25).encode(
            *_axes(*AXES), stroke, dash, alt.Order("step:Q")
        ),
        steps.mark_point(aria=False, clip=True, filled=True, opacity=1, size=14).encode(
            *_axes(*AXES), fill
        ),
        marks.mark_point(aria=False, opacity=1, size=70, stroke=theme.INK, strokeWidth=1.5).encode(
            *_axes("start_x", "start_y")
        ),
        marks.mark_point(
            aria=False, color=theme.MARK, opacity=1, shape="cross", filled=True, size=150
        ).encode(*_axes("best_x", "best_y")),
        dots,
    ]
    return form(
        alt.LayerChart(layer=layers)
        .add_params(frames.frame_parameter(n_frames), alt.param(name="height", expr="width"))
        .configure_axis(grid=False)
        .properties(autosize=theme.WIDE, usermeta=frames.CANVAS)
    )


def _calculated(rules: Mapping[str, str], suffix: str) -> list[alt.CalculateTransform]:
    return [
        alt.CalculateTransform(**{"as": f"{name}{suffix}", "calculate": rule})
        for name, rule in rules.items()
    ]


def _axes(x: str, y: str) -> tuple[alt.X, alt.Y]:
    return (
        alt.X(f"{x}:Q", title="w₁", scale=between("x_low", "x_high")).axis(tickCount=5),
        alt.Y(f"{y}:Q", title="w₂", scale=between("y_low", "y_high")).axis(tickCount=5),
    )


def predicted_and_true(
    true: Array, predicted: Array, other: Array, refitted: bool
) -> Specification:
    """Return test examples by their true and their predicted y, `(m,)` each, under the diagonal.

    `other` are the predictions that are not shown now; they only keep the axes where they are.
    """
    everything = np.concatenate([true, predicted, other])
    low, high = float(everything.min()), float(everything.max())
    margin = 0.05 * (high - low) or 1.0
    ends = {"low": [low - margin], "high": [high + margin]}
    return pour(
        _predicted_and_true(theme.B if refitted else theme.CORRECTED),
        points=table({"true": true, "predicted": predicted}),
        view=table(ends),
    )


@once
def _predicted_and_true(colour: str) -> Specification:
    scale = between("low", "high")

    def axes(x: str, y: str) -> tuple[alt.X, alt.Y]:
        return (
            alt.X(f"{x}:Q", title="true y", scale=scale).axis(tickCount=5),
            alt.Y(f"{y}:Q", title="predicted y", scale=scale).axis(tickCount=5),
        )

    diagonal = alt.Chart(VIEW).mark_rule(aria=False, color=theme.DATA, strokeDash=theme.DASHED)
    points = alt.Chart(alt.NamedData("points"))
    return form(
        alt.layer(
            diagonal.encode(*axes("low", "low"), alt.X2("high:Q"), alt.Y2("high:Q")),
            points.mark_rule(aria=False, color=colour, opacity=0.5).encode(
                *axes("true", "predicted"), alt.Y2("true:Q")
            ),
            points.mark_point(aria=False, filled=True, opacity=1, size=60, color=colour).encode(
                *axes("true", "predicted")
            ),
        )
        .configure_axis(grid=False)
        .properties(autosize=theme.WIDE, height=300)
    )
