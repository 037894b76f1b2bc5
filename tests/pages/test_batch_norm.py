"""The batch norm page: two trainings told apart, and one unit worked out."""

import re
from dataclasses import replace

import pytest

from core.lessons.batch_norm.one_unit import unit_of
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
        r"2\.000 · (-?[\d.]+) \+ -1\.000 = \*\*(-?[\d.]+)\*\*", text
    ).groups()
    assert float(z_tilde) == pytest.approx(2 * float(z_norm) - 1, abs=2e-3)


def test_gamma_sigma_and_beta_mu_give_z_back():
    app = opened("batch_norm")
    next(button for button in app.button if "β = μ" in button.label).click().run()
    z = re.search(r"First example: \*\*(-?[\d.]+)\*\*", said(app))[1]
    assert re.search(r"· .* = \*\*(-?[\d.]+)\*\*", said(app))[1] == z
    assert "z̃ is z again" in said(app)


def test_what_was_learned_is_a_click_away():
    app = opened("batch_norm", layer="2", unit="3")
    gamma, beta = unit_of(train(replace(BASE, batch_norm=True)), 1, 2).learned
    assert f"{gamma:.3f} · " in said(app)
    for label, expected in (("γ = 1, β = 0", (1, 0)), ("As learned", (None, None))):
        next(button for button in app.button if button.label == label).click().run()
        boxes = app.number_input(key="gamma").value, app.number_input(key="shift").value
        assert boxes == expected
    assert re.search(rf"{gamma:.3f} · -?[\d.]+ \+ {beta:.3f} = ", said(app))


def test_b_slides_z_and_leaves_z_norm():
    plain, moved = (said(opened("batch_norm", bias=bias)) for bias in ("0", "2"))
    first = [re.search(r"First example: \*\*(-?[\d.]+)", text)[1] for text in (plain, moved)]
    normed = [re.search(r"\) = \*\*(-?[\d.]+)", text)[1] for text in (plain, moved)]
    assert float(first[1]) == pytest.approx(float(first[0]) + 2)
    assert normed[0] == normed[1]


@pytest.mark.parametrize("link", [{"batch": "1"}, {"hidden": "8, 1", "layer": "2"}])
def test_one_example_and_one_unit_are_no_trouble(link):
    app = opened("batch_norm", **link)
    assert not app.exception
    assert not re.search(r"\bnan\b", said(app))


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
    assert "of 20 |" not in said(opened("batch_norm"))
    app = opened("batch_norm", count="true", helps="Few")
    assert re.findall(r"\*\*(\d+)\*\* of 20 \| \*\*(\d+)\*\* of 20", said(app)) == [
        ("20", "0"),
        ("17", "3"),
        ("0", "20"),
    ]
    assert "Yes. It is lower with batch norm for 0 of 20 seeds." in app.success[0].value


def test_a_visitor_adds_a_row_to_the_count():
    link = {"hidden": "8", "optimizer": "adam", "alpha": "0.01"}
    app = opened("batch_norm", **link)
    next(button for button in app.button if button.label.startswith("Add")).click().run()
    assert said(app).count("| ? | ? |") == 4
    assert next(button for button in app.button if button.label.startswith("Add")).disabled
    app.toggle(key="count").set_value(True).run()
    assert "| 8 sigmoid, adam α = 0.01" in said(app)
    assert "| ? | ? |" not in said(app)


def test_a_preset_opens_a_network_where_the_difference_can_be_seen():
    app = opened("batch_norm", preset="ReLU: numbers that grow")
    assert app.selectbox(key="init").value == "large"
    assert app.selectbox(key="activation").value == "relu"
