"""The page on test time: company decides, running averages do not."""

import re

import numpy as np
import pytest

from core.lessons.batch_norm import company
from core.training import Settings, train
from tests.support import alts, live, opened, said

SETTINGS = Settings(examples=600, validation_share=0.4)


@pytest.fixture(scope="module")
def run():
    return train(SETTINGS)


def test_the_answer_to_the_chosen_example_is_that_of_the_running_averages(run):
    point = run.data.X_validation[:, [4]]
    by_running = company.by_statistics(run, point, run.running[-1])[:, 0]
    text = live(opened("at_test_time", example="5"))[0]
    assert f"says class **{by_running.argmax() + 1}**, {by_running.max():.2f}" in text
    assert f"of class {run.data.labels_validation[4] + 1}." in text


def test_its_neighbours_change_the_answer_and_the_changes_are_counted():
    text = said(opened("at_test_time", test_batch="2"))
    times = list(map(int, re.findall(r"class \d in (\d+)", text)))
    assert sum(times) == 30
    assert len(times) > 1


def test_nothing_is_given_away_before_the_guess():
    app = opened("at_test_time")
    assert "Alone, μ is" not in said(app)
    assert "A bar for each way" not in alts(app)
    assert "All alone" not in live(opened("at_test_time", test_batch="1"))[0]
    app = opened("at_test_time", by_itself="the same of every example", test_batch="1")
    assert app.success[0].value.startswith("Yes. Alone, μ is the example's own z")
    assert "Of each of the 240" in app.success[0].value
    assert "A bar for each way" in alts(app)
    assert "All alone" in live(app)[0]


def test_who_asks_is_shown_without_a_guess():
    app = opened("at_test_time", shown="true")
    assert app.info[0].value.startswith("Alone, μ is")
    assert "A bar for each way" in alts(app)


def test_smaller_mini_batches_in_training_are_tested_for_who_asks():
    assert "| tested with |" not in said(opened("at_test_time"))
    text = said(opened("at_test_time", rescue="true"))
    rows = dict(re.findall(r"^\| ([\w ]+?) \| ([\d |]+) \|$", text, re.MULTILINE))
    assert rows["tested with"] == "2 | 4 | 8 | 16 | 64"
    percent = {way: np.array(row.split(" | "), int) for way, row in rows.items()}
    assert (percent["running averages"][0] < 60) & (percent["running averages"][-1] > 90)
    assert (percent["without batch norm"] > 70).all()
    better = re.findall(r"(\d) of 8 (?:seeds )?with (?:mini-batches of )?(\d+)", text)
    assert [size for _, size in better] == rows["tested with"].split(" | ")
    assert better[0] == ("8", "2")


def test_folding_changes_nothing_and_the_unbiased_variance_a_little():
    text = said(opened("at_test_time", unbiased="true"))
    assert re.search(r"no probability changes by more than \*\*[\d.]+ × 10⁻¹.\*\*", text)
    assert "m is 64 or 40. So σ² grows by 1.69 to 1.76%." in text
    assert "changes by more than 0.060." in text


def test_the_unit_that_was_chosen_is_folded(run):
    text = said(opened("at_test_time", layer="1", unit="3"))
    W = run.settings.network.layers(run.theta[-1])[0].W
    assert f"Unit 3 of layer 1, chosen above. Its first weight: {W[2, 0]:.3f} ·" in text


def test_a_cold_start_costs_accuracy_and_who_asks_sees_how_much():
    assert "bias-corrected |" not in said(opened("at_test_time"))
    text = said(opened("at_test_time", cold="true"))
    rows = re.findall(r"^\| (β = .*?) \| (\d+)% \|$", text, re.MULTILINE)
    names, right = zip(*rows, strict=True)
    assert names == ("β = 0.99", "β = 0.99, bias-corrected", "β = 0.9")
    plain, corrected, quick = map(int, right)
    assert plain < corrected < quick
    assert re.search(r"better than the plain ones with 1\d of 20 seeds", text)


def test_a_beta_in_the_link_opens_its_frame_and_the_largest_mini_batch_is_no_trouble():
    for beta in ("0.9", "0.985"):
        assert f"β = {beta} is" in live(opened("at_test_time", keep=beta))[1]
    app = opened("at_test_time", test_batch="64", example="240")
    assert "Among 63 neighbours" in live(app)[0]
    assert "diamond" in alts(app)
