"""The page about normalizing inputs: guess first, two switches, the test set, and the way on."""

from dataclasses import replace

import numpy as np
import pytest

from core.lessons.batch_norm import normalize_inputs_ask_view as ask
from core.lessons.batch_norm.normalize_inputs_count_view import IN_THE_VALLEY, PAIRS
from core.training import Settings, trials
from tests.support import opened, said, tables


def steps_drawn(app) -> list[int]:
    """The last step of the ways in both pictures."""
    return [
        max(row["step"] for row in tables(poured(chart))["paths"])
        for chart in app.get("vega_lite_chart")[:2]
    ]


def poured(chart) -> dict:
    """The tables of a chart as the browser gets them."""
    return {"datasets": {each.name: each.data.data for each in chart.proto.datasets}}


def test_it_opens_with_area_and_rooms_and_both_switches_on():
    text = said(opened("normalize_inputs"))
    assert "**Raw**: x₁ = 100 ± 40, x₂ = 3 ± 1" in text
    assert "**Treated**: x₁ = 0 ± 1, x₂ = 0 ± 1" in text
    assert "Raw: κ = 192,300, **134,751 steps**" in text


def test_each_switch_works_on_the_right_picture_alone():
    far = {"spread": "1", "mean_one": "5", "mean_two": "5"}
    text = said(opened("normalize_inputs", **far, minus_mu="false"))
    assert "Raw: κ = 2,659, **2,288 steps** until 1% is left. Treated: κ = 2,659" in text
    text = said(opened("normalize_inputs", **far, by_sigma="false"))
    assert "Raw: κ = 2,659, **2,288 steps** until 1% is left. Treated: κ = 1.03" in text


@pytest.mark.parametrize("name", ask.PRESETS)
def test_a_preset_sets_every_control_that_decides_the_pictures(name):
    app = opened("normalize_inputs")
    app.select_slider(key="alpha_share").set_value(0.1)
    app.toggle(key="by_sigma").set_value(False).run()
    app.query_params.clear()
    app.query_params["preset"] = name
    app.run()
    shown = {key: app.session_state[key] for key in ask.OPENING}
    assert shown == ask.PRESETS[name]


@pytest.mark.parametrize("share", list(ask.GUESSED))
def test_nothing_is_drawn_or_said_before_the_guess(share):
    link = {"alpha_share": f"{share:g}"}
    before = opened("normalize_inputs", **link)
    assert steps_drawn(before) == [0, 0]
    assert "Only the start is drawn" in said(before)
    assert not before.get("table")
    assert "until 1% is left" not in said(before)
    after = opened("normalize_inputs", **link, **{ask.GUESSED[share]: "settles"})
    assert min(steps_drawn(after)) > 0
    assert "You said “settles”. It " in after.info[0].value
    assert after.get("table")


def test_a_right_guess_is_told_and_a_way_that_leaves_is_cut():
    app = opened("normalize_inputs", alpha_share="1.1", fate_beyond="diverges")
    assert app.success[0].value.startswith("Yes. It swings farther out with every step")
    assert all(0 < step < 20 for step in steps_drawn(app))
    cut = [each.value for each in app.caption if "It diverges: drawn up to step" in each.value]
    assert len(cut) == 2


def test_the_same_picture_keeps_its_form_when_a_switch_or_alpha_changes():
    app = opened("normalize_inputs")
    before = [chart.proto.spec for chart in app.get("vega_lite_chart")[:2]]
    app.toggle(key="minus_mu").set_value(False).run()
    app.select_slider(key="alpha_share").set_value(0.25).run()
    assert [chart.proto.spec for chart in app.get("vega_lite_chart")[:2]] == before


def test_a_refitted_test_set_is_told_with_its_errors():
    text = said(opened("normalize_inputs", test_examples="1"))
    assert "with its own it is" in text
    assert "σ = 0 is replaced by 1" in text


def test_networks_in_the_valley_are_counted_for_who_asks():
    assert "20 of 20" not in said(opened("normalize_inputs"))
    app = opened("normalize_inputs", valley_count="true")
    table = app.table[-1].value
    adam = Settings(
        data="valley",
        hidden=(16,),
        activation="tanh",
        batch_norm=False,
        learning_rate=0.1,
        decay=0,
        steps=500,
    )
    losses = trials.losses([replace(adam, seed=seed) for seed in range(20)], np.array([0, 500]))
    median = float(np.median(losses[:, -1]))
    assert table.loc["Adam", "median loss, squeezed"] == f"{median:.2g}"
    assert (table["lower when evenly spread"] == "20 of 20 seeds").all()


@pytest.mark.parametrize("pair", PAIRS.values())
def test_the_links_into_the_comparison_open_what_they_say(pair):
    app = opened("compare_runs", **IN_THE_VALLEY, **pair, steps="50")
    assert not app.toast
    assert app.selectbox(key="differs").value == pair["differs"]
    assert app.selectbox(key="data").value == "valley"
