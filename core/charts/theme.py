"""One colour, one meaning, on every page, light or dark.

Every colour has a contrast of at least 3:1 on white and on Streamlit's dark background, and the
classes stay apart for colour-blind eyes, which a test measures. A dash or a shape always says the
same thing again.
"""

import altair as alt

DATA = "#8a8f98"  # what comes in: observations, the unaveraged loss, a uniform reference
A = "#3577c8"  # the first of two, the thing the page is about
B = "#dd7500"  # the second of two, the thing it is compared with
CORRECTED = "#00957a"  # A after a correction: bias correction, batch norm
MARK = "#d03b56"  # the one spot to look at: today, the present step, the 1/e point

CLASSES = ["#3577c8", "#dd7500", "#00957a", "#c2529f", "#8846e0", "#94623c"]
CLASS_SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]

SOLID: list[int] = [1, 0]
DASHED: list[int] = [6, 4]
DOTTED: list[int] = [2, 3]

LEGEND_COLUMNS = alt.ExprRef(
    "width < 180 ? 1 : width < 260 ? 2 : width < 330 ? 3 : 4"
)  # as many names as there is room for

WIDE = alt.AutoSizeParams(type="fit-x", contains="padding")  # the height is that of the plot

INK = alt.ExprRef("luminance(background) > 0.2 ? '#131720' : '#e6eaf1'")  # that of the page
TEXT = {"labelColor": {"expr": INK.expr}, "titleColor": {"expr": INK.expr}}
CONFIG = {  # of every chart, over what the page has in mind
    "axis": {**TEXT, "labelPadding": 6, "titlePadding": 6},
    "legend": {**TEXT, "offset": 8, "padding": 0},
    "title": {"fontSize": 14, "fontWeight": "normal", "offset": 8},
}


def caption(*lines: str) -> alt.TitleParams:
    """Return what is said above a chart, a line each."""
    return alt.TitleParams(list(lines), anchor="start")
