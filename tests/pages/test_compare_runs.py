"""The page that compares: what the presets claim, what a bad link says, what a divergence says."""

import re
from dataclasses import replace

import pytest

from core import training
from core.lessons.training import compare
from core.lessons.training.compare_choose_view import OPENING
from core.lessons.training.compare_presets_view import PRESETS
from core.training import replay
from core.training.trials import chance, score
from tests.support import opened, said


def test_it_opens_with_two_networks_that_differ_in_batch_norm():
    app = opened("compare_runs")
    assert "**A: Batch norm off**" in said(app)
    assert "**B: Batch norm on**" in said(app)
    assert "all 5 layers start from the same weights." in said(app)
    assert not app.error


def test_the_table_and_the_words_tell_the_numbers_of_the_two_runs():
    app = opened("compare_runs", differs="Optimizer", optimizera="rmsprop", seed="3")
    runs = [training.train(replace(OPENING, optimizer=o, seed=3)) for o in ("rmsprop", "adam")]
    curves = [replay.curves(run) for run in runs]
    table = app.table[0].value
    assert list(table.loc["training loss"]) == [f"{c.training_loss[-1]:.4f}" for c in curves]
    low, high = sorted(c.training_loss[-1] for c in curves)
    assert f"{high / low:.3g} times" in said(app) or f"{100 * (high / low - 1):.2g}%" in said(app)


def test_the_step_decides_who_is_ahead():
    shallow = {"hidden": "16, 16", "activation": "relu"}
    early, late = (
        opened("compare_runs", at="100", **shallow),
        opened("compare_runs", at="1000", **shallow),
    )
    assert "At step 100 **B is ahead with 20 of 20 seeds**" in said(early)
    assert "At step 1,000 **A is ahead with 20 of 20 seeds**" in said(late)


def test_equal_values_make_no_difference_and_it_says_so():
    app = opened("compare_runs", differs="Optimizer", optimizerb="sgd")
    assert "A and B never differ" in said(app)
    assert "equal with every one of the 20 seeds" in said(app)


def test_a_divergence_is_told_and_the_other_goes_on():
    app = opened(
        "compare_runs",
        differs="Learning rate α",
        alphaa="100",
        alphab="0.01",
        bn="false",
        optimizer="sgd",
        activation="relu",
        hidden="16,16,16",
        l2="1",
    )
    assert re.search(r"^A: Learning rate α 100: .* diverged at step 4,", app.warning[0].value)
    assert "A diverged" in said(app)
    assert app.table[0].value.loc["steps trained"].iloc[1] == "1,000"


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"hidden": "65"}, "Hidden layers: 65. There may be at most 4 layers"),
        ({"differs": "Hidden layers", "hiddena": "x"}, "Hidden layers are whole numbers"),
        ({"hidden": "64,64,64,64", "batch": "1000", "examples": "1000"}, "at most"),
        ({"preset": "**mine**"}, "There is no preset “`**mine**`”"),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence_and_the_page_stays(parameters, message):
    app = opened("compare_runs", **parameters)
    assert message in app.error[0].value
    assert len(app.error) == 1
    assert len(app.get("vega_lite_chart")) == 6


def test_a_raw_client_cannot_choose_what_is_not_offered():
    app = opened("compare_runs")
    box = app.selectbox(key="differs")
    box.options.append("__class__")
    box.set_value("__class__")
    app.number_input(key="at").set_value(10**6)
    app.run()
    assert not app.exception
    assert "**A: Batch norm off**" in said(app)
    assert re.search(r"At step \d[\d,]* \*\*", said(app))


def test_fewer_steps_for_large_networks_are_said():
    assert "70 of the 1,000 steps" in said(
        opened("compare_runs", hidden="64, 64, 64, 64", at="900")
    )


STORIES = {  # who is ahead at step 200 with nearly all seeds; None where it is a matter of luck
    "Batch norm in a deep network": "B",
    "Batch norm: ahead, then behind": None,
    "Batch norm, one example per step": "A",
    "1 or 64 examples per step": "B",
    "64 examples per step or all": None,
    "SGD or momentum": "B",
    "Momentum or RMSprop": "B",
    "RMSprop or Adam": "B",
    "α too small": "B",
    "α too large": "A",
}


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_shows_what_its_name_says(name):
    trials = compare.other_luck(PRESETS[name])
    look = trials.steps.tolist().index(200)
    a, b = score(trials.loss_a[:, look], trials.loss_b[:, look])
    ahead = None if chance(a, b) > 0.01 else "A" if a > b else "B"
    assert ahead == STORIES[name]


def test_where_batch_norm_does_not_help_it_is_the_noise():  # D6
    help_not = PRESETS["Batch norm: ahead, then behind"]
    noisy = compare.other_luck(help_not)
    assert score(noisy.loss_a[:, -1], noisy.loss_b[:, -1]) == (20, 0)
    all_points = {"batch_size": 1000, "steps": 300}
    still = compare.other_luck(
        replace(help_not, a=replace(help_not.a, **all_points), b=replace(help_not.b, **all_points))
    )
    a, b = score(still.loss_a[:, -1], still.loss_b[:, -1])
    assert b > a
    assert chance(a, b) < 0.01


def test_a_step_beyond_what_a_larger_network_is_trained_for_moves_to_its_last():
    app = opened("compare_runs", at="900")
    app.selectbox(key="hidden").options.append("64, 64, 64, 64")
    app.selectbox(key="hidden").set_value("64, 64, 64, 64").run()
    assert not app.exception
    assert app.number_input(key="at").value == 70


def test_after_a_cancel_the_words_are_those_of_the_pair_on_screen():
    asked = compare.Pair("optimizer", *(replace(OPENING, optimizer=o) for o in ("sgd", "adam")))
    app = opened("compare_runs")
    app.session_state["pair cancelled"] = (asked.a, asked.b), 0
    app.selectbox(key="differs").set_value("Optimizer").run()
    assert "cancelled" in app.info[0].value
    assert "**A: Batch norm off**" in said(app)
    assert "Optimizer sgd" not in said(app)
