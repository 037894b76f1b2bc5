"""What `/beta_near_one` says before and after the visitor's guess."""

import pytest

from tests.support import alts, opened, said


def test_the_answer_is_hidden_until_there_is_a_guess():
    app = opened("beta_near_one")
    assert "2,000" not in said(app) + alts(app)
    assert "2,000" in said(opened("beta_near_one", guess="1100"))
    assert "2,000" in said(opened("beta_near_one", shown="true"))


@pytest.mark.parametrize(("guess", "ratio"), [("1100", "0.55"), ("5000", "2.5")])
def test_a_guess_is_compared_with_the_truth(guess, ratio):
    [info] = opened("beta_near_one", guess=guess).info
    assert f"You said {guess}" in info.value.replace(",", "")
    assert f"your guess is {ratio} times that" in info.value


def test_a_right_guess_is_right():
    [success] = opened("beta_near_one", guess="2000").success
    assert success.value.startswith("Yes. It looks back over **2,000 days**")


def test_the_same_nudge_is_nothing_here_and_everything_there():  # A3
    far, near = opened("beta_near_one", shown="true").metric
    assert (far.value, far.delta) == ("10 → 10.05 days", "+0.05 days")
    assert (near.value, near.delta) == ("1,000 → 2,000 days", "+1,000 days")


def test_the_average_itself_moves_thirty_times_further():
    moved = [m.value for m in opened("beta_near_one", shown="true").markdown if "moved" in m.value]
    far, near = (float(words.split()[-1].rstrip(".")) for words in moved)
    assert near > 30 * far > 0


def test_the_slopes_are_the_lessons():  # A3
    words = said(opened("beta_near_one", shown="true"))
    assert "The slope is 100 days per unit of β at 0.9 and 1,000,000 at 0.999" in words
    assert "promises 0.05 and 500 days" in words
    assert "changed by +0.05 and +1,000" in words


def test_another_nudge_changes_the_numbers():
    far, near = opened("beta_near_one", shown="true", nudge="0.0009").metric
    assert far.value == "10 → 10.09 days"
    assert near.value == "1,000 → 10,000 days"


@pytest.mark.parametrize("guess", ["0", "-5", "1e300", "nan", "many"])
def test_a_guess_that_is_no_window_is_no_guess(guess):
    app = opened("beta_near_one", guess=guess)
    assert not app.info
    assert "2,000" not in said(app)


def test_the_averages_are_free_of_their_cold_start():  # else 3.1 °C, which v₀ = 0 would explain
    words = said(opened("beta_near_one", shown="true", near="temperatures"))
    assert "moved by at most 0.33 °C" in words
    assert "moved by at most 0.025 °C" in words
