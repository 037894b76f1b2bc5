import numpy as np
import pytest

from core.charts import theme
from core.lessons.training import compare_charts
from core.lessons.training.compare import Trials
from tests.support import dict_of, rows

STEPS = np.array([0, 10, 20])
A = np.array([[1.0, 0.5, 0.2], [1.0, 0.7, 0.0], [1.0, np.inf, np.inf]])
B = np.array([[1.0, 0.6, 0.1], [1.0, 0.4, 0.3], [1.0, 0.5, 0.4]])
TRIALS = Trials(np.array([7, 8, 9]), STEPS, A, B)


@pytest.fixture
def fans() -> list[dict]:
    return dict_of(compare_charts.loss_fans(TRIALS, step=10))["layer"]


@pytest.fixture
def duels() -> list[dict]:
    return dict_of(compare_charts.duels(TRIALS, look=2))["layer"]


def test_every_seed_has_its_line_and_it_ends_where_the_run_left_the_numbers(fans):
    lengths = {}
    for row in rows(fans[0]):
        key = row["who"], row["seed"]
        lengths[key] = lengths.get(key, 0) + 1
    assert lengths == {("A", 0): 3, ("A", 1): 3, ("A", 2): 1} | {("B", k): 3 for k in range(3)}


def test_the_strong_line_is_the_median_of_the_seeds(fans):
    medians = {(row["who"], row["step"]): row["loss"] for row in rows(fans[1])}
    assert medians["A", 10] == 0.7
    assert medians["B", 20] == 0.3


def test_a_loss_of_zero_has_its_place_on_the_logarithmic_axis(fans):
    assert min(row["loss"] for row in rows(fans[0])) == compare_charts.LOWEST


def test_the_rule_stands_at_the_step(fans):
    assert rows(fans[2]) == [{"step": 10}]
    assert fans[2]["mark"]["color"] == theme.MARK


def test_a_duel_joins_the_two_losses_of_a_seed_and_a_lost_run_has_no_mark(duels):
    assert [(row["seed"], row["A"], row["B"]) for row in rows(duels[0])] == [
        (7, 0.2, 0.1),
        (8, compare_charts.LOWEST, 0.3),
    ]
    assert [row["seed"] for row in rows(duels[1]) if row["who"] == "A"] == [7, 8]
    assert [row["loss"] for row in rows(duels[1]) if row["who"] == "B"] == [0.1, 0.3, 0.4]


def test_a_and_b_differ_by_colour_and_by_dash_or_shape(fans, duels):
    assert fans[1]["encoding"]["strokeDash"]["scale"]["range"] == [theme.SOLID, theme.DASHED]
    for layer in (*fans[:2], duels[1]):
        assert layer["encoding"]["color"]["scale"]["range"] == [theme.A, theme.B]
    assert duels[1]["encoding"]["shape"]["field"] == "who"
