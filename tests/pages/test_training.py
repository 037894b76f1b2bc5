"""The training page: what it says is what the run did, and every control changes the run."""

import json
import math
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from core.lessons.training import network_drawing
from core.lessons.training.units import Unit
from core.lessons.training.what_if import Changes, Weight, with_changes
from core.softmax import softmax
from core.text.written import rounded, vector
from core.training import Leg, Settings, replay, train
from tests.support import alts, opened, parameter, said


def test_it_tells_the_loss_and_the_accuracy_of_the_run():
    curves = replay.curves(train(Settings()))
    text = said(opened("training"))
    assert f"loss is **{curves.training_loss[-1]:.3f}**" in text
    assert f"{curves.training_accuracy[-1]:.0%} of the training points" in text


@pytest.mark.parametrize(
    ("link", "settings"),
    [
        ({"alpha": "0.1"}, Settings(learning_rate=0.1)),
        ({"bn": "false", "optimizer": "sgd"}, Settings(batch_norm=False, optimizer="sgd")),
        ({"hidden": "7, 5", "seed": "3"}, Settings(hidden=(7, 5), seed=3)),
        ({"hidden": "none", "data": "blobs"}, Settings(hidden=(), data="blobs")),
        ({"batch": "17", "steps": "300"}, Settings(batch_size=17, steps=300)),
        ({"legs": "50 sgd 0.1 20"}, Settings(legs=(Leg(50, 0.1, "sgd", 20),))),
    ],
)
def test_a_link_opens_exactly_its_run(link, settings):
    loss = replay.curves(train(settings)).training_loss[-1]
    assert (
        f"At **step {settings.total_steps:,}** the training loss is **{round(loss, 3):g}**"
        in said(opened("training", **link))
    )


@pytest.mark.parametrize(
    ("link", "answer"),
    [
        ({"hidden": "16, x"}, "whole numbers like 16, 16"),
        ({"hidden": "65"}, "Hidden layers: 65. There may be at most 4 layers"),
        ({"hidden": "1, 1, 1, 1, 1"}, "at most 4 layers, each of 1 to 64 units"),
        ({"legs": "50 sgd"}, "continuation 1, “`50 sgd`”, must be steps, optimizer,"),
        (
            {"legs": "50 sgd 1e9 20"},
            "Learning rate α of continuation 1: 1,000,000,000.",
        ),
        ({"hidden": "64, 64, 64, 64", "batch": "1000", "examples": "1000"}, "at most"),
    ],
)
def test_settings_that_do_not_fit_are_answered_and_the_film_stays(link, answer):
    app = opened("training", **link)
    assert answer in app.error[0].value
    assert app.get("vega_lite_chart")
    assert not app.exception


def test_a_run_that_breaks_says_where_and_offers_a_tenth():
    link = {"alpha": "100", "optimizer": "sgd", "bn": "false", "l2": "1", "hidden": "16, 16, 16"}
    app = opened("training", **link)
    settings = Settings(
        learning_rate=100.0, optimizer="sgd", batch_norm=False, l2=1.0, hidden=(16, 16, 16)
    )
    assert f"diverged at step {train(settings).diverged_at}: " in app.warning[0].value
    assert "α = 100 is too large" in app.warning[0].value
    next(button for button in app.button if "tenth" in button.label).click().run()
    assert app.select_slider(key="alpha").value == 10.0


def test_train_on_adds_a_leg_and_takes_it_back():
    app = opened("training")
    press = {button.label: button for button in app.button}
    press["Train on"].click().run()
    assert app.text_input(key="legs").value == "1000 adam 0.01 64"
    assert "step 2,000" in said(app)
    press = {button.label: button for button in app.button}
    press["Undo the last continuation"].click().run()
    assert app.text_input(key="legs").value == ""


@pytest.mark.parametrize("phase", ["The mini-batch", "Forward", "Loss", "Backward", "Update"])
@pytest.mark.parametrize("more", [{}, {"bn": "false", "optimizer": "momentum", "of": "3"}])
def test_every_phase_of_a_step_can_be_looked_into(phase, more):
    app = opened("training", inside="true", phase=phase, step="999", **more)
    assert not app.exception
    assert app.table


@pytest.mark.parametrize("guess", ["below 0.1", "it diverges"])
def test_a_prediction_is_answered_by_the_run(guess):
    app = opened("training", alphatried="0.02", outcome=guess)
    answer = (app.success or app.info)[0].value
    loss = replay.curves(train(Settings(learning_rate=0.02))).training_loss[-1]
    assert f"{loss:.3g}" in answer
    assert bool(app.success) == (loss < 0.1 and guess == "below 0.1")


def test_a_film_can_start_at_any_step():
    app = opened("training", **{"from": "990"})
    assert "step 1,000" in said(app)


POINTS = "0.5, 0.5, 1\n-0.5, 0.5, 2\n0.5, -0.5, 3\n-0.5, -0.5, 1"


@pytest.mark.parametrize(("alone", "count"), [("false", 244), ("true", 3)])
def test_own_points_join_the_data_or_stand_alone(alone, count):
    app = opened("training", own=POINTS, alone=alone)
    assert not app.exception
    assert f"{count} training" in app.get("vega_lite_chart")[0].proto.alt
    assert not app.error


def test_too_few_points_to_stand_alone_are_answered():
    app = opened("training", own="0.5, 0.5, 1", alone="true")
    assert "The number of points: 1. There must be 4 to" in app.error[0].value
    assert app.get("vega_lite_chart")


BREAKS = {"alpha": "100", "optimizer": "sgd", "bn": "false", "l2": "1", "hidden": "16, 16, 16"}


def test_a_film_that_should_start_after_the_run_broke_shows_what_there_was():
    app = opened("training", **BREAKS, **{"from": "500"})
    assert not app.exception
    assert "diverged" in app.warning[0].value


def test_a_later_leg_that_breaks_is_named_by_its_own_rate():
    app = opened("training", bn="false", l2="1", hidden="16, 16, 16", legs="200 sgd 100 64")
    assert "α = 100 is too large" in app.warning[0].value
    assert not [button for button in app.button if "tenth" in button.label]


def test_own_points_do_not_multiply_while_another_setting_is_wrong():
    app = opened("training", own=POINTS, legs="x")
    alts = {app.run().get("vega_lite_chart")[0].proto.alt for _ in range(3)}
    assert len(alts) == 1
    assert len(app.error) == 1


def test_points_all_in_one_place_are_drawn():
    app = opened("training", own="0, 0, 1\n" * 4, alone="true")
    assert not app.exception
    assert app.get("vega_lite_chart")


def test_a_share_too_small_for_one_point_says_nothing_of_validation():
    assert "validation points" not in said(opened("training", examples="10", validation="0.05"))


def test_a_step_beyond_the_break_is_not_offered():
    app = opened("training", inside="true", phase="Loss", step="500", **BREAKS)
    assert not app.exception
    assert app.number_input(key="step").max < 10


def network_of(app: AppTest) -> dict:
    """What the browser has to draw the network."""
    (found,) = [
        e.proto for e in app.get("bidi_component") if e.proto.component_name == "trainscope_network"
    ]
    return json.loads(found.json)


SMALL = {"network": "true", "hidden": "8, 8", "steps": "50"}


def test_the_network_is_drawn_on_demand():
    assert "trainscope_network" not in {
        e.proto.component_name for e in opened("training").get("bidi_component")
    }
    drawn = network_of(opened("training", **SMALL))
    assert [len(names) for names in drawn["columns"]] == [2, 8, 8, 3]
    assert "hidden units are dead" in drawn["alt"]
    assert "Most useful at the last step" in drawn["alt"]


def test_a_unit_is_looked_at_and_told():
    app = opened("training", **SMALL, look="2.3")
    assert network_of(app)["picked"] == "2.3"
    assert "Unit 2.3 at step 50" in said(app)
    assert "What unit 2.3 gives" in alts(app)


def test_an_example_is_followed_to_the_softmax_playground():
    app = opened("training", **SMALL, example="7")
    run = train(Settings(hidden=(8, 8), steps=50))
    Z, _ = network_drawing.answers(run, run.data.X[:, 6])
    assert f"a loss of {rounded(-math.log(softmax(Z[-1])[run.data.labels[6]]), 3)}" in said(app)
    link = next(e.proto for e in app.get("page_link") if "playground" in e.proto.label)
    assert link.query_string == urlencode({"z": vector(Z[-1].round(3))})
    assert network_of(app)["values"]


def test_changes_are_answered_without_training_and_taken_back():
    link = {**SMALL, "off": "1.2", "flat": "2.1", "double": "x₁→1.1"}
    app = opened("training", **link)
    run = train(Settings(hidden=(8, 8), steps=50))
    changes = Changes((Unit(1, 2),), (Unit(2, 1),), (Weight(1, 1, 1),))
    curves = replay.curves(with_changes(run, changes))
    assert f"With your changes **{rounded(curves.training_loss[-1], 3)}**" in said(app)
    next(button for button in app.button if button.label == "As trained").click().run()
    assert "With your changes" not in said(app)


def test_the_regions_with_changes_are_those_of_the_steps_on_screen():
    link = {**SMALL, "off": "1.2"}
    whole, late = (opened("training", **link, **more) for more in ({}, {"from": "40"}))
    shown = [json.loads(app.get("vega_lite_chart")[0].proto.spec) for app in (whole, late)]
    frames = [parameter(spec, "frame")["bind"]["max"] for spec in shown]
    assert frames == [len(train(Settings(hidden=(8, 8), steps=50)).steps) - 1, 50 - 39]


def test_what_another_network_lacks_is_dropped():
    app = opened("training", **SMALL, look="2.3", off="2.3")
    app.selectbox(key="hidden").set_value("4").run()
    assert not app.exception
    assert app.selectbox(key="look").value == "the whole network"
    assert app.multiselect(key="off").value == []
    assert "With your changes" not in said(app)


@pytest.mark.parametrize(
    "link",
    [
        {"hidden": "none"},
        {"hidden": "1"},
        {"hidden": "20", "look": "1.20"},
        {"look": "9.9", "example": "100000", "off": "x", "double": "1.1", "flat": "2.9"},
        {"bn": "false", "flat": "1.1"},
        {"click": "true", "own": POINTS},
    ],
)
def test_any_network_can_be_drawn(link):
    app = opened("training", **{**SMALL, **link})
    assert not app.exception
    assert network_of(app)["columns"]


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
def test_a_network_whose_run_diverged_is_drawn_as_far_as_it_came(activation):
    app = opened("training", network="true", activation=activation, **BREAKS)
    assert not app.exception


def test_the_close_up_costs_nothing_while_it_is_closed():
    assert not opened("training").table
