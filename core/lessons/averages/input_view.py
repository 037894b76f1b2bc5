"""What a visitor may put into an average: a β, and numbers of their own."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.text import pasted
from core.text.reading import DECIMAL_POINT, Reading, two_ways
from core.types import Array
from core.ui.problem import problem
from core.ui.whole_number import whole_number

EXAMPLE = "12.1\n13.4\n11.8\n14.9\n15.2\n13.0\n12.7\n16.3\n17.1\n15.8\n14.4\n18.0"
LAST_READ = "numbers last read"
LONGEST_IN_LINK = 1_500  # characters
NEAREST_ONE = 1 - 1e-9


def beta_box(place: DeltaGenerator, label: str, value: float, key: str) -> float:
    """Ask for a β, from 0 to as near 1 as is of use."""
    beta = place.number_input(
        label,
        min_value=0.0,
        max_value=1.0,
        value=value,
        step=0.001,
        format="%.9g",
        key=key,
        bind="query-params",
        help="The share of the average that is kept each day, from 0 to 0.999999999.",
    )
    if beta > NEAREST_ONE:
        problem("At β = 1 no new value would ever count. The picture shows β = 0.999999999.")
    return min(beta, NEAREST_ONE)


def day_box(place: DeltaGenerator, n_days: int) -> int:
    """Ask which of the days is today; of one day there is nothing to ask."""
    if n_days == 1:
        return 1
    return whole_number(
        "Today is day",
        min_value=1,
        max_value=n_days,
        value=max(1, round(0.3 * n_days)),
        key="day",
        help_text="The day on which to look at the average: the red line. The slider under the "
        "pictures moves it, too.",
        place=place,
    )


def own_numbers() -> Array:
    """Ask for a series, pasted or as a file; return it, or the last that could be read.

    At first that is an example. A short one stays in the link.
    """
    paste, upload = st.columns([2, 1], gap="medium")
    typed = st.session_state.get("numbers", "")
    text = paste.text_area(
        "Your numbers",
        EXAMPLE,
        height=130,
        max_chars=pasted.LONGEST_TEXT,
        key="numbers",
        bind="query-params" if len(typed) <= LONGEST_IN_LINK else None,
        help="One number a line, or all on one line. Of several columns the last counts. "
        f"At most {pasted.MOST_VALUES:,} values; the link keeps {LONGEST_IN_LINK:,} characters.",
    )
    file = upload.file_uploader(
        "Or a CSV file",
        type=["csv", "tsv", "txt"],
        key="file",
        help=f"It goes before what is typed. At most {pasted.MOST_VALUES:,} values.",
    )
    st.caption(
        f"Up to {pasted.MOST_VALUES:,} numbers. The box does not take a paste of more than "
        f"{pasted.LONGEST_TEXT:,} characters."
    )
    try:
        text = pasted.decode(file.getvalue()) if file else text
        values = _meant(text, pasted.readings(text))
    except ValueError as reason:
        values = st.session_state.get(LAST_READ, pasted.readings(EXAMPLE)[0].values)
        problem(f"Not read: {reason}. The picture shows the numbers before.")
    st.session_state[LAST_READ] = values
    return values


def _meant(text: str, readings: Sequence[Reading]) -> Array:
    """Return the only reading of a text, or ask which is meant.

    Raises ValueError naming a line and its readings as long as that is open.
    """
    reading = readings[0]
    if len(readings) > 1:
        by_way = {each.way or DECIMAL_POINT: each for each in readings}
        way = st.segmented_control(
            "The numbers are written with",
            list(by_way),
            key="written",
            bind="query-params",
            help="This text can be read in several ways: say which is meant.",
        )
        if way not in by_way:
            raise ValueError(f"{two_ways(text, readings)}: choose what is meant")
        reading = by_way[way]
    st.caption(f"Read: {reading.understood}.")
    return reading.values
