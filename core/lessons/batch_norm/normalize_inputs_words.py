"""Why gradient descent crawls, in words and numbers."""

import math
from collections.abc import Mapping

from core.lessons.batch_norm.normalize_inputs import GOAL, Scaling
from core.lessons.batch_norm.normalize_inputs_ways import BETA, SCALINGS, Ways
from core.text import written
from core.training.runs import Steps

AS = dict(zip(SCALINGS, ("x", "x − μ", "x / σ", "(x − μ) / σ"), strict=True))
FATES = ("arrives at once", "settles", "bounces", "diverges")
TOLD = dict(
    zip(
        FATES,
        (
            "It arrives in one step",
            "It settles, step by step",
            "It bounces for ever",
            "It swings farther out with every step and diverges",
        ),
        strict=True,
    )
)
GUESS_FIRST = "Only the start is drawn, until you have guessed."
MOST_TIMES = 1000  # beyond that it does not matter how far a path has gone
LEAST_SHARE = 1e-6


def inputs(ways: Ways) -> str:
    """Say the mean and the deviation of both inputs."""
    pairs = [
        f"x{name} = {_number(mean)} ± {_number(deviation)}"
        for name, mean, deviation in zip("₁₂", ways.means, ways.deviations, strict=True)
    ]
    return ", ".join(pairs)


def _number(value: float) -> str:
    return written.rounded(round(float(value), 6) + 0.0, 4)  # a mean of 1e-16 or -0 is 0


def at_every_frame(raw: Ways, treated: Ways, with_momentum: bool, steps: Steps) -> list[str]:
    """Say at each of the steps what is left to go, and how long both take to the end."""
    long = f"{_how_long('Raw', raw)} {_how_long('Treated', treated)}"
    return [f"{_left(raw, treated, with_momentum, step)}\n\n{long}" for step in steps.tolist()]


def _left(raw: Ways, treated: Ways, with_momentum: bool, step: int) -> str:
    plain, fast = (
        [how_much(way.left[step]) for way in both]
        for both in ((raw.plain, treated.plain), (raw.momentum, treated.momentum))
    )
    said = (
        f"Step {step:,}: of the cost that can go, **{plain[0]}** is left raw, **{plain[1]}** "
        "treated."
    )
    return f"{said} With momentum, dashed: {fast[0]} and {fast[1]}." if with_momentum else said


def how_much(left: float) -> str:
    """Say a share of what was there at first.

    >>> [how_much(left) for left in (1.0, 0.0213, 1e-9, 3.5, 1e30)]
    ['100%', '2%', 'under 0.0001%', '3.5 times as much', 'over 1,000 times as much']
    """
    if left > MOST_TIMES:
        return f"over {MOST_TIMES:,} times as much"
    if left > 1:
        return f"{written.rounded(left, 2)} times as much"
    return written.share(left) if left >= LEAST_SHARE else f"under {LEAST_SHARE:.4%}"


def _how_long(name: str, ways: Ways) -> str:
    needed = ways.plain.needed
    takes = (
        f"**{written.counted(needed, 'step', 'steps')}** until {GOAL:.0%} is left"
        if needed is not None
        else f"**never** down to {GOAL:.0%}"
    )
    return f"{name}: κ = {condition(ways)}, {takes}."


def condition(ways: Ways) -> str:
    """Write κ, exact enough to tell one bowl from another."""
    return written.rounded(ways.cost.condition, 4 if ways.cost.condition >= 10 else 3)


def in_numbers(ways: Mapping[Scaling, Ways]) -> list[dict[str, str]]:
    """Return a row for each scaling: κ, what κ allows, what it took, and with momentum."""
    return [
        {
            "inputs": AS[scaling],
            "κ = λₘₐₓ / λₘᵢₙ": condition(each),
            "steps, at most, by κ": _steps(each.most),
            "steps it took": _steps(each.plain.needed),
            f"with momentum, β = {BETA}": _steps(each.momentum.needed),
        }
        for scaling, each in ways.items()
    ]


def _steps(steps: int | None) -> str:
    return "never" if steps is None else f"{steps:,}"


def fate(ways: Ways) -> str:
    """Return which of `FATES` the plain way has in the steepest direction, as it went."""
    now, then = abs(ways.across(1)), abs(ways.across(20))
    if now < 1e-9:
        return FATES[0]
    if math.isclose(now, 1, rel_tol=1e-9) and math.isclose(then, 1, rel_tol=1e-6):
        return FATES[2]
    return FATES[1] if now < 1 else FATES[3]


def across(name: str, ways: Ways) -> str:
    """Say how far the plain way is from the floor across the valley after each of some steps."""
    distances = ", ".join(f"{ways.across(step) + 0.0:.2f}" for step in range(5))
    return f"{name} {distances.replace('-0.00', '0.00').replace('-', '−')}"


def answer(share: float, raw: Ways, treated: Ways) -> str:
    """Say what α as this share of 2/λₘₐₓ did in the steepest direction."""
    factor = _number(1 - 2 * share).replace("-", "−")
    return (
        f"{TOLD[fate(raw)]}: a step multiplies the distance by 1 − 2 · {share:g} = {factor}. "
        "Distance after steps 0 to 4, as a share of that at the start: "
        f"{across('raw', raw)}; {across('treated', treated)}"
    )


def stretched(stretch: float) -> str:
    """Say how a picture is stretched.

    >>> stretched(1.0), stretched(0.125)
    ('Units of w₁ and w₂ are drawn alike.', 'A unit of w₂ is drawn 8 times as long as one of w₁.')
    """
    if math.isclose(stretch, 1, rel_tol=0.01):
        return "Units of w₁ and w₂ are drawn alike."
    names = ("w₁", "w₂") if stretch > 1 else ("w₂", "w₁")
    factor = written.rounded(max(stretch, 1 / stretch), 2)
    return f"A unit of {names[0]} is drawn {factor} times as long as one of {names[1]}."


def under_the_drawing(stretch: float, until: int | None) -> str:
    """Say how a picture is stretched, and up to which step it shows a way that leaves it.

    >>> under_the_drawing(1.0, until=9)
    'Units of w₁ and w₂ are drawn alike. It diverges: drawn up to step 9, where it leaves.'
    """
    if until is None:
        return stretched(stretch)
    return f"{stretched(stretch)} It diverges: drawn up to step {until:,}, where it leaves."


def what_counts(both: Ways, correlation: float) -> str:
    """Say what the steps in the table count, and what is left of κ when both steps are done."""
    return (
        f"Counted are the steps until {GOAL:.0%} of the cost that can go is left. By κ alone that "
        "many are enough from any start; the next column is from the start in the picture. After "
        f"both, κ is {condition(both)} and not 1: the features correlate, by {correlation:.3f}, "
        "and neither switch changes that."
    )
