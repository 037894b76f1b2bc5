"""Softmax as one sees it: a sum over bars, every number of it moving."""

from typing import Any, Literal

import altair as alt
import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike

from core.charts import frames, theme
from core.charts.vega_lite import Specification, form, once, pour, table
from core.lessons.softmax.worked import Worked
from core.text import written

ROW = 40  # pixels
NUMBERS = 350  # pixels that the numbers take; the bars stand beside them, or below if too narrow
NARROW = f"width < {NUMBERS + 200}"
COLUMNS: dict[
    str, tuple[Literal["left", "right"], Any]
] = {  # what a row says: where it is aligned, and at which pixel
    "name": ("left", 4),
    "z_now": ("right", 78),
    "power_now": ("right", 164),
    "total_now": ("left", 168),
    "quotient_now": ("right", alt.ExprRef(f"min(width, {NUMBERS})")),
}


def worked_example(example: Worked, score: str = "z") -> Specification:
    """A row a class that reads z, e^z / Σ = share, and a bar for softmax over one for hardmax.

    The rows of the example are the frames of a film. Pointing at a bar marks its numbers, and
    pointing at a number its bar.
    """
    return pour(_worked_example(*example.share.shape), rows=_table(example, score))


@once
def _worked_example(n_frames: int, n_classes: int) -> Specification:
    pointed = alt.selection_point(
        name="pointed", fields=["row"], on="pointerover", clear="pointerout", empty=False
    )
    color = alt.ColorValue(theme.INK, condition=_where(pointed, theme.MARK))
    shade = alt.OpacityValue(0, condition=_where(pointed, 0.12))
    row = alt.Chart().encode(alt.Y("row:O", axis=None, scale=alt.Scale(padding=0)))
    share = alt.X(
        "share_now:Q",
        title="share",
        scale=alt.Scale(
            domain=[0, 1],
            range=[alt.ExprRef(f"{NARROW} ? 0 : {NUMBERS + 24}"), alt.ExprRef("width")],
        ),
        axis=alt.Axis(
            values=[0, 0.2, 0.4, 0.6, 0.8, 1], format=".1f", grid=False, titleAnchor="end"
        ),
    )
    marked = row.mark_rect(aria=False, tooltip=None, color=theme.MARK, x=0, x2=alt.ExprRef("width"))
    soft = row.mark_bar(aria=False, height=9, yOffset=_lower(3), color=theme.A)
    hard = row.mark_bar(aria=False, height=5, yOffset=_lower(11), filled=False, stroke=theme.B)
    uniform = row.mark_tick(aria=False, size=18, thickness=2, yOffset=_lower(6), color=theme.DATA)
    over_the_sum = row.mark_rule(
        aria=False, x=90, x2=164, yOffset=alt.ExprRef(f"{NARROW} ? -22 : -6"), color=theme.INK
    )
    level = alt.ExprRef(f"{NARROW} ? -13 : 6")
    texts = [
        row.mark_text(aria=False, align=align, x=x, dy=level, fontSize=13).encode(
            alt.Text(f"{name}:N"), color
        )
        for name, (align, x) in COLUMNS.items()
    ]
    is_class = "isValid(datum.share_now)"
    chart = alt.LayerChart(
        layer=[
            marked.encode(shade).properties(name="rows").add_params(pointed),
            soft.encode(share).transform_filter(is_class),
            hard.encode(alt.X("hard_now:Q")).transform_filter("datum.hard_now > 0"),
            uniform.encode(alt.XDatum(1 / n_classes)).transform_filter(is_class),
            over_the_sum.transform_filter("datum.name == 'sum'"),
            *texts,
        ],
        data=alt.NamedData("rows"),
        transform=[
            *frames.look_up("share", "hard"),
            *frames.look_up_words("z", "power", "total", "quotient"),
        ],
        height=ROW * (n_classes + 2),
        autosize=theme.WIDE,
        title=theme.caption("solid bar: softmax", "outline: hardmax · grey tick: 1/C"),
    ).add_params(frames.frame_parameter(n_frames))
    return form(chart)


def _lower(pixels: int) -> alt.ExprRef:
    """Return how far below the middle of its row a bar lies: less where numbers stand above it."""
    return alt.ExprRef(f"{pixels} - ({NARROW} ? 3 : 0)")


def _where(selection: alt.Parameter, value: object) -> dict[str, Any]:
    return {"param": selection.name, "empty": False, "value": value}


def _table(example: Worked, score: str) -> pa.Table:
    """A heading, a row a class and the sum; every cell holds all its frames."""
    n_frames, n_classes = example.share.shape

    def cells(heading: str, body: np.ndarray, total: ArrayLike) -> list[str]:
        parts = ((heading, 1), (body, n_classes), (total, 1))
        columns = [np.broadcast_to(np.asarray(part, object), (n_frames, n)) for part, n in parts]
        return frames.words(np.hstack(columns))

    def numbers(name: str, body: np.ndarray) -> dict[str, Any]:
        return frames.numbers(name, np.pad(body, ((0, 0), (1, 1)), constant_values=np.nan))

    return table(
        {
            "row": np.arange(n_classes + 2),
            "name": ["", *(written.subscript("z", j + 1) for j in range(n_classes)), "sum"],
            "z": cells(score, example.z_text, ""),
            "power": cells(f"e^{score}", example.power_text, example.total_text[:, :1]),
            "total": cells("/ sum", "/ " + example.total_text, ""),
            "quotient": cells("= share", "= " + example.share_text, "= 1"),
        }
        | numbers("share", example.share)
        | numbers("hard", example.hard)
    )
