"""How the loss changes on the way down the gradient, at every recorded step and at one of them."""

from collections.abc import Sequence

import altair as alt
import numpy as np

from core.charts import frames, theme
from core.charts.scales import between, logarithmic, looked_into, view
from core.charts.vega_lite import Specification, form, once, pour, table
from core.lessons.batch_norm.sides_charts import DASHES, SIDES, by_colour
from core.lessons.batch_norm.slope import Slope

HIGHEST = 1.0  # of a change that is shown; beyond it a line leaves the picture


def slopes(both: Sequence[Slope]) -> Specification:
    """Return a faint line a recorded step, without and with batch norm; that on screen is strong.

    The step length is on a log axis.
    """
    lengths, n_frames = both[0].lengths, len(both[0].steps)
    changes = np.stack([each.changes for each in both]).clip(-np.inf, 3 * HIGHEST)
    side, frame, place = np.indices(changes.shape)
    now = np.swapaxes(changes, 0, 1).reshape(n_frames, -1)
    return pour(
        _slopes(n_frames),
        every=table(
            {
                "side": side.ravel().astype(np.int8),
                "line": frame.ravel().astype(np.int16),
                "length": lengths[place.ravel()],
                "change": changes.ravel(),
            }
        ),
        now=table(
            {
                "side": np.repeat(np.arange(len(both)), len(lengths)).astype(np.int8),
                "length": np.tile(lengths, len(both)),
            }
            | frames.numbers("change", now)
        ),
        view=view(
            low=lengths[0], high=lengths[-1], fall=min(changes.min(), -0.1), rise=HIGHEST, zero=0
        ),
    )


@once
def _slopes(n_frames: int) -> Specification:
    x = logarithmic(alt.X("length:Q", title="length of the step along the gradient"), decades=True)
    y_scale = between("fall", "rise")
    y = alt.Y("change:Q", title="change of the loss", scale=y_scale)
    colour = by_colour()
    dash = alt.StrokeDash("who:N", title=None).scale(domain=list(SIDES), range=list(DASHES))
    who = f"{list(SIDES)}[datum.side]"
    every = alt.Chart(alt.NamedData("every")).transform_calculate(who=who)
    now = alt.Chart(alt.NamedData("now"), transform=frames.look_up("change")).transform_calculate(
        who=who
    )
    zero = alt.Chart(alt.NamedData("view")).mark_rule(aria=False, color=theme.INK)
    return form(
        alt.layer(
            every.mark_line(aria=False, clip=True, opacity=0.3, strokeWidth=1).encode(
                x, y, colour, alt.Detail("line:N")
            ),
            zero.encode(alt.Y("zero:Q", scale=y_scale, title="change of the loss")),
            now.mark_line(aria=False, clip=True, strokeWidth=3).encode(
                x, alt.Y("change_now:Q", scale=y_scale, title="change of the loss"), colour, dash
            ),
            looked_into(),
        )
        .add_params(frames.frame_parameter(n_frames))
        .configure_legend(orient="top", symbolOpacity=1, symbolSize=400)
        .properties(autosize=theme.WIDE, height=240, usermeta=frames.CANVAS)
    )
