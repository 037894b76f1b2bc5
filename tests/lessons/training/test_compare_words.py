"""What one change did, said with the numbers of the two runs, and with whom luck is compared."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lessons.training import compare_words
from core.lessons.training.compare import Pair
from core.text.written import share
from core.training import Settings, replay, train
from core.training.trials import Trials, chance

SHORT = Settings(steps=20, examples=100, hidden=(6, 5), batch_size=32)
STEPS = np.array([0, 10, 20])
LOSS = st.floats(1e-6, 1e6)


def pair(field: str, a: object, b: object) -> Pair:
    return Pair(field, replace(SHORT, **{field: a}), replace(SHORT, **{field: b}))


def difference(*ends: float) -> str:
    """What is said of two runs that start alike and end with these losses."""
    return compare_words.difference(STEPS, *(np.array([1.0, 0.9, end]) for end in ends))


def trials(wins_a: int, wins_b: int, equal: int = 0) -> Trials:
    """As many seeds with which A, B or neither is ahead after each of the steps but the first."""
    a = np.repeat([1.0, 2.0, 3.0], [wins_a, wins_b, equal])[:, np.newaxis]
    b = np.repeat([2.0, 1.0, 3.0], [wins_a, wins_b, equal])[:, np.newaxis]
    start = np.ones_like(a)
    losses = (np.concatenate([start, each, each], axis=1) for each in (a, b))
    return Trials(np.arange(len(a)), STEPS, *losses)


@pytest.mark.parametrize(
    ("field", "values", "written"),
    [
        ("batch_norm", (False, True), ("off", "on")),
        ("hidden", ((16, 8), ()), ("16, 8", "none")),
        ("optimizer", ("sgd", "adam"), ("sgd", "adam")),
        ("learning_rate", (0.001, 10.0), ("0.001", "10")),
        ("batch_size", (64, 80), ("64", "80, all points")),
    ],
)
def test_a_value_is_written_as_people_say_it(field, values, written):
    names = compare_words.names("It", pair(field, *values), points=80)
    assert names == [f"{who}: It {each}" for who, each in zip("AB", written, strict=True)]


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ({}, {"l2": 0.1}, "all 3 layers start from the same weights."),
        ({"hidden": (6,)}, {"hidden": (6,), "l2": 0.1}, "both layers start from the same weights."),
        ({"hidden": ()}, {"hidden": (), "l2": 0.1}, "the one layer starts from the same weights."),
        ({}, {"hidden": (6,)}, "1 layer starts from the same weights in both."),
        ({}, {"hidden": (3,)}, "no layer starts from the same weights in both."),
    ],
)
def test_it_counts_the_layers_that_start_alike(a, b, said):
    field = next(iter(set(b) - set(a)), "hidden")
    both = Pair(field, replace(SHORT, **a), replace(SHORT, **b))
    text = compare_words.in_common(both, points=80)
    assert text == f"Both learn from the same 80 points in the same order, and {said}"


def test_the_results_are_those_of_the_end_of_the_run():
    run = train(SHORT)
    curves = replay.curves(run)
    told = compare_words.results(run, curves)
    assert told["steps trained"] == "20"
    assert told["training loss"] == f"{curves.training_loss[-1]:.4f}"
    assert told["training points right"] == share(curves.training_accuracy[-1])
    assert told["validation points right"] == share(curves.validation_accuracy[-1])


def test_what_was_never_reached_or_never_kept_is_said():
    run = train(replace(SHORT, validation_share=0))
    curves = replay.curves(run)
    told = compare_words.results(run, curves)
    assert told["validation points right"] == "none kept"
    by = "95% of the training points right by step"
    for accuracy, said in ((0.9, "never"), (0.95, "0")):
        constant = curves._replace(training_accuracy=np.full(len(run.steps), accuracy))
        assert compare_words.results(run, constant)[by] == said


@given(LOSS, LOSS)
def test_the_one_with_the_lower_loss_is_ahead_whatever_its_name(one, other):
    text, swapped = difference(one, other), difference(other, one)
    exchanged = text.translate(str.maketrans("AB", "BA")).replace("Bfter", "After")
    if one == other:
        assert "A and B never differ" in text
    else:
        assert exchanged == swapped
        winner = "A" if one < other else "B"
        assert f"that of {winner}**. {winner} was ahead" in text


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1.0, 1.04, "4% above that of A"),
        (1.0, 1.49, "49% above that of A"),
        (1.0, 1.5, "1.5 times that of A"),
        (0.5, 400.0, "800 times that of A"),
        (1e-6, 2.5, "over 1,000 times that of A"),
    ],
)
def test_it_says_how_much_higher_the_other_loss_is(low, high, said):
    assert f"After 20 steps the training loss of B is **{said}**." in difference(low, high)


@pytest.mark.parametrize("high", [0.1, 5.0])
def test_a_loss_of_zero_is_beaten_in_a_short_sentence(high):  # shares can round to 1
    assert len(difference(0.0, high)) < 150


def test_a_lead_is_said_to_hold_since_it_was_taken():
    a, b = np.array([1.0, 0.9, 0.2]), np.array([1.0, 0.8, 0.4])
    text = compare_words.difference(STEPS, a, b)
    assert text.endswith("A was ahead at every step shown from 20 on.")
    assert compare_words.difference(STEPS, a, a + 1).endswith("A was ahead all the way.")


def test_equal_ends_of_different_runs_are_equal():
    a, b = np.array([1.0, 0.9, 0.2]), np.array([1.0, 0.8, 0.2])
    text = compare_words.difference(STEPS, a, b)
    assert text == "After 20 steps A and B are equal: 0.2000."


@pytest.mark.parametrize(("a", "b", "loser"), [(0.5, np.inf, "B"), (np.inf, 0.5, "A")])
def test_against_a_run_that_diverged_the_other_is_told_without_a_ratio(a, b, loser):
    text = difference(a, b)
    assert "has a training loss of 0.5000" in text
    assert text.endswith(f"{loser} diverged.")


def test_a_divergence_is_told_with_its_step_and_where_the_picture_stands_still():
    run = train(replace(SHORT, batch_norm=False, optimizer="sgd", learning_rate=100, l2=1))
    text = compare_words.diverged("A: α 100", run)
    assert text.startswith(f"A: α 100: the run diverged at step {run.diverged_at},")
    assert f"From step {run.steps[-1]} on its picture stands still." in text


def test_every_step_has_its_score():
    assert compare_words.scores(trials(3, 1, equal=1)) == [
        "step 0 · of 5 seeds A is ahead with 0, B with 0",
        "step 10 · of 5 seeds A is ahead with 3, B with 1",
        "step 20 · of 5 seeds A is ahead with 3, B with 1",
    ]


@given(st.integers(0, 12), st.integers(0, 12))
def test_the_verdict_is_law_only_where_luck_would_rarely_do_it(wins_a, wins_b):
    n = wins_a + wins_b + 1
    text = compare_words.luck(trials(wins_a, wins_b, equal=1), look=2, last=20)
    if wins_a == wins_b:
        assert ("no sign of more than luck" in text) == (wins_a > 0)
        assert ("equal with every one of the 1 seeds" in text) == (wins_a == 0)
    else:
        winner = "A" if wins_a > wins_b else "B"
        assert f"**{winner} is ahead with {max(wins_a, wins_b)} of {n} seeds**" in text
        assert ("**law**" in text) == (chance(wins_a, wins_b) < 0.01)
        assert ("**perhaps luck**" in text) != ("**law**" in text)


@pytest.mark.parametrize(
    ("wins", "said"), [((5, 0), "1 of 16"), ((20, 0), "1 of 524,288"), ((3, 1), "62% of")]
)
def test_the_chance_is_said_as_one_of_so_many_or_in_percent(wins, said):
    text = compare_words.luck(trials(*wins), look=1, last=20)
    assert f"by luck in {said} such comparisons" in text


def test_at_the_start_nobody_is_ahead():
    text = compare_words.luck(trials(3, 1), look=0, last=20)
    assert text == "At step 0 A and B are equal with every one of the 4 seeds, to 0.01%."


@pytest.mark.parametrize(("last", "told"), [(20, False), (29, False), (30, True), (1000, True)])
def test_fewer_steps_than_the_pair_has_are_said(last, told):
    text = compare_words.luck(trials(3, 1), look=2, last=last)
    assert (f"trained for 20 of the {last:,} steps" in text) == told
