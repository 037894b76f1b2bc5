"""What is said of a search follows from its numbers, whichever way they turn out."""

import numpy as np
import pytest

from core.lessons.tuning import random_or_grid_words as words
from core.lessons.tuning.contest import Contest, Outcome
from core.lessons.tuning.race import Race
from core.lessons.tuning.winners import Winner

CONTEST = Contest(idle=2)


def outcome(name: str, losses: list[float]) -> Outcome:
    return Outcome(name, np.random.default_rng(0).random((len(losses), 4)), np.array(losses))


def test_each_trial_has_its_sentence_with_the_lowest_so_far():
    said = words.losses_so_far([outcome("Grid", [np.inf, 0.5]), outcome("Random", [0.4, 0.9])])
    assert "**none yet** (Grid), **0.400** (Random)" in said[0]
    assert said[1].startswith("After 2 of 2 trials")
    assert "**0.500** (Grid), **0.400** (Random)" in said[1]


def test_values_are_counted_for_the_axes_that_are_shown():
    two_alphas = Outcome("Grid", np.array([[0.1, 0.2, 0.3, 0.4], [0.1, 0.5, 0.6, 0.7]]), np.ones(2))
    assert words.tried(CONTEST, two_alphas, (0, 1)) == "**Grid**  \n:small[1 value of α, 2 of β]"
    assert words.tried(CONTEST, two_alphas, (1, 1)) == "**Grid**  \n:small[2 values of β]"


def test_who_won_is_counted_for_the_number_of_idle_ones_shown():
    contests = (Contest(), Contest(idle=1))
    random = np.array([[1.0, 1.0], [1.0, 1.0]])
    grids = np.array([[0.5, 2.0], [2.0, 2.0]])
    found, mine = Race(contests, random, random, grids), np.array([[2.0], [0.5]])
    assert "grid at a random shift in **1 of 2** draws" in words.who_won(found, mine, Contest())
    said = words.who_won(found, mine, Contest(idle=1, shift=0.25))
    assert "grid at a random shift in **2 of 2** draws (100%, interval 34% to 100%)" in said
    assert "at the shift 0.25 in **0 of 2**" in said


@pytest.mark.parametrize(
    ("again", "counted", "favoured"),
    [([0.1, 0.1, 0.5], "2 of 3", "A"), ([0.9, 0.9, 0.1], "1 of 3", "B")],
)
def test_a_lead_that_turns_with_other_seeds_is_told(again, counted, favoured):
    first = Winner("A", 0.2, np.array(again))
    second = Winner("B", 0.3, np.array([0.4, 0.4, 0.4]))
    said = words.winners_in_words([second, first])
    assert "A ended at 0.200, 0.100 below B" in said
    assert f"A is ahead with **{counted}**" in said
    assert f"in favour of {favoured}" in said


def test_equal_and_diverged_winners_are_told_as_they_are():
    again = np.array([0.2, 0.3])
    assert "A and B tied" in words.winners_in_words([Winner("A", 1, again), Winner("B", 1, again)])
    lost = Winner("B", np.inf, np.full(2, np.inf))
    assert "**2 of 2**" in words.winners_in_words([Winner("A", 1, again), lost])


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(0.2, 0.15, "25% lower"), (0.2, 0.3, "no gain"), (np.inf, 1, "the first")],
)
def test_a_gain_is_told_only_where_there_is_one(before, after, said):
    assert words.gain(before, after) == said
