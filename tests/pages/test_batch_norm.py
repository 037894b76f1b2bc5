"""The batch norm page: two trainings told apart, and one unit worked out."""

import re
from dataclasses import replace

import pytest

from core.training import Settings, replay, train
from tests.support import opened, said

BASE = Settings(
    hidden=(16, 16, 16, 16), activation="sigmoid", optimizer="momentum", learning_rate=0.2, decay=0
)


def test_it_tells_both_losses():
    text = said(opened("batch_norm"))
    for on in (False, True):
        loss = replay.curves(train(replace(BASE, batch_norm=on))).training_loss[-1]
        assert f"**{loss:.3f}**" in text


def test_the_worked_example_adds_up():
    text = said(opened("batch_norm", gamma="2", shift="-1"))
    z_norm, z_tilde = re.search(
        r"= (-?[\d.]+), and z̃ = 2\.000 · -?[\d.]+ \+ -1\.000 = \*\*(-?[\d.]+)\*\*", text
    ).groups()
    assert float(z_tilde) == pytest.approx(2 * float(z_norm) - 1, abs=2e-3)


def test_gamma_sigma_and_beta_mu_give_z_back():
    app = opened("batch_norm")
    next(button for button in app.button if "β = μ" in button.label).click().run()
    z, z_tilde = re.search(r"z_norm = \((-?[\d.]+) - .*= \*\*(-?[\d.]+)\*\*", said(app)).groups()
    assert z == z_tilde


def test_without_a_hidden_layer_it_says_what_to_do():
    app = opened("batch_norm", hidden="none")
    assert "choose one or more" in app.info[0].value
    assert not app.exception


def test_it_says_that_the_learning_rate_does_not_decay():
    assert "α = 0.2 throughout: it does not decay" in said(opened("batch_norm"))


def test_settings_that_do_not_fit_leave_this_page_s_own_picture():
    """Not that of another page which was open before."""
    app = opened("training", data="moons", steps="50")
    app.switch_page("batch_norm.py").run()
    app.selectbox(key="hidden").options.append("65")
    app.selectbox(key="hidden").set_value("65").run()
    assert app.error
    for on in (False, True):
        loss = replay.curves(train(replace(BASE, batch_norm=on))).training_loss[-1]
        assert f"**{loss:.3f}**" in said(app)


def test_where_it_helps_is_counted_for_who_asks():
    assert "of 20** seeds" not in said(opened("batch_norm"))
    link = {"hidden": "16, 16", "activation": "relu", "optimizer": "adam", "alpha": "0.01"}
    assert "**with** batch norm for **0 of 20** seeds" in said(
        opened("batch_norm", count="true", **link)
    )
    assert "**20 of 20** seeds" in said(opened("batch_norm", count="true"))
    preset = opened("batch_norm", preset="A small network with Adam")
    assert "**with** batch norm for **0 of 20** seeds" in said(preset)
