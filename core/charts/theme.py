"""One colour, one meaning, on every page, light or dark.

Every colour has a contrast of at least 3:1 on white and on Streamlit's dark background, and the
neighbours stay apart for colour-blind eyes. A dash or a shape always says the same thing again.
"""

import altair as alt

DATA = "#8a8f98"  # what comes in: observations, the unaveraged loss, a uniform reference
A = "#3577c8"  # the first of two, the thing the page is about
B = "#dd7500"  # the second of two, the thing it is compared with
CORRECTED = "#00957a"  # A after a correction: bias correction, batch norm
MARK = "#d03b56"  # the one spot to look at: today, the present step, the 1/e point

CLASSES = ["#3577c8", "#dd7500", "#00957a", "#c2529f", "#a08c00", "#94623c"]
CLASS_SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]

SOLID: list[int] = [1, 0]
DASHED: list[int] = [6, 4]
DOTTED: list[int] = [2, 3]

WIDE = alt.AutoSizeParams(type="fit-x", contains="padding")  # the height is that of the plot


def caption(*lines: str) -> alt.TitleParams:
    """Return small print above a chart, a line each."""
    return alt.TitleParams(list(lines), anchor="start", fontSize=12, fontWeight="normal")
