"""The table of contents: one row a page, which the menu, the start page and the tests read."""

from pathlib import Path
from typing import NamedTuple

import streamlit as st

PAGES = Path(__file__).parents[2] / "pages"
PICTURES = Path(__file__).with_name("pictures")


class Entry(NamedTuple):
    """A page: its file and address, what it asks, what it promises, and what it teaches.

    `title` stands on the page, `short` in the menu; `rows` are those of the lesson. `pictured` is
    the end of the link to what its picture shows, `sources` are to read on.
    """

    name: str
    chapter: str
    title: str
    short: str
    promise: str
    icon: str
    rows: tuple[str, ...] = ()
    pictured: str = ""
    sources: tuple[str, ...] = ()

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


BATCH_NORM = "Ioffe and Szegedy, Batch Normalization, 2015"
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
        sources=(
            "Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015 (bias correction)",
        ),
    ),
    Entry(
        name="beta_near_one",
        chapter="Averages",
        title="Is 0.9995 almost the same as 0.999?",
        short="β near 1",
        promise="The same small change of β does nothing at 0.9 and doubles the window at 0.999.",
        icon="rocket_launch",
        rows=("A3", "B5"),
        sources=("Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015",),
        pictured="shown=true",
    ),
    Entry(
        name="normalize_inputs",
        chapter="Batch norm",
        title="Why does gradient descent crawl in a valley?",
        short="Crawling in a valley",
        promise="Subtract the mean, divide by the deviation: two cures for two different ills.",
        icon="landscape",
        rows=("C1",),
        sources=("LeCun, Bottou, Orr and Müller, Efficient BackProp, 1998",),
        pictured="spread=1&mean_one=5&mean_two=5",
    ),
    Entry(
        name="batch_norm",
        chapter="Batch norm",
        title="What does batch norm do to the hidden units?",
        short="Hidden units",
        promise="From z to its activation, unit by unit, with and without it.",
        icon="equalizer",
        rows=("D1", "D2", "D3", "D4"),
        sources=(BATCH_NORM,),
    ),
    Entry(
        name="deep_layers",
        chapter="Batch norm",
        title="Does batch norm give later layers firm ground?",
        short="Firm ground?",
        promise="What every layer receives while the layers before it learn, seen and measured.",
        icon="layers",
        rows=("D5", "D6"),
        sources=(
            BATCH_NORM,
            "Santurkar et al., How Does Batch Normalization Help Optimization?, 2018",
            "Awais et al., Revisiting Internal Covariate Shift for Batch Normalization, 2020",
        ),
    ),
    Entry(
        name="at_test_time",
        chapter="Batch norm",
        title="One example, no batch: what now?",
        short="At test time",
        promise="The answer to one example, by its neighbours or by running averages.",
        icon="looks_one",
        rows=("D7",),
        sources=(
            BATCH_NORM,
            "Wu and Johnson, Rethinking “Batch” in BatchNorm, 2021",
        ),
    ),
    Entry(
        name="softmax",
        chapter="Softmax",
        title="What does softmax make of my numbers?",
        short="Your numbers",
        promise="Type any scores and see the share of the whole that each one gets.",
        icon="functions",
        rows=("E1", "E2"),
        sources=("Bishop, Pattern Recognition and Machine Learning, 2006, section 4.3",),
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
        sources=("Bishop, Pattern Recognition and Machine Learning, 2006, section 4.3",),
    ),
    Entry(
        name="softmax_loss",
        chapter="Softmax",
        title="How does softmax learn?",
        short="How it learns",
        promise="Its loss, the slope of the loss, and the way down, step by step.",
        icon="trending_down",
        rows=("E4", "E5"),
        sources=("Bishop, Pattern Recognition and Machine Learning, 2006, section 4.3.4",),
    ),
    Entry(
        name="training",
        chapter="Training",
        title="Watch a network learn, one mini-batch at a time",
        short="Watch a network learn",
        promise="A real run with settings of your choice, every number of every step.",
        icon="play_circle",
        rows=("D4", "E5", "F1"),
        pictured="network=true",
        sources=(
            "Polyak, Some Methods of Speeding Up the Convergence of Iteration Methods, 1964",
            "Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015",
        ),
    ),
    Entry(
        name="compare_runs",
        chapter="Training",
        title="Same seed, same batches: what did one change do?",
        short="What one change does",
        promise="Two runs that differ in one setting, and the same pair with other seeds.",
        icon="compare_arrows",
        rows=("D4", "D6", "F1"),
        sources=(
            "Bouthillier et al., Accounting for Variance in Machine Learning Benchmarks, 2021",
        ),
        pictured="optimizer=sgd&alpha=0.1",
    ),
    Entry(
        name="sampling_scales",
        chapter="Tuning",
        title="Where do my samples land?",
        short="Sampling scales",
        promise="The same random numbers on a linear and on a log scale, decade by decade.",
        icon="scatter_plot",
        rows=("B4", "B5"),
        sources=("Bergstra and Bengio, Random Search for Hyper-Parameter Optimization, 2012",),
        pictured="below=none+or+one",
    ),
    Entry(
        name="random_or_grid",
        chapter="Tuning",
        title="Twenty-five trials: grid or random?",
        short="Grid or random?",
        promise="The same number of real trainings on a grid, at random, and spread evenly.",
        icon="casino",
        rows=("B2", "B3"),
        sources=(
            "Bergstra and Bengio, Random Search for Hyper-Parameter Optimization, 2012",
            "Halton, On the Efficiency of Certain Quasi-Random Sequences of Points, 1960",
        ),
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
        sources=("Hutter, Hoos and Leyton-Brown, Assessing Hyperparameter Importance, 2014",),
    ),
)
BY_NAME = {entry.name: entry for entry in CONTENTS}


def title(page: str) -> None:
    """Show the title of a page; `page` is its file."""
    st.title(BY_NAME[Path(page).stem].title)


def show_sources(name: str) -> None:
    """Name what to read on."""
    if sources := BY_NAME[name].sources:
        st.caption("To read on: " + "; ".join(sources) + ".")


def next_and_previous(name: str) -> None:
    """Link the pages before and after this one in the order of the lesson."""
    place = CONTENTS.index(BY_NAME[name])
    before, after = CONTENTS[place - 1 : place] if place else (), CONTENTS[place + 1 : place + 2]
    st.divider()
    left, right = st.columns(2, gap="medium")
    for entry in before:
        left.page_link(entry.path, label=f"Previous: {entry.short}", icon=":material/arrow_back:")
    for entry in after:
        right.page_link(
            entry.path,
            label=f"Next: {entry.short}",
            icon=":material/arrow_forward:",
            icon_position="right",
        )
