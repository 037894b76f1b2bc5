"""The table of contents: one row a page, which the menu, the start page and the tests read."""

from pathlib import Path
from typing import NamedTuple

import streamlit as st

PAGES = Path(__file__).parents[2] / "pages"
PICTURES = Path(__file__).with_name("pictures")


class Entry(NamedTuple):
    """A page: its file and address, what it asks, what it promises, and what it teaches.

    `title` stands on the page, `short` in the menu; `rows` are those of the lesson. `pictured` is
    the end of the link to what its picture shows.
    """

    name: str
    chapter: str
    title: str
    short: str
    promise: str
    icon: str
    rows: tuple[str, ...] = ()
    pictured: str = ""

    @property
    def path(self) -> Path:
        """The file of the page."""
        return PAGES / f"{self.name}.py"

    @property
    def picture(self) -> Path:
        """A picture of its figure, 400 pixels wide."""
        return PICTURES / f"{self.name}.webp"

    @property
    def card(self) -> Path:
        """The same, 1200 pixels wide, for those who show a link with a picture."""
        return PICTURES / f"{self.name}.png"


CONTENTS = (
    Entry(
        name="start",
        chapter="",
        title="See what happens while a network learns",
        short="Start here",
        promise="What you can understand here, and experiments to open.",
        icon="home",
    ),
    Entry(
        name="averages",
        chapter="Averages",
        title="How much past should an average remember?",
        short="How much past?",
        promise="Move β, and see which days an average looks back on.",
        icon="timeline",
        rows=("A1", "A2"),
    ),
    Entry(
        name="beta_near_one",
        chapter="Averages",
        title="Is 0.9995 almost the same as 0.999?",
        short="β near 1",
        promise="The same small change of β does nothing at 0.9 and doubles the window at 0.999.",
        icon="rocket_launch",
        rows=("A3", "B5"),
        pictured="shown=true",
    ),
    Entry(
        name="batch_norm",
        chapter="Batch norm",
        title="What does batch norm do to the hidden units?",
        short="Hidden units",
        promise="From z to its activation, unit by unit, with and without it.",
        icon="equalizer",
        rows=("D1", "D2", "D3", "D4"),
    ),
    Entry(
        name="deep_layers",
        chapter="Batch norm",
        title="Does batch norm give later layers firm ground?",
        short="Firm ground?",
        promise="What every layer receives while the layers before it learn, seen and measured.",
        icon="layers",
        rows=("D5", "D6"),
    ),
    Entry(
        name="at_test_time",
        chapter="Batch norm",
        title="One example, no batch: what now?",
        short="At test time",
        promise="The answer to one example, by its neighbours or by running averages.",
        icon="looks_one",
        rows=("D7",),
    ),
    Entry(
        name="softmax",
        chapter="Softmax",
        title="What does softmax make of my numbers?",
        short="Your numbers",
        promise="Type any scores and see the share of the whole that each one gets.",
        icon="functions",
        rows=("E1", "E2"),
    ),
    Entry(
        name="softmax_boundaries",
        chapter="Softmax",
        title="Why are the boundaries straight?",
        short="Straight boundaries",
        promise="Two to six classes in a plane, without and with a hidden layer.",
        icon="border_style",
        pictured="data=wedges&classes=5",
        rows=("E3", "E4"),
    ),
    Entry(
        name="softmax_loss",
        chapter="Softmax",
        title="How does softmax learn?",
        short="How it learns",
        promise="Its loss, the slope of the loss, and the way down, step by step.",
        icon="trending_down",
        rows=("E4", "E5"),
    ),
    Entry(
        name="training",
        chapter="Training",
        title="Watch a network learn, one mini-batch at a time",
        short="Watch a network learn",
        promise="A real run with settings of your choice, every number of every step.",
        icon="play_circle",
        rows=("D4", "E5", "F1"),
    ),
    Entry(
        name="compare_runs",
        chapter="Training",
        title="Same seed, same batches: what did one change do?",
        short="What one change does",
        promise="Two runs that differ in one setting, and the same pair with other seeds.",
        icon="compare_arrows",
        rows=("D4", "D6", "F1"),
        pictured="optimizer=sgd&alpha=0.1",
    ),
    Entry(
        name="random_or_grid",
        chapter="Tuning",
        title="Twenty-five trials: grid or random?",
        short="Grid or random?",
        promise="The same number of real trainings on a grid, at random, and spread evenly.",
        icon="casino",
        rows=("B2", "B3"),
        pictured="idle=1&winner=Random",
    ),
    Entry(
        name="what_matters",
        chapter="Tuning",
        title="Which knob first?",
        short="Which knob first?",
        promise="Hundreds of trained networks, and three ways to ask which knob matters most.",
        icon="sort",
        rows=("B1", "B4"),
        pictured="shown=true",
    ),
)
BY_NAME = {entry.name: entry for entry in CONTENTS}


def title(page: str) -> None:
    """Show the title of a page; `page` is its file."""
    st.title(BY_NAME[Path(page).stem].title)


def next_and_previous(name: str) -> None:
    """Link the pages before and after this one in the order of the lesson."""
    place = CONTENTS.index(BY_NAME[name])
    before, after = CONTENTS[place - 1 : place] if place else (), CONTENTS[place + 1 : place + 2]
    st.divider()
    left, right = st.columns(2, gap="medium")
    for entry in before:
        left.page_link(entry.path, label=f"Previous: {entry.title}", icon=":material/arrow_back:")
    for entry in after:
        right.page_link(
            entry.path,
            label=f"Next: {entry.title}",
            icon=":material/arrow_forward:",
            icon_position="right",
        )
