"""Running averages on the screen: gathered while a network learns, then folded into its weights."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import streamlit as st

from core import averages, training
from core.charts.vega_lite import Specification
from core.lessons.batch_norm import at_test_time_words as words
from core.lessons.batch_norm import company, running
from core.lessons.batch_norm.ask_unit_view import ask_unit
from core.lessons.batch_norm.at_test_time_charts import running_averages
from core.lessons.batch_norm.at_test_time_view import trained
from core.text.written import rounded
from core.training import Run, Settings, examples, network
from core.training.gradient_descent import RUNNING_BETA, RUNNING_START
from core.types import Array
from core.ui.contents import BY_NAME
from core.ui.live_words import live_words
from core.ui.page import READING_WIDTH, idea
from core.ui.player import film
from core.ui.shelf import kept

STEPS = 100
BETAS = averages.betas_up_to(nines=3, per_decade=10)
SLOW_BETA, N_COLD = 0.99, 20  # seeds that are tested after a cold start
SIGNS = {"mean": "μ", "variance": "σ²"}


class Gathered(NamedTuple):
    """The running averages of one unit for every β `(K,)`, drawn and said."""

    betas: Array
    picture: Specification
    words: list[str]


@kept
def gathered(settings: Settings, layer: int, unit: int, what: str, beta: float) -> Gathered:
    """Gather a unit's `mean` or `variance` over the first mini-batches, for `beta` and many more.

    Layers and units are counted from 0.
    """
    own = _first_statistics(settings)[:, running.unit_column(settings, layer, unit, what)]
    betas = np.union1d(BETAS, beta)
    found = running.gathered(own, betas, RUNNING_START[what])
    picture = running_averages(found, SIGNS[what])
    return Gathered(betas, picture, words.at_every_beta(found, betas))


@kept
def cold(settings: Settings) -> str:
    """Test networks after a few steps, by running averages that still hold their start or not."""
    seeds = [replace(settings, seed=seed) for seed in range(N_COLD)]
    shares = []
    for run in _first_steps(seeds):
        own = running.own_statistics(run)
        ways = (
            running.after(own, SLOW_BETA),
            running.after(own, SLOW_BETA, correct_bias=True),
            running.after(own, RUNNING_BETA),
        )
        shares.append([company.accuracy(run, each) for each in ways])
    return words.cold(np.array(shares), SLOW_BETA, RUNNING_BETA)


@kept
def _first_statistics(settings: Settings) -> Array:
    return running.own_statistics(_first_steps([settings])[0])


def _first_steps(group: list[Settings]) -> list[Run]:
    """Train for the first steps and keep each of them."""
    return training.train_together(
        [replace(each, steps=STEPS) for each in group], np.arange(STEPS + 1)
    )


@kept
def folded(settings: Settings, layer: int, unit: int) -> tuple[str, float]:
    """Fold batch norm into the weights: a unit's numbers, and the largest change of a probability.

    The change is over all validation examples; layers and units are counted from 0.
    """
    run = trained(settings)
    form, theta, X = settings.network, run.theta[-1], run.data.X_validation
    plain, folded_theta = network.fold(form, theta, run.running[-1])
    by_folded = network.forward(plain, plain.layers(folded_theta), run.data.inputs(X))[-1].A
    by_normed = company.by_statistics(run, X, run.running[-1])
    mean, variance = form.statistics(run.running[-1])[layer]
    before, after = form.layers(theta)[layer], plain.layers(folded_theta)[layer]
    worked = words.folded(before, after, mean, variance, unit)  # type: ignore[arg-type]
    return worked, float(np.abs(by_folded - by_normed).max())


@kept
def unbiased(settings: Settings) -> str:
    """Gather the running averages with unbiased variances, and say what that changes."""
    run = training.train(settings, np.arange(settings.steps + 1))
    own, biased = running.own_statistics(run), run.running[-1]
    sizes = np.array([each.size for each in examples.mini_batches(settings, settings.steps)])
    grown = running.after(running.unbiased(own, sizes), RUNNING_BETA)
    half = biased.size // 2
    X, labels = run.data.X_validation, run.data.labels_validation
    before, after = (company.by_statistics(run, X, each) for each in (biased, grown))
    return words.kept_unbiased(
        sizes.tolist(),
        grown[half:] / biased[half:] - 1,
        (company.right(before, labels), company.right(after, labels)),
        float(np.abs(after - before).max()),
    )


@st.fragment
def show_one_unit(settings: Settings) -> None:
    """Choose a unit and β, see what its running averages hold, and fold them into its weights."""
    st.header("Running averages, gathered while it learns", divider="gray")
    idea(
        "In training each mini-batch has its own μ and σ². Their exponentially weighted averages "
        f"are kept for later. These are the first {STEPS} mini-batches of the run above.",
        r"\mu_\text{run} := \beta\, \mu_\text{run} + (1 - \beta)\, \mu_\text{batch}",
    )
    row = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    layer, unit = ask_unit(row, settings.hidden, layer=2, about="A hidden layer of the network.")
    what = row.segmented_control(
        "Statistic",
        list(SIGNS),
        default="variance",
        required=True,
        key="statistic",
        bind="query-params",
        help="μ or σ² of that unit over each mini-batch.",
    )
    beta = row.number_input(
        "β of the running averages",
        min_value=0.0,
        max_value=0.999,
        value=0.99,
        step=0.01,
        format="%.4g",
        key="keep",
        bind="query-params",
        help="The share of the old average that is kept at each step. Or drag the slider.",
    )
    what = what if what in SIGNS else "variance"
    _show_gathered(gathered(settings, layer, unit, what, beta), beta, SIGNS[what])
    _show_cold(settings)
    st.header("Folded, batch norm costs nothing", divider="gray")
    worked, most = folded(settings, layer, unit)
    idea(
        "With fixed μ and σ² batch norm is one multiplication and one addition. Both can be put "
        "into the weights and a bias beforehand. Then the network needs no batch norm any more.",
        r"W := \frac{\gamma}{\sqrt{\sigma^2 + \varepsilon}}\, W \qquad "
        r"b := \beta - \frac{\gamma\, \mu}{\sqrt{\sigma^2 + \varepsilon}}",
    )
    st.markdown(
        f"Unit {unit + 1} of layer {layer + 1}, chosen above. {worked} Over all validation "
        f"examples no probability changes by more than **{rounded(most, 2)}**.",
        width=READING_WIDTH,
    )


def _show_gathered(found: Gathered, beta: float, sign: str) -> None:
    start = int(np.searchsorted(found.betas, beta))

    def keep_beta(frame: int) -> None:
        """Write β of the frame into its box, and so into the link."""
        st.session_state["keep"] = float(found.betas[frame])

    with film(
        "gather",
        n_frames=len(found.betas),
        start=start,
        labels=words.labels_of_betas(found.betas.tolist()),
        on_release=keep_beta,
    ):
        figure, beside = st.columns([5, 3], gap="medium")
        figure.vega_lite_chart(
            found.picture,
            key="gathered",
            alt="Each mini-batch's own value as a dot over the steps, and its running average, "
            "plain and bias-corrected, for the chosen β.",
        )
        with beside:
            live_words("gather words", found.words, start=start)
            st.markdown(f"Each dot is a mini-batch’s own {sign}.")
            st.page_link(
                BY_NAME["averages"].path,
                label="Why an average starts cold",
                icon=":material/timeline:",
                query_params={"beta": f"{beta:.9g}"},
            )


def _show_cold(settings: Settings) -> None:
    if st.toggle(
        "Does the cold start do harm?",
        key="cold",
        bind="query-params",
        help=f"Trains networks with {N_COLD} seeds for {STEPS} steps, and tests them by their "
        "running averages.",
    ):
        with st.spinner("Training …"):
            told = cold(settings)
        st.caption(
            f"Validation examples that are right after {STEPS} steps, the mean of {N_COLD} seeds."
        )
        st.markdown(told)
