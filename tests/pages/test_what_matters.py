"""The page on what matters: the answer waits for the guess, and follows the scale."""

import re

from core.lessons.tuning import importance, search
from core.lessons.tuning.study import Study
from core.lessons.tuning.what_matters_words import largest, percent
from tests.support import opened, said


def test_nothing_is_told_before_the_guess():
    app = opened("what_matters")
    assert "explains" not in said(app)
    assert not app.table
    assert "networks has a validation loss of" in said(app)


def test_the_answer_is_measured_on_really_trained_networks():
    study = Study()
    losses = importance.capped(search.validation_losses(study.settings()), 3)
    of_log = importance.measured(study.places(), losses, 0).explained["log"]
    first = largest(of_log)
    app = opened("what_matters", largest=first)
    share = percent(of_log.of_all.max())
    assert f"Yes. On its own scale {first} explains {share}." in app.success[0].value
    assert len(app.table[0].value) == 8


def test_on_the_linear_scale_alpha_explains_less():
    shares = [
        int(re.search(rf"on the {scale} (?:scale|one) \(", said(app)) is not None)
        for scale in ("log", "linear")
        for app in [opened("what_matters", shown="true", binned=scale)]
    ]
    assert shares == [1, 1]
    text = said(opened("what_matters", shown="true"))
    of_log, of_linear = map(
        int, re.search(r"α explains (\d+)% on the log .* and (\d+)% on the linear", text).groups()
    )
    assert of_log > 3 * of_linear


def test_ranges_keep_some_and_none_is_no_trouble():
    text = said(opened("what_matters", shown="true", keep_alpha=["40", "80"]))
    kept = int(re.search(r"\*\*(\d+) of 300\*\* trials lie in all ranges", text)[1])
    inside = Study().places()[:, 0]
    assert kept == ((inside >= 0.4) & (inside <= 0.8)).sum()
    none = opened("what_matters", shown="true", keep_alpha=["0", "0"], keep_rank=["100", "100"])
    assert "None of the 300 trials" in said(none)
