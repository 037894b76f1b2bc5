"""Where samples land, in words: the draw on screen, the counts so far, what to expect."""

import math

import numpy as np

from core import averages
from core.lessons.tuning import sampling_scales as model
from core.lessons.tuning.sampling_scales import MOMENTUM, Draws, Range, plain
from core.lessons.tuning.scales import SCALES
from core.text import written
from core.text.see import see
from core.text.written import rounded
from core.types import Array

GUESSES = ("none or one", "about 10", "about 25")
UNTIL = ("fewer than 30", "30 to 300", "300 to 3,000", "more than 3,000")  # draws, to be guessed


def asked(sampled: Range) -> tuple[int, str] | None:
    """Return the number of the part that is asked for, and what a draw in it does; or nothing.

    >>> asked(model.learning_rates(-4, 0)), asked(model.LAYERS)
    ((0, 'fall below 0.001'), None)
    """
    if sampled is MOMENTUM:
        return 1, f"have a window of over {averages.memory(sampled.parts[0]):.0f} steps"
    if sampled.is_whole or not sampled.parts:
        return None
    return 0, f"fall below {sampled.text(sampled.parts[0])}"


def formula(scale: str, sampled: Range) -> str:
    """Write in LaTeX how u becomes a value on a scale."""
    if scale == "log":
        a, b = (round(math.log10(end)) for end in (sampled.low, sampled.high))
        return rf"r = {a} + {b - a}\,u,\quad \alpha = 10^{{\,r}}"
    if scale == "log of 1 - β":
        return r"r = -1 - 2\,u,\quad \beta = 1 - 10^{\,r}"
    if scale == "linear":
        name = r"\alpha" if sampled.name == "α" else r"\beta"
        return rf"{name} = {_tex(sampled.low)} + {sampled.high - sampled.low:.6g}\,u"
    low, high = sampled.low, sampled.high
    if scale == "whole numbers":
        return rf"n = {low:g} + \lfloor {high - low + 1:g}\,u \rfloor"
    return r"n = \text{round}(10^{\,r}),\quad r \text{ uniform}"


def _tex(number: float) -> str:
    """Write a number in LaTeX.

    >>> _tex(0.0001), _tex(1e-6)
    ('0.0001', '10^{-6}')
    """
    return f"{number:g}" if number >= 1e-4 else f"10^{{{round(math.log10(number))}}}"


def at_every_draw(sampled: Range, drawn: Draws, shown: list[int]) -> list[str]:
    """Say after so many draws, `shown`, which came last and how the parts have filled."""
    counts = drawn.counts(len(sampled.names))
    part = asked(sampled)
    number = part[0] if part else 0
    sentences = []
    for n in shown:
        if not n:
            sentences.append("Nothing is drawn yet. Press play: both scales get the same u.")
            continue
        u, values = float(drawn.u[n - 1]), drawn.values[:, n - 1].tolist()
        linear, log = (int(each[n, number]) for each in counts)
        sentences.append(
            f"Draw {n}: u = {u:.4f}.\n\nLinear scale: {_linear(sampled, u, values[0])}\n\n"
            f"Log scale: {_log(sampled, u, values[1])}\n\n{_which(sampled, number)} so far: linear "
            f"**{linear} of {n}**, log **{log} of {n}**."
        )
    return sentences


def _which(sampled: Range, number: int) -> str:
    if sampled is MOMENTUM:
        return f"Windows over {averages.memory(sampled.parts[0]):.0f} steps"
    return f"From {sampled.names[number]}" if len(sampled.names[number]) > 1 else "Smallest number"


def _linear(sampled: Range, u: float, value: float) -> str:
    """Work a draw out on the linear scale.

    >>> _linear(model.learning_rates(-4, 0), 0.5, 0.50005)
    'α = 0.0001 + 0.9999 · 0.5000 = **0.5**.'
    """
    low = sampled.low
    if sampled.is_whole:
        many = sampled.high - low + 1
        return f"{low:g} + {many:g} · {u:.4f} = {low + many * u:.2f}, rounded down **{value:g}**."
    step = f"{sampled.high - low:.6g}"
    return f"{sampled.name} = {plain(low)} + {step} · {u:.4f} = {_value(sampled, value)}."


def _log(sampled: Range, u: float, value: float) -> str:
    """Work a draw out on the log scale.

    >>> _log(model.learning_rates(-4, 0), 0.5, 0.01)
    'r = -4 + 4 · 0.5000 = -2.000, α = 10^r = **0.01**.'
    """
    if sampled.is_whole:
        return f"**{value:g}**."
    ends = (1 - sampled.low, 1 - sampled.high) if sampled is MOMENTUM else sampled.borders
    a, b = round(math.log10(ends[0])), round(math.log10(ends[-1]))
    r = a + (b - a) * u
    power = f"{sampled.name} = {'1 - ' if sampled is MOMENTUM else ''}10^r"
    sign = "+" if b > a else "-"
    return f"r = {a} {sign} {abs(b - a)} · {u:.4f} = {r:.3f}, {power} = {_value(sampled, value)}."


def _value(sampled: Range, value: float) -> str:
    if sampled is MOMENTUM:
        steps = written.counted(round(averages.memory(value)), "step", "steps")
        return f"{value:.4f}, a window of **{steps}**"
    return f"**{rounded(value, 2)}**"


def notice(sampled: Range, answered: bool) -> list[str]:
    """Return what to see in the picture of a range; what answers the question, after a guess."""
    if not answered:
        return [
            f"Guess, then play from {see('the first draw', frame=0)}: each dot fills its part.",
            "Each dot is a network that has to be trained. Where would you spend them?",
        ]
    linear, proper = (sampled.shares(scale) for scale in sampled.both)
    last = sampled.names[-1]
    if sampled.is_whole:
        far = float(abs(linear - proper).max())
        ratio = written.times(sampled.high / sampled.low)
        return [
            f"Between the scales a part's share differs by at most {100 * far:.0f} percent points.",
            f"The end of the range is only {ratio} its beginning. So the linear scale will do.",
        ]
    most, each = written.share(float(linear[-1])), written.share(float(proper[0]))
    return [
        f"Of draws on the linear scale {most} are to be expected from {last}.",
        f"On the log scale each part gets {each}: as many tries for each power of ten.",
        "Each dot is a network that has to be trained. Where would you spend them?",
    ]


def question(does: str) -> str:
    """Ask for a guess of how many draws do this."""
    return f"Of 100 draws on the linear scale, how many {does}?"


def guessed(sampled: Range, drawn: Draws, guess: str) -> tuple[str, bool]:
    """Return how many draws lie in the part that is asked for, and whether the guess is right.

    Raises ValueError if nothing is asked about this range.

    >>> rates = model.learning_rates(-4, 0)
    >>> guessed(rates, model.draw(rates, 100, seed=0), "none or one")[1]
    True
    """
    part = asked(sampled)
    if part is None:
        raise ValueError(f"nothing is asked about {sampled.name}")
    number, does = part
    linear, log = (rounded(100 * sampled.shares(scale)[number], 3) for scale in sampled.both)
    found, of = int((drawn.parts[0] == number).sum()), len(drawn.u)
    right = GUESSES[int(np.searchsorted([5, 17], 100 * sampled.shares("linear")[number]))]
    return (
        f"Of 100 draws expect **{linear}** on the linear scale and {log} on the log scale to "
        f"{does}. Here it was {found} of {of} on the linear scale"
    ), guess == right


def sampled_below(sampled: Range, scale: str, x: float) -> float:
    """Return the share of draws of a range that lie below x on a scale."""
    return float(SCALES[scale].below(x, sampled.low, sampled.high))


def right_until(sampled: Range) -> str:
    """Return which guess holds the draws to expect on the linear scale until each part has one."""
    average = model.draws_until_all(sampled.shares(sampled.both[0]))
    return UNTIL[int(np.searchsorted([30, 300, 3000], average, side="right"))]


def until_all(sampled: Range, measured: Array) -> str:
    """Say how many draws it takes until each part has one: to expect, and `(2, seeds)` measured."""
    told = []
    for which, scale, found in zip(("linear", "log"), sampled.both, measured, strict=True):
        average = model.draws_until_all(sampled.shares(scale))
        told.append(
            f"On the {which} scale expect **{rounded(average, 3)}** draws; {_measured(found)}."
        )
    return " ".join(told)


def _measured(found: Array) -> str:
    """Say how many draws it took with some seeds.

    >>> _measured(np.array([4.0, 9, 6])), _measured(np.array([np.nan, 9, 6]))
    ('with 3 seeds it took 4 to 9, on average 6.33', 'for 1 of 3 seeds 20,000 were too few')
    """
    missing = int(np.isnan(found).sum())
    if missing:
        return f"for {missing} of {found.size} seeds {model.MOST_DRAWS:,} were too few"
    low, high, mean = f"{found.min():,.0f}", f"{found.max():,.0f}", rounded(found.mean(), 3)
    return f"with {found.size} seeds it took {low} to {high}, on average {mean}"


def windows() -> str:
    """Compare the windows of β on both scales, all computed (lesson B5)."""
    (plain, proper), x = MOMENTUM.both, 0.99
    over = [1 - sampled_below(MOMENTUM, scale, x) for scale in (plain, proper)]
    medians = [rounded(model.median_window(scale), 3) for scale in (plain, proper)]
    reverse = 1 - model.reverse_log_below(x, MOMENTUM.low, MOMENTUM.high)
    return (
        f"Of β from {MOMENTUM.low:g} to {MOMENTUM.high:g} on a linear scale {over[0]:.1%} have a "
        f"window of over 100 steps, on the log scale of 1 - β {over[1]:.0%}. Half of the windows "
        f"exceed {medians[0]} steps on the linear and {medians[1]} on the log scale. KerasTuner's "
        f"`reverse_log` mirrors a log scale of β within the range: {reverse:.1%} lie over 100 "
        "steps, so it is not the scale of 1 - β."
    )
