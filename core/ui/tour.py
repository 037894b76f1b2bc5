"""A tour across the app for who is here for the first time: stops with something to do at each."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from core.text.see import see
from core.ui.contents import BY_NAME

TOUR_KEY = "tour"  # in the link: the number of the stop, from 1


class Stop(NamedTuple):
    """What to do on a page: set the control `key`, a name in the link, to one of the values `done`.

    `opens` are the parameters of the link to the stop, at which it is not done yet. What is
    outlined is the control, or what has the key `shown`. The browser says when a stop is done: it
    sees the link change, also where only a part of the page runs again.
    """

    page: str
    text: str
    key: str
    done: tuple[str, ...]
    opens: Mapping[str, Any] = {}
    shown: str = ""


STOPS = (
    Stop(
        "averages",
        "Grey dots are data, the line is their average with memory. **Set β to 0.98**, in the box "
        "or with the slider above the picture. How does the line change?",
        "beta",
        ("0.98",),
    ),
    Stop(
        "averages",
        "The same average, of data that jump once. **Choose β = 0.5**: it forgets sooner, so it "
        "arrives sooner.",
        "beta",
        ("0.5",),
        {"series": "a step"},
    ),
    Stop(
        "batch_norm",
        "A hidden unit on its way through batch norm, four stages from left to right. **Move b to "
        "2**, the bias below the first picture, which moves. Does the second?",
        "bias",
        ("2",),
        shown="handle-bias",
    ),
    Stop(
        "at_test_time",
        "Batch norm uses the mini-batch, so an example depends on its neighbours. **Test in "
        "mini-batches of 2** and play: the map on the left changes with each draw.",
        "test_batch",
        ("2",),
    ),
    Stop(
        "softmax",
        "Softmax makes shares of any numbers. **Type 12, 11, 8**, then play: one score is pulled "
        "up, and all shares move.",
        "z",
        ("12, 11, 8", "12,11,8"),
    ),
    Stop(
        "training",
        "A real network learns three spirals: press play. Then **switch batch norm off**; it is "
        "trained again at once.",
        "bn",
        ("false",),
    ),
    Stop(
        "training",
        "What does each unit see? **Look at unit 2.1**: click it in the drawing, in the second "
        "column of small maps, or choose it below.",
        "look",
        ("2.1",),
        {"network": "true"},
    ),
    Stop(
        "compare_runs",
        "Two runs that differ in one setting, and under them the same pair with 20 seeds. "
        "**Choose what differs: Optimizer.**",
        "differs",
        ("Optimizer",),
    ),
    Stop(
        "random_or_grid",
        "25 networks on a grid, 25 at random. **Add 2 dummies**, hyperparameters that nothing "
        "reads, and count the values of α that the grid still tries.",
        "idle",
        ("2",),
    ),
)
HTML, CSS, JS = (
    Path(__file__).with_suffix(suffix).read_text("utf-8") for suffix in (".html", ".css", ".js")
)
progress = st.components.v2.component(
    "trainscope_tour", html=HTML, css=CSS, js=JS, isolate_styles=False
)


def link_tour() -> None:
    """Link the first stop."""
    first = STOPS[0]
    st.page_link(
        BY_NAME[first.page].path,
        label=f"First time here? Take the tour: {len(STOPS)} stops, something to do at each",
        icon=":material/tour:",
        query_params={TOUR_KEY: "1", **first.opens},
    )


def show_stop(page: str) -> None:
    """Show the stop of the tour that the link names, if it is one of this page's."""
    number = st.query_params.get(TOUR_KEY, "")
    place = int(number) if number.isascii() and number.isdigit() and len(number) < 3 else 0
    if not 1 <= place <= len(STOPS) or STOPS[place - 1].page != page:
        return
    stop = STOPS[place - 1]
    with st.container(key="tour", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{place} of {len(STOPS)}** {stop.text}", width="stretch")
        shown = stop.shown or stop.key
        data = {"control": stop.key, "shown": shown, "done": stop.done}
        progress(key="tour-progress", data=data)
        _lead_on(place)
        st.button("Leave", on_click=_leave, help="Leave the tour; the page stays as it is.")


def _lead_on(place: int) -> None:
    if place == len(STOPS):
        return
    following = STOPS[place]
    if following.page == STOPS[place - 1].page:
        st.markdown(see("Next stop", tour=place + 1, **following.opens))
        return
    st.page_link(
        BY_NAME[following.page].path,
        label="Next stop",
        icon=":material/arrow_forward:",
        query_params={TOUR_KEY: str(place + 1), **following.opens},
    )


def _leave() -> None:
    del st.query_params[TOUR_KEY]
