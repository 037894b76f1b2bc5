"""The page on firm ground: what it measures, what it says of it, what it does with bad links."""

import re
from dataclasses import replace

import pytest

from core.lessons.batch_norm import batch_noise, batch_noise_view
from core.training import trials
from tests.support import live, opened, said

SMALL = {"hidden": "4", "optimizer": "adam"}


@pytest.fixture
def few(monkeypatch):
    """Few seeds and steps, where no count is asked for."""
    monkeypatch.setattr(trials, "affordable", lambda *_: (5, 40))


def test_the_film_tells_both_losses_and_the_spread():
    first, second = live(opened("deep_layers", turns="without batch norm"))
    assert re.search(r"Training loss: \*\*0\.\d{3}\*\* without, \*\*0\.\d{3}\*\* with it", first)
    assert "from the start to now: 0.57 to" in first
    assert "200 new points are right" in second


def test_new_statistics_undo_a_move_and_not_a_turn():
    app = opened("deep_layers", move="2", scale="0.5")
    assert "removes exactly that" in said(app)
    assert "back: **0**." in said(app)
    app.slider(key="turn").set_value(90).run()
    assert "cannot undo that" in said(app)


def test_what_is_dear_is_measured_for_who_asks(few):
    text = said(opened("deep_layers", **SMALL))
    assert "times its length" not in text
    assert "in the middle of the seeds" not in text
    text = said(opened("deep_layers", turns="with batch norm", **SMALL))
    assert "times its length" in text


def test_the_ground_is_steadier_with_batch_norm_than_the_gradients():
    """The lesson's picture, and the measure of Santurkar et al.: they disagree."""
    text = said(opened("deep_layers", turns="without batch norm"))
    assert "lower **with** batch norm for **17 of 20** seeds" in text


def test_with_sigmoids_and_momentum_batch_norm_helps_on_shaking_ground():
    app = opened("deep_layers", shake="true", preset="Sigmoids and momentum")
    assert "lower than without batch norm for **20 of 20** seeds" in said(app)
    assert "helps all the same" in said(app)
    assert "is no advantage" in said(app)


def test_the_slope_is_walked_down_after_a_guess():
    app = opened("deep_layers", farther="with batch norm", **SMALL)
    assert "recorded steps one may walk farther" in said(app) + "".join(
        str(each.value) for each in app.success
    )
    assert len(live(app)) == 3


def test_gaps_are_counted_by_the_size_of_mini_batches(monkeypatch):
    short = replace(batch_noise.GAP, steps=20)
    monkeypatch.setattr(batch_noise_view, "_gaps", lambda: batch_noise.gaps(short, (4, 16)))
    text = said(opened("deep_layers", gap="true", **SMALL))
    assert len(re.findall(r"the gap is smaller with batch norm for \*\*\d+ of 20\*\*", text)) == 2


def test_without_a_hidden_layer_it_says_what_to_do():
    app = opened("deep_layers", hidden="none")
    assert "choose one or more" in app.info[0].value
    assert not app.get("vega_lite_chart")


def test_the_largest_learning_rate_leaves_numbers(few):
    every = {"turns": "with batch norm", "farther": "with batch norm", "shake": "true"}
    app = opened("deep_layers", alpha="100", activation="relu", hidden="4", init="large", **every)
    assert not re.search(r"\b(nan|inf|unknown)\b", said(app))


def test_one_unit_is_enough():
    app = opened("deep_layers", hidden="4", unit="4")
    app.selectbox(key="hidden").options.append("1")
    app.selectbox(key="hidden").set_value("1").run()
    assert not app.exception
    assert not re.search(r"\b(nan|inf)\b", said(app))
