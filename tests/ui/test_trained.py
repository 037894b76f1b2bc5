"""Runs are trained once, told about while they take long, and given up when one asks for it."""

from dataclasses import replace

import numpy as np
from streamlit.testing.v1 import AppTest

from core.training import Settings, replay, train
from core.ui import trained as module
from core.ui.shelf import SHELF, Shelf
from core.ui.trained import FEW_STEPS, trained

QUICK = Settings(steps=20, hidden=(4,))


def test_a_run_on_the_shelf_is_the_run_that_train_returns():
    (done,) = trained(QUICK, key="test")
    np.testing.assert_array_equal(done.run.theta, train(QUICK).theta)
    np.testing.assert_array_equal(done.curves.training_loss, replay.curves(done.run).training_loss)


def test_two_places_share_a_run():
    (one,) = trained(QUICK, key="one place")
    (other,) = trained(QUICK, key="another place")
    assert one is other


def test_a_run_from_a_step_on_keeps_every_step():
    (done,) = trained(replace(QUICK, steps=300), key="test", first_step=150)
    assert done.run.steps.tolist() == list(range(149, 269))


def test_one_that_diverges_before_that_step_shows_what_there_was():
    diverging = replace(
        QUICK, optimizer="sgd", learning_rate=100.0, batch_norm=False, l2=1.0, steps=100
    )
    (done,) = trained(diverging, key="test", first_step=90)
    assert done.run.diverged_at < 90
    assert done.run.steps[0] == 0


def page() -> None:
    import streamlit as st

    from core.training import Settings
    from core.ui.trained import trained

    settings = [Settings(steps=20, hidden=(4,)), Settings(steps=500, hidden=(5,))]
    (done,) = trained(settings[st.number_input("which", 0, 1, 0)], key="place")
    st.write(f"{done.run.settings.hidden} {done.run.settings.steps}")


def cancelled(app: AppTest, asked: Settings) -> AppTest:
    app.session_state["place cancelled"] = (asked,), 0
    return app.run()


def test_after_a_cancel_the_run_before_stays():
    app = AppTest.from_function(page).run()
    app.number_input[0].set_value(1)
    cancelled(app, Settings(steps=500, hidden=(5,)))
    assert "cancelled" in app.info[0].value
    assert app.markdown[0].value == "(4,) 20"
    app.number_input[0].set_value(0).run()
    assert not app.info


def test_after_a_cancel_of_the_first_run_its_first_steps_are_shown():
    app = AppTest.from_function(page)
    app.session_state["place cancelled"] = (Settings(steps=20, hidden=(4,)),), 0
    app.run()
    assert app.markdown[0].value == f"(4,) {min(20, FEW_STEPS)}"


def test_a_long_run_says_how_it_goes_and_offers_a_way_out(monkeypatch):
    monkeypatch.setattr(module, "LONG_WORK", 0)
    monkeypatch.setattr(module, "SHELF", Shelf(SHELF.most_bytes))
    seen = []
    monkeypatch.setattr(
        module.st, "button", lambda label, **options: seen.append((label, options["key"]))
    )
    AppTest.from_function(page).run()
    assert ("Cancel", "place 0 cancel") in seen
