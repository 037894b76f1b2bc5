"""The page on test time: company decides, running averages do not."""

import re

import numpy as np
import pytest

from core.lessons.batch_norm import test_batches
from core.training import Settings, train
from tests.support import alts, live, opened, said

SETTINGS = Settings(examples=600, validation_share=0.4)


@pytest.fixture(scope="module")
def run():
    return train(SETTINGS)


def test_the_answer_to_the_chosen_example_is_that_of_the_running_averages(run):
    point = run.data.X_validation[:, [4]]
    by_running = test_batches.by_statistics(run, point, run.running[-1])[:, 0]
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
    app = opened("at_test_time", by_itself="the same of every example")
    assert app.success[0].value.startswith("Yes. Alone, μ is the example's own z")
    assert "of each of the 240" in app.success[0].value


def test_smaller_mini_batches_in_training_are_tested_for_who_asks():
    assert "| tested with |" not in said(opened("at_test_time"))
    text = said(opened("at_test_time", rescue="true"))
    rows = dict(re.findall(r"^\| ([\w ]+?) \| ([\d |]+) \|$", text, re.MULTILINE))
    assert rows["tested with"] == "2 | 4 | 8 | 16 | 64"
    percent = {way: np.array(row.split(" | "), int) for way, row in rows.items()}
    assert (percent["running averages"][0] < 60) & (percent["running averages"][-1] > 90)


def test_folding_changes_nothing_and_the_unbiased_variance_a_little():
    text = said(opened("at_test_time", unbiased="true"))
    assert re.search(r"no probability changes by more than \*\*[\d.]+ × 10⁻¹.\*\*", text)
    assert "every σ² grows by 1/63" in text


def test_a_beta_in_the_link_opens_its_frame_and_the_largest_mini_batch_is_no_trouble():
    assert "β = 0.9 is" in live(opened("at_test_time", keep="0.9"))[1]
    app = opened("at_test_time", test_batch="64", example="240")
    assert "Among 63 neighbours" in live(app)[0]
    assert "diamond" in alts(app)
