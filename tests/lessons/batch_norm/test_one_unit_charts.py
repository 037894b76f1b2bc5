"""One unit's values as histograms that the browser makes from z."""

import numpy as np
import pytest

from core.charts import theme
from core.lessons.batch_norm.one_unit_charts import (
    COLOURS,
    FINEST,
    LARGEST,
    PARAMETERS,
    STAGES,
    stage,
)
from tests.support import form_of, marks, parameter, tables

Z = np.array([-1.0, 0.0, 4.0])


@pytest.mark.parametrize("name", STAGES)
def test_every_stage_starts_from_z_in_a_colour_of_its_own(name):
    chart = stage(name, Z, 9, "tanh")
    assert [row["raw"] for row in tables(chart)["values"]] == Z.tolist()
    assert marks(chart, "rect")[0]["mark"]["color"] == COLOURS[name]
    assert len(set(COLOURS.values())) == len(STAGES)


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
def test_z_to_z_tilde_share_an_axis_and_a_has_that_of_the_activation(activation):
    ends = [tables(stage(name, Z, 9, activation))["view"][0] for name in STAGES]
    assert [(each["low"], each["high"]) for each in ends[:3]] == [(-9, 9)] * 3
    expected = {"relu": (0, 9), "tanh": (-1, 1), "sigmoid": (0, 1)}[activation]
    assert (ends[3]["low"], ends[3]["high"]) == expected


@pytest.mark.parametrize("name", PARAMETERS)
def test_b_gamma_and_beta_are_parameters_that_the_browser_moves(name):
    for each in STAGES:
        bound = parameter(stage(each, Z, 9, "relu"), name)["bind"]
        assert bound == {"input": "range", "min": -LARGEST, "max": LARGEST, "step": FINEST}


def test_only_z_tilde_lies_under_the_curve_of_the_activation():
    lines = {name: marks(stage(name, Z, 9, "sigmoid"), "line") for name in STAGES}
    assert [name for name in STAGES if lines[name]] == ["z̃"]
    assert lines["z̃"][0]["mark"]["color"] == COLOURS["a"]


def test_the_mean_is_marked_in_the_colour_of_marks():
    (rule,) = marks(stage("z", Z, 9, "relu"), "rule")
    assert rule["mark"]["color"] == theme.MARK


def test_another_mini_batch_has_the_same_form():
    one, other = stage("a", Z, 9, "relu"), stage("a", Z[:2], 5, "relu")
    assert form_of(one) == form_of(other)
