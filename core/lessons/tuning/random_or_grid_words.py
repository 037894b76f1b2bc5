"""Grid, random or quasi-random, in words and with the numbers of this picture."""

from collections.abc import Sequence

import numpy as np

from core.lessons.tuning.contest import Contest, Outcome
from core.lessons.tuning.race import Race, Share, won
from core.lessons.tuning.search import best_so_far
from core.lessons.tuning.space import Hyperparameter
from core.lessons.tuning.winners import Winner
from core.lessons.tuning.zoom import Box
from core.text import written
from core.types import Array


def tried(contest: Contest, outcome: Outcome, shown: Sequence[int]) -> str:
    """Say how many values of the hyperparameters in the shown columns a contender tries."""
    first, *others = (
        (each.distinct(outcome.places[:, column]), each.name)
        for column in dict.fromkeys(shown)
        for each in [contest.searched[column]]
    )
    values = f"{written.counted(first[0], 'value', 'values')} of {first[1]}"
    rest = "".join(f", {n} of {name}" for n, name in others)
    return f"**{outcome.name}**  \n:small[{values}{rest}]"


def losses_so_far(outcomes: Sequence[Outcome]) -> list[str]:
    """Say after each trial how low each contender has come."""
    best = np.stack([best_so_far(each.losses) for each in outcomes]).T
    return [
        f"After {trial} of {len(best)} trials each, the lowest validation loss is "
        + ", ".join(
            f"**{loss(one)}** ({each.name})" for one, each in zip(row, outcomes, strict=True)
        )
        + "."
        for trial, row in enumerate(best.tolist(), start=1)
    ]


def loss(value: float) -> str:
    """Write a loss; it is infinite if every run so far diverged.

    >>> loss(0.12345), loss(float("inf"))
    ('0.123', 'none yet')
    """
    return f"{value:.3f}" if np.isfinite(value) else "none yet"


def winner(outcomes: Sequence[Outcome]) -> str:
    """Return the name of the contender with the lowest loss, of equal ones the first."""
    return min(outcomes, key=lambda each: each.losses.min()).name


def all_tried(contest: Contest, outcomes: Sequence[Outcome]) -> str:
    """Say how many points the grid has, that all get as many, and how many runs diverged.

    >>> all_tried(Contest(("α", "β"), idle=1, trials=25), [])
    'The grid has 3 × 3 × 2 = 18 points, so each contender gets 18 trials.'
    """
    shape = " × ".join(map(str, contest.shape))
    diverged = sum(int(np.isinf(each.losses).sum()) for each in outcomes)
    crosses = f" Runs that diverged, drawn as crosses: {diverged}." if diverged else ""
    return (
        f"The grid has {shape} = {contest.n} points, so each contender gets {contest.n} trials."
        f"{crosses}"
    )


def who_won(found: Race, grids: Array, contest: Contest) -> str:
    """Say how often random search found less than a grid, with the idle ones of the contest.

    `grids` `(contests, 1)` are the lowest losses of the grids at the shift of the contest.
    """
    place = [each.idle for each in found.contests].index(contest.idle)
    over_anew, over_fixed, quasi = (
        won(one, other)[place]
        for one, other in (
            (found.random, found.grids),
            (found.random, grids),
            (found.quasi_random, found.random),
        )
    )
    first = contest.searched[0]
    values = written.counted(first.distinct(contest.places()[0][:, 0]), "value", "values")
    return (
        f"With **{contest.idle}** dummies the grid tries {values} of {first.name}; the "
        f"others draw it anew in each of {contest.n} trials. Random search found a lower loss than "
        "a grid at a random shift "
        f"in **{over_anew.wins} of {over_anew.of}** draws ({_interval(over_anew)}), and than the "
        f"grid at the shift {contest.shift:g} in **{over_fixed.wins} of {over_fixed.of}** "
        f"({_interval(over_fixed)}). Quasi-random search found less than random search in "
        f"**{quasi.wins} of {quasi.of}** ({_interval(quasi)})."
    )


def _interval(share: Share) -> str:
    return f"{share.part:.0%}, interval {share.low:.0%} to {share.high:.0%}"


def what_was_trained(found: Race, networks: int, steps: int) -> str:
    """Say how many networks a race took."""
    return (
        "A bar is the Wilson interval, which holds the true share in 95 of 100 such counts. "
        f"Trained for this: {networks:,} different networks, {steps} steps each, all on the same "
        f"points from the same first weights. Each of the {found.random.shape[1]} draws has its "
        "own random points, quasi-random points and shift of the grid. Networks that differ in "
        "nothing but what no network reads are the same network, trained once."
    )


def winners_in_words(winners: Sequence[Winner]) -> str:
    """Say how much of the lead in the search is left with other seeds."""
    first, second = sorted(winners, key=lambda each: each.searched)[:2]
    n = len(first.again)
    ahead = int((first.again < second.again).sum())
    if not (np.isfinite(second.searched) and np.isfinite([first.median, second.median]).all()):
        return f"With other seeds {first.name} was ahead of {second.name} in **{ahead} of {n}**."
    if first.searched == second.searched:
        lead = f"In the search {first.name} and {second.name} tied at {first.searched:.3f}."
    else:
        lead = (
            f"In the search {first.name} ended at {first.searched:.3f}, "
            f"{second.searched - first.searched:.3f} below {second.name}."
        )
    left = float(np.median(second.again - first.again))
    favoured = first.name if left >= 0 else second.name
    return (
        f"{lead} Both were trained again with {n} other seeds: other points, first weights and "
        f"mini-batches. Then {first.name} is ahead with **{ahead} of {n}**; the median difference "
        f"is **{abs(left):.3f}** in favour of {favoured}. The best of {first.name} has a median of "
        f"{first.median:.3f} there, {first.searched:.3f} in the search."
    )


def box_in_numbers(box: Box, across: Hyperparameter, up: Hyperparameter) -> str:
    """Say from where to where a box reaches."""
    return "; ".join(
        f"{each.name} {number(each, low)} to {number(each, high)}"
        for each, low, high in ((across, box.left, box.right), (up, box.bottom, box.top))
    )


def number(each: Hyperparameter, place: float) -> str:
    """Write the number of a hyperparameter at a place, with three digits, or nines as needed.

    >>> from core.lessons.tuning.space import ALPHA, BETA
    >>> number(ALPHA, 0.33), number(BETA, 0.9)
    ('0.00447', '0.998')
    """
    value = float(each.at(np.array(place)))
    return each.text(float(f"{value:.3g}"))


def gain(before: float, after: float) -> str:
    """Say by how much of it a loss fell.

    >>> gain(0.2, 0.15), gain(0.2, 0.2)
    ('25% lower', 'no gain')
    """
    if not after < before:
        return "no gain"
    return f"{written.share(1 - after / before)} lower" if np.isfinite(before) else "the first"
