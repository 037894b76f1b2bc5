"""Where batch norm helps is counted, and what is said is the count."""

import numpy as np
import pytest

from core.lessons.batch_norm.count_words import GUESSES, Count, answer, counted, in_a_table, network
from core.training import Settings
from core.training.trials import Trials


def test_every_seed_is_counted_once():
    found = Trials(
        np.arange(4),
        np.array([0, 500]),
        loss_a=np.array([[1.0, 0.5], [1.0, 0.2], [1.0, 0.3], [1.0, np.inf]]),
        loss_b=np.array([[1.0, 0.1], [1.0, 0.3], [1.0, 0.3], [1.0, 0.9]]),
    )
    assert counted(found) == Count(without=1, with_norm=2, seeds=4, steps=500)


def test_a_row_of_the_table_says_the_network_and_its_count():
    one, other = Settings(), Settings(hidden=(8,))
    *_, first, second = in_a_table([(one, Count(3, 17, 20, 640)), (other, None)]).split("\n")
    assert first == f"| {network(one)}; 640 steps | **17** of 20 | **3** of 20 |"
    assert second == f"| {network(other)} | ? | ? |"


@pytest.mark.parametrize(("wins", "right"), [(20, 0), (14, 0), (13, 1), (7, 1), (6, 2), (0, 2)])
def test_a_guess_is_right_by_the_count(wins, right):
    answers = [answer(guess, Count(20 - wins, wins, 20, 100)) for guess in GUESSES]
    assert [is_right for _, is_right in answers].index(True) == right
    assert sum(is_right for _, is_right in answers) == 1
    assert f"{wins} of 20 seeds" in answers[0][0]
