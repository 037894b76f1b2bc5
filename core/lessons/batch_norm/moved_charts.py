"""Inputs on their way to a change, over what a network decides in the plane."""

import altair as alt
import numpy as np

from core.charts import frames, plane, theme
from core.charts.scales import looked_into, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.lessons.batch_norm.moved_inputs import Affine, Answers
from core.training.data import Data

WAY = ("a", "b", "c", "d", "e", "f")  # x₁ becomes a x₁ + b x₂ + c, x₂ becomes d x₁ + e x₂ + f


def moved_plane(
    answers: Answers, data: Data, way: Affine, domain: tuple[float, float]
) -> Specification:
    """Return the regions of a network, and the examples where they are at the frame on screen.

    Those that are classified wrong are ringed.
    """
    n_frames, classes = len(way.M), answers.probabilities.shape[1]
    tiles = plane.shade(answers.probabilities)
    tiles = np.broadcast_to(tiles, (n_frames, *tiles.shape[1:]))
    names = plane.class_names(classes)
    steps = np.concatenate([way.M, way.c], axis=-1).reshape(n_frames, -1)
    return pour(
        _moved_plane(tiles.shape, classes),
        regions=table({"uri": [frames.image_strip(tiles, plane.palette())]}),
        points=table(
            {
                "x1": data.X[0],
                "x2": data.X[1],
                "class": [names[label] for label in data.labels],
                "wrong": frames.flags(~answers.right),
            }
        ),
        way=table(dict(zip(WAY, steps.T, strict=True))),
        view=view(low=domain[0], high=domain[1]),
    )


@once
def _moved_plane(tiles: tuple[int, int, int], classes: int) -> Specification:
    x, y = plane.axes("x", "y")
    names = plane.class_names(classes)
    colour = alt.Color("class:N", legend=None).scale(domain=names, range=theme.CLASSES)
    shape = alt.Shape("class:N", legend=None).scale(domain=names, range=theme.CLASS_SHAPES)
    points = alt.Chart(alt.NamedData("points")).transform_calculate(
        x=_moved("a", "b", "c"), y=_moved("d", "e", "f")
    )
    ring = points.transform_filter(frames.is_set("wrong")).mark_point(
        aria=False, shape="circle", color=theme.MARK, opacity=1, size=75, strokeWidth=1.5
    )
    dots = points.mark_point(
        aria=False, filled=True, opacity=1, size=30, stroke=theme.INK, strokeWidth=0.7
    )
    way = alt.Chart(alt.NamedData("way")).mark_point(aria=False, opacity=0, size=0)
    return form(
        alt.LayerChart(
            layer=[
                frames.strip_chart(alt.NamedData("regions"), tiles),
                ring.encode(x, y),
                dots.encode(x, y, colour, shape),
                way.encode(),
                looked_into(),
            ]
        )
        .add_params(frames.frame_parameter(tiles[0]), alt.param(name="height", expr="width"))
        .configure_axis(grid=False)
        .properties(autosize=theme.WIDE, usermeta=frames.CANVAS)
    )


def _moved(by_x1: str, by_x2: str, on_top: str) -> str:
    now = "data('way')[frame]"
    return f"{now}.{by_x1} * datum.x1 + {now}.{by_x2} * datum.x2 + {now}.{on_top}"
